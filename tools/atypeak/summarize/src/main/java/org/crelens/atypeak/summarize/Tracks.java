package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Track;

/**
 * The tracks that the tool tracks makes of a cell line's results: final scores, their mean along
 * the genome, and phantoms. They are listed by the names that a run gives them, whether or not they
 * have been made yet.
 */
final class Tracks {
  private Tracks() {}

  static List<Track> of(CellLineResults results) {
    if (results.histograms() == null) return List.of();
    List<Track> tracks = new ArrayList<>();
    tracks.add(finalScores(results.cellLine(), results.size()));
    tracks.add(meanScore(results.cellLine()));
    if (results.phantoms() != null && results.phantoms().count() > 0) tracks.add(phantoms(results));
    return tracks;
  }

  private static String path(String cellLine, String ending) {
    return cellLine + "/" + cellLine + ending;
  }

  /** The track of final scores; {@code size} may be null. */
  static Track finalScores(String cellLine, CatalogueSize size) {
    Map<String, String> hub = new LinkedHashMap<>();
    hub.put("visibility", "pack");
    hub.put("itemRgb", "on");
    hub.put("filter.score", "0:1000");
    range(hub, "score", "Final score");
    hub.put("filter.percentile", "0:100");
    range(hub, "percentile", "Percentile of the final score");
    hub.put("filterLimits.score", "0:1000");
    hub.put("filterLimits.percentile", "0:100");
    names(hub, size);
    hub.put("mouseOver", "$tr, $dataset: final $score, percentile $percentile, raw $raw");
    labels(hub);
    hub.put("maxItems", "10000");
    return new Track(
        "final",
        path(cellLine, ".final.bb"),
        "bigBed 9 +",
        Text.shortened(cellLine, 11) + " score",
        "Final scores of "
            + cellLine
            + ": dark blue peaks are in their usual company, pale ones stand alone",
        "",
        true,
        hub);
  }

  private static Track meanScore(String cellLine) {
    Map<String, String> hub = new LinkedHashMap<>();
    hub.put("visibility", "full");
    hub.put("maxHeightPixels", "100:40:8");
    hub.put("viewLimits", "0:1000");
    return new Track(
        "mean",
        path(cellLine, ".mean_score.bw"),
        "bigWig 0 1000",
        Text.shortened(cellLine, 12) + " mean",
        "Mean final score of the peaks of " + cellLine + " over each base",
        "35,128,183",
        true,
        hub);
  }

  private static Track phantoms(CellLineResults results) {
    String cellLine = results.cellLine();
    Map<String, String> hub = new LinkedHashMap<>();
    hub.put("visibility", "dense");
    hub.put("itemRgb", "on");
    // Scores end at 1000, which a large k exceeds easily: they may all be the same.
    String values = "0.0:" + highest(results.phantoms());
    hub.put("filter.value", values);
    range(hub, "value", "How much it is expected (k × rebuilt value)");
    hub.put("filterLimits.value", values);
    names(hub, results.size());
    hub.put("mouseOver", "$tr, $dataset: expected $value");
    labels(hub);
    return new Track(
        "phantoms",
        path(cellLine, ".phantoms.bb"),
        "bigBed 9 +",
        Text.shortened(cellLine, 8) + " phantoms",
        "Peaks that the model of " + cellLine + " expects and the catalogue lacks",
        "",
        true,
        hub);
  }

  /** Where values of phantoms end; the point says that they are not whole numbers. */
  private static String highest(PhantomPeaks phantoms) {
    double highest =
        phantoms.top().stream().mapToDouble(PhantomPeaks.Phantom::score).max().orElse(10_000);
    return Math.max(1, (long) Math.ceil(highest / 1000)) + ".0";
  }

  private static void range(Map<String, String> hub, String field, String label) {
    hub.put("filterByRange." + field, "on");
    hub.put("filterLabel." + field, label);
  }

  private static void labels(Map<String, String> hub) {
    hub.put("searchIndex", "name");
    hub.put("labelFields", "tr,dataset,name");
    hub.put("defaultLabelFields", "tr,dataset");
  }

  private static void names(Map<String, String> hub, CatalogueSize size) {
    if (size == null) return;
    values(hub, "tr", "TR", size.trs());
    values(hub, "dataset", "Dataset", size.datasets());
  }

  private static void values(
      Map<String, String> hub, String field, String label, List<String> names) {
    // Commas separate values, and bars a value from its label: names with them cannot be listed.
    String list =
        names.stream()
            .filter(name -> name.chars().noneMatch(c -> c == ',' || c == '|' || c < ' '))
            .filter(name -> name.strip().equals(name))
            .collect(Collectors.joining(","));
    if (list.isEmpty()) return;
    hub.put("filterValues." + field, list);
    hub.put("filterType." + field, "multipleListOr");
    hub.put("filterLabel." + field, label);
  }
}
