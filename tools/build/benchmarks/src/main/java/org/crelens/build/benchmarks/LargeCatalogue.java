package org.crelens.build.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/**
 * A catalogue of any size: regions spread over the contigs of hg38, peaks crowded around a few
 * summits in each, a tenth of them between regions. Unlike {@code simulate} it has no truth; it is
 * there to be large.
 *
 * @param peaks number of peaks, exactly
 * @param regions number of regions
 * @param datasets datasets of each cell line
 * @param trs TRs, of which a dataset has one to three
 * @param cellLines how many of {@link #CELL_LINES} share the peaks
 * @param shuffled whether peaks come in random order
 * @param seed same seed, same bytes
 */
record LargeCatalogue(
    int peaks, int regions, int datasets, int trs, int cellLines, boolean shuffled, long seed) {
  /** Cell lines, in the order in which they are used. */
  static final List<String> CELL_LINES = List.of("k562", "hela", "mcf7", "jurkat", "esc", "cd34");

  // hg38 in byte order of the names: what is written in order is sorted.
  private static final String[] CONTIGS = {
    "chr1", "chr10", "chr11", "chr12", "chr13", "chr14", "chr15", "chr16", "chr17", "chr18",
    "chr19", "chr2", "chr20", "chr21", "chr22", "chr3", "chr4", "chr5", "chr6", "chr7", "chr8",
    "chr9", "chrX", "chrY"
  };
  private static final int[] MEGABASES = {
    248, 133, 135, 133, 114, 107, 101, 90, 83, 80, 58, 242, 64, 46, 50, 198, 190, 181, 170, 159,
    145, 138, 156, 57
  };
  private static final String[] TRS = {
    "ctcf", "rad21", "myc", "max", "ep300", "polr2a", "jund", "gata1", "tal1", "brd4", "yy1",
    "ets1", "gabpa", "rest", "tead4", "cebpb", "e2f6", "maz", "nrf1", "usf1"
  };

  /** Writes both files. */
  void write(Path regionsFile, Path peaksFile) throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.stage(regionsFile);
      outputs.stage(peaksFile);
      // columns: five million peaks are 65 MB here
      Columns columns = new Columns(peaks);
      try (TextOutput out = TextOutput.table(outputs, regionsFile)) {
        lay(out, columns);
      }
      if (shuffled) columns.shuffle(new SplittableRandom(seed ^ 0x5eed));
      try (TextOutput out = TextOutput.table(outputs, peaksFile)) {
        byte[][] contigs = bytes(CONTIGS);
        byte[][] names = bytes(names());
        for (int i = 0; i < peaks; i++) {
          out.add(contigs[columns.contig[i]]).tab();
          out.add(columns.start[i]).tab().add(columns.end[i]);
          out.add(names[columns.source[i]]);
          out.endLine();
        }
      }
      outputs.commit();
    }
  }

  private void lay(TextOutput out, Columns columns) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    double[] share = shares(random);
    int sources = names().length;
    double genome = Arrays.stream(MEGABASES).sum();
    int region = 0;
    double megabases = 0;
    for (int c = 0; c < CONTIGS.length; c++) {
      megabases += MEGABASES[c];
      int last = c == CONTIGS.length - 1 ? regions : (int) (regions * megabases / genome);
      int count = last - region;
      // A slot per region: its start leaves room, so that regions never meet.
      double slot = count == 0 ? 0 : MEGABASES[c] * 1e6 / count;
      for (int i = 0; i < count; i++, region++) {
        int slotStart = (int) (i * slot);
        int slotEnd = (int) ((i + 1) * slot);
        int room = slotEnd - slotStart - 1;
        int length = (int) Math.min(Math.max(400, logNormal(random, 3052, 0.55)), room * 0.7);
        int start = slotStart + 1 + random.nextInt(room - length);
        out.add(CONTIGS[c]).tab().add(start).tab().add(start + length);
        out.endLine();
        int from = (int) (share[region] * peaks);
        int to = region == regions - 1 ? peaks : (int) (share[region + 1] * peaks);
        crowd(random, columns, from, to, c, slotStart, slotEnd, start, length, sources);
      }
    }
  }

  /** Running share of the peaks before each region: few regions hold many, as in life. */
  private double[] shares(SplittableRandom random) {
    double[] before = new double[regions + 1];
    for (int i = 0; i < regions; i++) before[i + 1] = before[i] + logNormal(random, 1, 0.8);
    for (int i = 0; i <= regions; i++) before[i] /= before[regions];
    return before;
  }

  private static void crowd(
      SplittableRandom random,
      Columns columns,
      int from,
      int to,
      int contig,
      int slotStart,
      int slotEnd,
      int regionStart,
      int regionLength,
      int sources) {
    int[] summits = new int[1 + regionLength / 1500];
    for (int i = 0; i < summits.length; i++)
      summits[i] = regionStart + random.nextInt(regionLength);
    // Start and length in one number, which sorts: lengths stay below 4096.
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      int length = (int) Math.min(Math.max(40, logNormal(random, 282, 0.5)), 4000);
      int centre =
          random.nextDouble() < 0.1
              ? slotStart + random.nextInt(slotEnd - slotStart)
              : summits[random.nextInt(summits.length)] + (int) (150 * normal(random));
      int start = Math.min(Math.max(centre - length / 2, slotStart), slotEnd - 1);
      keys[i] = (long) start << 12 | length;
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      columns.contig[from + i] = (byte) contig;
      columns.start[from + i] = (int) (keys[i] >> 12);
      columns.end[from + i] = columns.start[from + i] + (int) (keys[i] & 0xfff);
      columns.source[from + i] = random.nextInt(sources);
    }
  }

  /** All sources as they end a line: a dataset has one to three TRs, as series do. */
  private String[] names() {
    SplittableRandom random = new SplittableRandom(seed + 1);
    return java.util.stream.IntStream.range(0, datasets * cellLines)
        .boxed()
        .flatMap(
            d -> {
              String dataset =
                  d % 2 == 0
                      ? "GSE" + (20000 + d * 137)
                      : String.format(Locale.ROOT, "ENCSR000%03d", d);
              int first = d / cellLines % trs;
              int count = Math.min(trs, 1 + random.nextInt(3));
              String cellLine = CELL_LINES.get(d % cellLines);
              return java.util.stream.IntStream.range(first, first + count)
                  .mapToObj(t -> "\t" + dataset + "." + tr(t % trs) + "." + cellLine + "\t0\t.");
            })
        .toArray(String[]::new);
  }

  private static String tr(int t) {
    return t < TRS.length ? TRS[t] : "znf" + t;
  }

  private static byte[][] bytes(String[] texts) {
    return Arrays.stream(texts)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }

  private static double logNormal(SplittableRandom random, double median, double sigma) {
    return median * StrictMath.exp(sigma * normal(random));
  }

  // The sum of twelve uniforms: near enough, and the same on every release of the JDK.
  private static double normal(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += random.nextDouble();
    return sum;
  }

  private static final class Columns {
    private final byte[] contig;
    private final int[] start;
    private final int[] end;
    private final int[] source;

    Columns(int size) {
      contig = new byte[size];
      start = new int[size];
      end = new int[size];
      source = new int[size];
    }

    void shuffle(SplittableRandom random) {
      for (int i = start.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        byte c = contig[i];
        contig[i] = contig[j];
        contig[j] = c;
        for (int[] column : List.of(start, end, source)) {
          int kept = column[i];
          column[i] = column[j];
          column[j] = kept;
        }
      }
    }
  }
}
