package org.crelens.libs.chart;

/** A figure as SVG, for a page and as a file, and the numbers behind it. */
public final class Drawing {
  private static final double MARGIN = 16;

  private final Figure figure;
  private final Canvas canvas = new Canvas();

  private Drawing(Figure figure) {
    this.figure = figure;
    figure.plot().draw(canvas);
  }

  /** Draws {@code figure}. */
  public static Drawing of(Figure figure) {
    return new Drawing(figure);
  }

  /**
   * An element for a page, whose style sheet gives it colours.
   *
   * @param id of the figure on the page; its title is {@code id-t}, its caption {@code id-c}
   */
  public String inline(String id) {
    // An image has no controls inside: whoever cannot see it would not find them.
    return "<svg class=\"chart\" role=\""
        + (canvas.hasControls() ? "group" : "img")
        + "\" aria-labelledby=\""
        + id
        + "-t\" aria-describedby=\""
        + id
        + "-c\" width=\""
        + Canvas.px(canvas.width())
        + "\" height=\""
        + Canvas.px(canvas.height())
        + "\" viewBox=\"0 0 "
        + Canvas.px(canvas.width())
        + " "
        + Canvas.px(canvas.height())
        + "\">"
        + canvas.body()
        + "</svg>";
  }

  /** A file that can be read alone: title above, caption as description, colours inside. */
  public String file() {
    double w = Math.max(canvas.width(), Text.width(figure.title(), 16)) + 2 * MARGIN;
    double h = canvas.height() + 2 * MARGIN + 32;
    String title = Xml.escaped(figure.title());
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" width=\""
        + Canvas.px(w)
        + "\" height=\""
        + Canvas.px(h)
        + "\" viewBox=\"0 0 "
        + Canvas.px(w)
        + " "
        + Canvas.px(h)
        + "\">\n<title>"
        + title
        + "</title>\n<desc>"
        + Xml.escaped(figure.caption())
        + "</desc>\n<style>"
        + ChartStyle.sheetInLight()
        + "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\""
        + Canvas.px(MARGIN)
        + "\" y=\""
        + Canvas.px(MARGIN + 14)
        + "\" class=\"name\">"
        + title
        + "</text>\n<g transform=\"translate("
        + Canvas.px(MARGIN)
        + " "
        + Canvas.px(MARGIN + 32)
        + ")\">"
        + canvas.body()
        + "</g>\n</svg>\n";
  }

  /**
   * The numbers behind the picture, as JSON that may stand in a script element: a list of panels,
   * each with its kind, title, rows, columns and values.
   */
  public String numbers() {
    return Json.text(canvas.panels());
  }
}
