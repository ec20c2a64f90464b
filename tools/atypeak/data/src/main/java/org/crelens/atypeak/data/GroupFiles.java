package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/** Files of {@code interpret} about groups of sources that a model expects together. */
public final class GroupFiles {
  /** The groups. */
  public static final String GROUPS = "groups.tsv";

  /** Their members, and sources that they share. */
  public static final String MEMBERS = "group_members.tsv";

  /** The numbers of groups that were possible. */
  public static final String CUT = "groups_cut.tsv";

  /** How alike sources are, a {@link SquareMatrix}. */
  public static final String AFFINITY = "affinity.tsv";

  /** What a model rebuilds of a lone source, in every cell. */
  public static final String CORRELATION_GROUPS = "correlation_groups.tsv.gz";

  private GroupFiles() {}

  /**
   * A group.
   *
   * @param name {@code G1} for the first, and so on
   * @param members sources clustered together
   * @param shared sources of other groups that are as close to it as its own
   * @param windows windows that hold a member
   * @param completeness mean share of the members that are present in them; NaN without a window
   */
  public record Group(String name, int members, int shared, int windows, double completeness) {}

  /** Writes {@link #GROUPS} into {@code folder}. */
  public static void writeGroups(Outputs outputs, Path folder, List<Group> groups)
      throws IOException {
    try (TableWriter table =
        TableWriter.create(
            outputs,
            folder.resolve(GROUPS),
            "group",
            "members",
            "shared",
            "windows",
            "completeness")) {
      for (Group g : groups) table.row(g.name, g.members, g.shared, g.windows, g.completeness);
    }
  }

  /** Reads a file {@link #GROUPS}. */
  public static List<Group> readGroups(Path file) throws IOException {
    List<Group> groups = new ArrayList<>();
    try (TableReader table = TableReader.open(file, "groups.tsv of interpret")) {
      int name = table.column("group");
      int members = table.column("members");
      int shared = table.column("shared");
      int windows = table.column("windows");
      int completeness = table.column("completeness");
      while (table.next())
        groups.add(
            new Group(
                table.text(name),
                table.whole(members),
                table.whole(shared),
                table.whole(windows),
                table.number(completeness)));
    }
    return groups;
  }

  /**
   * A source of a group.
   *
   * @param group name of the group
   * @param source the source
   * @param isShared whether it belongs to another group and is shared with this one
   * @param affinity mean affinity to the members; NaN when there is no other
   * @param silhouette how much closer the source is to its own group than to the next
   */
  public record Member(
      String group, Source source, boolean isShared, double affinity, double silhouette) {}

  /** Writes {@link #MEMBERS} into {@code folder}. */
  public static void writeMembers(Outputs outputs, Path folder, List<Member> members)
      throws IOException {
    try (TableWriter table =
        TableWriter.create(
            outputs,
            folder.resolve(MEMBERS),
            "group",
            "dataset",
            "tf",
            "kind",
            "affinity",
            "silhouette")) {
      for (Member m : members)
        table.row(
            m.group,
            m.source.dataset(),
            m.source.tr(),
            m.isShared ? "shared" : "member",
            m.affinity,
            m.silhouette);
    }
  }

  /**
   * Reads a file {@link #MEMBERS}.
   *
   * @throws InputException when a kind is neither member nor shared
   */
  public static List<Member> readMembers(Path file) throws IOException {
    List<Member> members = new ArrayList<>();
    try (TableReader table = TableReader.open(file, "group_members.tsv of interpret")) {
      int group = table.column("group");
      int dataset = table.column("dataset");
      int tr = table.column("tf", "tr");
      int kind = table.column("kind");
      int affinity = table.column("affinity");
      int silhouette = table.column("silhouette");
      while (table.next())
        members.add(
            new Member(
                table.text(group),
                new Source(table.text(dataset), table.text(tr)),
                isShared(table, kind),
                table.number(affinity),
                table.number(silhouette)));
    }
    return members;
  }

