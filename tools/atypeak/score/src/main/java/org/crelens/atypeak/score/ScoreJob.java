package org.crelens.atypeak.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.DenseTable;
import org.crelens.atypeak.data.RawScore;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.Shard;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.data.WindowScores;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.MemoryNeed;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.Outputs;

/** A score for every (window, peak) of a shard (spec, section 7). */
record ScoreJob(
    Path tensorFile,
    Path modelFile,
    Shard shard,
    boolean crumbed,
    int threads,
    MemoryLimits limits) {
  void run(Reporter report, Path output, DenseChoice choice, Path denseOutput) throws IOException {
    try (Outputs outputs = new Outputs()) {
      // Before the first file is read.
      if (output != null) outputs.stage(output);
      if (denseOutput != null) outputs.stage(denseOutput);
      Shape shape = Model.readInfo(modelFile).shape();
      requireMemory(shape, denseOutput != null, StepMemory.Content.UNKNOWN, report);
      try (Model model = Model.read(modelFile)) {
        Tensor tensor = Tensor.read(tensorFile);
        model.requireFits(tensor.header(), tensorFile);
        StepMemory.Content content = new StepMemory.Content(tensor.size(), tensor.rows());
        requireMemory(shape, denseOutput != null, content, report);
        try (Rebuilder rebuilder = model.rebuilder(threads)) {
          if (output != null) score(outputs, output, tensor, model, rebuilder, report);
          if (denseOutput != null) show(outputs, denseOutput, tensor, rebuilder, choice);
        }
      }
      outputs.commit();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void requireMemory(
      Shape shape, boolean shown, StepMemory.Content content, Reporter report) {
    MemoryNeed need =
        shown
            ? StepMemory.scoringAndShowing(shape, threads, content)
            : StepMemory.scoring(shape, threads, content);
    need.require(limits, StepMemory.modelOf(shape), "lower --threads");
    if (content.rows() > 0) report.detail("memory: %s", need);
  }

  private Crumb crumb(Tensor tensor) {
    return crumbed ? tensor.header().crumb() : Crumb.NONE;
  }

  private void score(
      Outputs outputs,
      Path output,
      Tensor tensor,
      Model model,
      Rebuilder rebuilder,
      Reporter report)
      throws IOException {
    int batches = (tensor.size() + Rebuilder.BATCH - 1) / Rebuilder.BATCH;
    int first = shard.first(batches) * Rebuilder.BATCH;
    int end = Math.min(shard.end(batches) * Rebuilder.BATCH, tensor.size());
    WindowScores.Header header =
        new WindowScores.Header(
            tensor.header().cellLine(), model.info().seed(), InputFile.sha256(modelFile), shard);
    byte[][] names = names(tensor.header());
    try (WindowScores.Writer out = new WindowScores.Writer(outputs, output, header)) {
      report.progress("scoring", 0, end - first);
      rebuilder.rebuild(
          end - first,
          () -> {
            WindowFiller filler = new WindowFiller(tensor, crumb(tensor));
            return (k, into, at) -> filler.fill(first + k, into, at);
          },
          (from, count, windows, rebuilt) -> scores(tensor, first + from, count, windows, rebuilt),
          batch -> {
            write(out, tensor, names, batch);
            report.progress("scoring", batch.first + batch.count - first, end - first);
          });
    }
    report.info(
        "%s: shard %s, windows %d to %d of %d with peaks",
        output, shard, first, end, tensor.size());
  }

  /** The name of a peak in each cell, in UTF-8. */
  private static byte[][] names(TensorHeader header) {
    byte[][] names = new byte[header.axes().cells()][];
    for (int c = 0; c < names.length; c++)
      names[c] = header.axes().peakName(c, header.cellLine()).getBytes(StandardCharsets.UTF_8);
    return names;
  }

  private record Batch(int first, int count, float[] raw) {}

  private static Batch scores(Tensor tensor, int first, int count, float[] x, float[] rebuilt) {
    int rowFrom = tensor.rowFrom(first);
    float[] raw = new float[tensor.rowFrom(first + count) - rowFrom];
    int windowCells = tensor.header().windowCells();
    for (int i = first; i < first + count; i++)
      for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++)
        raw[r - rowFrom] = RawScore.of(tensor, i, r, x, rebuilt, (i - first) * windowCells);
    return new Batch(first, count, raw);
  }

  private static void write(WindowScores.Writer out, Tensor tensor, byte[][] names, Batch batch) {
    try {
      int n = 0;
      for (int i = batch.first; i < batch.first + batch.count; i++)
        for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++, n++)
          out.row(
              tensor.number(i),
              tensor.contig(i),
              tensor.peakStart(r),
              tensor.peakEnd(r),
              names[tensor.cell(r)],
              batch.raw[n]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void show(
      Outputs outputs, Path target, Tensor tensor, Rebuilder rebuilder, DenseChoice choice)
      throws IOException {
    List<Integer> chosen = choice.indices(tensor);
    int cells = tensor.header().windowCells();
    try (DenseTable table = new DenseTable(outputs, target, tensor.header(), true)) {
      rebuilder.rebuild(
          chosen.size(),
          () -> {
            WindowFiller filler = new WindowFiller(tensor, crumb(tensor));
            return (k, into, at) -> filler.fill(chosen.get(k), into, at);
          },
          (first, count, x, rebuilt) -> new Shown(first, count, x.clone(), rebuilt.clone()),
          shown -> {
            try {
              for (int w = 0; w < shown.count; w++)
                table.window(
                    tensor.number(chosen.get(shown.first + w)), shown.x, shown.rebuilt, w * cells);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private record Shown(int first, int count, float[] x, float[] rebuilt) {}
}
