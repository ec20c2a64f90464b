package org.crelens.atypeak.studypage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crelens.atypeak.studypage.Judgement.Measure;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/**
 * Gathers judged experiments.
 *
 * @param folders of judge, in the order of the table and the page
 * @param about how the experiments were made, for the page
 */
record StudyPageJob(List<Path> folders, String about) {
  StudyPageJob {
    folders = List.copyOf(folders);
  }

  /** Writes table and page, both or none. */
  List<Judgement> run(Path table, Path page) throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.stage(table);
      outputs.stage(page);
      List<Judgement> all = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (Path folder : folders) {
        Judgement one = Judgement.read(folder);
        UsageException.require(
            names.add(one.experiment()),
            "--input " + folder + ": experiment " + one.experiment() + " is given twice");
        all.add(one);
      }
      try (TextOutput out = TextOutput.table(outputs, table)) {
        out.row(Judgement.COLUMNS.toArray());
        for (Judgement one : all) for (Measure m : one.measures()) out.row(m.cells().toArray());
      }
      try (OutputStream out = outputs.open(page)) {
        out.write(new Page(all, about).html().getBytes(StandardCharsets.UTF_8));
      }
      outputs.commit();
      return all;
    }
  }
}
