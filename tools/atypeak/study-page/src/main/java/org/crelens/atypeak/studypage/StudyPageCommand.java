package org.crelens.atypeak.studypage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.studypage.Judgement.Measure;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options to {@link StudyPageJob}. */
@Command(
    name = "study-page",
    description = "Gather judged experiments into one table and one self-contained page.",
    footer = "  study-page --input 2a --input 3 --output-table study.tsv --output-page study.html")
final class StudyPageCommand extends Tool {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder of judge; several times, in the order of the page.")
  List<Path> folders;

  @Option(
      names = "--about",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "How the experiments were made, for the foot of the page.")
  String about;

  @Option(
      names = "--output-table",
      required = true,
      paramLabel = "FILE",
      description = "All measures, TSV.")
  Path table;

  @Option(
      names = "--output-page",
      required = true,
      paramLabel = "FILE",
      description = "The page, HTML.")
  Path page;

  @Override
  protected void run(Reporter report) throws IOException {
    List<Measure> expectations =
        new StudyPageJob(folders, about)
            .run(table, page).stream()
                .flatMap(one -> one.measures().stream())
                .filter(Measure::expected)
                .toList();
    report.info(
        "%d of %d expectations hold",
        expectations.stream().filter(Measure::passed).count(), expectations.size());
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new StudyPageCommand(), args));
  }
}
