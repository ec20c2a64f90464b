package org.crelens.libs.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the parts of a {@link Document}; what is not given is empty. */
public final class DocumentBuilder {
  private final String method;
  private final Document.Kind kind;
  private final String item;
  private final Noun noun;
  private String version = "";
  private String revision = "";
  private String lead = "";
  private String locus = "";
  private final List<Warning> warnings = new ArrayList<>();
  private final List<KeyFigure> keyFigures = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<MissingPart> missing = new ArrayList<>();
  private final List<Track> tracks = new ArrayList<>();
  private final Map<String, String> digests = new LinkedHashMap<>();

  private DocumentBuilder(String method, Document.Kind kind, String item, Noun noun) {
    this.method = method;
    this.kind = kind;
    this.item = item;
    this.noun = noun;
  }

  /** A document about one item of a method. */
  public static DocumentBuilder ofItem(String method, Noun noun, String item) {
    return new DocumentBuilder(method, Document.Kind.ITEM, item, noun);
  }

  /** A document about a whole run of a method, where items are compared. */
  public static DocumentBuilder ofRun(String method, Noun noun) {
    return new DocumentBuilder(method, Document.Kind.RUN, "run", noun);
  }

  /** Which crelens writes it. */
  public DocumentBuilder madeBy(String version, String revision) {
    this.version = version;
    this.revision = revision;
    return this;
  }

  /** One or two sentences with the most important result. */
  public DocumentBuilder lead(String sentences) {
    lead = sentences;
    return this;
  }

  /** Where a browser opens: {@code contig:start-end}, 1-based, both ends included. */
  public DocumentBuilder locus(String place) {
    locus = place;
    return this;
  }

  /** Adds a warning. */
  public DocumentBuilder add(Warning warning) {
    warnings.add(warning);
    return this;
  }

  /** Adds a key figure. */
  public DocumentBuilder add(KeyFigure figure) {
    keyFigures.add(figure);
    return this;
  }

  /** Adds a section below those before. */
  public DocumentBuilder add(Section section) {
    sections.add(section);
    return this;
  }

  /** Names a part that cannot be shown. */
  public DocumentBuilder add(MissingPart part) {
    missing.add(part);
    return this;
  }

  /** Adds a track below those before. */
  public DocumentBuilder add(Track track) {
    tracks.add(track);
    return this;
  }

  /**
   * Adds the digest of an input.
   *
   * @param what the input is
   * @param sha256 in lower-case hex
   */
  public DocumentBuilder digest(String what, String sha256) {
    digests.put(what, sha256);
    return this;
  }

  /** The document. */
  public Document build() {
    return new Document(
        Document.FORMAT,
        method,
        kind,
        item,
        noun,
        version,
        revision,
        lead,
        warnings,
        keyFigures,
        sections,
        missing,
        tracks,
        locus,
        digests);
  }
}
