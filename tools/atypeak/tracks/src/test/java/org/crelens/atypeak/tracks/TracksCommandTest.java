package org.crelens.atypeak.tracks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.crelens.atypeak.tracks.bbi.BbiReader;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.io.Compressed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracksCommandTest {
  private static final String HEADER =
      "contig\tstart\tend\tname\tdataset\ttf\traw\traw_minus_source_median\tcorr_group\tfinal\trank"
          + "\tpercentile\tpercentile_in_tr\n";
  private static final String[] PEAKS = {
    peak("chr1", 100, 200, "d1.a.x", 400),
    peak("chr1", 150, 300, "d2.b.x", 800),
    peak("chr1", 900, 950, "d1.a.x", 0),
    peak("chr10", 20, 60, "d2.a.x", 1000),
    peak("chr2", 0, 5, "d1.b.x", 77)
  };
  private static final String[] SCORES = {
    score("chr1", 100, 200, "d1.a.x", "399.98765", "40"),
    score("chr1", 150, 300, "d2.b.x", "1200.5", "62.5004"),
    score("chr1", 900, 950, "d1.a.x", "0.01", "0.125"),
    score("chr10", 20, 60, "d2.a.x", "999", "99.9"),
    score("chr2", 0, 5, "d1.b.x", "5.0E-4", "20")
  };

  @TempDir Path folder;
  Path bed;
  Path scores;
  Path regions;
  Path sizes;
  Path phantoms;
  Path bigBed;
  Path bigWig;
  Path phantomsBigBed;

  private static String peak(String contig, int start, int end, String name, int score) {
    return contig
        + "\t"
        + start
        + "\t"
        + end
        + "\t"
        + name
        + "\t"
        + score
        + "\t.\t"
        + start
        + "\t"
        + end
        + "\t1,20,255\n";
  }

  private static String score(
      String contig, int start, int end, String name, String raw, String percentile) {
    return contig
        + "\t"
        + start
        + "\t"
        + end
        + "\t"
        + name
        + "\td\tt\t"
        + raw
        + "\t1\t2\t3\t4\t"
        + percentile
        + "\t5\n";
  }

  @BeforeEach
  void files() throws IOException {
    bed = write("x.final.bed", String.join("", PEAKS));
    scores = write("x.scores.tsv", HEADER + String.join("", SCORES));
    regions =
        write(
            "regions.tsv",
            "contig\tstart\tend\tpeaks\n"
                + "chr1\t190\t260\t2\n"
                + "chr1\t90\t190\t2\n"
                + "chr10\t0\t40\t1\n"
                + "chr10\t40\t100\t1\n");
    sizes = write("sizes", "chr1\t1000\nchr10\t500\nchr2\t5\nchr3\t7\n");
    phantoms =
        write(
            "phantoms.bed",
            "chr1\t40\t95\td1.c.x\t1000\t.\t40\t95\t1,2,3\t1.23456\n"
                + "chr2\t1\t3\td1.a.x\t500\t.\t1\t3\t1,2,3\t0.5\n");
    bigBed = folder.resolve("x.final.bb");
    bigWig = folder.resolve("x.mean_score.bw");
    phantomsBigBed = folder.resolve("x.phantoms.bb");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static CommandResult run(Object... args) {
    return CommandResult.of(new TracksCommand(), args);
  }

  private Object[] and(Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("--final-bed", bed, "--scores", scores, "--output-bigbed", bigBed));
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }

  @Test
  void everyPeakCarriesItsScoresSourceAndRegion() throws IOException {
    assertTrue(run(and("--regions", regions)).done().err().contains("5 peaks"));
    BbiReader read = BbiReader.of(bigBed);
    assertEquals(
        List.of(
            "d1.a.x\t400\t.\t100\t200\t1,20,255\t399.988\t40\ta\td1\tchr1:90-190",
            "d2.b.x\t800\t.\t150\t300\t1,20,255\t1200.5\t62.5\tb\td2\tchr1:190-260",
            "d1.a.x\t0\t.\t900\t950\t1,20,255\t0.01\t0.125\ta\td1\t",
            // Two regions share as much with it: the first.
            "d2.a.x\t1000\t.\t20\t60\t1,20,255\t999\t99.9\ta\td2\tchr10:0-40",
            "d1.b.x\t77\t.\t0\t5\t1,20,255\t0.001\t20\tb\td1\t"),
        read.items().stream().map(BbiReader.Item::rest).toList());
    assertEquals(14, read.fields());
    assertEquals(9, read.standardFields());
    assertEquals(14, read.fieldsInWords().lines().filter(line -> line.contains(";")).count());
    assertTrue(
        read.fieldsInWords()
            .replaceAll("[^;\\n]*; \"[^\"]*\"", "")
            .matches("(?s)table crelensPeaks\n\".*\"\n\\(\n+\\)\n"),
        "a field is a type, a name and words without quotes");
    assertEquals(
        List.of("100-200", "900-950"),
        read.named("d1.a.x").stream().map(i -> i.start() + "-" + i.end()).toList());
  }

  @Test
  void contigsEndWhereTheLastPeakDoesUnlessToldOtherwise() throws IOException {
    run(and()).done();
    assertEquals(List.of("chr1 950", "chr10 60", "chr2 5"), contigs());
    run(and("--chrom-sizes", sizes)).done();
    assertEquals(List.of("chr1 1000", "chr10 500", "chr2 5"), contigs());
  }

  @Test
  void chromosomesOfAKnownAssemblyHaveItsLengths() throws IOException {
    run(and("--genome", "hg38")).done();
    assertEquals(List.of("chr1 248956422", "chr10 133797422", "chr2 242193529"), contigs());
    // Names of its makers, and of contigs without chr; a scaffold ends with its last peak.
    String other = PEAKS[0].replace("chr1\t", "1\t") + peak("chrUn_x", 5, 70, "d1.a.x", 3);
    write("x.final.bed", other);
    write(
        "x.scores.tsv",
        HEADER + SCORES[0].replace("chr1\t", "1\t") + score("chrUn_x", 5, 70, "d1.a.x", "1", "2"));
    run(and("--genome", "T2T-CHM13")).done();
    assertEquals(List.of("1 248387328", "chrUn_x 70"), contigs());
    CommandResult ran = run(and("--genome", "dm6")).done();
    assertTrue(ran.err().contains("the lengths of dm6 are not known (known are hg19"), ran.err());
    assertEquals(List.of("1 200", "chrUn_x 70"), contigs());
  }

  @Test
  void peaksBeyondTheAssemblyAreRefused() throws IOException {
    write("x.final.bed", peak("chr1", 248956400, 248956423, "d1.a.x", 3));
    refused(
        3,
        "x.final.bed:1: end 248956423 lies beyond chr1, which has 248956422 bases (expected peaks"
            + " of hg38: is --genome that of your data?",
        "--genome",
        "GRCh38");
    refused(2, "name one of them", "--genome", "hg38", "--chrom-sizes", sizes);
  }

  @Test
  void allTracksOfARunAgreeHowLongContigsAre() throws IOException {
    Path other = write("y.final.bed", peak("chr1", 10, 4000, "d1.a.y", 3));
    Path run = folder.resolve("run.sizes");
    run("--contigs-of", bed, other, phantoms, "--output-chrom-sizes", run).done();
    assertEquals("chr1\t4000\nchr10\t60\nchr2\t5\n", Files.readString(run));
    run(and("--chrom-sizes", run)).done();
    assertEquals(List.of("chr1 4000", "chr10 60", "chr2 5"), contigs());
    run("--contigs-of", bed, "--genome", "mm10", "--output-chrom-sizes", run).done();
    assertEquals("chr1\t195471971\nchr10\t130694993\nchr2\t182113224\n", Files.readString(run));
    CommandResult.failing(folder, new TracksCommand(), "--contigs-of", bed)
        .says(2, "--contigs-of and --output-chrom-sizes");
    CommandResult.failing(
            folder,
            new TracksCommand(),
            "--contigs-of",
            bed,
            "--final-bed",
            bed,
            "--output-chrom-sizes",
            folder.resolve("no.sizes"))
        .says(2, "give either --final-bed");
  }

  private List<String> contigs() throws IOException {
    return BbiReader.of(bigBed).contigs().stream().map(c -> c.name() + " " + c.size()).toList();
  }

  @Test
  void theBigWigHoldsTheMeanOverPeaks() throws IOException {
    run(and("--output-bigwig", bigWig)).done();
    assertEquals(
        List.of(
            new BbiReader.Value(0, 100, 150, 400),
            new BbiReader.Value(0, 150, 200, 600),
            new BbiReader.Value(0, 200, 300, 800),
            new BbiReader.Value(0, 900, 950, 0),
            new BbiReader.Value(1, 20, 60, 1000),
            new BbiReader.Value(2, 0, 5, 77)),
        BbiReader.of(bigWig).values());
  }

  @Test
  void phantomsAreWrittenWithTheirValue() throws IOException {
    run(and("--regions", regions, "--phantoms", phantoms, "--output-phantoms", phantomsBigBed))
        .done();
    BbiReader read = BbiReader.of(phantomsBigBed);
    assertEquals(13, read.fields());
    assertEquals(13, read.fieldsInWords().lines().filter(line -> line.contains(";")).count());
    assertEquals(
        List.of(
            "d1.c.x\t1000\t.\t40\t95\t1,2,3\t1.235\tc\td1\tchr1:90-190",
            "d1.a.x\t500\t.\t1\t3\t1,2,3\t0.5\ta\td1\t"),
        read.items().stream().map(BbiReader.Item::rest).toList());
  }

  @Test
  void noPhantomIsAFileWithoutItems() throws IOException {
    Path none = Compressed.BGZIP.write(folder.resolve("none.bed.gz"), "");
    run(and("--phantoms", none, "--output-phantoms", phantomsBigBed)).done();
    assertEquals(List.of(), BbiReader.of(phantomsBigBed).items());
  }

  @Test
  void theSameBytesForAnyThreadsAndCompression() throws IOException {
    run(and("--output-bigwig", bigWig, "--threads", 1)).done();
    byte[] peaks = Files.readAllBytes(bigBed);
    byte[] means = Files.readAllBytes(bigWig);
    bed = Compressed.BGZIP.write(folder.resolve("x.bed.gz"), String.join("", PEAKS));
    scores = Compressed.XZ.write(folder.resolve("x.tsv.xz"), HEADER + String.join("", SCORES));
    run(and("--output-bigwig", bigWig, "--threads", 5)).done();
    assertArrayEquals(peaks, Files.readAllBytes(bigBed));
    assertArrayEquals(means, Files.readAllBytes(bigWig));
  }

  @Test
  void peaksThatAreNotSortedAreRefused() throws IOException {
    write("x.final.bed", PEAKS[1] + PEAKS[0]);
    refused(3, "x.final.bed:2: start 100 after 150 (");
    write("x.final.bed", PEAKS[4] + PEAKS[3]);
    refused(3, "x.final.bed:2: contig chr10 after chr2");
    write("x.final.bed", PEAKS[0] + PEAKS[3] + PEAKS[2]);
    refused(3, "x.final.bed:3: contig chr1 after chr10");
  }

  @Test
  void badPeaksAreRefused() throws IOException {
    for (String[] wrong :
        new String[][] {
          {"\t400\t", "\t1001\t", "score 1001"},
          {"\t400\t", "\t-1\t", "score '-1'"},
          {"\t400\t", "\t4.5\t", "score '4.5'"},
          {"1,20,255", "1,20,256", "itemRgb '1,20,256'"},
          {"1,20,255", "1,20", "itemRgb '1,20'"},
          {"1,20,255", "1,20,255,3", "itemRgb"},
          {"1,20,255", "1,,20", "itemRgb"},
          {"1,20,255", "0", "itemRgb '0'"},
          {"\t.\t", "\tx\t", "strand 'x'"},
          {"\t100\t200\t1,", "\t99\t200\t1,", "thick part 99-200"},
          {"\t100\t200\t1,", "\t100\t201\t1,", "thick part 100-201"},
          {"d1.a.x", "d1a", "name 'd1a'"},
          {"\t1,20,255", "", "8 columns"},
          {"chr1\t100\t200", "chr1\t200\t200", "end 200 is not greater"}
        }) {
      write(
          "x.final.bed", PEAKS[0].replaceFirst(java.util.regex.Pattern.quote(wrong[0]), wrong[1]));
      refused(3, "x.final.bed:1: " + wrong[2]);
    }
    write("x.final.bed", "# nothing\n");
    refused(3, "x.final.bed: holds no peak");
  }

  @Test
  void scoresOfOtherPeaksAreRefused() throws IOException {
    write("x.scores.tsv", HEADER + SCORES[0] + SCORES[2] + SCORES[1] + SCORES[3] + SCORES[4]);
    refused(3, "x.scores.tsv:3: start '900' is not '150' of line 2 of ");
    write("x.scores.tsv", HEADER + SCORES[0].replace("d1.a.x", "d1.b.x"));
    refused(3, "x.scores.tsv:2: name 'd1.b.x' is not 'd1.a.x'");
    write("x.scores.tsv", HEADER + SCORES[0] + SCORES[1]);
    refused(3, "x.scores.tsv:3: ends before line 3 of ");
    write("x.scores.tsv", HEADER + String.join("", SCORES) + SCORES[4]);
    refused(3, "x.scores.tsv:7: a row more than ");
    write("x.scores.tsv", String.join("", SCORES));
    refused(3, "x.scores.tsv:1: no column 'contig'");
    write("x.scores.tsv", HEADER.replace("percentile\t", "other\t"));
    refused(3, "no column 'percentile'");
    write("x.scores.tsv", "# nothing\n");
    refused(3, "x.scores.tsv: has no header");
    write("x.scores.tsv", HEADER + "chr1\t100\t200\n");
    refused(3, "x.scores.tsv:2: 3 columns");
    write("x.scores.tsv", HEADER + SCORES[0].replace("399.98765", "many"));
    refused(3, "x.scores.tsv:2: raw 'many'");
    write("x.scores.tsv", HEADER + SCORES[0].replace("\t40\t", "\tNaN\t"));
    refused(3, "x.scores.tsv:2: percentile 'NaN'");
  }

  @Test
  void sizesThatDoNotFitAreRefused() throws IOException {
    write("sizes", "chr1\t940\nchr10\t500\nchr2\t5\n");
    refused(
        3, "x.final.bed:3: end 950 lies beyond chr1, which has 940 bases", "--chrom-sizes", sizes);
    write("sizes", "chr1\t1000\nchr2\t5\n");
    refused(3, "x.final.bed:4: contig chr10 is not in ", "--chrom-sizes", sizes);
    write("sizes", "chr1\t1000\nchr1\t5\n");
    refused(3, "sizes:2: contig chr1 a second time", "--chrom-sizes", sizes);
    write("sizes", "chr1 1000\n");
    refused(3, "sizes:1: 'chr1 1000'", "--chrom-sizes", sizes);
    write("sizes", "chr1\t0\n");
    refused(3, "sizes:1: size 0", "--chrom-sizes", sizes);
    write("sizes", "# none\n");
    refused(3, "sizes: names no contig", "--chrom-sizes", sizes);
  }

  @Test
  void badPhantomsAndRegionsAreRefused() throws IOException {
    write("phantoms.bed", PEAKS[0]);
    refused(
        3,
        "phantoms.bed:1: 9 columns",
        "--phantoms",
        phantoms,
        "--output-phantoms",
        phantomsBigBed);
    write("phantoms.bed", PEAKS[0].replace("255\n", "255\tsome\n"));
    refused(
        3,
        "phantoms.bed:1: value 'some'",
        "--phantoms",
        phantoms,
        "--output-phantoms",
        phantomsBigBed);
    write("regions.tsv", "contig\tstart\tstop\nchr1\t1\t2\n");
    refused(3, "regions.tsv:1: 'start' and 'stop' stand for start and end", "--regions", regions);
  }

  @Test
  void whatCannotBeDoneIsRefusedAtOnce() throws IOException {
    refused(2, "--output-phantoms go together", "--phantoms", phantoms);
    refused(2, "--output-phantoms go together", "--output-phantoms", phantomsBigBed);
    refused(2, "--threads 0", "--threads", 0);
    refused(3, "none: no such file", "--regions", folder.resolve("none"));
    refused(4, "its folder does not exist", "--output-bigwig", folder.resolve("none/x.bw"));
    refused(2, "is named for two outputs", "--output-bigwig", bigBed);
    CommandResult.failing(folder, new TracksCommand(), "--final-bed", bed)
        .says(2, "--scores", "--output-bigbed");
  }

  private void refused(int code, String message, Object... more) throws IOException {
    CommandResult.failing(folder, new TracksCommand(), and(more)).says(code, message);
    try (Stream<Path> left = Files.list(folder)) {
      assertTrue(left.noneMatch(file -> file.toString().matches(".*[.]b[bw].*")));
    }
  }
}
