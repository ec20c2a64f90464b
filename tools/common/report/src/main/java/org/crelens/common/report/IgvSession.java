package org.crelens.common.report;

import java.util.List;
import org.crelens.libs.chart.Xml;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.RegionScore;

/** A session of IGV with the tracks of all cell lines; it lies beside their folders. */
final class IgvSession {
  private IgvSession() {}

  /** The file. */
  static String of(String genome, List<CellLineSummary> summaries) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n");
    xml.append("<Session genome=\"")
        .append(Xml.escaped(genome))
        .append("\" locus=\"")
        .append(Xml.escaped(locus(summaries)))
        .append("\" version=\"8\">\n  <Resources>\n");
    for (CellLineSummary s : summaries) {
      resource(xml, s, ".mean_score.bw", "bw", " mean score");
      resource(xml, s, ".final.bb", "bb", " scores");
    }
    xml.append("  </Resources>\n  <Panel height=\"600\" name=\"crelens\" width=\"1200\">\n");
    for (CellLineSummary s : summaries) {
      xml.append("    <Track attributeKey=\"")
          .append(Xml.escaped(s.cellLine() + " mean score"))
          .append("\" autoScale=\"false\" color=\"35,128,183\" height=\"60\" id=\"")
          .append(path(s, ".mean_score.bw"))
          .append("\" name=\"")
          .append(Xml.escaped(s.cellLine() + " mean score"))
          .append(
              "\" renderer=\"BAR_CHART\" visible=\"true\">\n      <DataRange baseline=\"0.0\" drawBaseline=\"true\" flipAxis=\"false\" maximum=\"1000.0\" minimum=\"0.0\" type=\"LINEAR\"/>\n    </Track>\n")
          .append("    <Track attributeKey=\"")
          .append(Xml.escaped(s.cellLine() + " scores"))
          .append("\" displayMode=\"EXPANDED\" id=\"")
          .append(path(s, ".final.bb"))
          .append("\" name=\"")
          .append(Xml.escaped(s.cellLine() + " scores"))
          .append("\" visible=\"true\"/>\n");
    }
    return xml.append("  </Panel>\n</Session>\n").toString();
  }

  private static void resource(
      StringBuilder xml, CellLineSummary s, String file, String type, String name) {
    xml.append("    <Resource name=\"")
        .append(Xml.escaped(s.cellLine() + name))
        .append("\" path=\"")
        .append(path(s, file))
        .append("\" type=\"")
        .append(type)
        .append("\"/>\n");
  }

  private static String path(CellLineSummary s, String file) {
    return Xml.escaped(s.cellLine() + "/" + s.cellLine() + file);
  }

  // Where there is something to see: the best region of the first cell line that knows one.
  private static String locus(List<CellLineSummary> summaries) {
    for (CellLineSummary s : summaries)
      if (s.best() != null && !s.best().isEmpty()) {
        RegionScore best = s.best().get(0);
        return best.contig() + ":" + (best.start() + 1) + "-" + best.end();
      }
    return "All";
  }
}
