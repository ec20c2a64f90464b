package org.crelens.atypeak.tracks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.crelens.atypeak.data.PeakName;
import org.crelens.atypeak.tracks.bbi.Bytes;
import org.crelens.atypeak.tracks.bbi.Contigs;
import org.crelens.libs.genome.Bed;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;

/** A sorted BED9 of peaks, read line by line. */
final class BedTrack implements Closeable {
  private static final String EXPECTED =
      "BED9: contig, start, end, name, score, strand, thickStart, thickEnd, itemRgb";
  private static final String SORTED =
      "expected contigs in byte order and starts that do not fall; sort it: LC_ALL=C sort -k1,1"
          + " -k2,2n";
  private static final int SUMMED_PEAKS = 10;

  /**
   * What a first reading tells.
   *
   * @param contigs that have a peak
   * @param peaks their number
   * @param bases sum of their lengths
   */
  record Survey(Contigs contigs, long peaks, long bases) {
    /** Bases of the smallest bins to sum up in: most hold several peaks, so that it pays. */
    int firstBin() {
      return (int) Math.min(1 << 24, peaks == 0 ? 1 : SUMMED_PEAKS * (bases / peaks));
    }
  }

  private final LineSource lines;
  private final NameTable names = new NameTable();
  private final List<PeakName> parsed = new ArrayList<>();
  private byte[] contigBytes = new byte[0];
  private int contig = -1;
  private int start;
  private int end;
  private int score;
  private PeakName name;

  /** Opens {@code file}. */
  BedTrack(Path file) throws IOException {
    lines = new LineSource(file);
  }

  /**
   * Reads a whole file, and checks what browsers rely on.
   *
   * @param lengths what is known of contigs
   * @param columns fields that a line has at least
   * @throws InputException for a bad line, peaks that are not sorted, or one beyond its contig
   */
  static Survey survey(Path file, ContigLengths lengths, int columns) throws IOException {
    List<Contigs.Contig> contigs = new ArrayList<>();
    long peaks = 0;
    long bases = 0;
    try (BedTrack track = new BedTrack(file)) {
      String contig = null;
      int known = -1;
      int furthest = 0;
      int at = -1;
      while (track.next()) {
        if (track.contig != at) {
          if (at >= 0) contigs.add(new Contigs.Contig(contig, known < 0 ? furthest : known));
          at = track.contig;
          contig = track.lines.field(0);
          known = lengths.of(contig, track.lines);
          furthest = 0;
        }
        furthest = Math.max(furthest, track.end);
        if (known >= 0 && track.end > known)
          throw track.lines.error(
              "end " + track.end + " lies beyond " + contig + ", which has " + known + " bases",
              lengths.remedy());
        track.checkDrawing(columns);
        peaks++;
        bases += track.end - track.start;
      }
      if (at >= 0) contigs.add(new Contigs.Contig(contig, known < 0 ? furthest : known));
    }
    return new Survey(new Contigs(contigs), peaks, bases);
  }

  /**
   * Moves to the next peak; false at the end.
   *
   * @throws InputException when the line is no peak, or comes too late
   */
  boolean next() throws IOException {
    if (!lines.nextRecord()) return false;
    Bed.require(lines, 9, EXPECTED);
    int from = lines.coordinate(1, "start");
    if (contig < 0 || !lines.fieldEquals(0, contigBytes)) {
      byte[] before = contigBytes;
      contigBytes = lines.field(0).getBytes(StandardCharsets.UTF_8);
      if (contig >= 0 && Arrays.compareUnsigned(contigBytes, before) < 0)
        throw lines.error(
            "contig " + lines.field(0) + " after " + new String(before, StandardCharsets.UTF_8),
            SORTED);
      contig++;
    } else if (from < start) {
      throw lines.error("start " + from + " after " + start, SORTED);
    }
    start = from;
    end = lines.coordinate(2, "end");
    score = lines.coordinate(4, "score");
    if (score > 1000) throw lines.error("score " + score, "expected a whole number, 0 to 1000");
    int known = names.size();
    int id = names.id(lines.buffer(), lines.fieldStart(3), lines.fieldEnd(3));
    if (id == known) parsed.add(parse(names.name(id)));
    name = parsed.get(id);
    return true;
  }

  private PeakName parse(String text) throws InputException {
    PeakName parts = PeakName.parse(text);
    if (parts == null) throw lines.error("name '" + text + "'", "expected " + PeakName.EXPECTED);
    return parts;
  }

  private void checkDrawing(int columns) throws InputException {
    if (lines.fields() < columns)
      throw lines.error(lines.fields() + " columns", "expected " + columns);
    String strand = lines.field(5);
    if (!strand.equals(".") && !strand.equals("+") && !strand.equals("-"))
      throw lines.error("strand '" + strand + "'", "expected + or - or .");
    int thickStart = lines.coordinate(6, "thickStart");
    int thickEnd = lines.coordinate(7, "thickEnd");
    if (thickStart < start || thickEnd > end || thickEnd < thickStart)
      throw lines.error(
          "thick part " + thickStart + "-" + thickEnd + " lies outside the peak",
          "expected it within " + start + "-" + end);
    if (!isColour(lines.buffer(), lines.fieldStart(8), lines.fieldEnd(8)))
      throw lines.error(
          "itemRgb '" + lines.field(8) + "' is no colour", "expected r,g,b, each 0 to 255");
  }

  private static boolean isColour(byte[] text, int from, int to) {
    int channels = 1;
    int digits = 0;
    int value = 0;
    for (int i = from; i < to; i++) {
      if (text[i] == ',' && digits > 0) {
        channels++;
        digits = 0;
        value = 0;
      } else if (text[i] >= '0' && text[i] <= '9' && digits < 3) {
        digits++;
        value = value * 10 + text[i] - '0';
        if (value > 255) return false;
      } else {
        return false;
      }
    }
    return channels == 3 && digits > 0;
  }

  /** Adds the fields from the name to the colour, as they stand in the file. */
  void copyFields(Bytes to) {
    to.add(lines.buffer(), lines.fieldStart(3), lines.fieldEnd(8));
  }

  /**
   * A further field of the current line, from 0.
   *
   * @throws InputException when it is no finite number
   */
  double number(int field, String what) throws InputException {
    return lines.finite(field, what);
  }

  /** The current line. */
  LineSource line() {
    return lines;
  }

  /** Number of the peak's contig: contigs are numbered in the order they come. */
  int contig() {
    return contig;
  }

  /** First base of the peak. */
  int start() {
    return start;
  }

  /** One past the last base of the peak. */
  int end() {
    return end;
  }

  /** Score of the peak, 0 to 1000. */
  int score() {
    return score;
  }

  /** Name of the peak. */
  PeakName name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
