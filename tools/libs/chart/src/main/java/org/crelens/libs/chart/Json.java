package org.crelens.libs.chart;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/** Maps, lists and numbers as JSON that may stand in a script element of a page. */
public final class Json {
  // What a page needs to tell a value; the files of a run have all digits.
  private static final MathContext DIGITS = new MathContext(5);

  private Json() {}

  /**
   * Lists, maps, arrays, text and numbers as JSON. Numbers have five significant digits, what is
   * not finite is null, and no text can end a script element.
   */
  public static String text(Object value) {
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
