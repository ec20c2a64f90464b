package org.crelens.atypeak.interpret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crelens.atypeak.data.Axes;
import org.crelens.libs.cli.NearMatches;
import org.crelens.libs.cli.UsageException;

/**
 * A region with only, or without, some TRs.
 *
 * @param name as tables have it, such as {@code only:a,b}
 * @param keeps per TR of the axis
 */
record TrSubset(String name, boolean[] keeps) {
  /** Variants of the options {@code --only} and {@code --without}, in that order, each once. */
  static List<TrSubset> parse(List<String> only, List<String> without, Axes axes) {
    List<TrSubset> variants = new ArrayList<>();
    variants.addAll(parse("only", only, axes));
    variants.addAll(parse("without", without, axes));
    return variants;
  }

  private static Collection<TrSubset> parse(String kind, List<String> texts, Axes axes) {
    Map<Set<String>, TrSubset> variants = new LinkedHashMap<>();
    for (String text : texts) {
      Set<String> trs = trs(kind, text);
      variants.putIfAbsent(trs, of(kind, trs, axes));
    }
    return variants.values();
  }

  private static Set<String> trs(String kind, String text) {
    Set<String> trs = new LinkedHashSet<>();
    for (String tr : text.split(",")) if (!tr.isBlank()) trs.add(tr.trim());
    UsageException.require(!trs.isEmpty(), "--" + kind + " '" + text + "' names no TR");
    return trs;
  }

  private static TrSubset of(String kind, Set<String> trs, Axes axes) {
    boolean[] keeps = new boolean[axes.t()];
    for (int z = 0; z < keeps.length; z++) keeps[z] = kind.equals("without");
    for (String tr : trs) {
      int z = axes.trs().indexOf(tr);
      if (z < 0)
        throw new UsageException(
            "--" + kind + " " + tr + ": no such TR; " + NearMatches.hint(tr, axes.trs()));
      keeps[z] = kind.equals("only");
    }
    return new TrSubset(kind + ":" + String.join(",", trs), keeps);
  }

  /** Empties the cells of a window that the variant leaves out; order (bin, dataset, TR). */
  void apply(float[] window, int offset, int cells) {
    int t = keeps.length;
    for (int c = 0; c < cells; c++) if (!keeps[c % t]) window[offset + c] = 0;
  }
}
