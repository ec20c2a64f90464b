package org.crelens.build.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tasks ask for, by the sizes of tensor and network. */
class ResourcesTest {
  private static final Path TABLE =
      Project.ROOT.resolve(
          "tools/atypeak/data/src/test/resources/org/crelens/atypeak/data/step-memory.tsv");

  /** A test of the tools holds their own count to the same table. */
  @Test
  void theMemoryAskedForIsWhatTheToolsCount() throws IOException {
    List<String> lines = Files.readAllLines(TABLE);
    String[] columns = lines.get(0).split("\t");
    assertTrue(lines.size() > 10, "the table of needs is empty");
    for (String line : lines.subList(1, lines.size())) {
      Map<String, Object> row = new LinkedHashMap<>();
      String[] values = line.split("\t");
      for (int i = 0; i < columns.length; i++) row.put(columns[i], Long.valueOf(values[i]));
      assertEquals(
          List.of(
              row.get("training"),
              row.get("scoring"),
              row.get("examples"),
              row.get("normalize"),
              row.get("qscore"),
              row.get("interpret"),
              row.get("judge")),
          Helpers.call(
              "[Resources.trainingMb(s, s.threads as int), Resources.scoringMb(s, s.threads as int),"
                  + " Resources.examplesMb(s, s.threads as int),"
                  + " Resources.normalizeMb(s, s.threads as int, s.sample as long),"
                  + " Resources.qscoreMb(s, s.threads as int, s.sample as long, s.models as int),"
                  + " Resources.interpretMb(s, s.threads as int, s.models as int),"
                  + " Resources.judgeMb(s, s.threads as int, s.models as int)]",
              Map.of("s", row)),
          line);
    }
  }

  @Test
  void scoringIsSharedByTheTimeThatItTakesAndNeverBelowABatch() throws IOException {
    String hela =
        "[windows: 46000, rows: 150000, datasets: 9, trs: 13, bins: 320, filters: 32, deep_dim: 256]";
    String large =
        "[windows: 900000, rows: 20000000, datasets: 200, trs: 150, bins: 320, filters: 128, deep_dim: 2048]";
    assertEquals(1, Helpers.call("Resources.shards(46000, " + hela + ")", Map.of()));
    assertEquals(1, Helpers.call("Resources.shards(0, " + hela + ")", Map.of()));
    assertEquals(1, Helpers.call("Resources.shards(24, " + large + ")", Map.of()));
    int shards = (int) Helpers.call("Resources.shards(900000, " + large + ")", Map.of());
    double minutes =
        (double)
            Helpers.call("900000 * Resources.scoringSeconds(" + large + ") / 4 / 60", Map.of());
    assertTrue(
        shards > 1 && minutes / shards > 20 && minutes / shards <= 25.01, shards + " shards");
  }

  /** The cost model of docs/scaling.md and this one are fitted once, in Java. */
  @Test
  void secondsAreThoseOfTheFittedModel() throws IOException {
    List<String> lines =
        Files.readAllLines(Project.ROOT.resolve("tools/build/benchmarks/results/predicted.tsv"));
    String[] columns = lines.get(0).split("\t");
    assertTrue(lines.size() > 20, "the table of predictions is empty");
    for (String line : lines.subList(1, lines.size())) {
      Map<String, Object> row = new LinkedHashMap<>();
      String[] values = line.split("\t");
      for (int i = 0; i < columns.length; i++) row.put(columns[i], values[i]);
      double seconds =
          (double)
              Helpers.call(
                  "Resources.with { def s = r + [bins: 320, windows: 1000000, rows: (r.rows_per_window"
                      + " as double) * 1000000 as long]; r.step == 'scoring' ? scoringSeconds(s) :"
                      + " trainingSeconds(s, r.windows as double) }",
                  Map.of("r", row));
      double predicted = Double.parseDouble((String) row.get("predicted"));
      assertEquals(1, seconds / predicted, 0.01, line);
    }
  }

  @Test
  void aTaskAsksForATenthMoreThanIsNeeded() throws IOException {
    assertEquals(1024L, Helpers.call("Resources.taskMb(200)", Map.of()));
    assertEquals(4864L, Helpers.call("Resources.taskMb(4254)", Map.of()));
  }

  @Test
  void aShapeIsReadFromTheSummaryOfATensorAndTheSettingsOfACellLine() throws IOException {
    String summary =
        "field\tvalue\ncell_line\tx\nwindows\t24\nwindows_with_peaks\t20\npeaks\t90\nrows\t96\n"
            + "datasets\t4\ntrs\t5\nsources\t8\nwindow\t3200\nsquish\t10\nbins\t320\n";
    Object shape =
        Helpers.call(
            "Resources.shape(Resources.summary(text), [filters: '32', deep_dim: '256', batch_size:"
                + " '10'])",
            Map.of("text", summary));
    assertEquals(
        Map.ofEntries(
            Map.entry("windows", 20L),
            Map.entry("rows", 96L),
            Map.entry("peaks", 90L),
            Map.entry("sources", 8L),
            Map.entry("datasets", 4L),
            Map.entry("trs", 5L),
            Map.entry("bins", 320L),
            Map.entry("filters", 32L),
            Map.entry("deep_dim", 256L),
            Map.entry("batch_size", 10L),
            Map.entry("kernel", 20L)),
        shape);
  }
}
