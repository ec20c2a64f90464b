package org.crelens.build.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.crelens.build.benchmarks.Agreement.Figure;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options to {@link Agreement}, and its table. */
@Command(
    name = "agreement",
    description = {
      "Compare results with published ones, or with those of another seed.",
      "",
      "Each pair of files is optional. Peaks are matched by contig, start, end and name; scores are column 5."
    },
    footer =
        "  benchmark agreement --raw hela.raw.bed.gz --published-raw published/hela.raw.bed.gz --format markdown")
final class AgreementCommand extends Tool {
  /** How the table is written. */
  enum Format {
    /** Tab-separated, numbers in full precision. */
    TSV,
    /** A table for a document, numbers rounded. */
    MARKDOWN
  }

  @Option(names = "--raw", paramLabel = "FILE", description = "Raw scores, BED.")
  Path raw;

  @Option(names = "--published-raw", paramLabel = "FILE", description = "Published raw scores.")
  Path publishedRaw;

  @Option(names = "--final", paramLabel = "FILE", description = "Final scores, BED.")
  Path finals;

  @Option(names = "--published-final", paramLabel = "FILE", description = "Published final scores.")
  Path publishedFinals;

  @Option(
      names = "--factors",
      arity = "1..*",
      paramLabel = "FILE",
      description = "k tables, one per seed; their mean is compared as well.")
  List<Path> factors = List.of();

  @Option(names = "--published-factors", paramLabel = "FILE", description = "Published k table.")
  Path publishedFactors;

