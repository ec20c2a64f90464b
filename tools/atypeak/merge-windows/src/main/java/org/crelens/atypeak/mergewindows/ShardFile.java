package org.crelens.atypeak.mergewindows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.atypeak.data.WindowScores;
import org.crelens.libs.io.InputException;

/**
 * A score file that is to be merged.
 *
 * @param file the file
 * @param header what it says of itself
 */
record ShardFile(Path file, WindowScores.Header header) {
  // Models by seed, then shards: sums run in this order, however the files are given.
  private static final Comparator<ShardFile> ORDER =
      Comparator.comparingLong(ShardFile::seed)
          .thenComparing(ShardFile::model)
          .thenComparingInt(ShardFile::number);

  /**
   * Reads the header of {@code file}.
   *
   * @throws InputException when it is not a score file
   */
  static ShardFile of(Path file) throws IOException {
    return new ShardFile(file, WindowScores.readHeader(file));
  }

  String cellLine() {
    return header.cellLine();
  }

  long seed() {
    return header.seed();
  }

  /** SHA-256 of the model file: what tells models apart. */
  String model() {
    return header.model();
  }

  /** Which slice of the windows the file holds, from 1. */
  int number() {
    return header.shard().number();
  }

  /** Number of slices. */
  int of() {
    return header.shard().of();
  }

  /**
   * Checks that {@code shards} are every slice of every model, of one cell line, and returns them
   * in the order in which scores are summed.
   *
   * @throws InputException naming the file, or the slice, that is wrong or missing
   */
  static List<ShardFile> complete(List<ShardFile> shards) throws InputException {
    List<ShardFile> sorted = new ArrayList<>(shards);
    sorted.sort(ORDER);
    Map<String, ShardFile[]> byModel = new TreeMap<>();
    for (ShardFile shard : sorted) {
      ShardFile first = sorted.get(0);
      if (!shard.cellLine().equals(first.cellLine()))
        throw new InputException(
            shard.file,
            "holds scores of "
                + shard.cellLine()
                + ", but "
                + first.file
                + " of "
                + first.cellLine(),
            "merge one cell line at a time");
      ShardFile[] slices = byModel.computeIfAbsent(shard.model(), m -> new ShardFile[shard.of()]);
      if (slices.length != shard.of())
        throw new InputException(
            shard.file,
            "is a shard of " + shard.of() + ", but the same model has one of " + slices.length,
            "give the shards of one run of score");
      ShardFile twin = slices[shard.number() - 1];
      if (twin != null)
        throw new InputException(
            shard.file,
            "holds the same shard " + shard.number() + "/" + shard.of() + " as " + twin.file,
            "give every shard of a model once");
      slices[shard.number() - 1] = shard;
    }
    for (ShardFile[] slices : byModel.values()) requireAll(slices);
    return sorted;
  }

  private static void requireAll(ShardFile[] slices) throws InputException {
    List<String> missing = new ArrayList<>();
    ShardFile any = null;
    for (int i = 0; i < slices.length; i++) {
      if (slices[i] == null) missing.add(i + 1 + "/" + slices.length);
      else any = slices[i];
    }
    if (any == null || missing.isEmpty()) return;
    String more = missing.size() > 5 ? " and " + (missing.size() - 5) + " more" : "";
    throw new InputException(
        any.file,
        "of its model (seed "
            + any.seed()
            + "), shard "
            + String.join(", ", missing.subList(0, Math.min(5, missing.size())))
            + more
            + " is missing",
        "give the score files of all shards");
  }
}
