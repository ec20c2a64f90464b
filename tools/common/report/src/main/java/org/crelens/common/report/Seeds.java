package org.crelens.common.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crelens.libs.summary.CellLineSummary.Model;

/** Names of models by their seeds, as folders of the Q-score have them. */
final class Seeds {
  private Seeds() {}

  /** The seed of each model; a second one of the same seed has {@code -2} behind it. */
  static List<String> of(List<Model> models) {
    Map<Long, Integer> nth = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Model model : models) {
      int n = nth.merge(model.seed(), 1, Integer::sum);
      names.add(model.seed() + (n > 1 ? "-" + n : ""));
    }
    return names;
  }
}
