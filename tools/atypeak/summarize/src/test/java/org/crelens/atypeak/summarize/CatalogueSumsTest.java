package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.model.GoldenScoring;
import org.crelens.libs.cli.CommandResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueSumsTest {
  @TempDir Path folder;

  private Tensor tensor(int windows, int length, int squish, int d, int t, List<String> rows)
      throws IOException {
    List<String> datasets = IntStream.range(0, d).mapToObj(i -> "d" + i).toList();
    List<String> trs = IntStream.range(0, t).mapToObj(i -> "t" + i).toList();
    Axes axes = new Axes(datasets, trs);
    TensorHeader header =
        new TensorHeader("x", windows, length, squish, Crumb.NONE, axes, Map.of());
    List<String> lines = new ArrayList<>(header.lines());
    lines.addAll(rows);
    return Tensor.read(Files.write(folder.resolve("x.tensor.bed.gz"), lines));
  }

  private static String row(int window, int length, int start, int end, String source, String of) {
    int from = window * length;
    String[] cells = {
      "chr1",
      from + start + "",
      from + end + "",
      source + ".x",
      of,
      window + "",
      from + "",
      from + length + "",
      from + start + "",
      from + end + ""
    };
    return String.join("\t", cells);
  }

  /** Two windows of ten bins; one more of the regions is empty and counts nowhere. */
  @Test
  void aSmallCatalogueIsSummedAsByHand() throws IOException {
    Tensor tensor =
        tensor(
            3,
            100,
            10,
            2,
            3,
            List.of(
                row(0, 100, 0, 40, "d0.t0", "1"),
                row(0, 100, 20, 60, "d1.t1", "1"),
                row(2, 100, 0, 20, "d0.t0", "1"),
                row(2, 100, 15, 30, "d0.t0", "1")));
    CatalogueSums sums = CatalogueSums.of(tensor, 2);
    // d0.t0: 4 bins, then 3: its two peaks share bin 1.
    assertEquals(7 / 20.0, sums.average(0), 1e-15);
    assertEquals(4 / 20.0, sums.average(4), 1e-15);
    assertEquals(7 / 60.0, sums.datasetAbundance(0), 1e-15);
    assertEquals(4 / 40.0, sums.trAbundance(1), 1e-15);
    assertEquals(2, sums.windowsOf(0));
    assertEquals(1, sums.windowsOf(4));
    assertEquals(0, sums.windowsOf(2));
    // Profiles of 0 and 1 over 20 bins: 7 and 4 ones, 2 of them together.
    double r = (20 * 2 - 7 * 4) / Math.sqrt((20 * 7 - 49) * (20 * 4 - 16));
    assertEquals(r, sums.datasetCorrelation(0, 1), 1e-15);
    assertEquals(r, sums.trCorrelation("t1", "t0"), 1e-15);
    assertEquals(1, sums.trCorrelation(0, 0), 1e-15);
    assertEquals(Double.NaN, sums.trCorrelation(0, 2));
    assertEquals(0.5, sums.trJaccard(0, 1));
    assertEquals(1, sums.trJaccard(0, 0));
    assertEquals(Double.NaN, sums.trJaccard(2, 2));
  }

  @Test
  void randomCataloguesAreSummedAsTheirDenseWindows() throws IOException {
    for (long seed = 1; seed <= 30; seed++) {
      Random random = new Random(seed);
      int d = 1 + random.nextInt(4);
      int t = 1 + random.nextInt(4);
      boolean binary = random.nextBoolean();
      List<String> rows = new ArrayList<>();
      int windows = 9;
      for (int w = 0; w < windows; w++) {
        List<int[]> peaks = new ArrayList<>();
        for (int n = random.nextInt(8); n > 0; n--) {
          int start = random.nextInt(95);
          peaks.add(new int[] {start, start + 1 + random.nextInt(100 - start)});
        }
        peaks.sort(Comparator.comparingInt(peak -> peak[0]));
        for (int[] peak : peaks)
          rows.add(
              row(
                  w,
                  100,
                  peak[0],
                  peak[1],
                  "d" + random.nextInt(d) + ".t" + random.nextInt(t),
                  binary ? "1" : random.nextInt(4) / 2.0 + ""));
      }
      Tensor tensor = tensor(windows, 100, 10, d, t, rows);
      compare(tensor, CatalogueSums.of(tensor, 1 + random.nextInt(4)), "seed " + seed);
    }
  }

  private static void compare(Tensor tensor, CatalogueSums sums, String what) {
    int d = sums.axes().d();
    int t = sums.axes().t();
    int bins = tensor.header().bins();
    WindowFiller filler = new WindowFiller(tensor, Crumb.NONE);
    double[][] byDataset = new double[d][tensor.size() * bins];
    double[][] byTr = new double[t][tensor.size() * bins];
    boolean[][] present = new boolean[d * t][tensor.size()];
    float[] window = new float[filler.cells()];
    for (int w = 0; w < tensor.size(); w++) {
      filler.fill(w, window, 0);
      for (int b = 0; b < bins; b++) {
        for (int c = 0; c < d * t; c++) {
          float value = window[b * d * t + c];
          byDataset[c / t][w * bins + b] += value;
          byTr[c % t][w * bins + b] += value;
          present[c][w] |= value > 0;
        }
      }
    }
    for (int i = 0; i < d; i++)
      for (int j = 0; j < d; j++)
        same(pearson(byDataset[i], byDataset[j]), sums.datasetCorrelation(i, j), what);
    for (int i = 0; i < t; i++) {
      for (int j = 0; j < t; j++) {
        same(pearson(byTr[i], byTr[j]), sums.trCorrelation(i, j), what);
        same(jaccard(present, i, j, t), sums.trJaccard(i, j), what);
      }
    }
    for (int c = 0; c < d * t; c++)
      assertEquals(
          IntStream.range(0, tensor.size()).filter(row(present[c])).count(),
          sums.windowsOf(c),
          what);
  }

  private static java.util.function.IntPredicate row(boolean[] of) {
    return w -> of[w];
  }

  private static void same(double expected, double ours, String what) {
    assertEquals(expected, ours, 1e-9, what);
  }

  private static double pearson(double[] a, double[] b) {
    int n = a.length;
    double meanA = IntStream.range(0, n).mapToDouble(i -> a[i]).sum() / n;
    double meanB = IntStream.range(0, n).mapToDouble(i -> b[i]).sum() / n;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < n; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa < 1e-9 || bb < 1e-9 ? Double.NaN : ab / Math.sqrt(aa * bb);
  }

  private static double jaccard(boolean[][] present, int i, int j, int t) {
    int both = 0;
    int either = 0;
    for (int w = 0; w < present[0].length; w++) {
      boolean a = false;
      boolean b = false;
      for (int c = 0; c < present.length; c++) {
        a |= c % t == i && present[c][w];
        b |= c % t == j && present[c][w];
      }
      if (a && b) both++;
      if (a || b) either++;
    }
    return (double) both / either;
  }

  @Test
  void theReferenceWindowsCorrelateAsInTheGoldenMatrix() throws IOException {
    Path golden = CommandResult.shared("golden/qscore/corr.tsv");
    Tensor tensor =
        Tensor.read(new GoldenScoring(CommandResult.shared("golden/scoring")).tensor(folder));
    CatalogueSums sums = CatalogueSums.of(tensor, 2);
    List<String> lines = Files.readAllLines(golden);
    int d = sums.axes().d();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t");
      for (int j = 1; j < cells.length; j++) {
        if (i <= d != j <= d) continue;
        double ours =
            i <= d
                ? sums.datasetCorrelation(i - 1, j - 1)
                : sums.trCorrelation(i - 1 - d, j - 1 - d);
        assertEquals(Double.parseDouble(cells[j]), ours, 1e-12, cells[0] + " " + j);
      }
    }
  }
}
