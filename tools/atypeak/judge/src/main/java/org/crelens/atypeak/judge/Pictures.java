package org.crelens.atypeak.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.crelens.atypeak.judge.Plot.Ink;
import org.crelens.atypeak.judge.RebuiltValues.Kind;
import org.crelens.atypeak.judge.RebuiltValues.PhantomDirection;
import org.crelens.atypeak.judge.RebuiltValues.Sample;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.stats.Quantiles;

/** Pictures of an experiment, as the paper has them. */
final class Pictures {
  /** Fewer observations make no point. */
  private static final int LEAST = 20;

  private static final double HIGHEST = 1.2;
  private static final int BINS = 48;

  private Pictures() {}

  /**
   * A picture.
   *
   * @param file its name
   * @param title for headings
   * @param caption how to read it
   * @param svg its content
   */
  record Picture(String file, String title, String caption, String svg) {}

  static List<Picture> of(Experiment experiment, List<JudgedModel> all) {
    List<Picture> pictures = new ArrayList<>();
    for (JudgedModel one : all) pictures.add(completeness(one));
    pictures.add(phantoms(all));
    for (JudgedModel one : all) pictures.add(values(one));
    for (JudgedModel one : all) pictures.add(response(one));
    if (experiment.needsQ()) pictures.add(q(all));
    return pictures;
  }

  private static Picture completeness(JudgedModel one) {
    Sample stack = one.values().of(Kind.STACK);
    Sample noise = one.values().of(Kind.NOISE, Kind.UNRELIABLE_NOISE);
    Sample phantom = one.values().of(Kind.PHANTOM);
    int most = 1;
    for (Sample c : List.of(stack, noise, phantom)) while (c.at(most + 1).length >= LEAST) most++;
    String title = "Value against completeness, " + one.label();
    Plot plot =
        new Plot(
                title,
                "completeness (other peaks of the same dataset or TR)",
                0,
                most,
                "rebuilt value",
                0,
                HIGHEST)
            .numbersBelow();
    trend(plot, stack, most, Ink.BLUE);
    trend(plot, phantom, most, Ink.GREEN);
    trend(plot, noise, most, Ink.ORANGE);
    plot.legend("stack", Ink.BLUE);
    plot.legend("phantom of the group", Ink.GREEN);
    plot.legend("noise", Ink.ORANGE);
    return new Picture(
        "completeness-" + one.label() + ".svg",
        title,
        "Median of the rebuilt values at each completeness, quartiles shaded. Lines that rise: what is corroborated is rebuilt more strongly.",
        plot.file());
  }

  private static void trend(Plot plot, Sample chosen, int most, Ink ink) {
    List<double[]> points = new ArrayList<>();
    for (int c = 0; c <= most; c++) {
      double[] sorted = chosen.at(c);
      if (sorted.length < LEAST) continue;
      Arrays.sort(sorted);
      points.add(
          new double[] {
            c,
            Quantiles.ofSorted(sorted, 0.25),
            Quantiles.ofSorted(sorted, 0.5),
            Quantiles.ofSorted(sorted, 0.75)
          });
    }
    if (points.isEmpty()) return;
    plot.band(column(points, 0), column(points, 1), column(points, 3), ink);
    plot.line(column(points, 0), column(points, 2), ink);
  }

  private static double[] column(List<double[]> rows, int i) {
    return rows.stream().mapToDouble(row -> row[i]).toArray();
  }

  private static Picture phantoms(List<JudgedModel> all) {
    boolean overlap = all.get(0).values().of(PhantomDirection.OWN_TO_SHARED).n() > 0;
    String title = overlap ? "Phantoms where groups overlap" : "Phantoms by group";
    Plot plot = new Plot(title, "model", 0, all.size(), "rebuilt value", 0, HIGHEST);
    for (int m = 0; m < all.size(); m++) {
      RebuiltValues seen = all.get(m).values();
      plot.below(m + 0.5, all.get(m).label());
      if (overlap) {
        plot.box(m + 0.25, 0.2, sorted(seen.of(PhantomDirection.OWN_TO_OWN)), Ink.BLUE);
        plot.box(m + 0.5, 0.2, sorted(seen.of(PhantomDirection.OWN_TO_SHARED)), Ink.GREEN);
        plot.box(m + 0.75, 0.2, sorted(seen.of(PhantomDirection.SHARED_TO_OWN)), Ink.ORANGE);
      } else {
        plot.box(m + 0.35, 0.25, sorted(seen.of(Kind.PHANTOM)), Ink.GREEN);
        plot.box(m + 0.65, 0.25, sorted(seen.of(Kind.FOREIGN_PHANTOM)), Ink.ORANGE);
      }
    }
    if (overlap) {
      plot.legend("second half to itself", Ink.BLUE);
      plot.legend("second to first", Ink.GREEN);
      plot.legend("first to second", Ink.ORANGE);
    } else {
      plot.legend("of the stack's group", Ink.GREEN);
      plot.legend("of another group", Ink.ORANGE);
    }
    String caption =
        overlap
            ? "Largest rebuilt value within the stack's span, of reliable sources that have no peak; stacks that show TRs of one half only."
            : "Largest rebuilt value within the stack's span, of reliable sources that have no peak.";
    return new Picture(
        "phantoms.svg",
        title,
        caption + " Boxes: quartiles and median; whiskers: 5 % and 95 %.",
        plot.file());
  }

