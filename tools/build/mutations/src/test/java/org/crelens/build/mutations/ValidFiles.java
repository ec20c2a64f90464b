package org.crelens.build.mutations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One tiny file of every kind that the executables read, made by the executables themselves. */
record ValidFiles(Path folder) {
  private static final String NETWORK =
      " --filters 2 --deep-dim 4 --kernel 4 --epochs 2 --batches-per-epoch 2 --batch-size 4";

  /** Makes them. */
  static ValidFiles make(Path folder) throws IOException {
    ValidFiles files = new ValidFiles(Files.createDirectories(folder));
    files.make();
    return files;
  }

  private void run(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" "))
      words.add(word.startsWith("v/") ? folder.resolve(word.substring(2)).toString() : word);
    List<String> args = new ArrayList<>(words.subList(1, words.size()));
    if (!words.get(0).equals("simulate")) args.add("-q");
    Tools.Ran ran = Tools.run(words.get(0), args);
    if (ran.code() != 0) throw new IllegalStateException(line + "\n" + ran.err());
  }

  private void make() throws IOException {
    catalogue("x", 1);
    catalogue("y", 2);
    for (String name : List.of("x", "y")) results(name);
    run("summarize --compare v/x.document.json v/y.document.json --output v/run.document.json");
    List<String> axes = Files.readAllLines(folder.resolve("x.axes.tsv"));
    String dataset = axes.get(1).split("\t")[1];
    String tr = axes.get(axes.size() - 1).split("\t")[1];
    text("sources.txt", dataset + "." + tr + "\n" + dataset + "\t" + tr + "\n" + tr + "\n");
    text(
        "paper.tensor.tsv",
        Files.readString(folder.resolve("x.tensor.tsv"))
            .replace("squish\t100", "squish\t20")
            .replace("bins\t16", "bins\t80"));
    text("cell_lines.txt", "x\n");
    text("weights.tsv", "dataset\ttf\tweight\n" + dataset + "\t" + tr + "\t2\n");
    text("chrom.sizes", "sim1\t100000000\n");
    text(
        "params.json",
        "{\"parameters\":{\"filters\":2,\"input\":\"a.csv\",\"on\":true},"
            + "\"cell_lines\":{\"x\":{\"filters\":4}}}\n");
    text("versions.yml", "\"ATYPEAK:SCORE\":\n    score: 0.1.0\n    \"java\": 17\n");
    run(
        "judge --experiment S3a --label odds --model v/x.model.zip --tensor v/x.tensor.bed.gz"
            + " --truth v/x.truth.tsv.gz --output-measures v/measures.tsv"
            + " --output-document v/study.document.json");
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private void catalogue(String name, int seed) {
    run(
        ("simulate --regions-count 20 --length 1600 --datasets 3 --trs 4 --seed "
                + seed
                + " --cell-line NAME --output-regions v/NAME.regions.bed.gz"
                + " --output-peaks v/NAME.peaks.bed.gz --output-truth v/NAME.truth.tsv.gz"
                + " --output-axes v/NAME.axes.tsv -q")
            .replace("NAME", name));
    each(
        name,
        "split-peaks --peaks v/NAME.peaks.bed.gz --cell-line NAME --output v/split.NAME",
        "tensorize --regions v/NAME.regions.bed.gz --peaks v/NAME.peaks.bed.gz --cell-line NAME"
            + " --window 1600 --squish 100 --output v/NAME.tensor.bed.gz"
            + " --output-summary v/NAME.tensor.tsv",
        "crumb --input v/NAME.tensor.bed.gz --output v/NAME.crumbed.tensor.bed.gz",
        "train --tensor v/NAME.crumbed.tensor.bed.gz --threads 1 --output v/NAME.model.zip"
            + " --loss v/NAME.loss.tsv"
            + NETWORK,
        "score --tensor v/NAME.tensor.bed.gz --model v/NAME.model.zip --shard 1/2 --threads 1"
            + " --output v/NAME.1.scores.tsv.gz",
        "score --tensor v/NAME.tensor.bed.gz --model v/NAME.model.zip --shard 2/2 --threads 1"
            + " --output v/NAME.2.scores.tsv.gz",
        "merge-windows --scores v/NAME.1.scores.tsv.gz v/NAME.2.scores.tsv.gz"
            + " --output v/NAME.raw.bed.gz");
  }

  private void each(String name, String... lines) {
    for (String line : lines) run(line.replace("NAME", name));
  }

  private void results(String name) throws IOException {
    Path results = Files.createDirectories(folder.resolve("results").resolve(name));
    for (String sub : List.of("model", "intermediate"))
      Files.createDirectories(results.resolve(sub));
    each(
        name,
        "normalize --raw v/NAME.raw.bed.gz --tensor v/NAME.tensor.bed.gz --model v/NAME.model.zip"
            + " --regions v/NAME.regions.bed.gz --threads 1"
            + " --output-factors v/results/NAME/normalization_factors.tsv"
            + " --output-corr-group v/NAME.corr-group.bed.gz"
            + " --output-final v/results/NAME/NAME.final.bed.gz"
            + " --output-scores v/results/NAME/NAME.scores.tsv.gz"
            + " --output-regions v/results/NAME/regions.tsv.gz"
            + " --output-stats-tr v/results/NAME/stats_tr.tsv"
            + " --output-stats-dataset v/results/NAME/stats_dataset.tsv",
        "qscore --tensor v/NAME.tensor.bed.gz --model v/NAME.model.zip --threads 1"
            + " --output v/results/NAME/q_score",
        "interpret --tensor v/NAME.tensor.bed.gz --model v/NAME.model.zip"
            + " --factors v/results/NAME/normalization_factors.tsv --threads 1"
            + " --phantom-threshold 0.01 --output v/results/NAME/interpretation");
    Files.copy(
        folder.resolve(name + ".model.zip"), results.resolve("model/" + name + ".model.zip"));
    Files.copy(
        folder.resolve(name + ".tensor.bed.gz"),
        results.resolve("intermediate/" + name + ".tensor.bed.gz"));
    each(
        name,
        "summarize --results v/results/NAME --cell-line NAME --threads 1"
            + " --output v/NAME.document.json");
  }

  /** A file. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** All files below a folder, by name. */
  List<String> below(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.resolve(name).relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** A digest of all files: what was only read has not changed. */
  int digest() throws IOException {
    int digest = 0;
    for (String name : below("."))
      digest = 31 * digest + name.hashCode() + Arrays.hashCode(Files.readAllBytes(file(name)));
    return digest;
  }
}
