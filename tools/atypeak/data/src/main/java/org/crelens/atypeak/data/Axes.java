package org.crelens.atypeak.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two named axes of a tensor.
 *
 * @param datasets names along y, in byte order unless given otherwise; no duplicates
 * @param trs names along z, likewise
 */
public record Axes(List<String> datasets, List<String> trs) {
  public Axes {
    datasets = List.copyOf(datasets);
    trs = List.copyOf(trs);
    check(datasets, "dataset");
    check(trs, "TR");
  }

  private static void check(List<String> names, String what) {
    if (names.isEmpty()) throw new IllegalArgumentException("there is no " + what);
    if (names.stream().distinct().count() != names.size())
      throw new IllegalArgumentException("a " + what + " is named twice in " + names);
    for (String name : names)
      if (name.isEmpty() || name.indexOf('\t') >= 0)
        throw new IllegalArgumentException("'" + name + "' cannot be the name of a " + what);
  }

  /** D, the number of datasets. */
  public int d() {
    return datasets.size();
  }

  /** T, the number of TRs. */
  public int t() {
    return trs.size();
  }

  /** D · T, the number of (dataset, TR) cells, sources or not. */
  public int cells() {
    return Math.multiplyExact(d(), t());
  }

  /** Dataset of cell {@code y · T + z}. */
  public String dataset(int cell) {
    return datasets.get(cell / t());
  }

  /** TR of cell {@code y · T + z}. */
  public String tr(int cell) {
    return trs.get(cell % t());
  }

  /** Source {@code dataset.tr} of cell {@code y · T + z}. */
  public String source(int cell) {
    return dataset(cell) + "." + tr(cell);
  }

  /** Name {@code dataset.tr.cell_line} of a peak in cell {@code y · T + z}. */
  public String peakName(int cell, String cellLine) {
    return source(cell) + "." + cellLine;
  }

  /** Cell numbers by source name {@code dataset.tr}. */
  public Map<String, Integer> cellsBySource() {
    Map<String, Integer> map = new HashMap<>();
    for (int c = 0; c < cells(); c++) map.put(source(c), c);
    return map;
  }

  /** Cell of a source, or -1 when either name is not on its axis. */
  public int cell(String dataset, String tr) {
    int y = datasets.indexOf(dataset);
    int z = trs.indexOf(tr);
    return y < 0 || z < 0 ? -1 : y * t() + z;
  }

  /** In what way {@code other} differs, in one line; empty when it does not. */
  public String difference(Axes other) {
    if (equals(other)) return "";
    return difference("datasets", datasets, other.datasets)
        + (datasets.equals(other.datasets) || trs.equals(other.trs) ? "" : "; ")
        + difference("TRs", trs, other.trs);
  }

  private static String difference(String what, List<String> mine, List<String> theirs) {
    if (mine.equals(theirs)) return "";
    List<String> missing = mine.stream().filter(n -> !theirs.contains(n)).limit(5).toList();
    List<String> extra = theirs.stream().filter(n -> !mine.contains(n)).limit(5).toList();
    if (missing.isEmpty() && extra.isEmpty()) return what + " in another order";
    return what
        + " ("
        + mine.size()
        + " and "
        + theirs.size()
        + "), only here "
        + missing
        + ", only there "
        + extra;
  }
}