  private static double[] sorted(Sample chosen) {
    double[] sorted = chosen.value().clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static Picture values(JudgedModel one) {
    double[][] shares = {
      shares(one.values().of(Kind.STACK)),
      shares(one.values().of(Kind.NOISE)),
      shares(one.values().of(Kind.UNRELIABLE_NOISE)),
      shares(one.values().of(Kind.WATERMARK))
    };
    // Noise of unreliable datasets lies in one step: the others would be flat beside it.
    double highest = 0.01;
    for (double[] s : List.of(shares[0], shares[1]))
      for (double share : s) highest = Math.max(highest, share);
    String title = "Values by kind of peak, " + one.label();
    Plot plot =
        new Plot(title, "rebuilt value", 0, HIGHEST, "share of the kind's peaks", 0, highest * 1.05)
            .numbersBelow();
    String[] names = {"stack", "noise, reliable", "noise, unreliable", "watermark"};
    for (int i = 0; i < names.length; i++) {
      Ink ink = Ink.values()[i];
      if (Arrays.stream(shares[i]).sum() == 0) continue;
      plot.steps(shares[i], ink);
      plot.legend(names[i], ink);
    }
    return new Picture(
        "values-" + one.label() + ".svg",
        title,
        "Share of peaks of a kind in each step of the rebuilt value; the last step holds all above. The scale is that of stacks and of noise in reliable datasets; what is higher is cut. Noise of reliable datasets may fall into a stack.",
        plot.file());
  }

  private static double[] shares(Sample chosen) {
    double[] shares = new double[BINS];
    for (double v : chosen.value())
      shares[Math.min(BINS - 1, (int) (v / HIGHEST * BINS))] += 1.0 / chosen.n();
    return shares;
  }

  private static Picture response(JudgedModel one) {
    int[] trs = one.responses().trs();
    double[][] cells = one.responses().response();
    int n = trs.length;
    int side = Math.max(12, 320 / n);
    int left = 70;
    int top = 70;
    double highest = 1e-6;
    for (double[] row : cells) for (double cell : row) highest = Math.max(highest, cell);
    String title = "What one TR alone brings back, " + one.label();
    Svg svg = new Svg(left + n * side + 110, top + n * side + 30, title);
    svg.label(left + n * side / 2.0, 16, "middle", 0, "rebuilt TR");
    svg.label(16, top + n * side / 2.0, "middle", -90, "shown TR");
    for (int i = 0; i < n; i++) {
      String name = one.axes().trs().get(trs[i]);
      svg.label(left - 6.0, top + (i + 0.7) * side, "end", 0, name);
      svg.label(left + (i + 0.7) * side, top - 6.0, "start", -60, name);
      for (int j = 0; j < n; j++)
        svg.rectangle(left + j * side, top + i * side, side, side, shade(cells[i][j] / highest), 1);
    }
    for (int i = 1; i < n; i++) {
      if (together(one, trs[i - 1], trs[i])) continue;
      svg.line(left, top + i * side, left + n * side, top + i * side, "#d55e00", 1.5);
      svg.line(left + i * side, top, left + i * side, top + n * side, "#d55e00", 1.5);
    }
    for (int i = 0; i <= 10; i++) {
      svg.rectangle(left + n * side + 16.0, top + (10 - i) * 16.0, 16, 16, shade(i / 10.0), 1);
      if (i % 5 == 0)
        svg.label(
            left + n * side + 38.0,
            top + (10 - i) * 16.0 + 12,
            "start",
            0,
            Numbers.fixed(highest * i / 10, 3));
    }
    return new Picture(
        "response-" + one.label() + ".svg",
        title,
        "Mean over positions of what the model rebuilds when a source is shown alone (R_s), averaged over the reliable datasets. Lines part the true groups: blocks that fill them are groups the model has learned.",
        svg.file());
  }

  private static boolean together(JudgedModel one, int a, int b) {
    return one.groups().stream().allMatch(g -> g.get(a) == g.get(b));
  }

  /** White to dark blue; below 0 white. */
  private static String shade(double share) {
    double s = Math.max(0, Math.min(1, share));
    return String.format(
        java.util.Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(255 - s * 247),
        Math.round(255 - s * 207),
        Math.round(255 - s * 148));
  }

  private static Picture q(List<JudgedModel> all) {
    int n = all.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double highest = 1e-9;
    for (int i = 0; i < n; i++) {
      x[i] = i + 0.5;
      y[i] = all.get(i).totalQ().value();
      if (Double.isFinite(y[i])) highest = Math.max(highest, y[i]);
    }
    String title = "Total Q against the deep dimension";
    Plot plot =
        new Plot(
            title,
            "H, units of the dense layers",
            0,
            n,
            "total Q (lower is better)",
            0,
            highest * 1.1);
    for (int i = 0; i < n; i++)
      plot.below(x[i], Integer.toString(all.get(i).info().options().deepDim()));
    plot.line(x, y, Ink.BLUE);
    return new Picture(
        "q.svg",
        title,
        "All models are judged on the same " + all.get(0).totalQ().n() + " windows.",
        plot.file());
  }
}
