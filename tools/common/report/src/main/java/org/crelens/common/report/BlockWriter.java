package org.crelens.common.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Drawing;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Warning;
import org.crelens.libs.io.Numbers;

/**
 * Writes figures, tables and notes as HTML.
 *
 * @param html what is added to
 * @param places anchors of the items that have a chapter on the page, by name
 * @param browsers where places on the genome lead
 */
record BlockWriter(Html html, Map<String, String> places, BrowserLinks browsers) {
  private static final String FIGURE_TOOLS =
      "<button type=\"button\" data-do=\"numbers\" aria-expanded=\"false\">numbers</button>"
          + "<button type=\"button\" data-do=\"tsv\">TSV</button>"
          + "<button type=\"button\" data-do=\"svg\">SVG</button>"
          + "<button type=\"button\" data-do=\"png\">PNG</button>"
          + "<button type=\"button\" data-do=\"large\">enlarge</button>";
  private static final String ZOOM =
      "<button type=\"button\" data-do=\"zoom\" aria-expanded=\"false\">zoom</button>";

  /** Tables with more columns than this are set more tightly. */
  private static final int MANY = 11;

  /** Text in a cell that is longer than this may take several lines. */
  private static final int LONG = 60;

  // ---- sections

  /** Where a section stands on the page. Ids have no hyphens, so that no two anchors are equal. */
  static String anchor(String prefix, Section section) {
    return prefix + "-" + section.id() + "-section";
  }

  /** Sections with their headings. */
  void sections(List<Section> sections, String prefix) {
    for (Section section : sections) {
      html.raw("<section id=\"" + anchor(prefix, section) + "\">\n")
          .element("h3", section.title())
          .raw("\n");
      for (Block block : section.blocks()) block(block, prefix);
      html.raw("</section>\n");
    }
  }

  private void block(Block block, String prefix) {
    if (block instanceof Figure figure) figure(figure, prefix);
    else if (block instanceof Table table) table(table, prefix, "h4");
    else if (block instanceof Block.Folded folded) folded(folded.table(), prefix, "h4");
    else if (block instanceof Block.Note note)
      note(note.kind().name().toLowerCase(Locale.ROOT), note.text());
    else if (block instanceof Block.Row row) {
      boolean small = row.figures().stream().allMatch(f -> f.plot().small());
      html.raw(small ? "<div class=\"row small\">\n" : "<div class=\"row\">\n");
      row.figures().forEach(figure -> figure(figure, prefix));
      html.raw("</div>\n");
    }
  }

  // ---- notes and warnings

  /** A paragraph of a class. */
  void note(String kind, String text) {
    html.raw("<p class=\"" + kind + "\">").text(text).raw("</p>\n");
  }

  /**
   * A warning in a list.
   *
   * @param item named in front; null where that is clear
   */
  void warning(String item, Warning warning) {
    String kind = warning.level().name().toLowerCase(Locale.ROOT);
    String symbol =
        switch (warning.level()) {
          case SERIOUS -> "▲ Serious";
          case CAUTION -> "◆ Caution";
          case NOTE -> "● Note";
        };
    html.raw("<li class=\"" + kind + "\"><b>" + symbol + "</b><span>");
    if (item != null) html.element("strong", item).raw(": ");
    html.text(warning.text());
    if (!warning.remedy().isBlank()) html.raw(" ").element("em", warning.remedy());
    html.raw("</span></li>\n");
  }

  // ---- figures

  private void figure(Figure figure, String prefix) {
    String id = prefix + "-" + figure.id();
    Drawing drawing = Drawing.of(figure);
    html.raw("<figure id=\"" + id + "\">\n<div class=\"head\"><h4 class=\"title\" id=\"" + id)
        .raw("-t\">")
        .text(figure.title())
        .raw("</h4><div class=\"tools\" role=\"group\" aria-label=\"")
        .text(figure.title())
        .raw("\">" + FIGURE_TOOLS + (figure.plot().zooms() ? ZOOM : ""))
        .raw("</div></div>\n<div class=\"plot\">")
        .raw(drawing.inline(id))
        .raw("</div>\n<figcaption id=\"" + id + "-c\">")
        .text(figure.caption())
        .raw("</figcaption>\n<script type=\"application/json\">")
        .raw(drawing.numbers())
        .raw("</script>\n</figure>\n");
  }

  // ---- tables

  /** A table that is folded away. */
  void folded(Table table, String prefix, String heading) {
    html.raw("<details class=\"folded\"><summary>").text(table.title()).raw("</summary>\n");
    table(table, prefix, heading);
    html.raw("</details>\n");
  }

  /**
   * A table that a reader can sort and filter.
   *
   * @param heading element of its title
   */
  void table(Table table, String prefix, String heading) {
    String id = prefix + "-" + table.id() + "-table";
    html.raw("<div class=\"tbl\" id=\"" + id + "\">\n<div class=\"head\"><" + heading)
        .raw(" class=\"title\">")
        .text(table.title())
        .raw("</" + heading + "><div class=\"tools\"><span class=\"n\" role=\"status\">")
        .raw(Text.count(table.rows().size(), "row"))
        .raw("</span><input type=\"search\" placeholder=\"filter\" aria-label=\"Filter ")
        .text(table.title())
        .raw("\"><button type=\"button\" data-do=\"copy\">copy</button>")
        .raw("<button type=\"button\" data-do=\"tsv\">TSV</button></div></div>\n")
        .raw("<p class=\"caption\">")
        .text(table.caption())
        .raw(
            table.columns().size() > MANY
                ? "</p>\n<div class=\"scroll dense\""
                : "</p>\n<div class=\"scroll\"")
        .raw(" tabindex=\"0\" role=\"region\" aria-label=\"")
        .text(table.title())
        .raw("\">\n<table>\n<thead><tr>");
    for (Table.Column column : table.columns())
      html.raw(column.numbers() ? "<th scope=\"col\" class=\"num\"" : "<th scope=\"col\"")
          .raw(" aria-sort=\"none\"><button type=\"button\">")
          .text(column.name())
          .raw("</button></th>");
    html.raw("</tr></thead>\n<tbody>\n");
    for (List<Object> row : table.rows()) {
      html.raw("<tr>");
      for (int k = 0; k < row.size(); k++) cell(table.columns().get(k), row.get(k));
      html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table>\n</div>\n</div>\n");
  }

  private void cell(Table.Column column, Object cell) {
    if (cell instanceof Table.ItemLink link && places.containsKey(link.item())) {
      html.raw("<td><a href=\"#" + places.get(link.item()) + "\">").text(link.item());
      html.raw("</a></td>");
      return;
    }
    if (cell instanceof Table.Place place && browsers.any()) {
      html.raw("<td class=\"place\" data-v=\"").text(place.toString()).raw("\">");
      browsers.place(html.text(place.toString()), place);
      html.raw("</td>");
      return;
    }
    if (column.numbers())
      html.raw("<td class=\"num\" data-v=\"" + Numbers.format(sortedBy(cell)) + "\">");
    else if (column.kind() == Table.Kind.FLAG && cell != null && !cell.equals("ok"))
      html.raw("<td class=\"flag\">");
    else if (cell instanceof String text && text.length() > LONG) html.raw("<td class=\"wrap\">");
    else html.raw("<td>");
    html.text(column.shown(cell)).raw("</td>");
  }

  private static double sortedBy(Object cell) {
    if (cell instanceof Table.Worded worded) return worded.value();
    return cell instanceof Double number ? number : Double.NaN;
  }
}
