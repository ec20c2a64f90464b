package org.crelens.common.report;

/** What a figure shows; each kind draws itself. */
sealed interface Plot permits Lines, Heatmap, Strips, Bars, Boxes, Ridges, Mosaic {
  /** Draws, and sets the size of the canvas. */
  void draw(Canvas canvas);

  /** Whether three of them fit beside each other. */
  default boolean small() {
    return false;
  }
}
