package org.crelens.build.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.WindowFiller;

/** Dense windows by number, each float[bins · D · T], from tables of runs and from tensor files. */
final class Dense {
  private final Axes axes;
  private final int bins;
  private final Map<Integer, float[]> windows = new TreeMap<>();

  private Dense(Axes axes, int bins) {
    this.axes = axes;
    this.bins = bins;
  }

  /**
   * Reads a table: window, from, to, dataset, tf, and the value in {@code column}; absent is 0.
   *
   * @param numbers windows to expect
   */
  static Dense table(Path file, Tensor like, Iterable<Integer> numbers, int column)
      throws IOException {
    Dense dense = new Dense(like.header().axes(), like.header().bins());
    for (int number : numbers)
      dense.windows.put(number, new float[dense.bins * dense.axes.cells()]);
    for (String[] f : Tools.rows(file)) {
      float[] window = dense.windows.get(Integer.valueOf(f[0]));
      if (window == null) throw new AssertionError(file + ": unexpected window " + f[0]);
      int cell = dense.axes.cell(f[3], f[4]);
      for (int b = Integer.parseInt(f[1]); b < Integer.parseInt(f[2]); b++)
        // The double is rounded once more: tables of doubles hold 0.1, not float's 0.1.
        window[b * dense.axes.cells() + cell] = (float) Double.parseDouble(f[column]);
    }
    return dense;
  }

  /** Fills the same windows from a tensor file. */
  static Dense filled(Tensor tensor, Crumb crumb, Iterable<Integer> numbers) {
    Dense dense = new Dense(tensor.header().axes(), tensor.header().bins());
    WindowFiller filler = new WindowFiller(tensor, crumb);
    for (int number : numbers) {
      float[] window = new float[filler.cells()];
      int i = tensor.indexOf(number);
      if (i >= 0) filler.fill(i, window, 0);
      dense.windows.put(number, window);
    }
    return dense;
  }

  float[] window(int number) {
    return windows.get(number);
  }

  /** Checks that every cell of every window is the same number. */
  void assertSame(String what, Dense other) {
    assertEquals(windows.keySet(), other.windows.keySet(), what);
    for (Map.Entry<Integer, float[]> e : windows.entrySet()) {
      float[] theirs = other.windows.get(e.getKey());
      for (int i = 0; i < theirs.length; i++)
        assertEquals(e.getValue()[i], theirs[i], place(what, e.getKey(), i));
    }
  }

  private String place(String what, int window, int i) {
    int cell = i % axes.cells();
    return what + ": window " + window + ", bin " + i / axes.cells() + ", " + axes.source(cell);
  }
}
