package org.crelens.common.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.KeyFigure;
import org.crelens.libs.chart.MissingPart;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Warning;

/** The first part of the page: all items side by side, and how the run was made. */
final class OverviewWriter {
  private static final String ID = "overview";

  private final RunDocuments documents;
  private final Map<String, String> places;
  private final RunSettings info;
  private final BrowserLinks browsers;
  private final Html html = new Html();
  private final BlockWriter blocks;

  private OverviewWriter(
      RunDocuments documents, Map<String, String> places, RunSettings info, BrowserLinks browsers) {
    this.documents = documents;
    this.places = places;
    this.info = info;
    this.browsers = browsers;
    this.blocks = new BlockWriter(html, places, browsers);
  }

  /**
   * The overview.
   *
   * @param places anchors of the items that have a chapter on the page, by name
   * @param browsers where places on the genome lead
   */
  static Html of(
      RunDocuments documents, Map<String, String> places, RunSettings info, BrowserLinks browsers) {
    OverviewWriter overview = new OverviewWriter(documents, places, info, browsers);
    overview.write();
    return overview.html;
  }

  private void write() {
    List<List<Object>> gaps = gaps();
    html.raw("<section class=\"panel\" id=\"" + ID + "\">\n<h2>Overview</h2>\n");
    blocks.note("lead", verdict(gaps.size() + documents.without().size()));
    warnings();
    for (String item : documents.without())
      blocks.note("missing", item + " has results and no document: " + remedy() + ".");
    if (!documents.items().isEmpty() || !documents.without().isEmpty())
      blocks.table(comparison(), ID, "h3");
    meanings();
    documents.run().ifPresent(run -> blocks.sections(run.sections(), "run"));
    browsers();
    if (!gaps.isEmpty())
      blocks.table(
          new Table(
              "gaps",
              "Parts that are missing",
              "What could not be shown, and why. All other parts are on this page.",
              List.of(
                  Table.Column.text(documents.noun().one()),
                  Table.Column.text("part"),
                  Table.Column.text("why")),
              gaps),
          ID,
          "h3");
    // Few readers need them, and they are long.
    for (Table table : info.tables()) blocks.folded(table, ID, "h3");
    documents.run().ifPresent(run -> blocks.folded(ChapterWriter.origin(run), "run-origin", "h3"));
    html.raw("</section>\n");
  }

  private void browsers() {
    boolean tracks = documents.all().stream().anyMatch(d -> !d.tracks().isEmpty());
    if (!browsers.any() && !tracks) return;
    html.raw("<section id=\"" + ID + "-browsers-section\">\n<h3>In a genome browser</h3>\n");
    if (browsers.any()) browsers.instructions(html);
    else
      blocks.note(
          "plain",
          "This report does not know the assembly of your data. Name it when you run again (for"
              + " example --genome hg38): you get a hub for the UCSC browser, a session for IGV,"
              + " and links from the tables of this page to both.");
    html.raw("</section>\n");
  }

  private String remedy() {
    return "run the last tool of its method for it, then report again";
  }

  // ---- the verdict

  private String verdict(int gaps) {
    long serious = count(Warning.Level.SERIOUS);
    long cautions = count(Warning.Level.CAUTION);
    List<String> sentences = new ArrayList<>();
    documents.run().map(Document::lead).filter(lead -> !lead.isBlank()).ifPresent(sentences::add);
    if (documents.items().size() == 1 && sentences.isEmpty() && !only().lead().isBlank())
      sentences.add(only().lead());
    if (serious + cautions > 0)
      sentences.add(
          (serious == 0 ? "No serious warning" : Text.count(serious, "serious warning"))
              + ", "
              + Text.count(cautions, "caution")
              + (serious + cautions == 1 ? ": read it" : ": read them")
              + " before you use the results.");
    else if (gaps == 0) sentences.add("There is no warning that speaks against the results.");
    else sentences.add("There is no warning, but not everything could be looked at.");
    if (gaps > 0)
      sentences.add(
          Text.count(gaps, "part") + (gaps == 1 ? " is" : " are") + " missing, as listed below.");
    return String.join(" ", sentences);
  }

  private Document only() {
    return documents.items().get(0);
  }

