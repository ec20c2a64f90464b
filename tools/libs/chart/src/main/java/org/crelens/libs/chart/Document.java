package org.crelens.libs.chart;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a report says about one item of a run, or about the whole run. A document is data, never
 * markup: whoever renders it decides how it looks. Make one with {@link DocumentBuilder}.
 *
 * @param format version of this form, {@link #FORMAT}
 * @param method the name of the method, such as {@code atypeak}
 * @param kind whether it is about an item or about the run
 * @param item name of the item; of a document about the run, what the run is called
 * @param noun what an item of this method is
 * @param version of crelens that wrote the document
 * @param revision of its code
 * @param lead one or two sentences with the most important result; may be empty
 * @param warnings what to know before trusting the results
 * @param keyFigures the few numbers by which items are compared
 * @param sections figures, tables and text, in the order of reading
 * @param missing what could not be shown, and why
 * @param tracks files for genome browsers
 * @param locus where a browser opens, {@code contig:start-end} with a 1-based start and the end
 *     included; empty for anywhere
 * @param digests SHA-256 of the inputs by what they are
 */
public record Document(
    int format,
    String method,
    Kind kind,
    String item,
    Noun noun,
    String version,
    String revision,
    String lead,
    List<Warning> warnings,
    List<KeyFigure> keyFigures,
    List<Section> sections,
    List<MissingPart> missing,
    List<Track> tracks,
    String locus,
    Map<String, String> digests) {
  /** The version that this code writes and reads. */
  public static final int FORMAT = 1;

  private static final Pattern METHOD = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** What a document is about. */
  public enum Kind {
    /** One item: a cell line, a sample, a factor. */
    ITEM,
    /** The run as a whole, where items are compared. */
    RUN
  }

  public Document {
    if (format != FORMAT) throw Checks.wrong("format is " + format + ", expected " + FORMAT);
    if (!METHOD.matcher(Checks.text("method", method)).matches())
      throw Checks.wrong("method '" + method + "' is no name of a method");
    Checks.present("kind", kind);
    Checks.words("name of the item", item);
    Checks.present("noun", noun);
    Checks.text("version", version);
    Checks.text("revision", revision);
    Checks.text("lead", lead);
    warnings = Checks.list("warnings", warnings);
    keyFigures = Checks.list("key figures", keyFigures);
    Checks.unique("key figures", keyFigures, KeyFigure::id);
    sections = Checks.list("sections", sections);
    Checks.unique("sections", sections, Section::id);
    Checks.unique("figures", sections.stream().flatMap(Section::figures).toList(), Figure::id);
    Checks.unique("tables", sections.stream().flatMap(Section::tables).toList(), Table::id);
    missing = Checks.list("missing parts", missing);
    tracks = Checks.list("tracks", tracks);
    Checks.unique("tracks", tracks, Track::id);
    Checks.text("locus", locus);
    Map<String, String> sorted = new TreeMap<>(Checks.present("digests", digests));
    sorted.forEach(
        (what, digest) -> {
          if (!DIGEST.matcher(Checks.text("digest of " + what, digest)).matches())
            throw Checks.wrong("digest of " + what + " is no SHA-256 in lower-case hex");
        });
    digests = Collections.unmodifiableMap(sorted);
  }

  /** All figures, in order. */
  public List<Figure> figures() {
    return sections.stream().flatMap(Section::figures).toList();
  }
}
