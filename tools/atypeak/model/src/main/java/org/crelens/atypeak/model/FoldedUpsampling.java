package org.crelens.atypeak.model;

import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Matrix;

/**
 * The last convolution after repeating every position four times, as one product at low resolution:
 * of the k taps over repeated positions, those that see the same one are summed first. Exact, and
 * 4.3 times fewer multiplications for k = 20. Only the positions that survive the cropping are
 * computed; four bins of output are one row of 4 · D · T numbers.
 */
final class FoldedUpsampling {
  private final int k;
  private final int f;
  private final int cells;
  private final int left;
  private final int lowest;
  private final int taps;

  FoldedUpsampling(Shape shape) {
    k = shape.kernel();
    f = shape.filters();
    cells = shape.cells();
    left = shape.leftPadding();
    lowest = Math.floorDiv(-left, 4);
    taps = shape.foldedTaps();
  }

  /** Low-resolution positions that an output row sees: 7. */
  int taps() {
    return taps;
  }

  /** Position of the first one relative to the row's own: −3. */
  int lowest() {
    return lowest;
  }

  /** Numbers of the folded kernel: (taps · F) × (4 · D · T). */
  long foldedLength() {
    return (long) taps * f * 4 * cells;
  }

  /** A folded kernel, or its gradient, that fills a block. */
  Matrix folded(FloatBlock block) {
    return Matrix.of(block, 0, (long) taps * f, 4L * cells);
  }

  private int tap(int phase, int j) {
    return Math.floorDiv(phase - left + j, 4) - lowest;
  }

  /** Folds filters {@code from, from + step, …} of the kernel (k, F, D·T). */
  void fold(FloatBlock parameters, long offset, FloatBlock folded, int from, int step) {
    float[] row = new float[cells];
    float[] sum = new float[cells];
    for (int tap = 0; tap < taps; tap++) {
      for (int phase = 0; phase < 4; phase++) {
        for (int c = from; c < f; c += step) {
          java.util.Arrays.fill(sum, 0);
          for (int j = 0; j < k; j++) {
            if (tap(phase, j) != tap) continue;
            parameters.get(offset + ((long) j * f + c) * cells, row, 0, cells);
            for (int i = 0; i < cells; i++) sum[i] += row[i];
          }
          folded.put(((long) (tap * f + c) * 4 + phase) * cells, sum, 0, cells);
        }
      }
    }
  }

  /** The gradient of the kernel from that of the folded one. */
  void unfold(FloatBlock foldedGradient, FloatBlock gradient, long offset) {
    float[] row = new float[cells];
    float[] sum = new float[cells];
    for (int j = 0; j < k; j++) {
      for (int c = 0; c < f; c++) {
        java.util.Arrays.fill(sum, 0);
        for (int phase = 0; phase < 4; phase++) {
          foldedGradient.get(((long) (tap(phase, j) * f + c) * 4 + phase) * cells, row, 0, cells);
          for (int i = 0; i < cells; i++) sum[i] += row[i];
        }
        gradient.put(offset + ((long) j * f + c) * cells, sum, 0, cells);
      }
    }
  }
}
