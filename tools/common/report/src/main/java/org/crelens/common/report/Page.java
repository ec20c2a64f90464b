package org.crelens.common.report;

import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.ChartStyle;
import org.crelens.libs.chart.Drawing;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Json;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Xml;
import org.crelens.libs.cli.Version;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Level;
import org.crelens.libs.summary.CellLineSummary.Warning;

/** The page: one HTML file that needs nothing else. */
final class Page {
  /** A page must stay small enough to be sent and opened. */
  static final long LIMIT = 15_000_000;

  private final String title;
  private final Inputs inputs;
  private final RunInfo run;
  private final Map<String, Integer> places = new HashMap<>();
  private final StringBuilder html = new StringBuilder(1 << 20);

  private Page(String title, Inputs inputs, RunInfo run) {
    this.title = title;
    this.inputs = inputs;
    this.run = run;
  }

  /**
   * A page.
   *
   * @param html its text
   * @param leftOut cell lines whose details did not fit
   */
  record Made(String html, List<String> leftOut) {}

  /**
   * The page.
   *
   * @param wanted cell lines that have details; all when empty
   * @param limit bytes that the page may have
   */
  static Made of(
      String title,
      Inputs inputs,
      Map<String, List<Section>> sections,
      Set<String> wanted,
      RunInfo run,
      long limit) {
    return new Page(title, inputs, run).write(sections, wanted, limit);
  }

