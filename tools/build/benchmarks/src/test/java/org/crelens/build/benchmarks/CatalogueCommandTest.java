package org.crelens.build.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crelens.atypeak.data.PeakName;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.ExitCode;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.io.LineSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueCommandTest {
  @TempDir Path folder;

  @Test
  void asManyPeaksAsAskedForSortedMostlyInRegions() throws IOException {
    write("a", "--peaks", 20_000).done();
    List<Interval> regions = Regions.read(folder.resolve("a.regions.bed.gz")).intervals();
    assertEquals(500, regions.size());
    List<Interval> peaks = peaks("a");
    assertEquals(20_000, peaks.size());
    for (int i = 1; i < peaks.size(); i++)
      assertTrue(peaks.get(i - 1).compareTo(peaks.get(i)) <= 0, "peak " + i);
    int inside = 0;
    int r = 0;
    for (Interval peak : peaks) {
      while (r < regions.size() - 1 && before(regions.get(r), peak)) r++;
      if (regions.get(r).overlap(peak) > 0) inside++;
    }
    assertTrue(inside > 17_000 && inside < 20_000, inside + " inside");
  }

  @Test
  void namesSpanAllDatasetsTrsAndCellLines() throws IOException {
    write("a", "--peaks", 20_000, "--datasets", 10, "--trs", 7, "--cell-lines", 2).done();
    Set<String> datasets = new HashSet<>();
    Set<String> trs = new HashSet<>();
    Set<String> cellLines = new HashSet<>();
    for (String text : names("a")) {
      PeakName name = PeakName.parse(text);
      datasets.add(name.dataset());
      trs.add(name.tr());
      cellLines.add(name.cellLine());
    }
    assertEquals(20, datasets.size());
    assertEquals(7, trs.size());
    assertEquals(Set.of("k562", "hela"), cellLines);
  }

  @Test
  void aSeedGivesTheSameBytesAndAnotherOneDoesNot() throws IOException {
    write("a", "--peaks", 2_000).done();
    write("b", "--peaks", 2_000).done();
    write("c", "--peaks", 2_000, "--seed", 5).done();
    assertArrayEquals(bytes("a"), bytes("b"));
    assertNotEquals(peaks("a"), peaks("c"));
  }

  @Test
  void shuffledPeaksAreTheSameInAnotherOrder() throws IOException {
    write("a", "--peaks", 2_000).done();
    write("b", "--peaks", 2_000, "--shuffled").done();
    List<Interval> shuffled = peaks("b");
    assertNotEquals(peaks("a"), shuffled);
    shuffled.sort(null);
    assertEquals(peaks("a"), shuffled);
  }

  @Test
  void fewerPeaksThanRegionsAreFine() throws IOException {
    write("a", "--peaks", 1).done();
    assertEquals(1, peaks("a").size());
  }

  @Test
  void optionsOutOfRangeAreNamed() throws IOException {
    for (Object[] bad :
        new Object[][] {
          {"--peaks", 0}, {"--peaks", 60_000_000}, {"--cell-lines", 7}, {"--trs", 0}
        }) {
      CommandResult ran =
          CommandResult.failing(
              folder,
              new CatalogueCommand(),
              bad[0].equals("--peaks") ? "--seed=1" : "--peaks=10",
              bad[0],
              bad[1],
              "--output-regions",
              folder.resolve("r"),
              "--output-peaks",
              folder.resolve("p"));
      ran.says(ExitCode.USAGE, bad[0].toString(), bad[1].toString(), "between");
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Path nowhere = folder.resolve("none").resolve("p");
    CommandResult.failing(
            folder,
            new CatalogueCommand(),
            "--peaks=10",
            "--output-regions",
            folder.resolve("r"),
            "--output-peaks",
            nowhere)
        .says(ExitCode.OUTPUT, nowhere.toString(), "folder");
  }

  private CommandResult write(String name, Object... args) {
    List<Object> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--regions-count", 500));
    all.addAll(List.of("--output-regions", folder.resolve(name + ".regions.bed.gz")));
    all.addAll(List.of("--output-peaks", folder.resolve(name + ".peaks.bed.gz")));
    return CommandResult.of(new CatalogueCommand(), all.toArray());
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name + ".peaks.bed.gz"));
  }

  private List<Interval> peaks(String name) throws IOException {
    List<Interval> peaks = new ArrayList<>();
    try (LineSource lines = new LineSource(folder.resolve(name + ".peaks.bed.gz"))) {
      while (lines.nextRecord())
        peaks.add(
            new Interval(lines.field(0), lines.coordinate(1, "start"), lines.coordinate(2, "end")));
    }
    return peaks;
  }

  private Set<String> names(String name) throws IOException {
    Set<String> names = new HashSet<>();
    try (LineSource lines = new LineSource(folder.resolve(name + ".peaks.bed.gz"))) {
      while (lines.nextRecord()) names.add(lines.field(3));
    }
    return names;
  }

  private static boolean before(Interval region, Interval peak) {
    int order = region.contig().compareTo(peak.contig());
    return order < 0 || (order == 0 && region.end() <= peak.start());
  }
}
