package org.crelens.atypeak.judge;

import org.crelens.libs.chart.Xml;
import org.crelens.libs.io.Numbers;

/** A picture as SVG text: sizes in pixels, no fonts or styles from elsewhere. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /**
   * @param title what assistive technology reads
   */
  Svg(int width, int height, String title) {
    text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(height)
        .append("\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n<title>")
        .append(Xml.escaped(title))
        .append("</title>\n");
    rectangle(0, 0, width, height, "#ffffff", 1);
  }

  void rectangle(double x, double y, double width, double height, String fill, double opacity) {
    text.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
    text.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
    text.append("\" fill=\"").append(fill).append('"');
    if (opacity < 1) text.append(" fill-opacity=\"").append(number(opacity)).append('"');
    text.append("/>\n");
  }

  void line(double x1, double y1, double x2, double y2, String stroke, double width) {
    text.append("<line x1=\"").append(number(x1)).append("\" y1=\"").append(number(y1));
    text.append("\" x2=\"").append(number(x2)).append("\" y2=\"").append(number(y2));
    text.append("\" stroke=\"").append(stroke).append("\" stroke-width=\"").append(number(width));
    text.append("\"/>\n");
  }

  /** A line through points; undefined ones are left out. */
  void path(double[] x, double[] y, String stroke, String dashes) {
    text.append("<polyline fill=\"none\" stroke=\"").append(stroke);
    text.append("\" stroke-width=\"2\"");
    if (!dashes.isEmpty()) text.append(" stroke-dasharray=\"").append(dashes).append('"');
    text.append(" points=\"");
    points(x, y);
    text.append("\"/>\n");
  }

  /** A filled outline. */
  void area(double[] x, double[] y, String fill, double opacity) {
    text.append("<polygon fill=\"").append(fill).append("\" fill-opacity=\"");
    text.append(number(opacity)).append("\" points=\"");
    points(x, y);
    text.append("\"/>\n");
  }

  private void points(double[] x, double[] y) {
    String gap = "";
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i]) || Double.isNaN(y[i])) continue;
      text.append(gap).append(number(x[i])).append(',').append(number(y[i]));
      gap = " ";
    }
  }

  void circle(double x, double y, double radius, String fill) {
    text.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
    text.append("\" r=\"")
        .append(number(radius))
        .append("\" fill=\"")
        .append(fill)
        .append("\"/>\n");
  }

  /**
   * @param anchor start, middle or end
   * @param turn degrees clockwise around the point
   */
  void label(double x, double y, String anchor, double turn, String words) {
    text.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    text.append("\" text-anchor=\"").append(anchor).append("\" fill=\"#222222\"");
    if (turn != 0) {
      text.append(" transform=\"rotate(").append(number(turn)).append(' ').append(number(x));
      text.append(' ').append(number(y)).append(")\"");
    }
    text.append('>').append(Xml.escaped(words)).append("</text>\n");
  }

  /** The whole file. */
  String file() {
    return text + "</svg>\n";
  }

  private static String number(double value) {
    return Numbers.fixed(value, 2);
  }
}
