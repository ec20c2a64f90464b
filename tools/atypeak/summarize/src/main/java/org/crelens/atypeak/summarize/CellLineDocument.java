package org.crelens.atypeak.summarize;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentBuilder;
import org.crelens.libs.chart.Noun;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Text;
import org.crelens.libs.cli.Version;

/** The document about one cell line. */
final class CellLineDocument {
  /** The name of the method, as documents give it. */
  static final String METHOD = "atypeak";

  /** What an item of this method is. */
  static final Noun CELL_LINE = Noun.of("cell line");

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** The sections in the order of reading. */
  private static final List<Function<CellLineResults, Section>> SECTIONS =
      List.of(
          PeakSection::of,
          TrainingSection::of,
          CatalogueSection::of,
          QscoreSection::of,
          NormalisationSection::of,
          ScoreSection::of,
          SourceSection::of,
          RegionSection::of,
          PairSection::of,
          ExampleSection::of,
          GroupSection::of,
          NetworkSection::of,
          PhantomSection::of,
          OptionSection::of);

  private CellLineDocument() {}

  static Document of(CellLineResults results) {
    DocumentBuilder document =
        DocumentBuilder.ofItem(METHOD, CELL_LINE, results.cellLine())
            .madeBy(Version.version(), Version.revision())
            .lead(lead(results));
    results.warnings().forEach(document::add);
    KeyFigures.of(results).forEach(document::add);
    SECTIONS.stream()
        .map(section -> section.apply(results))
        .filter(section -> !section.blocks().isEmpty())
        .forEach(document::add);
    results.gaps().forEach(gap -> document.add(gap.missing()));
    Tracks.of(results).forEach(document::add);
    // Where there is something to see.
    Stream.ofNullable(results.best())
        .flatMap(List::stream)
        .findFirst()
        .ifPresent(
            best ->
                document.locus(
                    best.region().contig()
                        + ":"
                        + (best.region().start() + 1)
                        + "-"
                        + best.region().end()));
    // A tensor that was not made by tensorize may carry something else.
    results
        .digests()
        .forEach(
            (role, digest) -> {
              if (SHA256.matcher(digest).matches()) document.digest(role, digest);
            });
    return document.build();
  }

  private static String lead(CellLineResults results) {
    if (results.sources() == null) return "No peak of this cell line has a score yet.";
    String input = results.input() == null ? "" : results.input().scored();
    return (input.isEmpty() ? "" : input + ". ")
        + "The run scored "
        + Text.count((long) KeyFigures.peaks(results), "peak")
        + " from "
        + Text.count(results.sources().size(), "source")
        + ". A source is one dataset's peaks of one TR (transcriptional regulator). A high final"
        + " score means that a peak has the company that is usual for its source; a low score means"
        + " that it stands alone.";
  }
}
