package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.crelens.atypeak.data.RegionScores;
import org.crelens.atypeak.data.ScoreStatistics.By;
import org.crelens.libs.cli.NearMatches;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;

/** The results of one cell line, as docs/atypeak/output.md tells, and what of them is not there. */
final class ResultFolder {
  private static final String SCORES = ".scores.tsv.gz";
  private static final String TENSOR = ".tensor.bed.gz";
  private static final String TO_THE_END =
      "Run the pipeline to its end (without --stop_after), or run normalize";
  private static final String INTERPRET = "Run interpret on the tensor, the models and the factors";

  private final Path folder;
  private final String cellLine;
  private final List<Gap> gaps = new ArrayList<>();

  /**
   * @throws InputException when the folder holds nothing of the cell line, or results of another
   */
  ResultFolder(Path folder, String cellLine) throws IOException {
    this.folder = folder;
    this.cellLine = cellLine;
    if (!Files.exists(folder))
      throw new InputException(folder, "no such folder", "expected <outdir>/<cell_line> of a run");
    if (!Files.isDirectory(folder))
      throw new InputException(folder, "is not a folder", "expected <outdir>/<cell_line> of a run");
    refuseOthers();
    Stream<String> known =
        Stream.of(
            scores(),
            RegionScores.FILE_NAME,
            "normalization_factors.tsv",
            By.TR.fileName(),
            By.DATASET.fileName(),
            "q_score",
            tensor(),
            "interpretation");
    if (models().isEmpty() && known.noneMatch(name -> Files.exists(folder.resolve(name))))
      throw new InputException(
          folder,
          "holds no result of " + cellLine,
          "expected "
              + scores()
              + ", "
              + RegionScores.FILE_NAME
              + ", q_score/, model/ …; is --cell-line spelled as in the run?");
  }

  /** Files without a cell line in their name would be taken for those of the wrong one. */
  private void refuseOthers() throws IOException {
    TreeSet<String> found = new TreeSet<>(ByteOrder.NAMES);
    addCellLines(found, folder, SCORES, ".final.bed.gz");
    addCellLines(
        found, folder.resolve("intermediate"), TENSOR, ".raw.bed.gz", ".corr-group.bed.gz");
    boolean own = found.remove(cellLine);
    if (found.isEmpty()) return;
    List<String> near = NearMatches.of(cellLine, found);
    Set<String> names = new LinkedHashSet<>(near);
    names.addAll(found);
    throw new InputException(
        folder,
        "holds results of "
            + String.join(", ", names)
            + (own ? " beside those" : ", none")
            + " of "
            + cellLine,
        own
            ? "expected those of one cell line: whose "
                + RegionScores.FILE_NAME
                + " and other files are is not in their names"
            : near.isEmpty()
                ? "expected <outdir>/" + cellLine + " of a run"
                : "did you mean --cell-line " + near.get(0) + "?");
  }

  private static void addCellLines(Set<String> found, Path folder, String... endings)
      throws IOException {
    if (!Files.isDirectory(folder)) return;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList())
        for (String ending : endings) {
          String name = file.getFileName().toString();
          if (name.endsWith(ending)) found.add(name.substring(0, name.length() - ending.length()));
        }
    }
  }

  private String scores() {
    return cellLine + SCORES;
  }

  private String tensor() {
    return "intermediate/" + cellLine + TENSOR;
  }

  /** A result, or null when it is missing; then {@code parts} cannot be shown. */
  private Path find(String name, String remedy, ResultPart... parts) {
    Path file = folder.resolve(name);
    if (Files.exists(file)) return file;
    for (ResultPart part : parts) missing(part, name + " is missing", remedy);
    return null;
  }

  Path findScores() {
    return find(
        scores(),
        TO_THE_END,
        ResultPart.PEAKS,
        ResultPart.SCORES,
        ResultPart.SOURCES,
        ResultPart.PAIRS);
  }

  Path findRegions() {
    return find(
        RegionScores.FILE_NAME,
        TO_THE_END,
        ResultPart.REGION_CLASSES,
        ResultPart.BEST_REGIONS,
        ResultPart.WORST_REGIONS);
  }

  Path findFactors() {
    return find("normalization_factors.tsv", TO_THE_END, ResultPart.FACTORS);
  }

  Path findStatistics(By by) {
    return find(by.fileName(), TO_THE_END, ResultPart.STATISTICS);
  }

  Path findTensor() {
    return find(
        tensor(),
        "Keep the folder intermediate/ of the run, or run tensorize",
        ResultPart.CATALOGUE,
        ResultPart.MATRICES);
  }

  /** The table of the tensor's sizes, or null: results of earlier revisions may lack it. */
  Path findTensorSummary() {
    Path file = folder.resolve("intermediate/" + cellLine + ".tensor.tsv");
    return Files.exists(file) ? file : null;
  }

  /** The folder of the Q-score when it is whole. */
  Path findQscore() throws IOException {
    String remedy = "Run qscore on the tensor and the models";
    Path q = find("q_score", remedy, ResultPart.QSCORE);
    String absent = q == null ? null : QscoreReader.absent(q);
    if (absent == null) return q;
    missing(ResultPart.QSCORE, "q_score/" + absent + " is missing", remedy);
    return null;
  }

  /** A file of the interpretation that {@code part} is made of. */
  Path findInterpretation(String name, ResultPart part) {
    // Of a folder that is not there at all one line is enough.
    return Files.isDirectory(folder.resolve("interpretation"))
        ? find("interpretation/" + name, INTERPRET, part)
        : find("interpretation", INTERPRET, part);
  }

  /** Model files, in {@code model/} or a folder of it for each. */
  List<Path> findModels() throws IOException {
    List<Path> models = models();
    if (models.isEmpty())
      missing(
          ResultPart.TRAINING,
          "model/"
              + cellLine
              + ".model.zip is missing; a cell line whose row names a model gets none of its own",
          "Put that model into model/, or run train");
    return models;
  }

  private List<Path> models() throws IOException {
    Path models = folder.resolve("model");
    if (!Files.isDirectory(models)) return List.of();
    try (Stream<Path> files = Files.walk(models, 2, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".zip")).sorted().toList();
    }
  }

  /** Notes that a part cannot be shown. Reason and remedy are sentences without a full stop. */
  void missing(ResultPart part, String reason, String remedy) {
    gaps.add(new Gap(part, reason, remedy));
  }

  /** The parts that cannot be shown so far, in the order of the document; each once per reason. */
  List<Gap> gaps() {
    return gaps.stream().distinct().sorted(Comparator.comparing(Gap::part)).toList();
  }
}
