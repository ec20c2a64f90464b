package org.crelens.atypeak.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crelens.libs.cli.Tool;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statistics of our regions against those of an independent implementation and, where the README of
 * the golden files states them, against exact expectations. Tolerance: four standard errors of both
 * together.
 */
class SimulateGoldenTest {
  private static final int REGIONS = 50_000;
  private static final double SIGMAS = 4;

  @TempDir Path folder;

  private static Design design(String name) {
    return switch (name) {
      case "paper_8x8" ->
          GeneratorTest.design(DesignPreset.PAPER, Groups.of("halves", List.of(), 8), 0.75);
      case "code_8x8" ->
          GeneratorTest.design(
              DesignPreset.IMPLEMENTATION, Groups.of("halves", List.of(0.666), 8), 0.75);
      case "code_overlap_8x8" ->
          GeneratorTest.design(
              DesignPreset.IMPLEMENTATION, Groups.of("overlapping", List.of(0.334), 8), 0.75);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static RegionStatistics statistics(String name) {
    Design design = design(name);
    // That run lists the group of all TRs first; ours is {first half, all}, as the spec has it.
    int first = name.equals("code_overlap_8x8") ? 1 : 0;
    RegionStatistics statistics = new RegionStatistics(design, REGIONS, first);
    for (TrueRegion region : GeneratorTest.draw(design, REGIONS)) statistics.add(region);
    return statistics;
  }

  private static Path golden(String file) {
    Path shared = Path.of(System.getProperty("crelens.shared", "shared"));
    Path path = shared.resolve("golden/artificial").resolve(file);
    assumeTrue(Files.exists(path), "the golden files are not at hand: crelens.shared = " + shared);
    return path;
  }

  private static List<String[]> rows(String file) throws IOException {
    List<String> lines = Files.readAllLines(golden(file));
    return lines.subList(1, lines.size()).stream().map(l -> l.split("\t")).toList();
  }

  private static void close(String what, double golden, double goldenError, Estimate ours) {
    if (goldenError == 0) {
      assertEquals(golden, ours.value(), 0, what);
      return;
    }
    double allowed = SIGMAS * Math.hypot(goldenError, ours.error());
    assertTrue(
        Math.abs(golden - ours.value()) <= allowed,
        () -> what + ": golden " + golden + ", ours " + ours + ", allowed difference " + allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"code_8x8", "paper_8x8", "code_overlap_8x8"})
  void exactExpectationsAreMet(String name) {
    Map<String, Estimate> ours = statistics(name).table();
    boolean paper = name.equals("paper_8x8");
    exact(ours, "stack_entries_before_drop", paper ? 4 * meanOfCapped() : 8);
    exact(ours, "stack_entries_after_drop", paper ? 3 * meanOfCapped() : 6);
    exact(ours, "datasets_drawn", paper ? meanOfCapped() : 2);
    exact(ours, "noise_peaks", paper ? 2 : 1);
    exact(ours, "watermark", 0.75);
    exact(ours, "group1", paper ? 0.5 : 0.666);
    exact(ours, "common_centre", 1599.5);
    exact(ours, "stack_centre_offset_mean", paper ? -0.5 : -100.5);
    // 250·exp(σ²/2), less a half for the truncation.
    exact(ours, "stack_half_length_mean", 250 * Math.exp(0.03125) - 0.5);
    exact(ours, "noise_half_length_mean", 250 * Math.exp(0.03125) - 0.5);
  }

  // E[min(K + 1, 4)], K ~ Poisson(1): the paper draws each of four datasets at most once.
  private static double meanOfCapped() {
    double e = Math.exp(-1);
    return e * 1 + e * 2 + e / 2 * 3 + (1 - 2.5 * e) * 4;
  }

  private static void exact(Map<String, Estimate> ours, String statistic, double expected) {
    Estimate estimate = ours.get(statistic);
    assertTrue(
        Math.abs(expected - estimate.value()) <= SIGMAS * estimate.error(),
        () -> statistic + ": expected " + expected + ", ours " + estimate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"code_8x8", "paper_8x8", "code_overlap_8x8"})
  void statisticsMeetTheGoldenOnes(String name) throws IOException {
    Map<String, Estimate> ours = statistics(name).table();
    int compared = 0;
    for (String[] row : rows(name + "_stats.tsv")) {
      if (row[2].equals("nan")) continue; // extremes: they have no standard error
      double error = Double.parseDouble(row[2]);
      Estimate estimate = ours.get(row[0]);
      assertTrue(estimate != null, "no estimate of " + row[0]);
      close(row[0], Double.parseDouble(row[1]), error, estimate);
      compared++;
    }
    assertEquals(25, compared);
  }

  @ParameterizedTest
  @ValueSource(strings = {"code_8x8", "paper_8x8", "code_overlap_8x8"})
  void presenceAndFillOfEverySourceMeetTheGoldenOnes(String name) throws IOException {
    RegionStatistics ours = statistics(name);
    // Fill has no error of its own there: it scales ours by the number of regions.
    int regions = name.equals("code_overlap_8x8") ? 50_000 : 200_000;
    List<String[]> rows = rows(name + "_sources.tsv");
    assertEquals(64, rows.size());
    for (String[] row : rows) {
      int dataset = Integer.parseInt(row[0]);
      int tr = Integer.parseInt(row[1]);
      String source = "source (" + dataset + ", " + tr + ")";
      close(
          "presence of " + source,
          Double.parseDouble(row[2]),
          Double.parseDouble(row[3]),
          ours.presence(dataset, tr));
      Estimate fill = ours.fill(dataset, tr);
      close(
          "fill of " + source,
          Double.parseDouble(row[4]),
          fill.error() * Math.sqrt((double) REGIONS / regions),
          fill);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"code_8x8", "paper_8x8", "code_overlap_8x8"})
  void trsMeetInStacksAsOftenAsInTheGoldenOnes(String name) throws IOException {
    RegionStatistics ours = statistics(name);
    List<String[]> rows = rows(name + "_tr_copresence.tsv");
    assertEquals(64, rows.size());
    for (String[] row : rows)
      close(
          "TRs " + row[0] + " and " + row[1],
          Double.parseDouble(row[2]),
          Double.parseDouble(row[3]),
          ours.together(Integer.parseInt(row[0]), Integer.parseInt(row[1])));
  }

  @ParameterizedTest
  @ValueSource(strings = {"code_8x8", "paper_8x8", "code_overlap_8x8"})
  void countsAreDistributedAsInTheGoldenOnes(String name) throws IOException {
    RegionStatistics ours = statistics(name);
    JsonObject golden =
        JsonParser.parseString(Files.readString(golden(name + "_hist.json"))).getAsJsonObject();
    double n = golden.get("n").getAsDouble();
    JsonObject histograms = golden.getAsJsonObject("histograms_0_to_11");
    assertEquals(6, histograms.size());
    for (String statistic : histograms.keySet()) {
      JsonArray counts = histograms.getAsJsonArray(statistic);
      for (int k = 0; k < counts.size(); k++) {
        double theirs = counts.get(k).getAsDouble();
        double mine = ours.count(statistic, k);
        double pooled = (theirs + mine) / (n + REGIONS);
        double allowed =
            SIGMAS * Math.sqrt(pooled * (1 - pooled) * (1 / n + 1.0 / REGIONS)) * REGIONS;
        assertEquals(theirs / n * REGIONS, mine, allowed, statistic + " = " + k);
      }
    }
  }

  /** The command, with options as a user gives them, draws what the statistics above are of. */
  @ParameterizedTest
  @CsvSource({
    "paper_8x8, --variant=paper",
    "code_8x8, --variant=implementation --odds=0.666",
    "code_overlap_8x8, --variant=implementation --groups=overlapping --odds=0.334"
  })
  void theCommandWritesTheRegionsThatWereCompared(String name, String options) throws IOException {
    int regions = 500;
    List<String> args = new ArrayList<>(List.of(options.split(" ")));
    args.addAll(List.of("--regions-count=" + regions, "--seed=" + GeneratorTest.SEED));
    for (String output : List.of("regions", "peaks", "truth"))
      args.add("--output-" + output + "=" + folder.resolve(output));
    StringWriter err = new StringWriter();
    int code =
        Tool.run(
            new SimulateCommand(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            args.toArray(String[]::new));
    assertEquals(0, code, err::toString);
    List<String> expected = new ArrayList<>();
    List<TrueRegion> drawn = GeneratorTest.draw(design(name), regions);
    for (int i = 0; i < regions; i++)
      for (TruePeak p : drawn.get(i).peaks())
        expected.add(
            i
                + " "
                + p.start()
                + " "
                + p.end()
                + " d"
                + (p.dataset() + 1)
                + " t"
                + (p.tr() + 1)
                + " "
                + p.kind()
                + " "
                + number(p.group()));
    List<String> lines = Files.readAllLines(folder.resolve("truth"));
    List<String> written = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split("\t");
      int origin = Integer.parseInt(f[2]);
      written.add(
          f[0]
              + " "
              + (Integer.parseInt(f[4]) - origin)
              + " "
              + (Integer.parseInt(f[5]) - origin)
              + " "
              + f[6].replaceFirst("^d0*", "d")
              + " "
              + f[7].replaceFirst("^t0*", "t")
              + " "
              + f[8]
              + " "
              + f[9]);
    }
    assertEquals(expected, written);
  }

  private static String number(int group) {
    return group < 0 ? "." : Integer.toString(group + 1);
  }
}
