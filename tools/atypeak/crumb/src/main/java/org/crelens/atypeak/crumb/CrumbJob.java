package org.crelens.atypeak.crumb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.DenseTable;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.genome.Bed;
import org.crelens.libs.io.BgzfHeader;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
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
    if (!Files.isRegularFile(input))
      throw new InputException(
          input, "is a pipe or a device", "expected a regular file: it is read more than once");
    try (Outputs outputs = new Outputs()) {
      TensorHeader header = Tensor.readHeader(input).withCrumb(crumb);
      if (output != null) write(outputs, header, output);
      if (denseOutput != null) show(outputs, denseWindows, denseOutput);
      outputs.commit();
      if (output != null) report.info("%s: crumb %s", output, crumb.amount());
    }
  }

  private void write(Outputs outputs, TensorHeader header, Path output) throws IOException {
    // Blocks are copied unread, so a truncated file must be noticed here.
    InputFile.open(input).close();
    if (BgzfHeader.exchange(outputs, input, header.lines(), output)) return;
    try (LineSource lines = new LineSource(input);
        TextOutput out = TextOutput.bed(outputs, output)) {
      for (String line : header.lines()) out.add(line).endLine();
      out.endBlock();
      while (lines.nextRecord()) {
        Bed.require(lines, 10, "the ten columns of a tensor file");
        out.add(lines.text());
        out.endLine(lines.field(0), lines.coordinate(1, "start"), lines.coordinate(2, "end"));
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
