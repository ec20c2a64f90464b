package org.crelens.libs.chart;

/**
 * A picture with its title and caption.
 *
 * @param id unique in its document; names the figure's file and its place on the page
 * @param title what it shows
 * @param caption how to read it
 * @param plot the numbers and how they are drawn
 * @param multiqc whether MultiQC shows it too; possible for lines and heatmaps. MultiQC joins the
 *     lines that have the same id in the documents of several items.
 */
public record Figure(String id, String title, String caption, Plot plot, boolean multiqc)
    implements Block {
  public Figure {
    Checks.id("id of a figure", id);
    Checks.words("title of figure " + id, title);
    Checks.text("caption of figure " + id, caption);
    Checks.present("plot of figure " + id, plot);
    if (multiqc && !(plot instanceof Lines) && !(plot instanceof Heatmap))
      throw Checks.wrong("figure " + id + " is for MultiQC, but neither lines nor a heatmap");
  }

  /** A figure that MultiQC does not show. */
  public Figure(String id, String title, String caption, Plot plot) {
    this(id, title, caption, plot, false);
  }

  /** The same figure, shown by MultiQC as well. */
  public Figure forMultiqc() {
    return new Figure(id, title, caption, plot, true);
  }
}
