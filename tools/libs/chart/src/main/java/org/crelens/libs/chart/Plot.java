package org.crelens.libs.chart;

/** What a figure shows; each kind draws itself. */
public sealed interface Plot permits Lines, Heatmap, Strips, Bars, Boxes, Ridges, Mosaic {
  /** Draws, and sets the size of the canvas. */
  void draw(Canvas canvas);

  /** Whether three of them fit beside each other. */
  default boolean small() {
    return false;
  }

  /**
   * Whether there is so much in it that a reader may want to see a part of it enlarged. Such a plot
   * has one panel, of lines or of a matrix.
   */
  default boolean zooms() {
    return false;
  }
}
