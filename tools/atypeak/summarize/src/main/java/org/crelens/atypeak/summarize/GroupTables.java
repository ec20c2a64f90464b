package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crelens.atypeak.summarize.SourceGroups.Group;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.TableReader;

/**
 * Reads the groups of interpret: their list, their members, the affinity, and the correlation
 * groups.
 */
final class GroupTables {
  private static final String METHOD =
      "The sources were grouped by hierarchical clustering with average linkage. Two sources are close"
          + " if the model, shown only one of them, also rebuilds the other.";

  private GroupTables() {}

  /** The groups; affinity and rebuilt values of the most abundant sources. */
  static SourceGroups read(
      Path list, Path members, Path cut, Path affinity, Path correlationGroups, Abundance abundance)
      throws IOException {
    Map<String, List<String>> own = new HashMap<>();
    Map<String, List<String>> shared = new HashMap<>();
    try (TableReader table =
        TableReader.open(
            members, "a table of groups as interpret writes it", "group", "dataset", "kind")) {
      while (table.next()) {
        String kind = table.text(table.column("kind"));
        if (!kind.equals("member") && !kind.equals("shared"))
          throw table.error("kind '" + kind + "'", "expected member or shared");
        (kind.equals("member") ? own : shared)
            .computeIfAbsent(table.text(table.column("group")), g -> new ArrayList<>())
            .add(table.text(table.column("dataset")) + "." + table.text(table.column("tf", "tr")));
      }
    }
    List<Group> groups = new ArrayList<>();
    try (TableReader table =
        TableReader.open(
            list, "a table of groups as interpret writes it", "group", "windows", "completeness")) {
      while (table.next()) {
        String name = table.text(table.column("group"));
        groups.add(
            new Group(
                name,
                own.getOrDefault(name, List.of()),
                shared.getOrDefault(name, List.of()),
                table.number(table.column("completeness")),
                table.whole(table.column("windows"))));
      }
    }
    Matrix all = affinity(affinity);
    Names kept = Names.most(all.rows(), Names.SHOWN, i -> abundance.of(all.rows().get(i)));
    return new SourceGroups(
        METHOD + cut(cut),
        Distributions.matrix(kept, kept, (i, j) -> all.values().get(i).get(j)),
        groups,
        rebuiltOfLone(correlationGroups, kept.names()));
  }

  /** Why there are so many groups. */
  private static String cut(Path file) throws IOException {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    int chosen = 0;
    double silhouette = Double.NaN;
    try (TableReader table =
        TableReader.open(
            file, "a table of groups as interpret writes it", "groups", "silhouette", "chosen")) {
      while (table.next()) {
        int groups = table.whole(table.column("groups"));
        double of = table.number(table.column("silhouette"));
        if (of > highest) {
          highest = of;
          best = groups;
        }
        if (table.whole(table.column("chosen")) == 0) continue;
        chosen = groups;
        silhouette = of;
      }
    }
    if (chosen == 0) throw new InputException(file, "chooses no number", "run interpret again");
    return String.format(
        Locale.ROOT,
        " The tree was cut into %d groups: %s (%.2f).",
        chosen,
        chosen == best
            ? "the number with the highest mean silhouette"
            : "the number that was asked for; its mean silhouette is lower",
        silhouette);
  }

  private static Matrix affinity(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    List<List<Double>> values = new ArrayList<>();
    try (TableReader table =
        TableReader.open(file, "a table of groups as interpret writes it", "name")) {
      List<String> columns = table.columns().subList(1, table.columns().size());
      while (table.next()) {
        rows.add(table.text(0));
        List<Double> row = new ArrayList<>();
        for (int j = 1; j <= columns.size(); j++) row.add(table.number(j));
        values.add(row);
      }
      if (!rows.equals(columns))
        throw table.error("other rows than columns", "expected a square matrix of sources");
    }
    return new Matrix(rows, rows, values);
  }

  /** R of the kept sources: rows are the lone ones, columns what is rebuilt of them. */
  private static Matrix rebuiltOfLone(Path file, List<String> sources) throws IOException {
    Map<String, Integer> place = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) place.put(sources.get(i), i);
    double[][] r = new double[sources.size()][sources.size()];
    for (double[] row : r) Arrays.fill(row, Double.NaN);
    try (TableReader table =
        TableReader.open(
            file, "a table of groups as interpret writes it", "source", "partner", "value")) {
      int source = table.column("source");
      int partner = table.column("partner");
      int value = table.column("value");
      while (table.next()) {
        Integer i = place.get(table.text(source));
        Integer j = i == null ? null : place.get(table.text(partner));
        if (j != null) r[i][j] = table.number(value);
      }
    }
    Names all = Names.all(sources);
    return Distributions.matrix(all, all, (i, j) -> r[i][j]);
  }
}
