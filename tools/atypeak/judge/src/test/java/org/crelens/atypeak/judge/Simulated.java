package org.crelens.atypeak.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.libs.io.Outputs;

/**
 * A truth and its tensor, made by hand: regions of 800 bases, bins of 10, four datasets, four TRs.
 */
final class Simulated {
  static final int LENGTH = 800;
  static final Axes AXES =
      new Axes(List.of("d1", "d2", "d3", "d4"), List.of("t1", "t2", "t3", "t4"));
  static final String HEADER =
      "region\tchrom\tregion_start\tregion_end\tstart\tend\tdataset\ttf\tkind\tgroup\tround\tdraw\tcalled";

  /** A peak of the truth; positions from the start of its region. */
  record Peak(int region, int dataset, int tr, int start, int end, String kind, int group) {
    boolean called() {
      return !kind.equals("dropped") && end > 0 && start < LENGTH;
    }

    int cell() {
      return dataset * AXES.t() + tr;
    }
  }

  final List<Peak> peaks = new ArrayList<>();
  final int regions;

  Simulated(int regions) {
    this.regions = regions;
  }

  Simulated peak(int region, int dataset, int tr, int start, int end, String kind, int group) {
    peaks.add(new Peak(region, dataset, tr, start, end, kind, group));
    return this;
  }

  static int origin(int region) {
    return 10_000 * (region + 1);
  }

  TensorHeader header() {
    return new TensorHeader("x", regions, LENGTH, 10, Crumb.NONE, AXES, Map.of());
  }

  Path truth(Path file) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Peak p : peaks) {
      int origin = origin(p.region());
      text.append(p.region())
          .append("\tsim1\t")
          .append(origin)
          .append('\t')
          .append(origin + LENGTH);
      text.append('\t').append(origin + p.start()).append('\t').append(origin + p.end());
      text.append('\t').append(AXES.datasets().get(p.dataset()));
      text.append('\t').append(AXES.trs().get(p.tr())).append('\t').append(p.kind()).append('\t');
      text.append(p.group() < 0 ? "." : Integer.toString(p.group() + 1)).append("\t1\t1\t");
      text.append(p.called() ? 1 : 0).append('\n');
    }
    return Files.writeString(file, text);
  }

  Path tensor(Path file) throws IOException {
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer = new TensorWriter(outputs, file, header())) {
        for (int region = 0; region < regions; region++) {
          int origin = origin(region);
          int of = region;
          for (Peak p :
              peaks.stream()
                  .filter(peak -> peak.region() == of && peak.called())
                  .sorted(java.util.Comparator.comparingInt(peak -> Math.max(0, peak.start())))
                  .toList())
            writer.row(
                "sim1",
                region,
                origin,
                origin + LENGTH,
                p.cell(),
                origin + Math.max(0, p.start()),
                origin + Math.min(LENGTH, p.end()));
        }
      }
      outputs.commit();
    }
    return file;
  }
}
