package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crelens.atypeak.data.GroupFiles;
import org.crelens.atypeak.data.SquareMatrix;
import org.crelens.atypeak.summarize.GroupResults.Group;

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
  static GroupResults read(
      Path list, Path members, Path cut, Path affinity, Path correlationGroups, Abundance abundance)
      throws IOException {
    Map<String, List<String>> own = new HashMap<>();
    Map<String, List<String>> shared = new HashMap<>();
    for (GroupFiles.Member member : GroupFiles.readMembers(members))
      (member.isShared() ? shared : own)
          .computeIfAbsent(member.group(), g -> new ArrayList<>())
          .add(member.source().toString());
    List<Group> groups = new ArrayList<>();
    for (GroupFiles.Group group : GroupFiles.readGroups(list))
      groups.add(
          new Group(
              group.name(),
              own.getOrDefault(group.name(), List.of()),
              shared.getOrDefault(group.name(), List.of()),
              group.completeness(),
              group.windows()));
    SquareMatrix all = SquareMatrix.read(affinity, "the affinity of interpret");
    Names kept = Names.most(all.names(), Names.SHOWN, i -> abundance.of(all.names().get(i)));
    return new GroupResults(
        METHOD + cut(cut),
        Distributions.matrix(kept, kept, (i, j) -> all.values()[i][j]),
        groups,
        rebuiltOfLone(correlationGroups, kept.names()));
  }

  /** Why there are so many groups. */
  private static String cut(Path file) throws IOException {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    int chosen = 0;
    double silhouette = Double.NaN;
    for (GroupFiles.Cut cut : GroupFiles.readCut(file)) {
      if (cut.silhouette() > highest) {
        highest = cut.silhouette();
        best = cut.groups();
      }
      if (!cut.isChosen()) continue;
      chosen = cut.groups();
      silhouette = cut.silhouette();
    }
    return String.format(
        Locale.ROOT,
        " The tree was cut into %d groups: %s (%.2f).",
        chosen,
        chosen == best
            ? "the number with the highest mean silhouette"
            : "the number that was asked for; its mean silhouette is lower",
        silhouette);
  }

  /** R of the kept sources: rows are the lone ones, columns what is rebuilt of them. */
  private static NamedMatrix rebuiltOfLone(Path file, List<String> sources) throws IOException {
    double[][] r = new double[sources.size()][sources.size()];
    for (double[] row : r) Arrays.fill(row, Double.NaN);
    GroupFiles.readCorrelationGroups(file, sources, (i, j, value) -> r[i][j] = value);
    Names all = Names.all(sources);
    return Distributions.matrix(all, all, (i, j) -> r[i][j]);
  }
}
