package org.crelens.atypeak.interpret;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/**
 * Writes correlation groups and what they were clustered to.
 *
 * @param axes datasets and TRs
 * @param seen cells of the clustered sources
 */
record GroupTables(Axes axes, int[] seen) {
  /**
   * Correlation groups, long.
   *
   * @param sources cells
   * @param r per source, a value per cell
   */
  void correlationGroups(Outputs outputs, Path file, int[] sources, double[][] r)
      throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.row("source", "partner", "value");
      for (int i = 0; i < sources.length; i++)
        for (int c = 0; c < axes.cells(); c++)
          out.row(axes.source(sources[i]), axes.source(c), r[i][c]);
    }
  }

  /** What was clustered. */
  void affinity(Outputs outputs, Path file, double[][] affinity) throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.add("name");
      for (int c : seen) out.tab().add(axes.source(c));
      out.endLine();
      for (int i = 0; i < seen.length; i++) {
        out.add(axes.source(seen[i]));
        for (double value : affinity[i]) out.tab().add(value);
        out.endLine();
      }
    }
  }

  /** Numbers of groups that were possible. */
  void cut(Outputs outputs, Path file, SourceGroups groups) throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.row("groups", "silhouette", "chosen");
      for (int i = 0; i < groups.silhouettes().length; i++)
        out.row(i + 1, groups.silhouettes()[i], groups.groups().size() == i + 1 ? 1 : 0);
    }
  }

  /** The groups. */
  void groups(
      Outputs outputs, Path file, SourceGroups groups, List<SourceGroups.Completeness> completeness)
      throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.row("group", "members", "shared", "windows", "completeness");
      for (int g = 0; g < groups.groups().size(); g++) {
        SourceGroups.Group group = groups.groups().get(g);
        SourceGroups.Completeness of = completeness.get(g);
        out.row(
            "G" + (g + 1), group.members().length, group.shared().length, of.windows(), of.mean());
      }
    }
  }

  /** Their members. */
  void members(Outputs outputs, Path file, SourceGroups groups) throws IOException {
    double[] silhouette = new double[seen.length];
    for (SourceGroups.Group group : groups.groups())
      for (int i = 0; i < group.members().length; i++)
        silhouette[group.members()[i]] = group.silhouette()[i];
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.row("group", "dataset", "tf", "kind", "affinity", "silhouette");
      for (int g = 0; g < groups.groups().size(); g++) {
        SourceGroups.Group group = groups.groups().get(g);
        for (int m : group.members()) member(out, g, "member", m, groups, silhouette);
        for (int m : group.shared()) member(out, g, "shared", m, groups, silhouette);
      }
    }
  }

  private void member(
      TextOutput out, int g, String kind, int source, SourceGroups groups, double[] silhouette)
      throws IOException {
    out.row(
        "G" + (g + 1),
        axes.dataset(seen[source]),
        axes.tr(seen[source]),
        kind,
        groups.groups().get(g).affinity(groups.affinity(), source),
        silhouette[source]);
  }
}
