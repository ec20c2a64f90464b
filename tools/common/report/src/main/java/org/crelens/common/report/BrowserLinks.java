package org.crelens.common.report;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.crelens.libs.chart.Table;

/**
 * Leads from places on the page to genome browsers. Nothing is fetched unless a reader follows a
 * link.
 *
 * @param genome assembly, as browsers call it
 * @param hub address of the UCSC hub, relative to the page; empty when there is none
 * @param session address of the IGV session, relative to the page; empty when there is none
 */
record BrowserLinks(String genome, String hub, String session) {
  /** No links: no assembly is known. */
  static final BrowserLinks NONE = new BrowserLinks("", "", "");

  /** Where IGV listens on the reader's computer. */
  private static final String IGV = "http://localhost:60151/";

  private static final String UCSC = "https://genome.ucsc.edu/cgi-bin/hgTracks?db=";

  /** Links of a page to files that are written with it; null for files that are not. */
  static BrowserLinks of(String genome, Path page, Path hub, Path session) {
    return hub == null && session == null
        ? NONE
        : new BrowserLinks(genome, address(page, hub), address(page, session));
  }

  private static String address(Path page, Path file) {
    if (file == null) return "";
    Path folder = page.toAbsolutePath().normalize().getParent();
    Path relative = folder.relativize(file.toAbsolutePath().normalize());
    return StreamSupport.stream(relative.spliterator(), false)
        .map(part -> SafeNames.uri(part.toString()))
        .collect(Collectors.joining("/"));
  }

  /** Whether places lead anywhere. */
  boolean any() {
    return !hub.isEmpty() || !session.isEmpty();
  }

  /** Links to a place, behind its name. */
  void place(Html html, Table.Place place) {
    String locus = SafeNames.uri(place.locus());
    if (!hub.isEmpty())
      link(html, "ucsc", UCSC + SafeNames.uri(genome) + "&position=" + locus, "UCSC", place);
    if (!session.isEmpty()) link(html, "igv", IGV + "goto?locus=" + locus, "IGV", place);
  }

  private static void link(
      Html html, String kind, String address, String browser, Table.Place place) {
    html.raw(" <a class=\"" + kind + "\" href=\"")
        .text(address)
        .raw("\" target=\"_blank\" rel=\"noopener noreferrer\" aria-label=\"")
        .text(place + " in " + browser)
        .raw("\">" + browser + "</a>");
  }

  /** How to see the tracks, and what the links need. */
  void instructions(Html html) {
    html.raw("<ul class=\"steps\">\n");
    if (!session.isEmpty())
      html.raw("<li><strong>IGV</strong>: start it and open the file ")
          .element("code", session)
          .raw(", which the run wrote with this page. <a class=\"session\" href=\"" + IGV)
          .raw("load?file=\" data-file=\"")
          .text(session)
          .raw("\" target=\"_blank\" rel=\"noopener noreferrer\">Open it in a running IGV</a>. ")
          .raw("After that the links “IGV” in the tables of this page go to their place. They ")
          .raw("reach IGV on this computer only.</li>\n");
    if (!hub.isEmpty())
      html.raw("<li><strong>UCSC browser</strong>: put the folder of results on a web server and ")
          .raw("give the browser the address of ")
          .element("code", hub)
          .raw(" (My Data, Track Hubs). The links “UCSC” in the tables show their place in ")
          .text(genome)
          .raw(". They bring the tracks along if this page itself is on a web server.</li>\n");
    html.raw("</ul>\n");
  }
}