  private Made write(Map<String, List<Section>> sections, Set<String> wanted, long limit) {
    List<CellLineSummary> detailed = new ArrayList<>();
    List<String> panels = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    // What frames the details: styles, overview with every cell line, parameters.
    long size = 200_000 + bytes(frame(List.of(), List.of()));
    for (CellLineSummary summary : inputs.summaries()) {
      if (!wanted.isEmpty() && !wanted.contains(summary.cellLine())) continue;
      html.setLength(0);
      cellLine(summary, "c" + (detailed.size() + 1), sections.get(summary.cellLine()));
      long more = bytes(html.toString());
      if (size + more > limit) {
        leftOut.add(summary.cellLine());
        continue;
      }
      size += more;
      panels.add(html.toString());
      detailed.add(summary);
    }
    return new Made(frame(detailed, panels), leftOut);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private String frame(List<CellLineSummary> detailed, List<String> panels) {
    html.setLength(0);
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        // Nothing may be fetched: the page says so itself.
        .append(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:\">\n")
        .append("<meta name=\"generator\" content=\"crelens ")
        .append(Xml.escaped(Version.version()))
        .append("\">\n<title>")
        .append(Xml.escaped(title))
        .append("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n")
        .append(Styles.page())
        .append("</style>\n<style id=\"chart-style\">\n")
        .append(ChartStyle.sheet())
        .append(
            "</style>\n<script>document.documentElement.classList.add('js');try{const t=localStorage.getItem('crelens-theme');if(t==='dark'||t==='light')document.documentElement.dataset.theme=t}catch{}</script>\n</head>\n<body>\n")
        .append(
            "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header>\n<div class=\"masthead\"><div><h1>")
        .append(Xml.escaped(title))
        .append("</h1><p class=\"by\">crelens ")
        .append(Xml.escaped(Version.version()))
        .append(" · ")
        .append(Text.count(inputs.summaries().size(), "cell line"))
        .append(
            "</p></div>\n<div class=\"actions\"><button type=\"button\" id=\"theme\">Theme</button><button type=\"button\" id=\"print\">Print</button></div></div>\n")
        .append(
            "<nav class=\"tabs\" aria-label=\"Overview and cell lines\"><a href=\"#overview\">Overview</a>");
    for (int i = 0; i < detailed.size(); i++)
      html.append("<a href=\"#c")
          .append(i + 1)
          .append("\">")
          .append(Xml.escaped(detailed.get(i).cellLine()))
          .append("</a>");
    html.append(
        "</nav>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n<noscript><p class=\"missing\">Without JavaScript everything is shown below, one cell line after the other; tables do not sort, and charts do not tell values.</p></noscript>\n");
    overview(detailed);
    panels.forEach(html::append);
    html.append("</main>\n<footer>Made by crelens ")
        .append(Xml.escaped(Version.version()))
        .append(" (")
        .append(Xml.escaped(Version.revision()))
        .append(
            "). Everything is in this file; nothing is fetched or sent.</footer>\n<div id=\"tip\" aria-hidden=\"true\"></div>\n<script type=\"application/json\" id=\"light\">")
        .append(Json.text(ChartStyle.light()))
        .append("</script>\n<script>\n")
        .append(Styles.resource("page.js"))
        .append("</script>\n</body>\n</html>\n");
    return html.toString();
  }

  // ---- all cell lines

  private void overview(List<CellLineSummary> detailed) {
    List<List<Object>> gaps = new ArrayList<>();
    for (CellLineSummary s : inputs.summaries())
      for (CellLineSummary.Missing m : Whole.missing(s))
        gaps.add(Arrays.asList(s.cellLine(), m.part(), m.reason()));
    html.append("<section class=\"panel\" id=\"overview\">\n<h2>Overview</h2>\n<p class=\"lead\">")
        .append(verdict(gaps.size() + inputs.missing().size()).strip())
        .append("</p>\n");
    warnings(inputs.summaries(), true);
    for (Path folder : inputs.missing())
      note(
          "missing",
          folder.getFileName() + " has results and no summary: make it with " + make(folder) + ".");
    table(overviewTable(detailed), "overview");
    if (!gaps.isEmpty())
      table(
          new Table(
              "gaps",
              "Parts that could not be told",
              "The rest is shown.",
              List.of(text("cell line"), text("part"), text("why")),
              gaps),
          "overview");
    for (Table table : run.tables()) table(table, "overview");
    html.append("</section>\n");
  }

  // Where the results lie may differ for who reads the page.
  private static String make(Path folder) {
    return Inputs.summarize(Path.of("OUTDIR").resolve(folder.getFileName()))
        + ", then report again";
  }

  private String verdict(int gaps) {
    long serious = count(inputs.summaries(), Level.SERIOUS);
    long caution = count(inputs.summaries(), Level.CAUTION);
    List<Long> scored =
        inputs.summaries().stream()
            .map(s -> KeyFigures.of(s).peaks())
            .filter(peaks -> peaks != null && peaks > 0)
            .toList();
    int all = inputs.summaries().size() + inputs.missing().size();
    String said =
        scored.isEmpty()
            ? "No scored peaks of " + Text.count(all, "cell line") + " are known. "
            : Text.count(scored.stream().mapToLong(Long::longValue).sum(), "peak")
                + " of "
                + (scored.size() < all ? scored.size() + " of " : "")
                + Text.count(all, "cell line")
                + " scored. ";
    String lacking =
        gaps == 0
            ? ""
            : Text.count(gaps, "part") + (gaps == 1 ? " is" : " are") + " missing, as told below.";
    if (serious + caution > 0)
      return said
          + (serious == 0
              ? "No serious warning, "
              : serious + " serious warning" + (serious == 1 ? ", " : "s, "))
          + caution
          + (caution == 1 ? " caution" : " cautions")
          + ": read them before you use "
          + (scored.isEmpty() ? "what is there. " : "the scores. ")
          + lacking;
    if (scored.isEmpty())
      return said + "Nothing can be said for the scores, or against them. " + lacking;
    return said
        + (gaps == 0
            ? "Nothing found that speaks against the scores."
            : "Nothing found that speaks against the scores, but not everything could be looked at: "
                + lacking);
  }

  private static long count(Collection<CellLineSummary> summaries, Level level) {
    return summaries.stream()
        .flatMap(s -> s.warnings().stream())
        .filter(w -> w.level() == level)
        .count();
  }

  /** The gravest first; notes of a whole run are folded, there is one of every cell line. */
  private void warnings(List<CellLineSummary> summaries, boolean named) {
    StringBuilder grave = new StringBuilder();
    StringBuilder notes = new StringBuilder();
    int folded = 0;
    for (Level level : Level.values())
      for (CellLineSummary s : summaries)
        for (Warning w : s.warnings()) {
          if (w.level() != level) continue;
          boolean fold = named && level == Level.NOTE;
          if (fold) folded++;
          warning(fold ? notes : grave, named ? s.cellLine() : null, w);
        }
    if (grave.length() > 0)
      html.append("<ul class=\"warnings\" aria-label=\"Warnings\">\n")
          .append(grave)
          .append("</ul>\n");
    if (folded > 0)
      html.append("<details><summary>")
          .append(Text.count(folded, "note"))
          .append("</summary>\n<ul class=\"warnings\" aria-label=\"Notes\">\n")
          .append(notes)
          .append("</ul>\n</details>\n");
  }

  private static void warning(StringBuilder to, String cellLine, Warning w) {
    String kind = w.level().name().toLowerCase(Locale.ROOT);
    to.append("<li class=\"")
        .append(kind)
        .append("\"><b>")
        .append(symbol(w.level()))
        .append(' ')
        .append(kind.substring(0, 1).toUpperCase(Locale.ROOT))
        .append(kind.substring(1))
        .append("</b><span>");
    if (cellLine != null) to.append("<strong>").append(Xml.escaped(cellLine)).append("</strong>: ");
    to.append(Xml.escaped(w.text())).append("</span></li>\n");
  }

  private static String symbol(Level level) {
    return level == Level.SERIOUS ? "▲" : level == Level.CAUTION ? "◆" : "●";
  }

  private Table overviewTable(List<CellLineSummary> detailed) {
    places.clear();
    for (int i = 0; i < detailed.size(); i++) places.put(detailed.get(i).cellLine(), i + 1);
    List<List<Object>> rows = new ArrayList<>();
    for (CellLineSummary s : inputs.summaries()) {
      KeyFigures k = KeyFigures.of(s);
      Integer place = places.get(s.cellLine());
      rows.add(
          Arrays.asList(
              place == null ? s.cellLine() : new Table.ItemLink(s.cellLine()),
              k.peaks(),
              k.windows(),
              k.regions(),
              k.sources(),
              k.models(),
              k.epochs(),
              k.loss(),
              k.q(),
              k.floored(),
              k.capped(),
              k.undefined(),
              (long) s.warnings().size(),
              place == null
                  ? "not on this page: report with --cell-line " + Escape.shell(s.cellLine())
                  : ""));
    }
    for (Path folder : inputs.missing()) {
      List<Object> row = new ArrayList<>();
      row.add(folder.getFileName().toString());
      while (row.size() < 13) row.add(null);
      row.add("no summary: " + make(folder));
      rows.add(row);
    }
    List<Table.Column> columns =
        new ArrayList<>(
            List.of(
                text("cell line"),
                number("peaks", 0),
                number("windows", 0),
                number("regions", 0),
                number("sources", 0),
                number("models", 0),
                number("epochs", 0),
                number("last loss", -1),
                number("total Q", 3),
                number("floored k", 0),
                number("capped k", 0),
                number("undefined k", 0),
                number("warnings", 0)));
    boolean remarks = rows.stream().anyMatch(row -> !"".equals(row.get(13)));
    if (remarks) columns.add(text("details"));
    else rows.replaceAll(row -> row.subList(0, 13));
    return new Table(
        "overview",
        "Cell lines",
        "Windows and regions: those with peaks. Epochs and loss: of the first model. Total Q: lower is better, and only comparable on"
            + " the same windows. k: sources whose factor of normalisation was held at a limit, or undefined, in any of the models.",
        columns,
        rows);
  }

  // ---- one cell line

  private void cellLine(CellLineSummary s, String id, List<Section> sections) {
    html.append("<section class=\"panel\" id=\"")
        .append(id)
        .append("\">\n<h2>")
        .append(Xml.escaped(s.cellLine()))
        .append("</h2>\n");
    facts(s);
    warnings(List.of(s), false);
    if (s.data() == null) block(Chapter.missing(s, "data", "Sizes of the catalogue"), id);
    html.append("<nav class=\"toc\" aria-label=\"Sections of ")
        .append(Xml.escaped(s.cellLine()))
        .append("\">");
    for (Section section : sections)
      html.append("<a href=\"#")
          .append(id)
          .append('-')
          .append(section.id())
          .append("\">")
          .append(Xml.escaped(section.title()))
          .append("</a>");
    html.append("</nav>\n");
    for (Section section : sections) {
      html.append("<section id=\"")
          .append(id)
          .append('-')
          .append(section.id())
          .append("\">\n<h3>")
          .append(Xml.escaped(section.title()))
          .append("</h3>\n");
      for (Block block : section.blocks()) block(block, id);
      html.append("</section>\n");
    }
    html.append("</section>\n");
  }

  private void facts(CellLineSummary s) {
    KeyFigures k = KeyFigures.of(s);
    html.append("<dl class=\"facts\">");
    fact("peaks scored", k.peaks(), 0);
    fact("windows with peaks", k.windows(), 0);
    fact("regions with peaks", k.regions(), 0);
    if (s.data() != null) {
      fact("datasets", (long) s.data().datasets().size(), 0);
      fact("TRs", (long) s.data().trs().size(), 0);
    }
    fact("sources", k.sources(), 0);
    fact("models", k.models(), 0);
    fact("last loss", k.loss(), -1);
    fact("total Q", k.q(), 3);
    html.append("</dl>\n");
  }

  private void fact(String name, Number value, int decimals) {
    if (value == null) return;
    html.append("<div><dt>")
        .append(name)
        .append("</dt><dd>")
        .append(number(name, decimals).shown(value))
        .append("</dd></div>");
  }

  private void block(Block block, String id) {
    if (block instanceof Figure figure) figure(figure, id);
    else if (block instanceof Table table) table(table, id);
    else if (block instanceof Block.Note note)
      note(note.kind().name().toLowerCase(Locale.ROOT), note.text());
    else if (block instanceof Block.Row row) {
      boolean small = row.figures().stream().allMatch(f -> f.plot().small());
      html.append(small ? "<div class=\"row small\">\n" : "<div class=\"row\">\n");
      row.figures().forEach(figure -> figure(figure, id));
      html.append("</div>\n");
    }
  }

  private void note(String kind, String text) {
    html.append("<p class=\"")
        .append(kind)
        .append("\">")
        .append(Xml.escaped(text))
        .append("</p>\n");
  }

  private void figure(Figure figure, String prefix) {
    String id = prefix + "-" + figure.id();
    Drawing drawing = Drawing.of(figure);
    html.append("<figure id=\"")
        .append(id)
        .append("\">\n<div class=\"head\"><h4 class=\"title\" id=\"")
        .append(id)
        .append("-t\">")
        .append(Xml.escaped(figure.title()))
        .append("</h4><div class=\"tools\" role=\"group\" aria-label=\"")
        .append(Xml.escaped(figure.title()))
        .append("\">")
        .append(
            "<button type=\"button\" data-do=\"numbers\" aria-expanded=\"false\">numbers</button><button type=\"button\" data-do=\"tsv\">TSV</button><button type=\"button\" data-do=\"svg\">SVG</button><button type=\"button\" data-do=\"png\">PNG</button><button type=\"button\" data-do=\"large\">enlarge</button></div></div>\n<div class=\"plot\">")
        .append(drawing.inline(id))
        .append("</div>\n<figcaption id=\"")
        .append(id)
        .append("-c\">")
        .append(Xml.escaped(figure.caption()))
        .append("</figcaption>\n<script type=\"application/json\">")
        .append(drawing.numbers())
        .append("</script>\n</figure>\n");
  }

  private void table(Table table, String prefix) {
    String id = prefix + "-" + table.id() + "-table";
    String name = Xml.escaped(table.title());
    html.append("<div class=\"tbl\" id=\"")
        .append(id)
        .append("\">\n<div class=\"head\"><h4 class=\"title\">")
        .append(name)
        .append("</h4><div class=\"tools\"><span class=\"n\" role=\"status\">")
        .append(Text.count(table.rows().size(), "row"))
        .append("</span><input type=\"search\" placeholder=\"filter\" aria-label=\"Filter ")
        .append(name)
        .append(
            "\"><button type=\"button\" data-do=\"copy\">copy</button><button type=\"button\" data-do=\"tsv\">TSV</button></div></div>\n<p class=\"caption\">")
        .append(Xml.escaped(table.caption()))
        .append("</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(name)
        .append("\">\n<table>\n<thead><tr>");
    for (Table.Column column : table.columns())
      html.append(
              column.numbers()
                  ? "<th scope=\"col\" class=\"num\" aria-sort=\"none\">"
                  : "<th scope=\"col\" aria-sort=\"none\">")
          .append("<button type=\"button\">")
          .append(Xml.escaped(column.name()))
          .append("</button></th>");
    html.append("</tr></thead>\n<tbody>\n");
    for (List<Object> row : table.rows()) {
      html.append("<tr>");
      for (int k = 0; k < row.size(); k++) cell(table.columns().get(k), row.get(k));
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n</div>\n");
  }

  private void cell(Table.Column column, Object cell) {
    if (cell instanceof Table.ItemLink link) {
      html.append("<td><a href=\"#c")
          .append(places.get(link.item()))
          .append("\">")
          .append(Xml.escaped(link.item()))
          .append("</a></td>");
      return;
    }
    if (column.numbers()) {
      html.append("<td class=\"num\" data-v=\"").append(plain(cell)).append("\">");
    } else {
      String kind = kind(column, cell);
      html.append(kind.isEmpty() ? "<td>" : "<td class=\"" + kind + "\">");
    }
    html.append(Xml.escaped(column.shown(cell))).append("</td>");
  }

  private static String kind(Table.Column column, Object cell) {
    if (column.kind() == Table.Kind.FLAG && !"ok".equals(cell)) return "flag";
    if (cell instanceof String text && text.length() > 60) return "wrap";
    return "";
  }

  private static String plain(Object cell) {
    if (cell instanceof Table.Worded told) return Numbers.format(told.value());
    if (cell instanceof Double d) return Numbers.format(d);
    return cell instanceof Number n ? n.toString() : "nan";
  }
}
