package org.crelens.atypeak.judge;

import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentBuilder;
import org.crelens.libs.chart.Noun;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Warning;
import org.crelens.libs.cli.Version;

/** What a report says about an experiment, and about all experiments of a study. */
final class StudyDocuments {
  private static final String METHOD = "atypeak";
  private static final Noun NOUN = Noun.of("experiment");

  private StudyDocuments() {}

  /**
   * The document of one experiment.
   *
   * @param models in the order of the experiment's labels
   * @param measures all of the experiment
   */
  static Document experiment(
      Experiment experiment, List<JudgedModel> models, List<Measure> measures) {
    DocumentBuilder document =
        DocumentBuilder.ofItem(METHOD, NOUN, experiment.id())
            .madeBy(Version.version(), Version.revision())
            .lead(experiment.title() + ". " + ClaimTable.sentence(measures));
    ClaimTable.keyFigures(measures).forEach(document::add);
    for (Measure m : measures)
      if (m.fails())
        document.add(
            new Warning(
                Warning.Level.CAUTION,
                m.name(),
                "A claim does not hold: "
                    + m.claim()
                    + ". Measured "
                    + Text.number(m.measured())
                    + ", expected "
                    + m.expected()
                    + ".",
                "Chance plays a part: repeat the experiment with another --seed before you conclude that the"
                    + " claim is wrong."));
    document.add(new Section("claims", "Claims", List.of(ClaimTable.of(measures, false))));
    new ExperimentFigures(experiment, models).sections().forEach(document::add);
    document.add(new Section("numbers", "All numbers", List.of(numbers(measures))));
    return document.build();
  }

  private static Table numbers(List<Measure> measures) {
    List<List<Object>> rows = new ArrayList<>();
    for (Measure m : measures)
      if (!m.isClaim()) rows.add(List.of(m.model(), m.claim(), m.measured(), m.n()));
    return new Table(
        "numbers",
        "Numbers of each model",
        "Nothing is expected of these numbers. They help to understand why a claim holds or does not hold.",
        List.of(
            Table.Column.text("model"),
            Table.Column.text("measure"),
            Table.Column.number("measured", -1),
            Table.Column.number("values", 0)),
        rows);
  }

  /**
   * The document of a whole study.
   *
   * @param measures of all experiments, in the order of the study
   * @param about how the experiments were made; may be empty
   */
  static Document study(List<Measure> measures, String about) {
    long experiments = measures.stream().map(Measure::experiment).distinct().count();
    DocumentBuilder document =
        DocumentBuilder.ofRun(METHOD, NOUN)
            .madeBy(Version.version(), Version.revision())
            .lead(
                "Artificial catalogues whose truth is known: do the models do what the paper says? In "
                    + NOUN.count(experiments)
                    + ", "
                    + ClaimTable.sentence(measures));
    ClaimTable.keyFigures(measures).forEach(document::add);
    List<Block> blocks = new ArrayList<>();
    blocks.add(ClaimTable.of(measures, true));
    if (!about.isBlank()) blocks.add(Block.Note.plain("How the experiments were made: " + about));
    blocks.add(
        Block.Note.plain(
            "Definitions, thresholds and their reasons: docs/atypeak/study.md in the source of crelens."));
    return document.add(new Section("claims", "All claims", blocks)).build();
  }
}
