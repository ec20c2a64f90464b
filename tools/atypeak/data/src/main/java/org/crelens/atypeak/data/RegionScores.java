package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/** The table of regions that {@code normalize} writes: final scores summed per region. */
public final class RegionScores {
  /** Name of the table in the results of a cell line. */
  public static final String FILE_NAME = "regions.tsv.gz";

  private static final String WHAT = "the table of regions of normalize";
  private static final String[] COLUMNS = {
    "contig", "start", "end", "peaks", "sources", "sum", "mean", "max"
  };

  private RegionScores() {}

  /**
   * A region with a peak.
   *
   * @param region where it lies
   * @param peaks peaks that share a base with it, at least 1
   * @param sources their sources
   * @param sum sum of their final scores
   * @param mean their mean
   * @param max the highest
   */
  public record Row(Interval region, int peaks, int sources, double sum, double mean, double max) {}

  /** Writes a table of regions. */
  public static final class Writer implements Closeable {
    private final TableWriter table;

    /** Begins {@code target}. */
    public Writer(Outputs outputs, Path target) throws IOException {
      table = TableWriter.create(outputs, target, COLUMNS);
    }

    /** Writes the row of a region. */
    public void row(Row row) throws IOException {
      table.add(row.region.contig()).add(row.region.start()).add(row.region.end());
      table.add(row.peaks).add(row.sources).add(row.sum).add(row.mean).add(row.max).endRow();
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }

  /**
   * Reads a table of regions, in the order of the file.
   *
   * @throws InputException when there is no region, or a row is not a region with a peak
   */
  public static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (TableReader table = TableReader.open(file, WHAT, COLUMNS)) {
      int[] at = new int[COLUMNS.length];
      for (int i = 0; i < at.length; i++) at[i] = table.column(COLUMNS[i]);
      String contig = "";
      while (table.next()) {
        String name = table.text(at[0]);
        // One text per contig, not one per region.
        contig = name.equals(contig) ? contig : name.intern();
        int start = table.whole(at[1]);
        int end = table.whole(at[2]);
        int peaks = table.whole(at[3]);
        if (end <= start || peaks < 1 || contig.isBlank())
          throw table.error(
              "region " + start + "-" + end + " of " + peaks + " peaks",
              "expected an interval with a peak");
        rows.add(
            new Row(
                new Interval(contig, start, end),
                peaks,
                table.whole(at[4]),
                table.finite(at[5]),
                table.finite(at[6]),
                table.finite(at[7])));
      }
    }
    if (rows.isEmpty()) throw new InputException(file, "holds no region", "expected " + WHAT);
    return rows;
  }
}
