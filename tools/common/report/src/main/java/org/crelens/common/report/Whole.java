package org.crelens.common.report;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.crelens.libs.io.InputException;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Example;
import org.crelens.libs.summary.CellLineSummary.Histogram;
import org.crelens.libs.summary.CellLineSummary.Matrix;
import org.crelens.libs.summary.CellLineSummary.Missing;

/**
 * A summary that can be drawn without looking twice: below the parts, lists that are missing become
 * empty ones and missing text becomes empty text; what contradicts itself is refused.
 */
final class Whole {
  /** Why a part is missing whose summary does not say. */
  static final String NOT_HELD = "the summary of this cell line does not hold it";

  /** Bases that the window of an example may have. */
  private static final long LONGEST = 10_000_000;

  private final Path file;

  private Whole(Path file) {
    this.file = file;
  }

  /**
   * Fills and checks.
   *
   * @param file named in messages
   * @throws InputException when parts of it contradict each other
   */
  static CellLineSummary of(CellLineSummary summary, Path file) throws InputException {
    try {
      return (CellLineSummary) new Whole(file).filled(summary, "", true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records can be read and made", e);
    }
  }

  /** Parts that are not in {@code summary}, and why; also those of which it does not say so. */
  static List<Missing> missing(CellLineSummary summary) {
    List<Missing> all = new ArrayList<>(summary.missing());
    Set<String> told = all.stream().map(Missing::part).collect(Collectors.toSet());
    if (told.contains("all")) return all;
    try {
      for (RecordComponent part : CellLineSummary.class.getRecordComponents())
        if (part.getAccessor().invoke(summary) == null && !told.contains(part.getName()))
          all.add(new Missing(part.getName(), NOT_HELD));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records can be read", e);
    }
    return all;
  }

  private Object filled(Object value, String where, boolean top)
      throws ReflectiveOperationException, InputException {
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>(list.size());
      for (Object one : list) {
        if (one == null) throw contradiction(where, "a list with nothing at some place");
        all.add(one instanceof Number ? one : filled(one, where, false));
      }
      return all;
    }
    if (!(value instanceof Record)) return value;
    RecordComponent[] components = value.getClass().getRecordComponents();
    Object[] fields = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String name = where.isEmpty() ? component.getName() : where + "." + component.getName();
      types[i] = component.getType();
      // Constants of nested records are package-private only in appearance: the records are public.
      Object field = component.getAccessor().invoke(value);
      boolean part = top && isPart(component.getGenericType());
      if (field == null && types[i] == List.class && !part) fields[i] = List.of();
      else if (field == null && types[i] == Map.class) fields[i] = Map.of();
      else if (field == null && types[i] == String.class) fields[i] = "";
      else fields[i] = filled(field, name, false);
    }
    Object whole = value.getClass().getDeclaredConstructor(types).newInstance(fields);
    if (whole instanceof Matrix matrix) check(matrix, where);
    if (whole instanceof Histogram h && !(h.width() > 0 && Double.isFinite(h.width() + h.from())))
      throw contradiction(where, "bins of width " + h.width() + " from " + h.from());
    if (whole instanceof Example e
        && (e.binLength() < 1
            || e.end() <= e.binStart()
            || (long) e.end() - e.binStart() > LONGEST))
      throw contradiction(
          where, "bins of " + e.binLength() + " bases from " + e.binStart() + " to " + e.end());
    return whole;
  }

  // Lists of records are parts that may be missing; warnings and what is missing are told always.
  private static boolean isPart(Type type) {
    if (!(type instanceof ParameterizedType list)) return true;
    Type of = list.getActualTypeArguments()[0];
    return of != CellLineSummary.Warning.class && of != CellLineSummary.Missing.class;
  }

  private void check(Matrix matrix, String where) throws InputException {
    if (matrix.values().size() != matrix.rows().size())
      throw contradiction(
          where, matrix.rows().size() + " names of rows for " + matrix.values().size() + " rows");
    for (List<Double> row : matrix.values())
      if (row.size() != matrix.columns().size())
        throw contradiction(
            where, matrix.columns().size() + " names of columns for " + row.size() + " columns");
  }

  private InputException contradiction(String where, String found) {
    return new InputException(
        file + ": " + where + " has " + found + " (make the summary again with summarize)");
  }
}
