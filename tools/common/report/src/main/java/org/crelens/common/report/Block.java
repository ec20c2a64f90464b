package org.crelens.common.report;

import java.util.List;

/** A part of a section of the page, in the order in which it is read. */
sealed interface Block permits Figure, Table, Block.Note, Block.Row {

  /**
   * A paragraph.
   *
   * @param kind {@code plain}, {@code missing} or the lower-case name of a level of warning
   * @param text as it is read
   */
  record Note(String kind, String text) implements Block {}

  /**
   * Figures side by side where the page is wide enough.
   *
   * @param figures in order
   */
  record Row(List<Figure> figures) implements Block {}
}
