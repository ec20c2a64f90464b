package org.crelens.report;

/** What a figure shows; each kind draws itself. */
sealed interface Plot permits Lines, Heatmap, Strips, Bars, Boxes, Ridges, Mosaic {
  /** Draws, and sets the size of the canvas. */
  void draw(Canvas canvas);

  /** Whether it needs the width of the page. */
  boolean wide();
}
