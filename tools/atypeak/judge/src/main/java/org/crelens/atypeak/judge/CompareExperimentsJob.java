package org.crelens.atypeak.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.Outputs;

/**
 * Gathers judged experiments into one table and one document.
 *
 * @param tables of measures, one for each experiment, in the order of the study
 * @param about how the experiments were made; may be empty
 */
record CompareExperimentsJob(List<Path> tables, String about) {
  CompareExperimentsJob {
    tables = List.copyOf(tables);
  }

  /**
   * Writes both files, or neither.
   *
   * @return all measures
   * @throws UsageException if an experiment is given twice
   */
  List<Measure> run(Path measuresFile, Path documentFile) throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.stage(measuresFile);
      outputs.stage(documentFile);
      List<Measure> all = new ArrayList<>();
      Set<String> experiments = new HashSet<>();
      for (Path table : tables) {
        List<Measure> measures = MeasureTable.read(table);
        for (String id : measures.stream().map(Measure::experiment).distinct().toList())
          UsageException.require(
              experiments.add(id), "--compare " + table + ": experiment " + id + " is given twice");
        all.addAll(measures);
      }
      MeasureTable.write(all, outputs, measuresFile);
      DocumentFile.write(StudyDocuments.study(all, about), outputs, documentFile);
      outputs.commit();
      return all;
    }
  }
}
