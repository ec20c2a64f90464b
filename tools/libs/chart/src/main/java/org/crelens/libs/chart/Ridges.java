package org.crelens.libs.chart;

import java.util.Arrays;
import java.util.List;

/**
 * Distributions of many groups, one narrow row each, at several stages side by side.
 *
 * @param nameTitle what groups are
 * @param names from the top
 * @param valueTitle what the positions of the bins are, as told when one is pointed at
 * @param shareTitle what the shares are, such as {@code share of the regions}
 * @param stages from the left
 */
public record Ridges(
    String nameTitle, List<String> names, String valueTitle, String shareTitle, List<Stage> stages)
    implements Plot {

  /**
   * The groups at one stage.
   *
   * @param x axis of the values; its title is the stage
   * @param positions middles of the bins
   * @param shares per group the share of its members in each bin; null where the group is not
   */
  public record Stage(Axis x, double[] positions, double[][] shares) {
    public Stage {
      Checks.present("axis of a stage", x);
      Checks.rising("positions of a stage", positions);
      if (positions.length < 2) throw Checks.wrong("a stage needs two positions or more");
      for (double[] row : Checks.present("shares of a stage", shares))
        if (row != null) Checks.numbers("shares of a group", row, positions.length);
    }
  }

  private static final double ROW = 26;
  private static final double WIDTH = 380;

  public Ridges {
    Checks.text("title of the groups", nameTitle);
    names = Checks.list("groups", names);
    stages = Checks.list("stages", stages);
    for (Stage stage : stages)
      Checks.length("groups of a stage", stage.shares().length, names.size());
    Checks.text("title of the values", valueTitle);
    Checks.text("what the shares are of", shareTitle);
  }

  @Override
  public void draw(Canvas c) {
    double left = 8 + Heatmap.widest(names);
    double top = 12;
    double h = names.size() * ROW;
    for (int i = 0; i < names.size(); i++)
      c.text(left - 6, top + (i + 1) * ROW - 4, "end", Text.shortened(names.get(i), 24));
    double at = left;
    int s = 0;
    for (Stage stage : stages) {
      c.bottom(stage.x(), at, top, WIDTH, h);
      for (int i = 0; i < names.size(); i++) {
        double foot = top + (i + 1) * ROW;
        c.line(at, foot, at + WIDTH, foot, "grid");
        double[] shares = stage.shares()[i];
        if (shares == null) continue;
        // Each row has a height of its own: the shape is what is compared, not the count.
        double highest = Arrays.stream(shares).max().orElse(0);
        if (highest > 0) c.path(shape(stage, shares, highest, at, foot), "ridge s" + s, "");
      }
      int panel =
          c.panel(
              "heat",
              stage.x().title() + ", " + shareTitle,
              "row",
              nameTitle,
              "column",
              valueTitle,
              "rows",
              names,
              "columns",
              stage.positions(),
              "values",
              Arrays.asList(stage.shares()));
      c.hit(at, top, WIDTH, h, panel);
      at += WIDTH + 28;
      s++;
    }
    c.size(at, top + h + 40);
  }

  private static StringBuilder shape(
      Stage stage, double[] shares, double highest, double left, double foot) {
    double half = (stage.positions()[1] - stage.positions()[0]) / 2;
    StringBuilder d = new StringBuilder("M");
    d.append(Canvas.px(left)).append(' ').append(Canvas.px(foot));
    for (int i = 0; i < shares.length; i++)
      d.append('V')
          .append(Canvas.px(foot - shares[i] / highest * (ROW - 3)))
          .append('H')
          .append(Canvas.px(left + stage.x().share(stage.positions()[i] + half) * WIDTH));
    return d.append('V').append(Canvas.px(foot)).append('Z');
  }
}
