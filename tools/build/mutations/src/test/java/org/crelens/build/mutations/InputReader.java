package org.crelens.build.mutations;

import java.util.List;

/**
 * One input that one executable reads.
 *
 * @param name for tables and messages
 * @param valid the valid file; a folder when {@code files} are some of those in it
 * @param files what to damage in a folder, one at a time; empty for a file
 * @param command the call: {@code @} stands for the damaged input, {@code v/} for the folder of
 *     valid files, {@code out/} for that of outputs
 */
record InputReader(String name, String valid, List<String> files, String command) {
  private static final String TENSORIZE =
      "tensorize --cell-line x --window 1600 --squish 100 --output out/t.tensor.bed.gz"
          + " --output-summary out/t.tsv ";
  private static final String REGIONS = "--regions v/x.regions.bed.gz ";
  private static final String PEAKS = "--peaks v/x.peaks.bed.gz ";
  private static final String TRAIN =
      "train --threads 1 --filters 2 --deep-dim 4 --kernel 4 --epochs 1 --batches-per-epoch 1"
          + " --batch-size 2 --output out/m.zip --loss out/loss.tsv ";
  private static final String SCORE =
      "score --threads 1 --output out/s.tsv.gz --dense-windows most-peaks:1"
          + " --dense-output out/d.tsv ";
  private static final String NORMALIZE =
      "normalize --threads 1 --output-factors out/f.tsv --output-corr-group out/c.bed.gz"
          + " --output-final out/x.final.bed.gz --output-scores out/x.scores.tsv.gz"
          + " --output-regions out/r.tsv.gz --output-stats-tr out/t.tsv"
          + " --output-stats-dataset out/d.tsv ";
  private static final String SAMPLE = "--sample-windows 3 ";
  private static final String QSCORE = "qscore --threads 1 --windows 3 --output out/q ";
  private static final String INTERPRET =
      "interpret --threads 1 --phantom-threshold 0.01 --ur-examples 1 --output out/i ";
  private static final String TRACKS =
      "tracks --threads 1 --output-bigbed out/x.bb --output-bigwig out/x.bw"
          + " --output-phantoms out/p.bb ";
  private static final String JUDGE =
      "judge --threads 1 --experiment S3a --label odds --output-measures out/m.tsv"
          + " --output-document out/d.json ";
  private static final String STUDY =
      "judge --threads 1 --experiment 3 --label H8 --label H32 --label H128 --label H256"
          + " --model v/x.model.zip --model v/x.model.zip --model v/x.model.zip"
          + " --model v/x.model.zip --tensor v/x.tensor.bed.gz --truth v/x.truth.tsv.gz"
          + " --total-q @ --total-q v/results/x/q_score/total.txt"
          + " --total-q v/results/x/q_score/total.txt --total-q v/results/x/q_score/total.txt"
          + " --output-measures out/m.tsv --output-document out/d.json";
  private static final String REPORT = "report --output out/r.html --output-multiqc out/m ";
  private static final String RESULTS = "results/x/";
  private static final String TENSOR = "x.tensor.bed.gz";
  private static final String MODEL = "x.model.zip";

  private static InputReader file(String option, String valid, String command) {
    String tool = command.substring(0, command.indexOf(' '));
    return new InputReader(tool + " " + option, valid, List.of(), command);
  }

  private static InputReader results(String what, List<String> files) {
    return new InputReader(
        "summarize --results: " + what,
        "results/x",
        files,
        "summarize --threads 1 --cell-line x --results @ --output out/d.json");
  }

