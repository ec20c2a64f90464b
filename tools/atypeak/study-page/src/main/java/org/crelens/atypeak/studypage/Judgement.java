package org.crelens.atypeak.studypage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.LineSource;

/**
 * A folder of judge, read.
 *
 * @param experiment its name
 * @param heading what it is about
 * @param measures rows of measures.tsv
 * @param pictures in order
 */
record Judgement(
    String experiment, String heading, List<Measure> measures, List<Picture> pictures) {
  static final List<String> COLUMNS =
      List.of(
          "experiment",
          "expectation",
          "model",
          "claim",
          "measured",
          "comparison",
          "threshold",
          "result",
          "n");
  private static final List<String> PICTURE_COLUMNS =
      List.of("experiment", "heading", "file", "title", "caption");
  private static final String EXPECTED = "expected a folder of judge";

  /**
   * A row of measures.tsv.
   *
   * @param cells in the order of {@link #COLUMNS}
   */
  record Measure(List<String> cells) {
    String cell(String column) {
      return cells.get(COLUMNS.indexOf(column));
    }

    /** Whether it has a threshold. */
    boolean expected() {
      return !cell("result").equals("reported");
    }

    boolean passed() {
      return cell("result").equals("pass");
    }
  }

  /**
   * A picture.
   *
   * @param title for headings
   * @param caption how to read it
   * @param svg content of its file
   */
  record Picture(String title, String caption, String svg) {}

  /**
   * Reads a folder of judge.
   *
   * @throws InputException when a file is missing or is something else
   */
  static Judgement read(Path folder) throws IOException {
    List<Measure> measures =
        table(folder.resolve("measures.tsv"), COLUMNS).stream().map(Measure::new).toList();
    for (Measure m : measures)
      if (!List.of("pass", "fail", "reported").contains(m.cell("result")))
        throw new InputException(
            folder.resolve("measures.tsv"),
            "result '" + m.cell("result") + "'",
            "expected pass, fail or reported");
    List<Picture> pictures = new ArrayList<>();
    String heading = "";
    for (List<String> row : table(folder.resolve("pictures.tsv"), PICTURE_COLUMNS)) {
      heading = row.get(1);
      pictures.add(new Picture(row.get(3), row.get(4), svg(folder.resolve(row.get(2)))));
    }
    return new Judgement(measures.get(0).cell("experiment"), heading, measures, pictures);
  }

  private static List<List<String>> table(Path file, List<String> columns) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (LineSource lines = new LineSource(file)) {
      if (!lines.nextRecord() || !List.of(lines.text().split("\t")).equals(columns))
        throw new InputException(
            file, "does not start with the columns " + String.join(", ", columns), EXPECTED);
      while (lines.nextRecord()) {
        List<String> row = List.of(lines.text().split("\t", -1));
        if (row.size() != columns.size()) throw lines.error(row.size() + " columns", EXPECTED);
        rows.add(row);
      }
    }
    if (rows.isEmpty()) throw new InputException(file, "holds no row", EXPECTED);
    return rows;
  }

  private static String svg(Path file) throws IOException {
    try (var in = InputFile.open(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      // It becomes part of a page: a picture and nothing else.
      if (!text.startsWith("<svg ") || text.contains("<script"))
        throw new InputException(file, "is no plain SVG picture", EXPECTED);
      return text;
    }
  }
}
