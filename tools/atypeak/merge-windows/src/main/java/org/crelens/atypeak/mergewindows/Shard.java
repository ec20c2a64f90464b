package org.crelens.atypeak.mergewindows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/**
 * What a score file says of itself.
 *
 * @param file the file
 * @param cellLine the cell line
 * @param seed seed of the model
 * @param model SHA-256 of the model file: what tells models apart
 * @param number which slice of the windows, from 1
 * @param of number of slices
 */
record Shard(Path file, String cellLine, long seed, String model, int number, int of) {
  /** Columns of a score file. */
  static final String COLUMNS = "window\tcontig\tstart\tend\tname\traw\tscore";

  private static final String MAGIC = "##crelens-scores=1";
  private static final String EXPECTED = "expected a score file of score";

  // Models by seed, then shards: sums run in this order, however the files are given.
  private static final Comparator<Shard> ORDER =
      Comparator.comparingLong(Shard::seed)
          .thenComparing(Shard::model)
          .thenComparingInt(Shard::number);

  /**
   * Reads the header; {@code lines} then stands on the column names, rows follow.
   *
   * @throws InputException when it is no score file
   */
  static Shard read(LineSource lines) throws IOException {
    Map<String, String> values = new HashMap<>();
    boolean columns = false;
    while (!columns && lines.next()) {
      String text = lines.text();
      if (lines.lineNumber() == 1 && !text.equals(MAGIC))
        throw lines.error("does not start with " + MAGIC, EXPECTED);
      int eq = text.indexOf('=');
      columns = text.equals(COLUMNS);
      if (text.startsWith("##") && eq > 0)
        values.put(text.substring(2, eq), text.substring(eq + 1));
      else if (!columns)
        throw lines.error(
            "column names '" + text + "'", "expected " + COLUMNS.replace('\t', ' ') + ", by tabs");
    }
    if (!columns) throw new InputException(lines.file(), "has no column names", EXPECTED);
    String[] part = need(lines, values, "shard").split("/", -1);
    try {
      Shard shard =
          new Shard(
              lines.file(),
              need(lines, values, "cell_line"),
              Long.parseLong(need(lines, values, "seed")),
              need(lines, values, "model"),
              Integer.parseInt(part[0]),
              part.length == 2 ? Integer.parseInt(part[1]) : 0);
      if (shard.number >= 1 && shard.number <= shard.of) return shard;
    } catch (NumberFormatException e) {
      throw new InputException(lines.file(), "seed or shard is not a number", EXPECTED);
    }
    throw new InputException(
        lines.file(), "shard '" + values.get("shard") + "'", "expected i/n, with i from 1 to n");
  }

  private static String need(LineSource lines, Map<String, String> values, String key)
      throws InputException {
    String value = values.get(key);
    if (value == null || value.isEmpty())
      throw new InputException(lines.file(), "the header lacks ##" + key, EXPECTED);
    return value;
  }

  /**
   * Checks that {@code shards} are every slice of every model, of one cell line, and returns them
   * in the order in which scores are summed.
   *
   * @throws InputException naming the file, or the slice, that is wrong or missing
   */
  static List<Shard> complete(List<Shard> shards) throws InputException {
    List<Shard> sorted = new ArrayList<>(shards);
    sorted.sort(ORDER);
    Map<String, Shard[]> byModel = new TreeMap<>();
    for (Shard shard : sorted) {
      Shard first = sorted.get(0);
      if (!shard.cellLine.equals(first.cellLine))
        throw new InputException(
            shard.file,
            "holds scores of " + shard.cellLine + ", but " + first.file + " of " + first.cellLine,
            "merge one cell line at a time");
      Shard[] slices = byModel.computeIfAbsent(shard.model, m -> new Shard[shard.of]);
      if (slices.length != shard.of)
        throw new InputException(
            shard.file,
            "is a shard of " + shard.of + ", but the same model has one of " + slices.length,
            "give the shards of one run of score");
      Shard twin = slices[shard.number - 1];
      if (twin != null)
        throw new InputException(
            shard.file,
            "holds the same shard " + shard.number + "/" + shard.of + " as " + twin.file,
            "give every shard of a model once");
      slices[shard.number - 1] = shard;
    }
    for (Shard[] slices : byModel.values()) requireAll(slices);
    return sorted;
  }

  private static void requireAll(Shard[] slices) throws InputException {
    List<String> missing = new ArrayList<>();
    Shard any = null;
    for (int i = 0; i < slices.length; i++) {
      if (slices[i] == null) missing.add(i + 1 + "/" + slices.length);
      else any = slices[i];
    }
    if (any == null || missing.isEmpty()) return;
    String more = missing.size() > 5 ? " and " + (missing.size() - 5) + " more" : "";
    throw new InputException(
        any.file,
        "of its model (seed "
            + any.seed
            + "), shard "
            + String.join(", ", missing.subList(0, Math.min(5, missing.size())))
            + more
            + " is missing",
        "give the score files of all shards");
  }
}
