package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/** Files of {@code interpret} that show windows bin by bin. */
public final class ExampleFiles {
  /** Example windows before, and as the model rebuilds them. */
  public static final String EXAMPLES = "examples.tsv.gz";

  /** Windows rebuilt from a part of their TRs, each beside the whole. */
  public static final String REBUILT = "rebuilt.tsv.gz";

  private static final List<String> COLUMNS =
      List.of("contig", "start", "end", "bin_start", "dataset", "tf", "bin", "before", "rebuilt");

  private ExampleFiles() {}

  /**
   * A source in a window that is shown.
   *
   * @param label why the window is an example, or the part of it that was rebuilt
   * @param contig contig of the window
   * @param start first base of the window, 0-based
   * @param end one past its last base
   * @param binStart first base of bin 0; before the window where that is padded
   * @param dataset dataset of the source
   * @param tr TR of the source
   */
  public record Place(
      String label, String contig, int start, int end, int binStart, String dataset, String tr) {}

  /** Writes one of the two files. */
  public static final class Writer implements Closeable {
    private final TableWriter table;

    private Writer(Outputs outputs, Path target, String label, String... more) throws IOException {
      List<String> columns = new ArrayList<>();
      columns.add(label);
      columns.addAll(COLUMNS);
      columns.addAll(List.of(more));
      table = TableWriter.create(outputs, target, columns.toArray(String[]::new));
    }

    /** Begins {@link #EXAMPLES} in {@code folder}. */
    public static Writer examples(Outputs outputs, Path folder) throws IOException {
      return new Writer(outputs, folder.resolve(EXAMPLES), "why");
    }

    /** Begins {@link #REBUILT} in {@code folder}. */
    public static Writer rebuilt(Outputs outputs, Path folder) throws IOException {
      return new Writer(outputs, folder.resolve(REBUILT), "variant", "full");
    }

    /**
     * Writes the bins of a source.
     *
     * @param before value per bin of what was rebuilt
     * @param rebuilt value per bin as the model rebuilds it
     * @param full the same when the whole window is rebuilt; null for {@link #EXAMPLES}
     */
    public void source(Place place, float[] before, float[] rebuilt, float[] full)
        throws IOException {
      for (int b = 0; b < before.length; b++) {
        table.add(place.label).add(place.contig).add(place.start).add(place.end);
        table.add(place.binStart).add(place.dataset).add(place.tr).add(b);
        table.add(before[b]).add(rebuilt[b]);
        if (full != null) table.add(full[b]);
        table.endRow();
      }
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }

  /** Takes the rows of {@link #EXAMPLES}. */
  @FunctionalInterface
  public interface Examples {
    /** Takes a bin of a source; the rows of a source come together, those of a window, too. */
    void accept(Place place, int bin, double before, double rebuilt);
  }

  /**
   * Reads a file {@link #EXAMPLES}.
   *
   * @throws InputException when a bin lies outside of its window
   */
  public static void readExamples(Path file, Examples rows) throws IOException {
    try (TableReader table = TableReader.open(file, "examples.tsv.gz of interpret")) {
      int why = table.column("why");
      int contig = table.column("contig");
      int start = table.column("start");
      int end = table.column("end");
      int binStart = table.column("bin_start");
      int dataset = table.column("dataset");
      int tr = table.column("tf", "tr");
      int bin = table.column("bin");
      int before = table.column("before");
      int rebuilt = table.column("rebuilt");
      while (table.next()) {
        Place place =
            new Place(
                table.text(why),
                table.text(contig),
                table.whole(start),
                table.whole(end),
                (int) table.signed(binStart),
                table.text(dataset),
                table.text(tr));
        if (place.end <= place.start || place.contig.isEmpty())
          throw table.error(
              "a window " + place.contig + ":" + place.start + "-" + place.end,
              "expected a window of the tensor");
        int number = table.whole(bin);
        if (number >= place.end - place.binStart)
          throw table.error("bin " + number, "expected a bin of the window");
        rows.accept(place, number, table.number(before), table.number(rebuilt));
      }
    }
  }
}
