package org.crelens.common.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.crelens.libs.chart.Text;
import org.crelens.libs.summary.CellLineSummary;

/**
 * A hub for the UCSC browser in one file: of each cell line the final scores, their mean, and the
 * phantoms where there are some. Addresses are relative to the results.
 */
final class Hub {
  private final StringBuilder text = new StringBuilder();
  private final Set<String> names = new HashSet<>();

  private Hub() {}

  /** The file. */
  static String of(String title, String genome, String email, List<CellLineSummary> summaries) {
    Hub hub = new Hub();
    String name = Escape.line(title);
    hub.set("hub", "crelens");
    hub.set("shortLabel", Text.shortened(name, 17));
    hub.set(
        "longLabel",
        Text.shortened(name + ": how well peaks are corroborated by the peaks around them", 80));
    hub.set("useOneFile", "on");
    hub.set("email", Escape.line(email));
    hub.text.append('\n');
    hub.set("genome", Escape.line(genome));
    for (CellLineSummary summary : summaries) hub.cellLine(summary);
    return hub.text.toString();
  }

  private void set(String name, String value) {
    text.append(name).append(' ').append(value).append('\n');
  }

  private void cellLine(CellLineSummary s) {
    String line = Escape.line(s.cellLine());
    String parent = unique(Escape.track(s.cellLine()));
    text.append('\n');
    set("track", parent);
    set("superTrack", "on show");
    set("shortLabel", Text.shortened(line, 17));
    set("longLabel", "Peaks of " + line + ", scored by crelens");

    child(parent, "final", s, ".final.bb", "bigBed 9 +");
    set("shortLabel", Text.shortened(line, 11) + " score");
    set(
        "longLabel",
        "Final scores of "
            + line
            + ": dark blue peaks have their usual partners, pale ones stand alone");
    set("visibility", "pack");
    set("itemRgb", "on");
    set("filter.score", "0:1000");
    range("score", "Final score");
    set("filter.percentile", "0:100");
    range("percentile", "Percentile of the final score");
    set("filterLimits.score", "0:1000");
    set("filterLimits.percentile", "0:100");
    if (s.data() != null) {
      values("tr", "TR", s.data().trs());
      values("dataset", "Dataset", s.data().datasets());
    }
    set("mouseOver", "$tr, $dataset: final $score, percentile $percentile, raw $raw");
    set("searchIndex", "name");
    set("labelFields", "tr,dataset,name");
    set("defaultLabelFields", "tr,dataset");
    set("maxItems", "10000");

    child(parent, "mean", s, ".mean_score.bw", "bigWig 0 1000");
    set("shortLabel", Text.shortened(line, 12) + " mean");
    set("longLabel", "Mean final score of the peaks of " + line + " over each base");
    set("visibility", "full");
    set("maxHeightPixels", "100:40:8");
    set("viewLimits", "0:1000");
    set("color", "35,128,183");

    if (s.phantoms() != null && s.phantoms().count() > 0) {
      child(parent, "phantoms", s, ".phantoms.bb", "bigBed 9 +");
      set("shortLabel", Text.shortened(line, 8) + " phantoms");
      set("longLabel", "Peaks that the model of " + line + " expects and the catalogue lacks");
      set("visibility", "dense");
      set("itemRgb", "on");
      // Scores end at 1000, which a large k exceeds easily: they may all be the same.
      String values = "0.0:" + highest(s.phantoms());
      set("filter.value", values);
      range("value", "How much it is expected (k × rebuilt value)");
      set("filterLimits.value", values);
      if (s.data() != null) {
        values("tr", "TR", s.data().trs());
        values("dataset", "Dataset", s.data().datasets());
      }
      set("mouseOver", "$tr, $dataset: expected $value");
      set("searchIndex", "name");
      set("labelFields", "tr,dataset,name");
      set("defaultLabelFields", "tr,dataset");
    }
  }

  /** Where values of phantoms end; a point says that they are no whole numbers. */
  private static String highest(CellLineSummary.Phantoms phantoms) {
    double highest =
        phantoms.top().stream().mapToDouble(CellLineSummary.Phantom::score).max().orElse(10_000);
    return Math.max(1, (long) Math.ceil(highest / 1000)) + ".0";
  }

  private void child(String parent, String kind, CellLineSummary s, String file, String type) {
    text.append('\n');
    set("track", unique(parent + "_" + kind));
    set("parent", parent);
    set("type", type);
    set("bigDataUrl", Escape.uri(s.cellLine()) + "/" + Escape.uri(s.cellLine() + file));
  }

  private void range(String field, String label) {
    set("filterByRange." + field, "on");
    set("filterLabel." + field, label);
  }

  private void values(String field, String label, List<String> values) {
    // Commas part values, and bars part a value from its label: names with them cannot be listed.
    String list =
        values.stream()
            .filter(v -> v.equals(Escape.line(v)) && !v.contains(",") && !v.contains("|"))
            .collect(Collectors.joining(","));
    if (list.isEmpty()) return;
    set("filterValues." + field, list);
    set("filterType." + field, "multipleListOr");
    set("filterLabel." + field, label);
  }

  private String unique(String name) {
    String candidate = name;
    for (int i = 2; !names.add(candidate); i++) candidate = name + "_" + i;
    return candidate;
  }
}
