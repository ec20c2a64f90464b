package org.crelens.common.report;

import java.util.List;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.Track;

/** A session of IGV with the tracks of all items; it lies in the folder of results. */
final class BrowserSession {
  private BrowserSession() {}

  /** The file. */
  static String of(String genome, List<Document> documents) {
    List<Track> tracks =
        documents.stream().flatMap(d -> d.tracks().stream()).filter(Track::session).toList();
    Html xml = new Html();
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<Session genome=\"")
        .text(genome)
        .raw("\" locus=\"")
        .text(locus(documents))
        .raw("\" version=\"8\">\n  <Resources>\n");
    for (Track track : tracks)
      xml.raw("    <Resource name=\"")
          .text(track.label())
          .raw("\" path=\"")
          .text(track.path())
          .raw("\" type=\"" + (track.bigWig() ? "bw" : "bb") + "\"/>\n");
    xml.raw("  </Resources>\n  <Panel height=\"600\" name=\"crelens\" width=\"1200\">\n");
    for (Track track : tracks) {
      xml.raw("    <Track attributeKey=\"").text(track.label());
      if (!track.colour().isEmpty()) xml.raw("\" color=\"" + track.colour());
      xml.raw(track.bigWig() ? "\" height=\"60" : "\" displayMode=\"EXPANDED")
          .raw("\" id=\"")
          .text(track.path())
          .raw("\" name=\"")
          .text(track.label());
      if (track.bigWig()) values(xml, track);
      else xml.raw("\" visible=\"true\"/>\n");
    }
    return xml.raw("  </Panel>\n</Session>\n").toString();
  }

  private static void values(Html xml, Track track) {
    String[] type = track.type().split(" ");
    boolean range = type.length == 3;
    xml.raw("\" autoScale=\"" + !range + "\" renderer=\"BAR_CHART\" visible=\"true\"");
    if (!range) {
      xml.raw("/>\n");
      return;
    }
    xml.raw(">\n      <DataRange baseline=\"0.0\" drawBaseline=\"true\" flipAxis=\"false\"")
        .raw(" maximum=\"" + type[2] + ".0\" minimum=\"" + type[1] + ".0\" type=\"LINEAR\"/>\n")
        .raw("    </Track>\n");
  }

  // Where there is something to see.
  private static String locus(List<Document> documents) {
    return documents.stream()
        .map(Document::locus)
        .filter(locus -> !locus.isBlank())
        .findFirst()
        .orElse("All");
  }
}
