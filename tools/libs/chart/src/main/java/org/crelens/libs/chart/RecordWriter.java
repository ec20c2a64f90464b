package org.crelens.libs.chart;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/** Writes records as JSON in the form that {@link RecordReader} reads. */
final class RecordWriter {
  private static final MathContext DIGITS = new MathContext(6);
  private static final MathContext CELL_DIGITS = new MathContext(10);

  private final JsonWriter json;

  RecordWriter(JsonWriter json) {
    this.json = json;
  }

  /**
   * Writes a value.
   *
   * @param type that the reader expects here
   */
  void value(Type type, Object value) throws IOException {
    if (value == null) {
      json.nullValue();
    } else if (value instanceof String text) {
      json.value(text);
    } else if (value instanceof Boolean truth) {
      json.value(truth);
    } else if (value instanceof Integer whole) {
      json.value(whole);
    } else if (value instanceof Double number) {
      // Ends of axes are few and must stay apart: they keep all digits. Cells of tables keep more
      // than any column shows.
      if (type == double.class && Double.isFinite(number) && !isWhole(number)) json.value(number);
      else number(number, CELL_DIGITS);
    } else if (value instanceof double[] numbers) {
      json.beginArray();
      for (double number : numbers) number(number, DIGITS);
      json.endArray();
    } else if (value instanceof double[][] rows) {
      json.beginArray();
      for (double[] row : rows) value(double[].class, row);
      json.endArray();
    } else if (value instanceof long[] wholes) {
      json.beginArray();
      for (long whole : wholes) json.value(whole);
      json.endArray();
    } else if (value instanceof boolean[] truths) {
      json.beginArray();
      for (boolean truth : truths) json.value(truth);
      json.endArray();
    } else if (value instanceof Enum<?> constant) {
      json.value(RecordKinds.name(constant));
    } else if (value instanceof List<?> list) {
      Type of = ((ParameterizedType) type).getActualTypeArguments()[0];
      json.beginArray();
      for (Object one : list) value(of, one);
      json.endArray();
    } else if (value instanceof Map<?, ?> map) {
      json.beginObject();
      for (Map.Entry<?, ?> e : map.entrySet())
        json.name((String) e.getKey()).value((String) e.getValue());
      json.endObject();
    } else {
      record(type, value);
    }
  }

  private void record(Type type, Object value) throws IOException {
    json.beginObject();
    if (type != value.getClass())
      json.name(RecordKinds.FIELD).value(RecordKinds.name(value.getClass()));
    try {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        json.name(component.getName());
        value(component.getGenericType(), component.getAccessor().invoke(value));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("public records can be read", e);
    }
    json.endObject();
  }

  private static boolean isWhole(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e15;
  }

  // What becomes whole by rounding is written like all whole numbers: 110, not 1.1E+2.
  private static BigDecimal plain(BigDecimal v) {
    return v.scale() < 0 && v.precision() - v.scale() <= 15 ? v.setScale(0) : v;
  }

  private void number(double v, MathContext digits) throws IOException {
    if (!Double.isFinite(v)) json.nullValue();
    else if (isWhole(v)) json.value((long) v);
    else json.value(plain(new BigDecimal(v).round(digits).stripTrailingZeros()));
  }
}