  private long count(Warning.Level level) {
    return documents.all().stream()
        .flatMap(document -> document.warnings().stream())
        .filter(warning -> warning.level() == level)
        .count();
  }

  // ---- warnings of all items, the gravest first

  private void warnings() {
    list(Warning.Level.SERIOUS, Warning.Level.CAUTION);
    long notes = count(Warning.Level.NOTE);
    if (notes == 0) return;
    // There may be some for every item: they are folded.
    html.raw("<details><summary>" + Text.count(notes, "note") + "</summary>\n");
    list(Warning.Level.NOTE);
    html.raw("</details>\n");
  }

  private void list(Warning.Level... levels) {
    if (Arrays.stream(levels).mapToLong(this::count).sum() == 0) return;
    String label = levels[0] == Warning.Level.NOTE ? "Notes" : "Warnings";
    html.raw("<ul class=\"warnings\" aria-label=\"" + label + "\">\n");
    for (Warning.Level level : levels)
      for (Document document : documents.all())
        for (Warning warning : document.warnings())
          if (warning.level() == level)
            blocks.warning(document.kind() == Document.Kind.RUN ? null : document.item(), warning);
    html.raw("</ul>\n");
  }

  // ---- missing parts

  private List<List<Object>> gaps() {
    List<List<Object>> gaps = new ArrayList<>();
    for (Document document : documents.all())
      for (MissingPart part : document.missing())
        gaps.add(
            List.of(
                document.kind() == Document.Kind.RUN ? "all" : new Table.ItemLink(document.item()),
                part.part(),
                part.reason()));
    return gaps;
  }

  // ---- key figures side by side

  /** The key figures of any item, by id in the order of their first appearance. */
  private Map<String, KeyFigure> keyFigures() {
    Map<String, KeyFigure> known = new LinkedHashMap<>();
    for (Document document : documents.items())
      for (KeyFigure figure : document.keyFigures()) known.putIfAbsent(figure.id(), figure);
    return known;
  }

  private void meanings() {
    List<KeyFigure> described =
        keyFigures().values().stream().filter(f -> !f.description().isBlank()).toList();
    if (described.isEmpty()) return;
    html.raw("<details><summary>What these numbers mean</summary>\n<dl class=\"meanings\">");
    for (KeyFigure figure : described)
      html.raw("<div>")
          .element("dt", figure.name())
          .element("dd", Text.sentence(figure.description()))
          .raw("</div>");
    html.raw("</dl>\n</details>\n");
  }

  private Table comparison() {
    Map<String, KeyFigure> known = keyFigures();
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.text(documents.noun().one()));
    for (KeyFigure figure : known.values())
      columns.add(
          Table.Column.number(
              figure.unit().isEmpty() ? figure.name() : figure.name() + ", " + figure.unit(),
              figure.decimals()));
    columns.add(Table.Column.number("warnings", 0));
    columns.add(Table.Column.text("details"));
    List<List<Object>> rows = new ArrayList<>();
    for (Document document : documents.items()) {
      Map<String, KeyFigure> own =
          document.keyFigures().stream().collect(Collectors.toMap(KeyFigure::id, f -> f));
      List<Object> row = new ArrayList<>();
      row.add(new Table.ItemLink(document.item()));
      for (String id : known.keySet())
        row.add(own.containsKey(id) && own.get(id).known() ? own.get(id).value() : null);
      row.add(document.warnings().stream().filter(w -> w.level() != Warning.Level.NOTE).count());
      row.add(
          places.containsKey(document.item())
              ? ""
              : "not on this page: report with --item " + SafeNames.shell(document.item()));
      rows.add(row);
    }
    for (String item : documents.without()) {
      List<Object> row = new ArrayList<>();
      row.add(item);
      while (row.size() < columns.size() - 1) row.add(null);
      row.add("no document: " + remedy());
      rows.add(row);
    }
    if (rows.stream().allMatch(row -> "".equals(row.get(columns.size() - 1)))) {
      int last = columns.size() - 1;
      columns.remove(last);
      rows.forEach(row -> row.remove(last));
    }
    return new Table(
        "items",
        documents.noun().heading(),
        "One row per " + documents.noun().one() + ".",
        columns,
        rows);
  }
}
