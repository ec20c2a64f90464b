package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/** Writes a tensor file row by row, in order; the header stands in compressed blocks of its own. */
public final class TensorWriter implements Closeable {
  private final TextOutput out;
  private final byte[][] names;

  /** Begins {@code target}, whose name ends in {@code .gz}; its {@code .tbi} stands beside it. */
  public TensorWriter(Outputs outputs, Path target, TensorHeader header) throws IOException {
    out = TextOutput.bed(outputs, target);
    for (String line : header.lines()) {
      out.add(line);
      out.endLine();
    }
    // crumb exchanges the header and copies the other blocks as they are.
    out.endBlock();
    names = new byte[header.axes().cells()][];
    for (int c = 0; c < names.length; c++)
      names[c] =
          ("\t" + header.axes().peakName(c, header.cellLine()) + "\t1\t")
              .getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a peak of value 1, clipped to its window. */
  public void row(
      String contig,
      int window,
      int windowStart,
      int windowEnd,
      int cell,
      int peakStart,
      int peakEnd)
      throws IOException {
    int start = Math.max(peakStart, windowStart);
    int end = Math.min(peakEnd, windowEnd);
    out.add(contig).tab().add(start).tab().add(end).add(names[cell]).add(window).tab();
    out.add(windowStart).tab().add(windowEnd).tab().add(peakStart).tab().add(peakEnd);
    out.endLine(contig, start, end);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
