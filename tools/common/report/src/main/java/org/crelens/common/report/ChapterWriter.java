package org.crelens.common.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.KeyFigure;
import org.crelens.libs.chart.MissingPart;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Warning;

/** The chapter of one item: key figures, warnings, sections, and where it comes from. */
final class ChapterWriter {
  private final Document document;
  private final String id;
  private final Html html = new Html();
  private final BlockWriter blocks;

  private ChapterWriter(Document document, String id, BrowserLinks browsers) {
    this.document = document;
    this.id = id;
    this.blocks = new BlockWriter(html, Map.of(), browsers);
  }

  /**
   * The chapter.
   *
   * @param id its anchor, and the start of all anchors within
   * @param browsers where places on the genome lead
   */
  static Html of(Document document, String id, BrowserLinks browsers) {
    ChapterWriter chapter = new ChapterWriter(document, id, browsers);
    chapter.write();
    return chapter.html;
  }

  private void write() {
    html.raw("<section class=\"panel\" id=\"" + id + "\">\n")
        .element("h2", document.item())
        .raw("\n");
    if (!document.lead().isBlank()) blocks.note("lead", document.lead());
    keyFigures();
    warnings();
    for (MissingPart part : unnamed(document))
      blocks.note("missing", Text.sentence(part.part() + " cannot be shown: " + part.reason()));
    contents();
    blocks.sections(document.sections(), id);
    html.raw("<section id=\"" + id + "-origin-section\">\n<h3>Where it comes from</h3>\n");
    blocks.table(origin(document), id + "-origin", "h4");
    html.raw("</section>\n</section>\n");
  }

  private void keyFigures() {
    List<KeyFigure> known = document.keyFigures().stream().filter(KeyFigure::known).toList();
    if (known.isEmpty()) return;
    html.raw("<dl class=\"facts\">");
    for (KeyFigure figure : known)
      html.raw("<div>").element("dt", figure.name()).element("dd", figure.shown()).raw("</div>");
    html.raw("</dl>\n");
  }

  private void warnings() {
    if (document.warnings().isEmpty()) return;
    html.raw("<ul class=\"warnings\" aria-label=\"Warnings\">\n");
    for (Warning.Level level : Warning.Level.values())
      for (Warning warning : document.warnings())
        if (warning.level() == level) blocks.warning(null, warning);
    html.raw("</ul>\n");
  }

  private void contents() {
    html.raw("<nav class=\"toc\" aria-label=\"Sections of ").text(document.item()).raw("\">");
    for (Section section : document.sections())
      html.raw("<a href=\"#" + BlockWriter.anchor(id, section) + "\">")
          .text(section.title())
          .raw("</a>");
    html.raw("<a href=\"#" + id + "-origin-section\">Where it comes from</a></nav>\n");
  }

  /** Missing parts whose reason stands nowhere in the sections. */
  static List<MissingPart> unnamed(Document document) {
    List<String> notes = new ArrayList<>();
    for (Section section : document.sections())
      for (Block block : section.blocks())
        if (block instanceof Block.Note note && note.kind() == Block.Note.Kind.MISSING)
          notes.add(note.text());
    return document.missing().stream()
        .filter(part -> notes.stream().noneMatch(note -> note.contains(part.reason())))
        .toList();
  }

  /** Versions and digests. */
  static Table origin(Document document) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of("written by", "crelens " + document.version() + " (" + document.revision() + ")"));
    document.digests().forEach((what, digest) -> rows.add(List.of("SHA-256 of " + what, digest)));
    return new Table(
        "digests",
        "Version and inputs",
        document.digests().isEmpty() ? "" : "The same digests mean the same inputs.",
        List.of(Table.Column.text("what"), Table.Column.text("value")),
        rows);
  }
}