  private static boolean isShared(TableReader table, int column) throws InputException {
    return switch (table.text(column)) {
      case "member" -> false;
      case "shared" -> true;
      default -> throw table.error(column, "is not known", "expected member or shared");
    };
  }

  /**
   * Writes {@link #CUT} into {@code folder}.
   *
   * @param silhouettes mean silhouette for each number of groups, from 1 on
   * @param chosen the number that was chosen
   */
  public static void writeCut(Outputs outputs, Path folder, double[] silhouettes, int chosen)
      throws IOException {
    try (TableWriter table =
        TableWriter.create(outputs, folder.resolve(CUT), "groups", "silhouette", "chosen")) {
      for (int n = 1; n <= silhouettes.length; n++)
        table.add(n).add(silhouettes[n - 1]).add(n == chosen ? 1 : 0).endRow();
    }
  }

  /**
   * A number of groups that was possible.
   *
   * @param groups the number
   * @param silhouette mean silhouette of the sources; NaN of a single group
   * @param isChosen whether the sources were cut into so many
   */
  public record Cut(int groups, double silhouette, boolean isChosen) {}

  /**
   * Reads a file {@link #CUT}.
   *
   * @throws InputException when no number is chosen
   */
  public static List<Cut> readCut(Path file) throws IOException {
    List<Cut> cuts = new ArrayList<>();
    try (TableReader table = TableReader.open(file, "groups_cut.tsv of interpret")) {
      int groups = table.column("groups");
      int silhouette = table.column("silhouette");
      int chosen = table.column("chosen");
      while (table.next())
        cuts.add(new Cut(table.whole(groups), table.number(silhouette), table.whole(chosen) != 0));
    }
    if (cuts.stream().noneMatch(Cut::isChosen))
      throw new InputException(file, "chooses no number", "run interpret again");
    return cuts;
  }

  /**
   * Writes {@link #CORRELATION_GROUPS} into {@code folder}.
   *
   * @param cells cells of the lone sources
   * @param rebuilt for each of them, a value per cell of the axes
   */
  public static void writeCorrelationGroups(
      Outputs outputs, Path folder, Axes axes, int[] cells, double[][] rebuilt) throws IOException {
    try (TableWriter table =
        TableWriter.create(
            outputs, folder.resolve(CORRELATION_GROUPS), "source", "partner", "value")) {
      for (int i = 0; i < cells.length; i++)
        for (int c = 0; c < axes.cells(); c++)
          table.add(axes.source(cells[i])).add(axes.source(c)).add(rebuilt[i][c]).endRow();
    }
  }

  /** Takes the rows of {@link #CORRELATION_GROUPS}. */
  @FunctionalInterface
  public interface Rebuilt {
    /**
     * Takes a row.
     *
     * @param source number of the lone source, an index into the names that were asked for
     * @param partner number of the source that is rebuilt
     * @param value how strongly
     */
    void accept(int source, int partner, double value);
  }

  /**
   * Reads a file {@link #CORRELATION_GROUPS}, which may hold millions of rows.
   *
   * @param names sources, {@code dataset.tr}; rows with others are skipped
   */
  public static void readCorrelationGroups(Path file, List<String> names, Rebuilt rows)
      throws IOException {
    try (TableReader table = TableReader.open(file, "correlation_groups.tsv.gz of interpret")) {
      int source = table.column("source");
      int partner = table.column("partner");
      int value = table.column("value");
      NameTable known = new NameTable();
      for (String name : names) known.add(name);
      while (table.next()) {
        int i = find(known, table.line(), source);
        int j = i < 0 ? -1 : find(known, table.line(), partner);
        if (j >= 0) rows.accept(i, j, table.number(value));
      }
    }
  }

  private static int find(NameTable known, LineSource line, int column) {
    return known.find(line.buffer(), line.fieldStart(column), line.fieldEnd(column));
  }
}