  @Option(
      names = "--loss",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Losses per epoch, one file per seed.")
  List<Path> losses = List.of();

  @Option(
      names = "--published-loss",
      paramLabel = "FILE",
      description = "Published losses: a number per epoch, or a table with a column loss.")
  Path publishedLoss;

  @Option(
      names = "--q-score",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Total Q, as qscore writes it in total.txt; with --goal mean, that of the mean of its models.")
  List<Path> totals = List.of();

  @Option(
      names = "--published-q-score",
      paramLabel = "FILE",
      description = "Published Q matrix, numbers only; its sum is compared.")
  Path publishedQ;

  @Option(
      names = "--label",
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "What the files of --factors and --loss are called (default: run 1, run 2, …; a run alone has no name).")
  List<String> labels = List.of();

  @Option(
      names = "--goal",
      defaultValue = "published",
      paramLabel = "GOAL",
      description =
          "What is asked for (default: ${DEFAULT-VALUE}): published, hela against the published results; mean, the mean of its seeds against them; seeds, final scores of two seeds of cd34 against each other; none.")
  Agreement.Goal goal;

  @Option(
      names = "--format",
      defaultValue = "tsv",
      paramLabel = "FORMAT",
      description = "tsv or markdown (default: ${DEFAULT-VALUE}).")
  Format format;

  @Option(names = "--brief", description = "Leave out single TRs, sources and epochs.")
  boolean brief;

  @Spec CommandSpec command;

  @Override
  protected void run(Reporter report) throws IOException {
    pair("--raw", raw != null, "--published-raw", publishedRaw != null);
    pair("--final", finals != null, "--published-final", publishedFinals != null);
    pair("--factors", !factors.isEmpty(), "--published-factors", publishedFactors != null);
    pair("--loss", !losses.isEmpty(), "--published-loss", publishedLoss != null);
    UsageException.require(
        publishedQ == null || !totals.isEmpty(), "--published-q-score needs --q-score");
    UsageException.require(
        raw != null
            || finals != null
            || !factors.isEmpty()
            || !losses.isEmpty()
            || !totals.isEmpty(),
        "nothing to compare: give --raw, --final, --factors, --loss or --q-score");
    for (List<Path> files : List.of(factors, losses))
      UsageException.require(
          labels.isEmpty() || files.isEmpty() || labels.size() == files.size(),
          "--label names " + labels.size() + " runs, but there are " + files.size() + " files");
    List<Path> inputs = new ArrayList<>(factors);
    inputs.addAll(losses);
    inputs.addAll(totals);
    for (Path file :
        new Path[] {raw, publishedRaw, finals, publishedFinals, publishedFactors, publishedLoss})
      inputs.add(file);
    inputs.add(publishedQ);
    checkInputs(inputs);
    Agreement agreement = new Agreement(goal);
    if (raw != null) agreement.raw(pairs(report, raw, publishedRaw));
    if (finals != null) agreement.finals(pairs(report, finals, publishedFinals));
    if (!factors.isEmpty()) {
      List<SortedMap<String, Double>> tables = new ArrayList<>();
      for (Path file : factors) tables.add(Tables.factors(file));
      agreement.factors(labels(factors.size()), tables, Tables.factors(publishedFactors));
    }
    if (!losses.isEmpty()) {
      double[] published = Tables.losses(publishedLoss);
      for (int i = 0; i < losses.size(); i++)
        agreement.losses(labels(losses.size()).get(i), Tables.losses(losses.get(i)), published);
    }
    double publishedTotal = publishedQ == null ? Double.NaN : Tables.matrixSum(publishedQ);
    Map<String, Double> runs = new LinkedHashMap<>();
    for (Path file : totals) runs.putAll(Tables.totals(file));
    // The goal for the mean of several models says nothing of a single one.
    if (goal == Agreement.Goal.MEAN && runs.containsKey("mean"))
      runs.keySet().retainAll(Set.of("mean"));
    runs.forEach(
        (seed, total) ->
            agreement.totalQ(
                runs.size() == 1 ? "" : seed.equals("mean") ? seed : "seed " + seed,
                total,
                publishedTotal));
    print(agreement.figures());
  }

  private static void pair(String ours, boolean hasOurs, String theirs, boolean hasTheirs) {
    UsageException.require(hasOurs == hasTheirs, ours + " and " + theirs + " go together");
  }

  private static ScoreTable.Pairs pairs(Reporter report, Path ours, Path theirs)
      throws IOException {
    ScoreTable a = ScoreTable.read(ours);
    ScoreTable b = ScoreTable.read(theirs);
    ScoreTable.Pairs pairs = a.with(b);
    int shared = pairs.ours().length;
    if (shared < a.scores().size() || shared < b.scores().size())
      report.warn(
          "%s has %d peaks, %s has %d; the %d that both have are compared",
          ours, a.scores().size(), theirs, b.scores().size(), shared);
    return pairs;
  }

  private List<String> labels(int runs) {
    if (!labels.isEmpty()) return labels;
    if (runs == 1) return List.of("");
    return IntStream.rangeClosed(1, runs).mapToObj(i -> "run " + i).toList();
  }

  private void print(List<Figure> figures) {
    PrintWriter out = command.commandLine().getOut();
    boolean markdown = format == Format.MARKDOWN;
    List<String> header =
        List.of("part", "figure", "of", "value", "published", "difference", "asked", "met");
    out.println(markdown ? row(header) : String.join("\t", header));
    if (markdown) out.println("|---|---|--:|--:|--:|--:|---|---|");
    for (Figure f : figures) {
      if (brief && f.single()) continue;
      List<String> cells =
          List.of(
              f.part(),
              f.what(),
              f.of() == 0 ? "" : markdown ? String.format(Locale.ROOT, "%,d", f.of()) : "" + f.of(),
              number(f.value()),
              number(f.published()),
              Double.isNaN(f.difference()) || !markdown
                  ? number(f.difference())
                  : String.format(Locale.ROOT, "%+.1f %%", f.difference() * 100),
              f.asked().toString(),
              f.asked().equals(Threshold.NONE) ? "" : f.asked().met(f.value()) ? "met" : "missed");
      out.println(markdown ? row(cells) : String.join("\t", cells));
    }
    out.flush();
  }

  private String number(double value) {
    if (Double.isNaN(value)) return "";
    if (format == Format.TSV || Double.isInfinite(value)) return Numbers.format(value);
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
