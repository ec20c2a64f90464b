package org.crelens.atypeak.summarize;

import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;

/** Correlation groups: sources that the model expects together. */
final class GroupSection {
  private GroupSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    GroupResults groups = results.groups();
    if (groups == null) {
      blocks.missing(ResultPart.GROUPS);
    } else {
      blocks.add(Block.Note.plain(groups.method()));
      blocks.add(table(groups));
      blocks.row(
          List.of(
              heatmap(
                  "affinity",
                  "Affinity of sources",
                  "The groups were made from these values. Members of a group stand side by side, so that clear"
                      + " groups are dark squares along the diagonal. Dark cells elsewhere join sources of different"
                      + " groups; the table lists those as shared.",
                  "affinity",
                  groups,
                  groups.affinity()),
              heatmap(
                  "rebuilt_from_one",
                  "What one source alone brings with it",
                  "The model sees only the source of the row. Colour is how strongly it rebuilds the source of the"
                      + " column. A dark cell off the diagonal means: where the model sees the row, it expects the"
                      + " column.",
                  "rebuilt value",
                  groups,
                  groups.r())));
    }
    return blocks.section("groups", "Correlation groups");
  }

  private static Table table(GroupResults groups) {
    List<List<Object>> rows = new ArrayList<>();
    for (GroupResults.Group group : groups.list())
      rows.add(
          Blocks.cells(
              group.name(),
              group.members().size(),
              String.join(", ", group.members()),
              String.join(", ", group.shared()),
              group.completeness(),
              group.windows()));
    return new Table(
        "groups",
        "Groups of sources that the model expects together",
        "Windows: those with at least one member. Completeness: the share of members present in such a window, as a"
            + " mean. Shared: sources of other groups that are as close to this group as its own members. A large"
            + " group with low completeness is a loose one: peaks of its members get little support.",
        List.of(
            text("group"),
            number("size", 0),
            text("members"),
            text("shared"),
            number("completeness", 3),
            number("windows", 0)),
        rows);
  }

  private static Figure heatmap(
      String id,
      String title,
      String caption,
      String legend,
      GroupResults groups,
      NamedMatrix matrix) {
    List<String> order = order(groups, matrix.rows());
    int[] at = order.stream().mapToInt(matrix.rows()::indexOf).toArray();
    double[][] cells = PlotValues.cells(matrix);
    double[][] sorted = new double[at.length][at.length];
    for (int i = 0; i < at.length; i++)
      for (int j = 0; j < at.length; j++) sorted[i][j] = cells[at[i]][at[j]];
    return new Figure(
        id,
        title,
        caption,
        new Heatmap(
            "source",
            "source",
            order,
            order,
            sorted,
            ColourScale.fitting(legend, PlotValues.offDiagonal(matrix)),
            0,
            false));
  }

  /** Names of a matrix, group by group; those in no group come last. */
  private static List<String> order(GroupResults groups, List<String> names) {
    Set<String> order = new LinkedHashSet<>();
    for (GroupResults.Group group : groups.list()) order.addAll(group.members());
    order.retainAll(Set.copyOf(names));
    order.addAll(names);
    return List.copyOf(order);
  }
}
