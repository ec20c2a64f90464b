package org.crelens.libs.chart;

/** What a figure shows; each kind draws itself. */
public sealed interface Plot permits Lines, Heatmap, Strips, Bars, Boxes, Ridges, Mosaic {
  /** Draws, and sets the size of the canvas. */
  void draw(Canvas canvas);

  /** Whether three of them fit beside each other. */
  default boolean small() {
    return false;
  }
}
