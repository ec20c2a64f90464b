package org.crelens.common.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Track;

/** A hub for the UCSC browser in one file. Addresses are relative to the results. */
final class UcscHub {
  /** Characters of a label that the browser shows. */
  private static final int LABEL = 17;

  private final StringBuilder text = new StringBuilder();
  private final Set<String> names = new HashSet<>();

  private UcscHub() {}

  /** The file: the hub, its genome, and the tracks of all documents. */
  static String of(String title, String genome, String email, List<Document> documents) {
    UcscHub hub = new UcscHub();
    String name = SafeNames.line(title);
    hub.set("hub", "crelens");
    hub.set("shortLabel", Text.shortened(name, LABEL));
    hub.set("longLabel", Text.shortened(name, 80));
    hub.set("useOneFile", "on");
    hub.set("email", SafeNames.line(email));
    hub.text.append('\n');
    hub.set("genome", SafeNames.line(genome));
    for (Document document : documents) if (!document.tracks().isEmpty()) hub.item(document);
    return hub.text.toString();
  }

  private void set(String name, String value) {
    text.append(name).append(' ').append(value).append('\n');
  }

  private void item(Document document) {
    String item = SafeNames.line(document.item());
    String parent = unique(SafeNames.track(document.item()));
    text.append('\n');
    set("track", parent);
    set("superTrack", "on show");
    set("shortLabel", Text.shortened(item, LABEL));
    set("longLabel", SafeNames.line(item + ", by crelens " + document.method()));
    for (Track track : document.tracks()) track(parent, track);
  }

  private void track(String parent, Track track) {
    text.append('\n');
    set("track", unique(parent + "_" + track.id()));
    set("parent", parent);
    set("type", track.type());
    set("bigDataUrl", SafeNames.path(track.path()));
    set("shortLabel", Text.shortened(SafeNames.line(track.label()), LABEL));
    String description = track.description().isBlank() ? track.label() : track.description();
    set("longLabel", SafeNames.line(description));
    if (!track.colour().isEmpty()) set("color", track.colour());
    track.hub().forEach((name, value) -> set(name, SafeNames.line(value)));
  }

  private String unique(String name) {
    String candidate = name;
    for (int i = 2; !names.add(candidate); i++) candidate = name + "_" + i;
    return candidate;
  }
}
