package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.genome.Bed;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;
import org.crelens.libs.io.TextOutput;

/** Files of {@code interpret} about phantoms: peaks that a model expects and the data lack. */
public final class PhantomFiles {
  /** The phantoms, a BED9 coloured by score, and their value as a tenth column. */
  public static final String PHANTOMS = "phantoms.bed.gz";

  /** How many phantoms each source has. */
  public static final String BY_SOURCE = "phantoms_by_source.tsv";

  /** Column of the value in {@link #PHANTOMS}, counted from 0. */
  public static final int VALUE = 9;

  /** Columns of {@link #PHANTOMS}. */
  public static final int COLUMNS = VALUE + 1;

  private PhantomFiles() {}

  /** Writes {@link #PHANTOMS}. */
  public static final class Writer implements Closeable {
    private final TextOutput out;
    private final String[] colours;

    /**
     * Begins the file in {@code folder}.
     *
     * @param colours {@code r,g,b} for each score from 0 to 1000
     */
    public Writer(Outputs outputs, Path folder, String[] colours) throws IOException {
      out = TextOutput.bed(outputs, folder.resolve(PHANTOMS));
      this.colours = colours.clone();
    }

    /**
     * Writes a phantom; they come sorted by contig and start.
     *
     * @param start first base, 0-based
     * @param end one past the last base
     * @param name {@code dataset.tr.cell_line}
     * @param value how much the peak is expected, of 1; may be more
     */
    public void row(String contig, int start, int end, String name, double value)
        throws IOException {
      int score = (int) Math.min(1000, Numbers.round(1000 * value));
      out.add(contig).tab().add(start).tab().add(end).tab();
      out.add(name).tab().add(score).tab().add(".").tab();
      out.add(start).tab().add(end).tab().add(colours[score]).tab().add(value);
      out.endLine(contig, start, end);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /**
   * A phantom.
   *
   * @param line number of its line, from 1
   * @param contig contig
   * @param start first base, 0-based
   * @param end one past the last base
   * @param name {@code dataset.tr.cell_line}
   * @param value how much the peak is expected, of 1; may be more
   */
  public record Phantom(long line, String contig, int start, int end, String name, double value) {}

  /** Takes phantoms. */
  @FunctionalInterface
  public interface Phantoms {
    /** Takes a phantom. */
    void accept(Phantom phantom);
  }

  /** Reads a file {@link #PHANTOMS}, in its order. */
  public static void read(Path file, Phantoms phantoms) throws IOException {
    try (LineSource lines = new LineSource(file)) {
      while (lines.nextRecord()) {
        Bed.require(lines, COLUMNS, "the ten columns of the phantoms of interpret");
        phantoms.accept(
            new Phantom(
                lines.lineNumber(),
                lines.field(0),
                lines.coordinate(1, "start"),
                lines.coordinate(2, "end"),
                lines.field(3),
                lines.finite(VALUE, "value")));
      }
    }
  }

  /**
   * Phantoms of a source.
   *
   * @param source the source
   * @param found how many there are
   * @param written how many of them were written
   */
  public record Count(Source source, long found, long written) {}

  /** Writes {@link #BY_SOURCE} into {@code folder}. */
  public static void writeCounts(Outputs outputs, Path folder, List<Count> counts)
      throws IOException {
    try (TableWriter table =
        TableWriter.create(
            outputs, folder.resolve(BY_SOURCE), "dataset", "tf", "found", "written")) {
      for (Count count : counts)
        table.row(count.source.dataset(), count.source.tr(), count.found, count.written);
    }
  }

  /** Reads a file {@link #BY_SOURCE}. */
  public static List<Count> readCounts(Path file) throws IOException {
    List<Count> counts = new ArrayList<>();
    try (TableReader table = TableReader.open(file, "phantoms_by_source.tsv of interpret")) {
      int dataset = table.column("dataset");
      int tr = table.column("tf", "tr");
      int found = table.column("found");
      int written = table.column("written");
      while (table.next())
        counts.add(
            new Count(
                new Source(table.text(dataset), table.text(tr)),
                table.whole(found),
                table.whole(written)));
    }
    return counts;
  }
}
