package org.crelens.libs.chart;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads JSON into records, led by their types: what a type does not have is refused where it
 * stands, so that nothing is read twice and nothing can be nested more deeply than the types are.
 */
final class RecordReader {
  private final JsonReader json;

  RecordReader(JsonReader json) {
    this.json = json;
  }

  /** Something that does not fit, and where: the message begins with the path. */
  static final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misfit(String path, String message) {
      super(path + ": " + message);
    }
  }

  private Misfit misfit(String message) {
    return new Misfit(json.getPath(), message);
  }

  private Misfit unexpected(String expected) throws IOException {
    return misfit(
        "found "
            + json.peek().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + ", expected "
            + expected);
  }

  private void expect(JsonToken token, String expected) throws IOException {
    if (json.peek() != token) throw unexpected(expected);
  }

  /** A value of this type; null for null. */
  Object value(Type type) throws IOException {
    if (type == double.class) return number();
    if (json.peek() == JsonToken.NULL && !(type instanceof Class<?> c && c.isPrimitive())) {
      json.nextNull();
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class ? map() : list(generic.getActualTypeArguments()[0]);
    }
    Class<?> one = (Class<?>) type;
    if (one == String.class) return string();
    if (one == int.class) return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (one == boolean.class) {
      expect(JsonToken.BOOLEAN, "true or false");
      return json.nextBoolean();
    }
    if (one == double[].class) return numbers();
    if (one == double[][].class) return rows();
    if (one == long[].class) return wholes();
    if (one == boolean[].class) return booleans();
    if (one == Object.class) return cell();
    if (one.isEnum()) return constant(one);
    return one.isRecord() ? record(one) : kind(one);
  }

  private String string() throws IOException {
    expect(JsonToken.STRING, "text");
    return json.nextString();
  }

  private double number() throws IOException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return Double.NaN;
    }
    expect(JsonToken.NUMBER, "a number");
    double number = Double.parseDouble(json.nextString());
    if (!Double.isFinite(number)) throw misfit("the number is too large");
    return number;
  }

  private long whole(long from, long to) throws IOException {
    double number = number();
    if (number != Math.rint(number) || number < from || number > to)
      throw misfit("expected a whole number from " + from + " to " + to);
    return (long) number;
  }

  private double[] numbers() throws IOException {
    expect(JsonToken.BEGIN_ARRAY, "a list of numbers");
    double[] numbers = new double[16];
    int n = 0;
    json.beginArray();
    while (json.hasNext()) {
      if (n == numbers.length) numbers = Arrays.copyOf(numbers, 2 * n);
      numbers[n++] = number();
    }
    json.endArray();
    return Arrays.copyOf(numbers, n);
  }

  private double[][] rows() throws IOException {
    expect(JsonToken.BEGIN_ARRAY, "a list of rows");
    List<double[]> rows = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) rows.add((double[]) value(double[].class));
    json.endArray();
    return rows.toArray(double[][]::new);
  }

  private long[] wholes() throws IOException {
    expect(JsonToken.BEGIN_ARRAY, "a list of whole numbers");
    List<Long> wholes = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) wholes.add(whole(-(1L << 53), 1L << 53));
    json.endArray();
    return wholes.stream().mapToLong(Long::longValue).toArray();
  }

  private boolean[] booleans() throws IOException {
    expect(JsonToken.BEGIN_ARRAY, "a list of true and false");
    List<Boolean> list = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) list.add((Boolean) value(boolean.class));
    json.endArray();
    boolean[] all = new boolean[list.size()];
    for (int i = 0; i < all.length; i++) all[i] = list.get(i);
    return all;
  }

  private List<Object> list(Type of) throws IOException {
    expect(JsonToken.BEGIN_ARRAY, "a list");
    List<Object> list = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) list.add(value(of));
    json.endArray();
    return list;
  }

  private Map<String, String> map() throws IOException {
    expect(JsonToken.BEGIN_OBJECT, "names with text");
    Map<String, String> map = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (map.containsKey(name)) throw misfit("'" + name + "' stands here twice");
      map.put(name, string());
    }
    json.endObject();
    return map;
  }

  // A cell of a table: text, a number, or an object of its own kind.
  private Object cell() throws IOException {
    return switch (json.peek()) {
      case STRING -> json.nextString();
      case NUMBER -> number();
      case BEGIN_OBJECT -> kind(RecordKinds.CELL);
      default -> throw unexpected("a cell: text, a number or null");
    };
  }

  private Object constant(Class<?> of) throws IOException {
    String name = string();
    for (Object one : of.getEnumConstants()) if (RecordKinds.name(one).equals(name)) return one;
    throw misfit(
        "'"
            + name
            + "' is none of "
            + Arrays.stream(of.getEnumConstants()).map(RecordKinds::name).toList());
  }

  // The first field of an object that may be of several types says of which it is.
  private Object kind(Class<?> of) throws IOException {
    Map<String, Class<?>> kinds = RecordKinds.of(of);
    expect(JsonToken.BEGIN_OBJECT, "an object");
    json.beginObject();
    if (!json.hasNext() || !json.nextName().equals(RecordKinds.FIELD))
      throw misfit("expected '" + RecordKinds.FIELD + "' as the first name of the object");
    String name = string();
    Class<?> kind = kinds.get(name);
    if (kind == null) throw misfit("type '" + name + "' is none of " + kinds.keySet());
    return fields(kind);
  }

  private Object record(Class<?> type) throws IOException {
    expect(JsonToken.BEGIN_OBJECT, "an object");
    json.beginObject();
    return fields(type);
  }

  private Object fields(Class<?> type) throws IOException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    boolean[] there = new boolean[components.length];
    while (json.hasNext()) {
      String name = json.nextName();
      int at = 0;
      while (at < components.length && !components[at].getName().equals(name)) at++;
      if (at == components.length) throw misfit("'" + name + "' is not known here");
      if (there[at]) throw misfit("'" + name + "' stands here twice");
      values[at] = value(components[at].getGenericType());
      // Checked at once: what follows in a file of another version may be unknown here.
      if (type == Document.class && name.equals("format") && (int) values[at] != Document.FORMAT)
        throw misfit("this version reads format " + Document.FORMAT + ", not " + values[at]);
      there[at] = true;
    }
    String path = json.getPath();
    json.endObject();
    for (int i = 0; i < components.length; i++)
      if (!there[i]) throw new Misfit(path, "'" + components[i].getName() + "' is missing");
    return made(type, components, values, path);
  }

  private static Object made(
      Class<?> type, RecordComponent[] components, Object[] values, String path) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong)
        throw new Misfit(path, wrong.getMessage());
      if (e.getCause() instanceof NullPointerException)
        throw new Misfit(path, "null where a value is needed");
      throw new IllegalStateException("cannot make " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records can be made", e);
    }
  }
}
