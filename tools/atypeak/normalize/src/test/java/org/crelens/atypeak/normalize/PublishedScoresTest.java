package org.crelens.atypeak.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.crelens.atypeak.data.Factors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published raw scores and k tables give the published final scores, to the last peak. */
class PublishedScoresTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"hela", "cd34"})
  void asOriginalGivesThePublishedFinalScores(String cellLine) throws IOException {
    List<String[]> golden =
        CommandResult.rows(
            CommandResult.shared("golden/published/" + cellLine + "_raw_to_final.tsv.gz"));
    List<String> raw = new ArrayList<>();
    for (int i = 0; i < golden.size(); i++)
      raw.add(
          "chr1\t%d\t%d\t%s.%s\t%s\t."
              .formatted(i, i + 1, golden.get(i)[0], cellLine, golden.get(i)[1]));
    Path bed = Files.write(folder.resolve("raw.bed"), raw);
    Path factors =
        CommandResult.shared("golden/published/" + cellLine + "_normalization_factors.tsv");
    Path corrGroup = folder.resolve("corr-group.bed.gz");
    Path finalBed = folder.resolve("final.bed.gz");
    Path stats = folder.resolve("stats.tsv");
    CommandResult ran =
        CommandResult.with(
            "--as-original",
            "--raw",
            bed,
            "--factors",
            factors,
            "--output-corr-group",
            corrGroup,
            "--output-final",
            finalBed,
            "--output-stats-tr",
            stats);
    assertEquals(0, ran.code(), ran.err());
    assertEquals(
        golden.stream().map(row -> row[2] + " " + row[3]).toList(), columns(corrGroup, finalBed));
    Path expected = CommandResult.shared("golden/published/" + cellLine + "_tr_stats.tsv");
    assertStatistics(expected, stats);
    assertOriginalStatistics(expected, bed, factors);
  }

  private static List<String> columns(Path corrGroup, Path finalBed) throws IOException {
    List<String> first = CommandResult.lines(corrGroup);
    List<String> second = CommandResult.lines(finalBed);
    List<String> both = new ArrayList<>();
    for (int i = 0; i < first.size(); i++)
      both.add(first.get(i).split("\t")[4] + " " + second.get(i).split("\t")[4]);
    return both;
  }

  @Test
  void thePublishedRawBedBecomesThePublishedFinalBed() throws IOException {
    Path finalBed = folder.resolve("final.bed.gz");
    CommandResult ran =
        CommandResult.with(
            "--as-original",
            "--raw",
            CommandResult.shared("data/remap2018/published/hela.raw.bed.gz"),
            "--factors",
            CommandResult.shared("data/remap2018/published/hela.normalization_factors.tsv"),
            "--output-final",
            finalBed);
    assertEquals(0, ran.code(), ran.err());
    List<String> published =
        CommandResult.lines(CommandResult.shared("data/remap2018/published/hela.final.bed.gz"))
            .stream()
            .filter(line -> !line.startsWith("track"))
            .map(line -> line.split("\t"))
            .sorted(
                Comparator.comparing((String[] f) -> f[0])
                    .thenComparing(f -> Integer.parseInt(f[1]))
                    .thenComparing(f -> Integer.parseInt(f[2]))
                    .thenComparing(f -> f[3]))
            .map(f -> String.join("\t", f[0], f[1], f[2], f[3], f[4]))
            .toList();
    List<String> ours =
        CommandResult.lines(finalBed).stream()
            .map(line -> line.split("\t"))
            .map(f -> String.join("\t", f[0], f[1], f[2], f[3], f[4]))
            .toList();
    assertEquals(published, ours);
  }

  @Test
  void scoresOfChromosome22BecomeTheGoldenOnes() throws IOException {
    Path golden = CommandResult.shared("golden/scoring");
    List<String[]> scores = CommandResult.rows(golden.resolve("scores_chr22.tsv"));
    Path raw = folder.resolve("raw.bed");
    Files.write(
        raw,
        scores.stream().map(f -> String.join("\t", f[0], f[1], f[2], f[3], f[5], ".")).toList());
    List<String> table = new ArrayList<>(List.of("dataset\ttf\tfinal_k"));
    for (String[] f : CommandResult.rows(golden.resolve("k_table.tsv")))
      if (f[2].equals("1")) table.add(f[0] + "\t" + f[1] + "\t" + f[7]);
    Path factors = Files.write(folder.resolve("k.tsv"), table);
    Path ours = folder.resolve("final.bed.gz");
    Path original = folder.resolve("original.bed.gz");
    Path corrGroup = folder.resolve("corr.bed.gz");
    Path stats = folder.resolve("stats.tsv");
    CommandResult ran =
        CommandResult.with(
            "--raw",
            raw,
            "--factors",
            factors,
            "--output-final",
            ours,
            "--output-corr-group",
            corrGroup,
            "--output-stats-tr",
            stats);
    assertEquals(0, ran.code(), ran.err());
    ran =
        CommandResult.with(
            "--as-original", "--raw", raw, "--factors", factors, "--output-final", original);
    assertEquals(0, ran.code(), ran.err());
    assertEquals(sorted(scores, 6), columns(corrGroup));
    assertEquals(sorted(scores, 7), columns(ours));
    assertEquals(sorted(scores, 8), columns(original));
    Path expected = golden.resolve("tr_stats_chr22.tsv");
    assertStatistics(expected, stats);
    assertOriginalStatistics(expected, raw, factors);
  }

  /** Columns mean and sd, of all peaks of a TR, are those of the table of statistics. */
  private static void assertStatistics(Path golden, Path stats) throws IOException {
    List<String[]> rows =
        CommandResult.rows(stats).stream().filter(row -> row[1].equals("corr_group")).toList();
    int peaks = header(golden).indexOf("peaks");
    int mean = header(golden).indexOf("mean");
    int sd = header(golden).indexOf("sd");
    List<String[]> expected = CommandResult.rows(golden);
    assertEquals(names(expected), names(rows));
    for (int i = 0; i < rows.size(); i++) {
      String[] gold = expected.get(i);
      if (peaks >= 0) assertEquals(gold[peaks], rows.get(i)[2], gold[0]);
      assertClose(gold[mean], number(rows.get(i)[3]), gold[0] + " mean");
      assertClose(gold[sd], number(rows.get(i)[4]), gold[0] + " sd");
    }
  }

  /** Columns *_as_original, of lists that begin anew, are those the final scores are made with. */
  private static void assertOriginalStatistics(Path golden, Path raw, Path factors)
      throws IOException {
    RawPeaks peaks = RawPeaks.read(raw);
    Factors table = Factors.read(factors, true);
    double[] k =
        Arrays.stream(table.kOf(peaks.sources()))
            .map(v -> Double.isNaN(v) ? table.mean() : v)
            .toArray();
    Normalisation normalisation = new Normalisation(peaks, k, 750, true);
    int mean = header(golden).indexOf("mean_as_original");
    int sd = header(golden).indexOf("sd_as_original");
    List<String[]> expected = CommandResult.rows(golden);
    assertEquals(names(expected), normalisation.trs());
    for (int tr = 0; tr < expected.size(); tr++) {
      String[] gold = expected.get(tr);
      assertClose(gold[mean], normalisation.spread().mean()[tr], gold[0] + " mean as original");
      assertClose(gold[sd], normalisation.spread().sd()[tr], gold[0] + " sd as original");
    }
  }

  private static void assertClose(String golden, double ours, String what) {
    double expected = number(golden);
    if (Double.isNaN(expected)) assertTrue(Double.isNaN(ours), what);
    else assertEquals(expected, ours, 1e-9 * Math.abs(expected), what);
  }

  private static double number(String text) {
    return text.isEmpty() || text.equals("nan") ? Double.NaN : Double.parseDouble(text);
  }

  private static List<String> header(Path table) throws IOException {
    return List.of(CommandResult.lines(table).get(0).split("\t"));
  }

  private static List<String> names(List<String[]> rows) {
    return rows.stream().map(row -> row[0]).toList();
  }

  private static List<String> sorted(List<String[]> scores, int column) {
    return scores.stream()
        .sorted(
            Comparator.comparing((String[] f) -> Integer.parseInt(f[1]))
                .thenComparing(f -> Integer.parseInt(f[2]))
                .thenComparing(f -> f[3]))
        .map(f -> String.join(" ", f[1], f[2], f[3], f[column]))
        .toList();
  }

  private static List<String> columns(Path bed) throws IOException {
    return CommandResult.lines(bed).stream()
        .map(line -> line.split("\t"))
        .map(f -> String.join(" ", f[1], f[2], f[3], f[4]))
        .toList();
  }
}
