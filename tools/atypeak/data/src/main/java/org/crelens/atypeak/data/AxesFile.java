package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableWriter;

/**
 * Axes on their own: the table that {@code simulate} writes and {@code tensorize --axes} reads. It
 * names empty datasets and TRs, too, which no peak does.
 */
public final class AxesFile {
  private AxesFile() {}

  /** Writes the table: columns axis ({@code dataset} or {@code tr}) and name. */
  public static void write(Outputs outputs, Path target, Axes axes) throws IOException {
    try (TableWriter table = TableWriter.create(outputs, target, "axis", "name")) {
      for (String name : axes.datasets()) table.add("dataset").add(name).endRow();
      for (String name : axes.trs()) table.add("tr").add(name).endRow();
    }
  }

  /**
   * Reads axes from such a table, or from a model or a tensor file.
   *
   * @throws InputException when the file is none of the three, or names a dataset or a TR twice
   */
  public static Axes read(Path file) throws IOException {
    // The content decides, not the name. What is not a regular file can be read only once.
    if (Files.isRegularFile(file)) {
      if (isZip(file)) return ModelDescription.read(file).axes();
      if (isTensor(file)) return Tensor.readHeader(file).axes();
    }
    return readTable(file);
  }

  // The header may be missing: the table is simple enough to be written by hand.
  private static Axes readTable(Path file) throws IOException {
    List<String> datasets = new ArrayList<>();
    List<String> trs = new ArrayList<>();
    try (LineSource lines = new LineSource(file)) {
      while (lines.nextRecord()) {
        if (lines.fields() != 2)
          throw lines.error(lines.fields() + " columns", "expected axis and name");
        switch (lines.field(0)) {
          case "axis" -> {}
          case "dataset" -> datasets.add(lines.field(1));
          case "tr", "tf" -> trs.add(lines.field(1));
          default -> throw lines.error("axis '" + lines.field(0) + "'", "expected dataset or tr");
        }
      }
    }
    try {
      return new Axes(datasets, trs);
    } catch (IllegalArgumentException e) {
      throw new InputException(file, e.getMessage(), "expected each dataset and each TR once");
    }
  }

  private static boolean isZip(Path file) throws IOException {
    byte[] first = InputFile.firstBytes(file, 2);
    return first.length == 2 && first[0] == 'P' && first[1] == 'K';
  }

  private static boolean isTensor(Path file) throws IOException {
    try (LineSource lines = new LineSource(file)) {
      return lines.next() && lines.text().startsWith(TensorHeader.ANY_MAGIC);
    }
  }
}
