package org.crelens.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        Ran.rows(Ran.shared("golden/published/" + cellLine + "_raw_to_final.tsv.gz"));
    List<String> raw = new ArrayList<>();
    for (int i = 0; i < golden.size(); i++)
      raw.add(
          "chr1\t%d\t%d\t%s.%s\t%s\t."
              .formatted(i, i + 1, golden.get(i)[0], cellLine, golden.get(i)[1]));
    Path bed = Files.write(folder.resolve("raw.bed"), raw);
    Path corrGroup = folder.resolve("corr-group.bed.gz");
    Path finalBed = folder.resolve("final.bed.gz");
    Ran ran =
        Ran.with(
            "--as-original",
            "--raw",
            bed,
            "--factors",
            Ran.shared("golden/published/" + cellLine + "_normalization_factors.tsv"),
            "--output-corr-group",
            corrGroup,
            "--output-final",
            finalBed);
    assertEquals(0, ran.code(), ran.err());
    assertEquals(
        golden.stream().map(row -> row[2] + " " + row[3]).toList(), columns(corrGroup, finalBed));
  }

  private static List<String> columns(Path corrGroup, Path finalBed) throws IOException {
    List<String> first = Ran.lines(corrGroup);
    List<String> second = Ran.lines(finalBed);
    List<String> both = new ArrayList<>();
    for (int i = 0; i < first.size(); i++)
      both.add(first.get(i).split("\t")[4] + " " + second.get(i).split("\t")[4]);
    return both;
  }

  @Test
  void thePublishedRawBedBecomesThePublishedFinalBed() throws IOException {
    Path finalBed = folder.resolve("final.bed.gz");
    Ran ran =
        Ran.with(
            "--as-original",
            "--raw",
            Ran.shared("data/remap2018/published/hela.raw.bed.gz"),
            "--factors",
            Ran.shared("data/remap2018/published/hela.normalization_factors.tsv"),
            "--output-final",
            finalBed);
    assertEquals(0, ran.code(), ran.err());
    List<String> published =
        Ran.lines(Ran.shared("data/remap2018/published/hela.final.bed.gz")).stream()
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
        Ran.lines(finalBed).stream()
            .map(line -> line.split("\t"))
            .map(f -> String.join("\t", f[0], f[1], f[2], f[3], f[4]))
            .toList();
    assertEquals(published, ours);
  }

  @Test
  void scoresOfChromosome22BecomeTheGoldenOnes() throws IOException {
    Path golden = Ran.shared("golden/scoring");
    List<String[]> scores = Ran.rows(golden.resolve("scores_chr22.tsv"));
    Path raw = folder.resolve("raw.bed");
    Files.write(
        raw,
        scores.stream().map(f -> String.join("\t", f[0], f[1], f[2], f[3], f[5], ".")).toList());
    List<String> table = new ArrayList<>(List.of("dataset\ttf\tfinal_k"));
    for (String[] f : Ran.rows(golden.resolve("k_table.tsv")))
      if (f[2].equals("1")) table.add(f[0] + "\t" + f[1] + "\t" + f[7]);
    Path factors = Files.write(folder.resolve("k.tsv"), table);
    Path ours = folder.resolve("final.bed.gz");
    Path original = folder.resolve("original.bed.gz");
    Path corrGroup = folder.resolve("corr.bed.gz");
    Ran ran =
        Ran.with(
            "--raw",
            raw,
            "--factors",
            factors,
            "--output-final",
            ours,
            "--output-corr-group",
            corrGroup);
    assertEquals(0, ran.code(), ran.err());
    ran = Ran.with("--as-original", "--raw", raw, "--factors", factors, "--output-final", original);
    assertEquals(0, ran.code(), ran.err());
    assertEquals(sorted(scores, 6), columns(corrGroup));
    assertEquals(sorted(scores, 7), columns(ours));
    assertEquals(sorted(scores, 8), columns(original));
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
    return Ran.lines(bed).stream()
        .map(line -> line.split("\t"))
        .map(f -> String.join(" ", f[1], f[2], f[3], f[4]))
        .toList();
  }
}
