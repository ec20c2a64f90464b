package org.crelens.atypeak.crumb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.DenseTable;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorRows;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.BgzfHeader;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/** A tensor file with another crumb (spec, section 4). */
record CrumbJob(Path input, Crumb crumb) {
  /**
   * @param output tensor file to write, or null
   * @param denseWindows numbers of windows to show
   * @param denseOutput table of them, or null
   */
  void run(Reporter report, Path output, List<Integer> denseWindows, Path denseOutput)
      throws IOException {
    try (Outputs outputs = new Outputs()) {
      TensorHeader header = Tensor.readHeader(input).withCrumb(crumb);
      if (output != null) write(outputs, header, output);
      if (denseOutput != null) show(outputs, denseWindows, denseOutput);
      outputs.commit();
      if (output != null) report.info("%s: crumb %s", output, crumb.amount());
    }
  }

  private void write(Outputs outputs, TensorHeader header, Path output) throws IOException {
    // Takes the place before the work begins.
    outputs.stage(output);
    BgzfHeader exchange = BgzfHeader.of(input, header.lines());
    if (exchange != null) {
      try (TensorRows rows = TensorRows.open(input)) {
        while (rows.next()) {
          int bytes = rows.line().lineEnd() - rows.line().lineStart();
          exchange.row(rows.contig(), rows.start(), rows.end(), bytes);
        }
      }
      if (exchange.write(outputs, output)) return;
    }
    try (TensorRows rows = TensorRows.open(input);
        TextOutput out = TextOutput.bed(outputs, output)) {
      for (String line : header.lines()) out.add(line).endLine();
      out.endBlock();
      while (rows.next()) {
        LineSource line = rows.line();
        out.add(line.buffer(), line.lineStart(), line.lineEnd());
        out.endLine(rows.contig(), rows.start(), rows.end());
      }
    }
  }

  private void show(Outputs outputs, List<Integer> numbers, Path target) throws IOException {
    Tensor tensor = Tensor.read(input);
    WindowFiller filler = new WindowFiller(tensor, crumb);
    float[] window = new float[filler.cells()];
    try (DenseTable table = new DenseTable(outputs, target, tensor.header(), false)) {
      for (int number : numbers) {
        UsageException.require(
            number >= 0 && number < tensor.header().windows(),
            "--dense-windows "
                + number
                + " is not between 0 and "
                + (tensor.header().windows() - 1));
        int i = tensor.indexOf(number);
        // An empty window has no row: what is absent is 0.
        if (i < 0) continue;
        filler.fill(i, window, 0);
        table.window(number, window, null, 0);
      }
    }
  }
}
