package org.crelens.libs.chart;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a document that has a heading of its own.
 *
 * @param id unique in its document
 * @param title its heading
 * @param blocks what stands below the heading, in order
 */
public record Section(String id, String title, List<Block> blocks) {
  public Section {
    Checks.id("id of a section", id);
    Checks.words("title of section " + id, title);
    blocks = Checks.list("blocks of section " + id, blocks);
  }

  /** All figures, those in rows included, in order. */
  public Stream<Figure> figures() {
    return blocks.stream()
        .flatMap(
            block ->
                block instanceof Block.Row row
                    ? row.figures().stream()
                    : block instanceof Figure figure ? Stream.of(figure) : Stream.empty());
  }

  /** All tables, folded ones included, in order. */
  public Stream<Table> tables() {
    return blocks.stream()
        .flatMap(
            block ->
                block instanceof Block.Folded folded
                    ? Stream.of(folded.table())
                    : block instanceof Table table ? Stream.of(table) : Stream.empty());
  }
}
