package org.crelens.atypeak.model;

import org.crelens.atypeak.data.Shape;

/**
 * Room for one window's numbers between two matrices, shared by the layers of a pass: each step may
 * overwrite all of it.
 */
final class Scratch {
  /** Rows of the first convolution before pooling: padded × F. */
  final float[] rows;

  /** Pooled rows of the first convolution, P1 × F. */
  final float[] pooled;

  /** The same again. */
  final float[] pooled2;

  /** The largest matrix that a window has in any layer. */
  final float[] wide;

  /** The same again. */
  final float[] wide2;

  /** What splitting and joining the parts of a halved convolution needs. */
  final float[][] parts;

  private Scratch(Shape shape, int widest, int part) {
    int f = shape.filters();
    rows = new float[shape.padded() * f];
    pooled = new float[shape.pooled1() * f];
    pooled2 = new float[shape.pooled1() * f];
    wide = new float[widest];
    wide2 = new float[widest];
    parts = new float[3][part];
  }

  /** For all layers. */
  static Scratch ofNetwork(Shape shape) {
    int f = shape.filters();
    int plane1 = shape.pooled1() * f;
    int plane2 = shape.pooled2() * f;
    int encoded = shape.pooled2() * shape.deepDim();
    int columns = shape.outRows() * new FoldedUpsampling(shape).taps() * f;
    int widest =
        Math.max(Math.max(shape.windowCells(), encoded), Math.max(plane1 + plane2, columns));
    return new Scratch(shape, widest, Math.max(plane1, encoded));
  }

  /** For the encoder without halved convolutions. */
  static Scratch ofEncoder(Shape shape) {
    int widest = shape.pooled2() * Math.max(shape.deepDim(), shape.filters());
    return new Scratch(shape, widest, 0);
  }
}
