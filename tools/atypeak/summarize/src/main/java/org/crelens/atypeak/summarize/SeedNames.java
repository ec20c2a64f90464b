package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names models by their seeds, as the folders of the Q-score do. */
final class SeedNames {
  private SeedNames() {}

  /** The seed of each model; the second model of a seed gets {@code -2} behind it. */
  static List<String> of(List<TrainedModel> models) {
    Map<Long, Integer> nth = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (TrainedModel model : models) {
      int n = nth.merge(model.seed(), 1, Integer::sum);
      names.add(model.seed() + (n > 1 ? "-" + n : ""));
    }
    return names;
  }
}
