package org.crelens.atypeak.judge;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.engine.NativeMemory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options to {@link JudgeJob}. */
@Command(
    name = "judge",
    description = "Compare what models make of a simulated catalogue with its truth.",
    footer = {
      "  judge --experiment 2a --label 8x8 --model m.model.zip \\",
      "      --tensor judge.tensor.bed.gz --truth judge.truth.tsv.gz --output 2a",
      "",
      "Expectations and thresholds: docs/atypeak/study.md."
    })
final class JudgeCommand extends Tool {
  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "NAME",
      description = "2a, S1b, 2b, 3, S3a, S3b, S3c, S4a, S4b or S4c: what is expected.")
  String experiment;

  @Option(
      names = "--label",
      required = true,
      paramLabel = "NAME",
      description = "Name of a model in the experiment; once for each --model, in the same order.")
  List<String> labels;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "Model file of train; once for each model that the experiment compares.")
  List<Path> models;

  @Option(
      names = "--tensor",
      required = true,
      paramLabel = "FILE",
      description =
          "Tensor file of the catalogue to judge on; one for all models, or one for each.")
  List<Path> tensors;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "Truth of the same simulation; one for each --tensor.")
  List<Path> truths;

  @Option(
      names = "--total-q",
      paramLabel = "FILE",
      description =
          "total.txt of qscore for each model, all on the same windows; experiment 3 only.")
  List<Path> totals = List.of();

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder for the table of measures and the pictures; made if need be.")
  Path output;

  /** What a test may lower. */
  MemoryLimits limits = NativeMemory.limits();

  @Override
  protected void run(Reporter report) throws IOException {
    Experiment of = Experiment.of(experiment);
    int n = of.labels().size();
    require(
        models.size() == labels.size(),
        models.size() + " --model and " + labels.size() + " --label; give each model its name");
    require(
        List.copyOf(labels).containsAll(of.labels()) && labels.size() == n,
        "--label "
            + String.join(", ", labels)
            + ": experiment "
            + of.id()
            + " compares "
            + String.join(", ", of.labels()));
    require(
        tensors.size() == 1 || tensors.size() == n,
        tensors.size() + " --tensor for " + n + " models; give one for all, or one for each");
    require(
        truths.size() == tensors.size(),
        truths.size() + " --truth for " + tensors.size() + " --tensor; give each tensor its truth");
    require(
        totals.size() == (of.needsQ() ? n : 0),
        totals.size()
            + " --total-q; experiment "
            + of.id()
            + " takes "
            + (of.needsQ() ? "one for each model" : "none"));
    List<Path> inputs = new ArrayList<>(models);
    inputs.addAll(tensors);
    inputs.addAll(truths);
    inputs.addAll(totals);
    checkInputs(inputs);
    List<JudgeJob.Candidate> candidates = new ArrayList<>();
    for (String label : of.labels()) {
      int i = labels.indexOf(label);
      int data = tensors.size() == 1 ? 0 : i;
      candidates.add(
          new JudgeJob.Candidate(
              label,
              models.get(i),
              tensors.get(data),
              truths.get(data),
              of.needsQ() ? totals.get(i) : null));
    }
    List<Findings> all = new JudgeJob(of, candidates, threads.count(), limits).run(output, report);
    for (Expectation e : of.expectations()) {
      double value = e.measure().apply(all).value();
      report.info(
          "%s: %s %.3f (%s %s)",
          e.comparison().holds(value, e.threshold()) ? "pass" : "FAIL",
          e.name(),
          value,
          e.comparison(),
          e.threshold());
    }
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new JudgeCommand(), args));
  }
}
