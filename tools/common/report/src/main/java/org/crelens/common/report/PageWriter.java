package org.crelens.common.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crelens.libs.chart.ChartStyle;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.Json;
import org.crelens.libs.cli.Version;

/**
 * The page: one HTML file that needs nothing else.
 *
 * @param title of the page
 * @param documents what it shows
 * @param info how the run was made
 * @param browsers where places on the genome lead
 */
record PageWriter(String title, RunDocuments documents, RunSettings info, BrowserLinks browsers) {
  /** A page must stay small enough to be sent and opened. */
  static final long LIMIT = 15_000_000;

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
          + " blob:";
  private static final String FIRST_SCRIPT =
      "document.documentElement.classList.add('js');"
          + "try{const t=localStorage.getItem('crelens-theme');"
          + "if(t==='dark'||t==='light')document.documentElement.dataset.theme=t}catch{}";

  /**
   * A page.
   *
   * @param html its text
   * @param leftOut items whose chapters did not fit
   */
  record Written(String html, List<String> leftOut) {}

  /**
   * Writes the page.
   *
   * @param wanted items that get a chapter; all when empty
   * @param limit bytes that the page may have
   */
  Written write(Set<String> wanted, long limit) {
    Map<String, String> places = new LinkedHashMap<>();
    List<Html> chapters = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    // What frames the chapters; links from the overview are not counted.
    long size = 200_000 + frame(Map.of(), List.of()).bytes();
    for (Document document : documents.items()) {
      if (!wanted.isEmpty() && !wanted.contains(document.item())) continue;
      String id = "c" + (places.size() + 1);
      Html chapter = ChapterWriter.of(document, id, browsers);
      if (size + chapter.bytes() > limit) {
        leftOut.add(document.item());
        continue;
      }
      size += chapter.bytes();
      chapters.add(chapter);
      places.put(document.item(), id);
    }
    return new Written(frame(places, chapters).toString(), leftOut);
  }

  private Html frame(Map<String, String> places, List<Html> chapters) {
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        // Nothing may be fetched: the page says so itself.
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n")
        .raw("<meta name=\"generator\" content=\"crelens ")
        .text(Version.version())
        .raw("\">\n")
        .element("title", title)
        .raw("\n<link rel=\"icon\" href=\"data:,\">\n<style>\n")
        .raw(Styles.page())
        .raw("</style>\n<style id=\"chart-style\">\n")
        .raw(ChartStyle.sheet())
        .raw("</style>\n<script>" + FIRST_SCRIPT + "</script>\n</head>\n<body>\n")
        .raw("<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
    header(html, places);
    html.raw("<main id=\"main\" tabindex=\"-1\" data-hub=\"")
        .text(browsers.hub())
        .raw("\">\n<noscript><p class=\"missing\">")
        .text("Without JavaScript everything is shown below, one " + documents.noun().one())
        .raw(" after the other; tables do not sort, and charts do not tell values.")
        .raw("</p></noscript>\n")
        .raw(OverviewWriter.of(documents, places, info, browsers).toString());
    chapters.forEach(chapter -> html.raw(chapter.toString()));
    html.raw("</main>\n<footer>Made by crelens ")
        .text(Version.version() + " (" + Version.revision() + ")")
        .raw(". Everything is in this file; nothing is fetched or sent.</footer>\n")
        .raw("<div id=\"tip\" aria-hidden=\"true\"></div>\n")
        .raw("<script type=\"application/json\" id=\"light\">" + Json.text(ChartStyle.light()))
        .raw("</script>\n<script>\n" + Styles.resource("page.js"))
        .raw("</script>\n</body>\n</html>\n");
    return html;
  }

  private void header(Html html, Map<String, String> places) {
    html.raw("<header>\n<div class=\"masthead\"><div>")
        .element("h1", title)
        .raw("<p class=\"by\">")
        .text("crelens " + Version.version())
        .text(documents.method().isEmpty() ? "" : " · " + documents.method())
        .text(" · " + documents.noun().count(documents.items().size()))
        .raw("</p></div>\n<div class=\"actions\">")
        .raw("<input type=\"search\" id=\"search\" placeholder=\"Search this page\" ")
        .raw("aria-label=\"Search this page\" aria-controls=\"found\" autocomplete=\"off\">")
        .raw("<button type=\"button\" id=\"theme\">Theme</button>")
        .raw("<button type=\"button\" id=\"print\">Print</button></div></div>\n")
        .raw("<nav class=\"tabs\" aria-label=\"Overview and ")
        .text(documents.noun().many())
        .raw("\"><a href=\"#overview\">Overview</a>");
    places.forEach((item, id) -> html.raw("<a href=\"#" + id + "\">").text(item).raw("</a>"));
    html.raw(
            "</nav>\n"
                + "<div id=\"found\" role=\"region\" aria-label=\"What the search found\" hidden>")
        .raw("<p role=\"status\"></p><ol></ol></div>\n</header>\n");
  }
}
