package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.crelens.atypeak.data.RegionScores;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;

/** Collects the blocks of a section. */
final class Blocks {
  private final List<Gap> gaps;
  private final List<Block> list = new ArrayList<>();

  /**
   * @param gaps parts that are missing, and why
   */
  Blocks(List<Gap> gaps) {
    this.gaps = gaps;
  }

  /** Adds a figure, a table or a note. */
  void add(Block block) {
    list.add(block);
  }

  /** Adds figures side by side; none where there is none. */
  void row(List<Figure> figures) {
    if (!figures.isEmpty()) list.add(new Block.Row(figures));
  }

  /** Adds a note in the place of a part that cannot be shown. */
  void missing(ResultPart part) {
    List<String> reasons =
        gaps.stream().filter(gap -> gap.part() == part).map(Gap::explanation).distinct().toList();
    list.add(
        Block.Note.missing(
            part.title()
                + " cannot be shown. "
                + (reasons.isEmpty() ? "There is nothing to show." : String.join(" ", reasons))));
  }

  /** The section. */
  Section section(String id, String title) {
    return new Section(id, title, list);
  }

  /** Cells of a row of a table; null for nothing. */
  static List<Object> cells(Object... cells) {
    List<Object> row = new ArrayList<>(cells.length + 2);
    Collections.addAll(row, cells);
    return row;
  }

  /** Where a region lies. */
  static Table.Place place(RegionScores.Row row) {
    return new Table.Place(row.region().contig(), row.region().start(), row.region().end());
  }
}
