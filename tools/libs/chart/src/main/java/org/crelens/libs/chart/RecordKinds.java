package org.crelens.libs.chart;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Names of types and constants in JSON, for writer and reader alike. */
final class RecordKinds {
  /** The first field of an object that may be of several types. */
  static final String FIELD = "type";

  /** Cells of a table that are neither text nor a number. */
  static final Class<?> CELL = Object.class;

  private RecordKinds() {}

  /** {@code bigBed} for {@code BIG_BED}. */
  static String name(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
  }

  /** {@code heatmap} for {@link Heatmap}. */
  static String name(Class<?> type) {
    String name = type.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** The types that a value of type {@code of} may have, by name. */
  static Map<String, Class<?>> of(Class<?> of) {
    Class<?>[] types =
        of == CELL
            ? new Class<?>[] {Table.Worded.class, Table.ItemLink.class, Table.Place.class}
            : of.getPermittedSubclasses();
    Map<String, Class<?>> kinds = new LinkedHashMap<>();
    for (Class<?> type : types) kinds.put(name(type), type);
    return kinds;
  }
}
