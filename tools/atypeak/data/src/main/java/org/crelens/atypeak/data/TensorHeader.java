package org.crelens.atypeak.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.libs.io.Numbers;

/**
 * What a tensor file says of itself, in lines that start with {@code ##}.
 *
 * @param cellLine the cell line
 * @param windows number of windows, empty ones included: they count in the draw of training
 * @param windowLength bases of a full window; shorter ones are padded on the left
 * @param squish bases of a bin; divides the window length
 * @param crumb what training reads
 * @param axes datasets and TRs
 * @param digests SHA-256 of the inputs by their role, such as {@code regions}
 */
public record TensorHeader(
    String cellLine,
    int windows,
    int windowLength,
    int squish,
    Crumb crumb,
    Axes axes,
    Map<String, String> digests) {
  static final String ANY_MAGIC = "##crelens-tensor=";
  static final String MAGIC = ANY_MAGIC + "1";

  public TensorHeader {
    digests = Map.copyOf(digests);
    if (windows < 1) throw new IllegalArgumentException("there is no window");
    if (windowLength < 1)
      throw new IllegalArgumentException("window length " + windowLength + " is not positive");
    if (squish < 1 || windowLength % squish != 0)
      throw new IllegalArgumentException(
          "squish " + squish + " does not divide the window length " + windowLength);
  }

  /** Bins per window. */
  public int bins() {
    return windowLength / squish;
  }

  /** Cells of a dense window: bins · D · T. */
  public int windowCells() {
    return Math.multiplyExact(bins(), axes.cells());
  }

  /** The same tensor, to be trained with another crumb. */
  public TensorHeader withCrumb(Crumb other) {
    return new TensorHeader(cellLine, windows, windowLength, squish, other, axes, digests);
  }

  /** The header's lines, the column names last. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(MAGIC);
    lines.add("##cell_line=" + cellLine);
    lines.add("##windows=" + windows);
    lines.add("##window_length=" + windowLength);
    lines.add("##padding=left");
    lines.add("##squish=" + squish);
    lines.add("##crumb=" + Numbers.format(crumb.amount()));
    lines.add("##crumb_order=" + name(crumb.order()));
    lines.add("##datasets=" + String.join("\t", axes.datasets()));
    lines.add("##trs=" + String.join("\t", axes.trs()));
    new TreeMap<>(digests).forEach((role, digest) -> lines.add("##sha256_" + role + "=" + digest));
    lines.add(
        "#contig\tstart\tend\tname\tvalue\twindow\twindow_start\twindow_end\tpeak_start\tpeak_end");
    return lines;
  }

  /**
   * Reads a header from its lines.
   *
   * @throws IllegalArgumentException with a message when something is missing or out of range
   */
  static TensorHeader parse(List<String> lines) {
    Map<String, String> values = new TreeMap<>();
    for (String line : lines) {
      int eq = line.indexOf('=');
      if (line.startsWith("##") && eq > 0)
        values.put(line.substring(2, eq), line.substring(eq + 1));
    }
    Map<String, String> digests = new TreeMap<>();
    values.forEach(
        (k, v) -> {
          if (k.startsWith("sha256_")) digests.put(k.substring("sha256_".length()), v);
        });
    String padding = need(values, "padding");
    if (!padding.equals("left"))
      throw new IllegalArgumentException("padding '" + padding + "' is not known, only left");
    TensorHeader header =
        new TensorHeader(
            need(values, "cell_line"),
            whole(values, "windows"),
            whole(values, "window_length"),
            whole(values, "squish"),
            new Crumb(share(values), order(need(values, "crumb_order"))),
            new Axes(
                List.of(need(values, "datasets").split("\t")),
                List.of(need(values, "trs").split("\t"))),
            digests);
    long cells = (long) header.axes.d() * header.axes.t() * header.bins();
    if (cells > Shape.MOST_CELLS)
      throw new IllegalArgumentException(
          "windows of " + cells + " cells are more than " + Shape.MOST_CELLS);
    return header;
  }

  private static int whole(Map<String, String> values, String key) {
    try {
      return Integer.parseInt(need(values, key));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "##" + key + "=" + values.get(key) + " is not a whole number");
    }
  }

  private static double share(Map<String, String> values) {
    try {
      return Double.parseDouble(need(values, "crumb"));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("##crumb=" + values.get("crumb") + " is not a number");
    }
  }

  private static Crumb.Order order(String text) {
    for (Crumb.Order order : Crumb.Order.values()) if (text.equals(name(order))) return order;
    throw new IllegalArgumentException(
        "##crumb_order=" + text + " is neither crumb_first nor squish_first");
  }

  private static String name(Crumb.Order order) {
    return order.name().toLowerCase(Locale.ROOT);
  }

  private static String need(Map<String, String> values, String key) {
    String value = values.get(key);
    if (value == null) throw new IllegalArgumentException("the header lacks ##" + key);
    return value;
  }
}
