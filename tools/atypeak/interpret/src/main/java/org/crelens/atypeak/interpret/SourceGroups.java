package org.crelens.atypeak.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.GroupFiles;
import org.crelens.atypeak.data.Source;
import org.crelens.atypeak.data.Tensor;
import org.crelens.libs.stats.Clustering;

/**
 * Groups of sources that a model expects together, by what it rebuilds of each alone.
 *
 * @param affinity sources × sources, 0 to 1
 * @param silhouettes mean silhouette for every number of groups from 1 on
 * @param groups the largest first, of equals that with the first source
 */
record SourceGroups(double[][] affinity, double[] silhouettes, List<Group> groups) {
  /**
   * A group. Sources are numbers in the order of the affinity.
   *
   * @param members sources clustered together
   * @param shared sources of other groups whose mean affinity to the members is at least the
   *     members' own
   * @param silhouette of each member
   */
  record Group(int[] members, int[] shared, double[] silhouette) {
    /** Mean affinity of a source to the members, itself left out; NaN when none is left. */
    double affinity(double[][] affinity, int source) {
      return IntStream.of(members)
          .filter(m -> m != source)
          .mapToDouble(m -> affinity[source][m])
          .average()
          .orElse(Double.NaN);
    }
  }

  /**
   * How alike sources are, as a model sees them: what is rebuilt of another source, as a share of
   * the most that is rebuilt of any, within 0 and 1; the mean of both directions.
   *
   * @param r per source, what is rebuilt of it alone, a value per cell
   * @param cells of the sources
   */
  static double[][] affinity(double[][] r, int[] cells) {
    int n = cells.length;
    double[][] share = new double[n][n];
    for (int i = 0; i < n; i++) {
      double[] row = r[i];
      double most = IntStream.of(cells).mapToDouble(c -> row[c]).max().orElse(0);
      for (int j = 0; j < n; j++) share[i][j] = most > 0 ? Math.max(0, row[cells[j]] / most) : 0;
    }
    double[][] affinity = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) affinity[i][j] = i == j ? 1 : (share[i][j] + share[j][i]) / 2;
    return affinity;
  }

  /**
   * Clusters sources.
   *
   * @param fixed number of groups; 0 for that of the best mean silhouette
   */
  static SourceGroups of(double[][] affinity, int fixed) {
    Clustering clustering = new Clustering(affinity);
    double[] silhouettes = clustering.meanSilhouettes();
    int count = fixed > 0 ? fixed : Clustering.best(silhouettes);
    int[] cluster = clustering.cut(count);
    double[] silhouette = clustering.silhouettes(cluster);
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      int number = g;
      int[] members =
          IntStream.range(0, cluster.length).filter(i -> cluster[i] == number).toArray();
      double[] own = IntStream.of(members).mapToDouble(m -> silhouette[m]).toArray();
      Group alone = new Group(members, new int[0], own);
      groups.add(new Group(members, shared(alone, affinity), own));
    }
    groups.sort(
        Comparator.comparingInt((Group g) -> -g.members.length)
            .thenComparingInt(g -> g.members[0]));
    return new SourceGroups(affinity, silhouettes, groups);
  }

  private static int[] shared(Group group, double[][] affinity) {
    // One source says nothing about how strongly members hold together.
    if (group.members.length < 2) return new int[0];
    double within =
        IntStream.of(group.members)
            .mapToDouble(m -> group.affinity(affinity, m))
            .average()
            .orElse(1);
    return IntStream.range(0, affinity.length)
        .filter(i -> Arrays.binarySearch(group.members, i) < 0)
        .filter(i -> group.affinity(affinity, i) >= within)
        .toArray();
  }

  /**
   * How much of a group its windows hold.
   *
   * @param windows that hold a member
   * @param mean share of the members that are present in them; NaN without a window
   */
  record Completeness(int windows, double mean) {}

  /** Completeness of each group over all windows of {@code tensor}. */
  List<Completeness> completeness(Tensor tensor, int[] cells) {
    int[] groupOf = new int[tensor.header().axes().cells()];
    Arrays.fill(groupOf, -1);
    for (int g = 0; g < groups.size(); g++)
      for (int m : groups.get(g).members) groupOf[cells[m]] = g;
    int[] windows = new int[groups.size()];
    long[] present = new long[groups.size()];
    int[] seenIn = new int[groupOf.length];
    int[] groupSeenIn = new int[groups.size()];
    Arrays.fill(seenIn, -1);
    Arrays.fill(groupSeenIn, -1);
    for (int i = 0; i < tensor.size(); i++)
      for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++) {
        int c = tensor.cell(r);
        int g = groupOf[c];
        if (g < 0 || !(tensor.value(r) > 0) || seenIn[c] == i) continue;
        seenIn[c] = i;
        present[g]++;
        if (groupSeenIn[g] == i) continue;
        groupSeenIn[g] = i;
        windows[g]++;
      }
    List<Completeness> all = new ArrayList<>();
    for (int g = 0; g < windows.length; g++)
      all.add(
          new Completeness(
              windows[g], (double) present[g] / groups.get(g).members.length / windows[g]));
    return all;
  }

  /** The groups as their table has them. */
  List<GroupFiles.Group> rows(List<Completeness> completeness) {
    return IntStream.range(0, groups.size())
        .mapToObj(
            g ->
                new GroupFiles.Group(
                    name(g),
                    groups.get(g).members.length,
                    groups.get(g).shared.length,
                    completeness.get(g).windows,
                    completeness.get(g).mean))
        .toList();
  }

  /**
   * The members of all groups, and the sources that they share, as their table has them.
   *
   * @param cells cells of the sources
   */
  List<GroupFiles.Member> memberRows(Axes axes, int[] cells) {
    double[] silhouette = new double[cells.length];
    for (Group group : groups)
      for (int i = 0; i < group.members.length; i++)
        silhouette[group.members[i]] = group.silhouette[i];
    List<GroupFiles.Member> rows = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      Group group = groups.get(g);
      for (boolean isShared : new boolean[] {false, true})
        for (int i : isShared ? group.shared : group.members)
          rows.add(
              new GroupFiles.Member(
                  name(g),
                  new Source(axes.dataset(cells[i]), axes.tr(cells[i])),
                  isShared,
                  group.affinity(affinity, i),
                  silhouette[i]));
    }
    return rows;
  }

  private static String name(int group) {
    return "G" + (group + 1);
  }
}
