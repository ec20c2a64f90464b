package org.crelens.libs.genome;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/**
 * Regions of a genome that are analysed: sorted by contig (byte order), start, end; equal ones
 * collapsed; never overlapping.
 *
 * @param intervals the regions in order
 */
public record Regions(List<Interval> intervals) {
  private static final String EXPECTED = "BED: contig, start, end";

  public Regions {
    intervals = List.copyOf(intervals);
  }

  /**
   * Reads a BED3+ file in any order; only its first three columns are used.
   *
   * @throws InputException for a bad line, an empty file, or two regions that overlap (both lines
   *     are named)
   */
  public static Regions read(Path file) throws IOException {
    return read(file, false);
  }

  /**
   * Reads regions as {@link #read} does, or a table of a result whose header begins with {@code
   * contig, start, end}.
   */
  public static Regions readBedOrTable(Path file) throws IOException {
    return read(file, true);
  }

  private static boolean isHeader(LineSource lines) {
    return lines.fields() >= 3
        && lines.field(0).equals("contig")
        && lines.field(1).equals("start")
        && lines.field(2).equals("end");
  }

  private static Regions read(Path file, boolean maybeTable) throws IOException {
    record Row(Interval interval, long line) {}
    List<Row> rows = new ArrayList<>();
    try (LineSource lines = new LineSource(file)) {
      String contig = "";
      byte[] contigBytes = new byte[0];
      boolean first = true;
      while (lines.nextRecord()) {
        boolean header = first && maybeTable && isHeader(lines);
        first = false;
        if (header) continue;
        Bed.require(lines, 3, EXPECTED);
        if (!lines.fieldEquals(0, contigBytes)) {
          contig = lines.field(0);
          contigBytes = contig.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        Interval region =
            new Interval(contig, lines.coordinate(1, "start"), lines.coordinate(2, "end"));
        rows.add(new Row(region, lines.lineNumber()));
      }
    }
    if (rows.isEmpty()) throw new InputException(file, "holds no region", "expected " + EXPECTED);
    rows.sort(Comparator.comparing(Row::interval));
    List<Interval> kept = new ArrayList<>(rows.size());
    Row last = null;
    for (Row row : rows) {
      if (last != null && row.interval().equals(last.interval())) continue;
      if (last != null && row.interval().overlap(last.interval()) > 0)
        throw new InputException(
            file,
            row.line(),
            "region " + row.interval() + " overlaps " + last.interval() + " of line " + last.line(),
            "regions must not overlap; merge them first, for instance with bedtools merge");
      kept.add(row.interval());
      last = row;
    }
    return new Regions(kept);
  }

  /** For each contig the number of its first region and one past that of its last. */
  public Map<String, int[]> rangesByContig() {
    Map<String, int[]> ranges = new HashMap<>();
    for (int r = 0; r < intervals.size(); r++) {
      int first = r;
      ranges.computeIfAbsent(intervals.get(r).contig(), c -> new int[] {first, first})[1] = r + 1;
    }
    return ranges;
  }

  /**
   * Cuts every region into consecutive windows of {@code length} bases from its start; the last one
   * keeps the remainder.
   */
  public Windows windows(int length) {
    return Windows.of(this, length);
  }
}