  /** All of them. */
  static List<InputReader> all() {
    return List.of(
        file("--regions", "x.regions.bed.gz", TENSORIZE + "--regions @ " + PEAKS),
        file("--peaks", "x.peaks.bed.gz", TENSORIZE + REGIONS + "--peaks @"),
        file("--peaks (split)", "split.x/x.peaks.bed.gz", TENSORIZE + REGIONS + "--peaks @"),
        file("--sources", "sources.txt", TENSORIZE + REGIONS + PEAKS + "--sources @"),
        file("--axes (table)", "x.axes.tsv", TENSORIZE + REGIONS + PEAKS + "--axes @"),
        file("--axes (model)", MODEL, TENSORIZE + REGIONS + PEAKS + "--axes @"),
        file("--axes (tensor)", TENSOR, TENSORIZE + REGIONS + PEAKS + "--axes @"),
        file(
            "--peaks",
            "x.peaks.bed.gz",
            "split-peaks --peaks @ --cell-line x --threads 1 --output out/split"
                + " --output-summary out/s.tsv"),
        file(
            "--cell-lines",
            "cell_lines.txt",
            "split-peaks --peaks v/x.peaks.bed.gz --cell-lines @ --threads 1 --output out/split"),
        file(
            "--summary",
            "paper.tensor.tsv",
            "resources --summary @ --filters 2 --deep-dim 4 --batch-size 4 --cpus 2"
                + " --output out/r.tsv"),
        file(
            "--model",
            MODEL,
            "resources --summary v/x.tensor.tsv --model @ --cpus 2 --output out/r.tsv"),
        file("--input", TENSOR, "crumb --input @ --output out/c.tensor.bed.gz"),
        file(
            "--input (dense)",
            TENSOR,
            "crumb --input @ --dense-windows 0,1,2 --dense-output out/d.tsv"),
        file("--tensor", "x.crumbed.tensor.bed.gz", TRAIN + "--tensor @"),
        file(
            "--source-weights",
            "weights.tsv",
            TRAIN + "--tensor v/x.tensor.bed.gz --source-weights @"),
        file("--tensor", TENSOR, SCORE + "--tensor @ --model v/x.model.zip"),
        file("--model", MODEL, SCORE + "--tensor v/x.tensor.bed.gz --model @"),
        file(
            "--scores",
            "x.1.scores.tsv.gz",
            "merge-windows --scores @ v/x.2.scores.tsv.gz --output out/x.raw.bed.gz"),
        file(
            "--raw",
            "x.raw.bed.gz",
            NORMALIZE
                + "--raw @ --tensor v/x.tensor.bed.gz --model v/x.model.zip "
                + SAMPLE
                + REGIONS),
        file(
            "--tensor",
            TENSOR,
            NORMALIZE
                + "--raw v/x.raw.bed.gz --tensor @ --model v/x.model.zip "
                + SAMPLE
                + REGIONS),
        file(
            "--model",
            MODEL,
            NORMALIZE
                + "--raw v/x.raw.bed.gz --tensor v/x.tensor.bed.gz --model @ "
                + SAMPLE
                + REGIONS),
        file(
            "--factors",
            RESULTS + "normalization_factors.tsv",
            NORMALIZE + "--raw v/x.raw.bed.gz --factors @ " + REGIONS),
        file(
            "--regions",
            "x.regions.bed.gz",
            NORMALIZE
                + "--raw v/x.raw.bed.gz --factors v/results/x/normalization_factors.tsv"
                + " --regions @"),
        file("--tensor", TENSOR, QSCORE + "--tensor @ --model v/x.model.zip"),
        file("--model", MODEL, QSCORE + "--tensor v/x.tensor.bed.gz --model @"),
        file("--tensor", TENSOR, INTERPRET + "--tensor @ --model v/x.model.zip"),
        file("--model", MODEL, INTERPRET + "--tensor v/x.tensor.bed.gz --model @"),
        file(
            "--factors",
            RESULTS + "normalization_factors.tsv",
            INTERPRET + "--tensor v/x.tensor.bed.gz --model v/x.model.zip --factors @"),
        file(
            "--final-bed",
            RESULTS + "x.final.bed.gz",
            TRACKS
                + "--final-bed @ --scores v/results/x/x.scores.tsv.gz"
                + " --regions v/results/x/regions.tsv.gz"
                + " --phantoms v/results/x/interpretation/phantoms.bed.gz"),
        file(
            "--scores",
            RESULTS + "x.scores.tsv.gz",
            TRACKS
                + "--final-bed v/results/x/x.final.bed.gz --scores @"
                + " --regions v/results/x/regions.tsv.gz"
                + " --phantoms v/results/x/interpretation/phantoms.bed.gz"),
        file(
            "--regions",
            RESULTS + "regions.tsv.gz",
            TRACKS
                + "--final-bed v/results/x/x.final.bed.gz"
                + " --scores v/results/x/x.scores.tsv.gz --regions @"
                + " --phantoms v/results/x/interpretation/phantoms.bed.gz"),
        file(
            "--phantoms",
            RESULTS + "interpretation/phantoms.bed.gz",
            TRACKS
                + "--final-bed v/results/x/x.final.bed.gz"
                + " --scores v/results/x/x.scores.tsv.gz"
                + " --regions v/results/x/regions.tsv.gz --phantoms @"),
        file(
            "--chrom-sizes",
            "chrom.sizes",
            TRACKS
                + "--final-bed v/results/x/x.final.bed.gz"
                + " --scores v/results/x/x.scores.tsv.gz --chrom-sizes @"
                + " --phantoms v/results/x/interpretation/phantoms.bed.gz"),
        results("scores", List.of("x.scores.tsv.gz", "regions.tsv.gz")),
        results(
            "tables", List.of("normalization_factors.tsv", "stats_tr.tsv", "stats_dataset.tsv")),
        results("model, tensor", List.of("model/x.model.zip", "intermediate/x.tensor.bed.gz")),
        results("q_score", List.of("q_score/")),
        results("interpretation", List.of("interpretation/")),
        file(
            "--compare",
            "x.document.json",
            "summarize --compare @ v/y.document.json --output out/run.json"),
        file(
            "--tensor",
            TENSOR,
            JUDGE + "--model v/x.model.zip --tensor @ --truth v/x.truth.tsv.gz"),
        file(
            "--model",
            MODEL,
            JUDGE + "--model @ --tensor v/x.tensor.bed.gz --truth v/x.truth.tsv.gz"),
        file(
            "--truth",
            "x.truth.tsv.gz",
            JUDGE + "--model v/x.model.zip --tensor v/x.tensor.bed.gz --truth @"),
        file("--total-q", RESULTS + "q_score/total.txt", STUDY),
        file(
            "--compare",
            "measures.tsv",
            "judge --compare @ --output-measures out/m.tsv --output-document out/d.json"),
        file("--document", "x.document.json", REPORT + "--document @ --output-figures out/f"),
        file("--document (run)", "run.document.json", REPORT + "--document @"),
        file("--document (study)", "study.document.json", REPORT + "--document @"),
        file("--run-info", "params.json", REPORT + "--document v/study.document.json --run-info @"),
        file(
            "--versions",
            "versions.yml",
            REPORT + "--document v/study.document.json --versions @"));
  }

  @Override
  public String toString() {
    return name;
  }
}
