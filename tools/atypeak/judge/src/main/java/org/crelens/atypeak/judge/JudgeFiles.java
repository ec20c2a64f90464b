package org.crelens.atypeak.judge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/** The files of a judged experiment. */
final class JudgeFiles {
  private JudgeFiles() {}

  /** Writes all of them into {@code folder}; they appear when {@code outputs} are committed. */
  static void write(Outputs outputs, Path folder, Experiment experiment, List<JudgedModel> all)
      throws IOException {
    MeasureTable.write(Measures.of(experiment, all), outputs, folder.resolve("measures.tsv"));
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
}
