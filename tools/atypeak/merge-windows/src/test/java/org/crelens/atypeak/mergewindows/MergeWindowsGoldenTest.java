package org.crelens.atypeak.mergewindows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.crelens.libs.io.LineSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The merged scores of an independent implementation, see golden/README.md there. */
class MergeWindowsGoldenTest {
  @TempDir Path folder;

  @Test
  void duplicatesAndWindowsOfTheSyntheticCatalogueMergeAsTheOriginalMergesThem()
      throws IOException {
    Path golden = golden("synthetic");
    List<String> rows = new ArrayList<>();
    for (String line : body(golden.resolve("raw_scores.tsv"))) {
      String[] f = line.split("\t");
      rows.add(String.join("\t", f[0], f[1], f[2], f[3], f[4], f[5], f[5]));
    }
    rows.sort((a, b) -> Integer.compare(window(a), window(b)));
    List<String> merged = merge(rows);
    List<String> expected =
        Files.readAllLines(golden.resolve("merged_scores.bed")).stream().sorted(BED).toList();
    assertEquals(expected, merged.stream().map(line -> columns(line, 6)).toList());
  }

  @Test
  void scoresOfChromosome22MergeToTheGoldenOnes() throws IOException {
    Path golden = golden("scoring");
    List<String> rows = new ArrayList<>();
    for (String line : body(golden.resolve("raw_scores_chr22.tsv"))) {
      String[] f = line.split("\t");
      rows.add(String.join("\t", f[0], f[1], f[2], f[3], f[4], f[7], f[8]));
    }
    List<String> expected =
        body(golden.resolve("scores_chr22.tsv")).stream()
            .map(line -> line.split("\t"))
            .map(f -> String.join("\t", f[0], f[1], f[2], f[3], f[5], "."))
            .sorted(BED)
            .toList();
    assertEquals(expected, merge(rows).stream().map(line -> columns(line, 6)).toList());
  }

  private List<String> merge(List<String> rows) throws IOException {
    String cellLine = rows.get(0).split("\t")[4].split("\\.", 3)[2];
    Path scores = ScoreFiles.write(folder.resolve("s.tsv"), cellLine, 1, "m", "1/1", rows);
    Path out = folder.resolve("raw.bed.gz");
    CommandResult ran = CommandResult.with("--scores", scores, "--output", out);
    assertEquals(0, ran.code(), ran.err());
    List<String> lines = new ArrayList<>();
    try (LineSource source = new LineSource(out)) {
      while (source.next()) lines.add(source.text());
    }
    return lines;
  }

  private static final java.util.Comparator<String> BED =
      java.util.Comparator.comparing((String line) -> line.split("\t")[0])
          .thenComparing(line -> Integer.parseInt(line.split("\t")[1]))
          .thenComparing(line -> Integer.parseInt(line.split("\t")[2]))
          .thenComparing(line -> line.split("\t")[3]);

  private static int window(String row) {
    return Integer.parseInt(row.substring(0, row.indexOf('\t')));
  }

  private static String columns(String line, int n) {
    return Arrays.stream(line.split("\t")).limit(n).collect(Collectors.joining("\t"));
  }

  private static List<String> body(Path table) throws IOException {
    List<String> lines = Files.readAllLines(table);
    return lines.subList(1, lines.size());
  }

  private static Path golden(String folder) {
    Path golden = Path.of(System.getProperty("crelens.shared", "missing"), "golden", folder);
    assumeTrue(Files.isDirectory(golden), "golden files are not at " + golden);
    return golden;
  }
}
