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

/** Options to {@link JudgeJob} and {@link CompareExperimentsJob}. */
@Command(
    name = "judge",
    description = {
      "Compare what models make of a simulated catalogue with its truth.",
      "",
      "With --compare, gather experiments that were judged before into one table and one document."
    },
    footer = {
      "  judge --experiment 2a --label 8x8 --model m.model.zip \\",
      "      --tensor judge.tensor.bed.gz --truth judge.truth.tsv.gz \\",
      "      --output-measures 2a.tsv --output-document 2a.document.json",
      "  judge --compare 2a.tsv 3.tsv --output-measures study.tsv \\",
      "      --output-document run.document.json",
      "  report --document run.document.json 2a.document.json 3.document.json \\",
      "      --output study.html",
      "",
      "Claims and thresholds: docs/atypeak/study.md."
    })
final class JudgeCommand extends Tool {
  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "Experiment to judge: 2a, S1b, 2b, 3, S3a, S3b, S3c, S4a, S4b or S4c.")
  String experiment;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "Name of a model in the experiment; once for each --model, in the same order.")
  List<String> labels = List.of();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Model file of train; once for each model that the experiment compares.")
  List<Path> models = List.of();

  @Option(
      names = "--tensor",
      paramLabel = "FILE",
      description =
          "Tensor file of the catalogue to judge on; one for all models, or one for each.")
  List<Path> tensors = List.of();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Truth of the same simulation; one for each --tensor.")
  List<Path> truths = List.of();

  @Option(
      names = "--total-q",
      paramLabel = "FILE",
      description =
          "total.txt of qscore for each model, all on the same windows; experiment 3 only.")
  List<Path> totals = List.of();

  @Option(
      names = "--compare",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Tables of measures, one for each judged experiment, in the order in which they are shown.")
  List<Path> compared = List.of();

  @Option(
      names = "--about",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "With --compare: how the experiments were made, for the report.")
  String about;

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output-measures",
      required = true,
      paramLabel = "FILE",
      description = "All measures, TSV.")
  Path measuresFile;

  @Option(
      names = "--output-document",
      required = true,
      paramLabel = "FILE",
      description = "Document for report, JSON.")
  Path documentFile;

  /** What a test may lower. */
  MemoryLimits limits = NativeMemory.limits();

  @Override
  protected void run(Reporter report) throws IOException {
    List<Measure> measures = compared.isEmpty() ? judge(report) : compare();
    for (Measure m : measures)
      if (m.isClaim())
        report.info(
            "%s: %s %s %.3f (%s %s)",
            m.fails() ? "FAIL" : "pass",
            m.experiment(),
            m.name(),
            m.measured(),
            m.comparison(),
            m.threshold());
    report.info("%s", ClaimTable.sentence(measures));
  }

  private List<Measure> compare() throws IOException {
    require(
        experiment == null && models.isEmpty(),
        "--compare gathers experiments that were judged before; leave --experiment and --model out");
    checkInputs(compared);
    return new CompareExperimentsJob(compared, about).run(measuresFile, documentFile);
  }

  private List<Measure> judge(Reporter report) throws IOException {
    require(
        experiment != null, "give --experiment to judge one, or --compare to gather judged ones");
    require(about.isEmpty(), "--about goes with --compare");
    Experiment of = Experiment.of(experiment);
    List<JudgeJob.Candidate> candidates = candidates(of);
    return new JudgeJob(of, candidates, threads.count(), limits)
        .run(measuresFile, documentFile, report);
  }

  private List<JudgeJob.Candidate> candidates(Experiment of) throws IOException {
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
    return candidates;
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new JudgeCommand(), args));
  }
}
