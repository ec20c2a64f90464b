package org.crelens.atypeak.judge;

import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.judge.Expectation.Measured;

/** All measures of a judged experiment. */
final class Measures {
  private Measures() {}

  /**
   * Those that decide claims, then those of each model.
   *
   * @param models in the order of the experiment's labels
   */
  static List<Measure> of(Experiment experiment, List<JudgedModel> models) {
    List<Measure> measures = new ArrayList<>();
    for (Expectation e : experiment.expectations())
      measures.add(Measure.claim(experiment, e, e.measure().apply(models)));
    for (JudgedModel model : models) addReported(measures, experiment, model);
    return measures;
  }

  private static void addReported(
      List<Measure> measures, Experiment experiment, JudgedModel model) {
    int kept = model.info().keptEpoch();
    List<Double> losses = model.info().losses();
    Object[][] rows = {
      {"median_stack", "median peak of a stack", model.medianStack()},
      {"median_noise", "median noise peak", model.medianNoise()},
      {
        "median_noise_unreliable",
        "median noise peak of the unreliable datasets",
        model.medianUnreliable()
      },
      {"median_phantom", "median phantom of the stack's group", model.medianPhantom()},
      {"median_foreign_phantom", "median phantom of other groups", model.medianForeignPhantom()},
      {"auroc", "a stack's peak lies above noise (AUROC)", model.auroc()},
      {
        "spearman_peaks", "value of a stack's peaks with completeness", model.completenessOfStacks()
      },
      {
        "spearman_phantoms",
        "value of the group's phantoms with completeness",
        model.completenessOfPhantoms()
      },
      {"precision", "1 - median phantom of the group / median peak of a stack", model.precision()},
      {"clusters", "clusters of TRs", model.clusters()},
      {"recovered", "groups that are a cluster", model.recovered()},
      {"total_q", "total Q", model.totalQ()},
      {"epoch", "epoch whose weights are kept", new Measured(kept, losses.size())},
      {
        "loss",
        "its loss",
        new Measured(kept == 0 ? Double.NaN : losses.get(kept - 1), losses.size())
      }
    };
    for (Object[] row : rows) {
      if (row[0].equals("total_q") && !experiment.needsQ()) continue;
      measures.add(
          Measure.reported(
              experiment, model.label(), (String) row[0], (String) row[1], (Measured) row[2]));
    }
  }
}
