package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/**
 * Dense windows as a table, to look inside: window, bin_from, bin_to, dataset, tf, value; runs of
 * equal bins are one row, absent rows are 0. With a rebuilt window beside it, a column {@code
 * rebuilt} and every cell.
 */
public final class DenseTable implements Closeable {
  private final TextOutput out;
  private final Axes axes;
  private final int bins;

  /**
   * @param withRebuilt whether rows carry the rebuilt value too
   */
  public DenseTable(Outputs outputs, Path target, TensorHeader header, boolean withRebuilt)
      throws IOException {
    out = TextOutput.table(outputs, target);
    axes = header.axes();
    bins = header.bins();
    out.add("window\tbin_from\tbin_to\tdataset\ttf\tvalue").add(withRebuilt ? "\trebuilt" : "");
    out.endLine();
  }

  /**
   * Writes one window.
   *
   * @param number the window's number
   * @param value cells in the order (bin, dataset, TR), from {@code offset}
   * @param rebuilt the same cells as the model rebuilt them, or null
   */
  public void window(int number, float[] value, float[] rebuilt, int offset) throws IOException {
    int cells = axes.cells();
    for (int c = 0; c < cells; c++) {
      for (int b = 0; b < bins; ) {
        int at = offset + b * cells + c;
        int to = b + 1;
        while (to < bins && same(value, rebuilt, at, offset + to * cells + c)) to++;
        if (rebuilt != null || value[at] != 0) row(number, b, to, c, value, rebuilt, at);
        b = to;
      }
    }
  }

  private static boolean same(float[] value, float[] rebuilt, int a, int b) {
    return value[a] == value[b] && (rebuilt == null || rebuilt[a] == rebuilt[b]);
  }

  private void row(int number, int from, int to, int c, float[] value, float[] rebuilt, int at)
      throws IOException {
    out.add(number).tab().add(from).tab().add(to).tab();
    out.add(axes.dataset(c)).tab().add(axes.tr(c)).tab().add(Numbers.format(value[at]));
    if (rebuilt != null) out.tab().add(Numbers.format(rebuilt[at]));
    out.endLine();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
