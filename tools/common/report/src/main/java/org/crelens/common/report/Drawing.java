package org.crelens.common.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/**
 * A figure as SVG, for a page and as a file, and the numbers behind it.
 *
 * @param figure what is drawn
 * @param canvas what it was drawn on
 */
record Drawing(Figure figure, Canvas canvas) {
  // What a page needs to tell a value; the files of a run have all digits.
  private static final MathContext DIGITS = new MathContext(5);
  private static final double MARGIN = 16;

  static Drawing of(Figure figure) {
    Canvas canvas = new Canvas();
    figure.plot().draw(canvas);
    return new Drawing(figure, canvas);
  }

  /** For a page, whose style sheet gives it colours. */
  String inline(String id) {
    return "<svg class=\"chart\" role=\"img\" aria-labelledby=\""
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
  String file(String styles) {
    double w = Math.max(canvas.width(), Text.width(figure.title(), 16)) + 2 * MARGIN;
    double h = canvas.height() + 2 * MARGIN + 32;
    String title = Escape.xml(figure.title());
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
        + Escape.xml(figure.caption())
        + "</desc>\n<style>"
        + styles
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

  /** The panels as JSON that may stand in a script element: nothing in it can end the element. */
  String json() {
    return json(canvas.panels());
  }

  /** Lists, maps, arrays, text and numbers as JSON; what is not finite as null. */
  static String json(Object value) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(true);
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonWriter json, Object value) throws IOException {
    if (value == null) {
      json.nullValue();
    } else if (value instanceof Map<?, ?> map) {
      json.beginObject();
      for (Map.Entry<?, ?> e : map.entrySet()) {
        json.name(e.getKey().toString());
        write(json, e.getValue());
      }
      json.endObject();
    } else if (value instanceof List<?> list) {
      json.beginArray();
      for (Object one : list) write(json, one);
      json.endArray();
    } else if (value instanceof double[] numbers) {
      json.beginArray();
      for (double v : numbers) number(json, v);
      json.endArray();
    } else if (value instanceof double[][] rows) {
      json.beginArray();
      for (double[] row : rows) write(json, row);
      json.endArray();
    } else if (value instanceof Double v) {
      number(json, v);
    } else if (value instanceof Number v) {
      json.value(v);
    } else if (value instanceof Boolean v) {
      json.value(v);
    } else {
      json.value(value.toString());
    }
  }

  private static void number(JsonWriter json, double v) throws IOException {
    if (!Double.isFinite(v)) json.nullValue();
    else if (v == Math.rint(v) && Math.abs(v) < 1e15) json.value((long) v);
    else json.value(new BigDecimal(v).round(DIGITS));
  }
}
