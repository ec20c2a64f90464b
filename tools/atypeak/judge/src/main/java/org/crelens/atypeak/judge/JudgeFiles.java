package org.crelens.atypeak.judge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.judge.Expectation.Measured;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/** The files of a judged experiment. */
final class JudgeFiles {
  private JudgeFiles() {}

  /** Writes all of them into {@code folder}; they appear when {@code outputs} are committed. */
  static void write(Outputs outputs, Path folder, Experiment experiment, List<Findings> all)
      throws IOException {
    measures(outputs, folder.resolve("measures.tsv"), experiment, all);
    List<Pictures.Picture> pictures = Pictures.of(experiment, all);
    try (TextOutput out = TextOutput.table(outputs, folder.resolve("pictures.tsv"))) {
      out.row("experiment", "heading", "file", "title", "caption");
      for (Pictures.Picture p : pictures)
        out.row(experiment.id(), experiment.title(), p.file(), p.title(), p.caption());
    }
    for (Pictures.Picture p : pictures) {
      Path file = folder.resolve(p.file());
      try (OutputStream out = outputs.open(file)) {
        out.write(p.svg().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void measures(
      Outputs outputs, Path file, Experiment experiment, List<Findings> all) throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.row(
          "experiment",
          "expectation",
          "model",
          "claim",
          "measured",
          "comparison",
          "threshold",
          "result",
          "n");
      for (Expectation e : experiment.expectations()) {
        Measured m = e.measure().apply(all);
        out.row(
            experiment.id(),
            e.name(),
            String.join(",", experiment.labels()),
            e.claim(),
            m.value(),
            e.comparison(),
            e.threshold(),
            e.comparison().holds(m.value(), e.threshold()) ? "pass" : "fail",
            m.n());
      }
      for (Findings one : all) {
        reported(out, experiment, one, "median_stack", "median peak of a stack", one.medianStack());
        reported(out, experiment, one, "median_noise", "median noise peak", one.medianNoise());
        reported(
            out,
            experiment,
            one,
            "median_noise_unreliable",
            "median noise peak of the unreliable datasets",
            one.medianUnreliable());
        reported(
            out,
            experiment,
            one,
            "median_phantom",
            "median phantom of the stack's group",
            one.medianPhantom());
        reported(
            out,
            experiment,
            one,
            "median_foreign_phantom",
            "median phantom of other groups",
            one.medianForeignPhantom());
        reported(
            out, experiment, one, "auroc", "a stack's peak lies above noise (AUROC)", one.auroc());
        reported(
            out,
            experiment,
            one,
            "spearman_peaks",
            "value of a stack's peaks with completeness",
            one.completenessOfStacks());
        reported(
            out,
            experiment,
            one,
            "spearman_phantoms",
            "value of the group's phantoms with completeness",
            one.completenessOfPhantoms());
        reported(
            out,
            experiment,
            one,
            "precision",
            "1 - median phantom of the group / median peak of a stack",
            one.precision());
        reported(out, experiment, one, "clusters", "clusters of TRs", one.clusters());
        reported(out, experiment, one, "recovered", "groups that are a cluster", one.recovered());
        if (experiment.needsQ()) reported(out, experiment, one, "total_q", "total Q", one.totalQ());
        int kept = one.info().keptEpoch();
        reported(
            out,
            experiment,
            one,
            "epoch",
            "epoch whose weights are kept",
            new Measured(kept, one.info().losses().size()));
        double loss = kept == 0 ? Double.NaN : one.info().losses().get(kept - 1);
        reported(
            out,
            experiment,
            one,
            "loss",
            "its loss",
            new Measured(loss, one.info().losses().size()));
      }
    }
  }

  private static void reported(
      TextOutput out, Experiment experiment, Findings one, String name, String claim, Measured m)
      throws IOException {
    out.row(experiment.id(), name, one.label(), claim, m.value(), ".", ".", "reported", m.n());
  }
}
