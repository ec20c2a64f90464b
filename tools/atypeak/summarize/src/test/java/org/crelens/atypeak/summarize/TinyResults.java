package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.TensorHeader;

/**
 * Results of a cell line x of two regions, small enough to be summarised by hand; as plain text.
 */
final class TinyResults {
  private static final Axes AXES = new Axes(List.of("a", "b"), List.of("t", "u", "v"));

  private TinyResults() {}

  /** All of it, in {@code folder}. */
  static void write(Path folder) throws IOException {
    scores(folder);
    file(
        folder,
        "normalization_factors.tsv",
        "dataset tf intra_group_weight inter_group_weight overlapping_group_weight final_k flag",
        "a t 1.5 1 0.5 0.75 ok",
        "b u nan 1 1 10 capped");
    file(
        folder,
        "stats_tr.tsv",
        "tf stage count mean sd min q1 median q3 max flag",
        "t raw 3 500 100 400 450 500 550 600 ok",
        "t final 3 750 375 375 562.5 750 937.5 1000 ok",
        "v final 1 750 nan 750 750 750 750 750 no_spread");
    file(
        folder,
        "stats_dataset.tsv",
        "dataset stage count mean sd min q1 median q3 max",
        "a raw 3 500 100 400 450 500 550 600");
    tensor(folder);
    counted(folder, 8, 5);
    qscore(folder);
    model(
        folder,
        7,
        "x",
        List.of(0.05, 0.02, 0.0011, 0.0012, 0.0013, 0.0014),
        "no improvement for 3 epochs");
    interpretation(folder);
  }

  private static void scores(Path folder) throws IOException {
    file(
        folder,
        "x.scores.tsv.gz",
        "contig start end name dataset tf raw raw_minus_source_median corr_group final rank"
            + " percentile percentile_in_tr",
        "chr1 100 140 a.t.x a t 400.5 0 1 375 3 1 1",
        "chr1 120 160 b.u.x b u 1230 0 1 -20.5 6 1 1",
        "chr1 5000 5040 a.t.x a t 500 0 1 750.25 3 1 1",
        "chr1 5100 5140 a.t.x a t 600 0 1 1001 1 1 1",
        "chr1 5110 5120 a.v.x a v 10 0 1 750 1 1 1");
    file(
        folder,
        "regions.tsv.gz",
        "contig start end peaks sources sum mean max",
        "chr1 5000 5200 5 2 2500.25 500.05 1000",
        "chr1 100 300 2 2 375 187.5 375");
  }

  /** What tensorize counted: of the five peaks that are scored, and how many there are besides. */
  static void counted(Path folder, int peaksOfCellLine, int peaksInRegions) throws IOException {
    file(
        folder,
        "intermediate/x.tensor.tsv",
        "field value",
        "cell_line x",
        "windows 4",
        "windows_with_peaks 2",
        "peaks 5",
        "rows 5",
        "datasets 2",
        "trs 3",
        "sources 3",
        "window 200",
        "squish 10",
        "bins 20",
        "peaks_of_cell_line " + peaksOfCellLine,
        "peaks_in_regions " + peaksInRegions);
  }

  private static void tensor(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("intermediate"));
    TensorHeader header =
        new TensorHeader("x", 4, 200, 10, Crumb.NONE, AXES, Map.of("peaks", "p", "regions", "r"));
    List<String> lines = new ArrayList<>(header.lines());
    for (String row :
        List.of(
            "chr1 100 140 a.t.x 1 0 100 300 100 140",
            "chr1 120 160 b.u.x 1 0 100 300 120 160",
            "chr1 5000 5040 a.t.x 1 2 5000 5200 5000 5040",
            "chr1 5100 5140 a.t.x 1 2 5000 5200 5100 5140",
            "chr1 5110 5120 a.v.x 1 2 5000 5200 5110 5120")) lines.add(row.replace(' ', '\t'));
    Files.write(folder.resolve("intermediate/x.tensor.bed.gz"), lines);
  }

  private static void qscore(Path folder) throws IOException {
    String[] names = {"a", "b", "t", "u", "v"};
    for (String name : List.of("q_score", "correlation", "C", "P", "R")) {
      List<String> rows = new ArrayList<>(List.of("name " + String.join(" ", names)));
      for (int i = 0; i < names.length; i++) {
        StringBuilder row = new StringBuilder(names[i]);
        for (int j = 0; j < names.length; j++) row.append(' ').append(cell(name, i, j));
        rows.add(row.toString());
      }
      file(folder, "q_score/" + name + ".tsv", rows.toArray(String[]::new));
    }
    file(
        folder,
        "q_score/abundance.tsv",
        "name kind abundance",
        "a dataset 0.25",
        "b dataset 0.25",
        "t tf 0.25",
        "u tf 0.25",
        "v tf 0.25");
    file(folder, "q_score/total.txt", "seed total_q windows", "7 0.5 3");
  }

  private static String cell(String matrix, int i, int j) {
    boolean pair = i != j && i < 2 == j < 2;
    return switch (matrix) {
      case "correlation" -> i == j ? "1" : i == 4 || j == 4 ? "nan" : "0." + (i + j);
      case "q_score" -> pair && i == 0 ? "0.5" : "0";
      default -> pair ? "1" : "0";
    };
  }

  /** A model file as train writes it, as far as it is read here. */
  static void model(Path folder, long seed, String cellLine, List<Double> losses, String stopped)
      throws IOException {
    Path file =
        Files.createDirectories(folder.resolve("model/seed-" + seed)).resolve("x.model.zip");
    String json =
        """
{"format": 1, "version": "0.1.0", "revision": "abc", "cellLine": "%s",
 "axes": {"datasets": ["a", "b"], "trs": ["t", "u", "v"]}, "windowLength": 160,
 "squish": 10, "crumb": {"amount": 0.1, "order": "CRUMB_FIRST"},
 "options": {"filters": 4, "deepDim": 8, "kernel": 4, "epochs": 64, "drawAll": true, "trWeights": {},
   "datasetWeights": {"a": 2.0}, "seed": %d},
 "losses": %s, "stopped": "%s", "keptEpoch": %d,
 "digests": {"peaks": "p", "regions": "r"}}
"""
            .formatted(cellLine, seed, losses, stopped, Math.min(3, losses.size()));
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("crelens.json"));
      zip.write(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void interpretation(Path folder) throws IOException {
    file(
        folder,
        "interpretation/groups.tsv",
        "group members shared windows completeness",
        "G1 2 1 2 0.75",
        "G2 1 0 1 1");
    file(
        folder,
        "interpretation/group_members.tsv",
        "group dataset tf kind affinity silhouette",
        "G1 a t member 0.5 0.25",
        "G1 b u member 0.5 0.25",
        "G1 a v shared 0.25 0",
        "G2 a v member nan 0");
    file(
        folder,
        "interpretation/groups_cut.tsv",
        "groups silhouette chosen",
        "1 0 0",
        "2 0.5 1",
        "3 0.25 0");
    file(
        folder,
        "interpretation/affinity.tsv",
        "name a.t a.v b.u",
        "a.t 1 0.25 0.5",
        "a.v 0.25 1 0.125",
        "b.u 0.5 0.125 1");
    file(
        folder,
        "interpretation/correlation_groups.tsv.gz",
        "source partner value",
        "a.t a.t 0.9",
        "a.t a.u 0.7",
        "a.t b.u 0.5",
        "b.u a.t 0.25");
    file(
        folder,
        "interpretation/phantoms.bed.gz",
        "chr1 200 240 b.u.x 600 . 200 240 1,2,3 0.6",
        "chr1 5000 5040 b.u.x 1000 . 5000 5040 1,2,3 1.25",
        "chr1 5050 5060 a.v.x 600 . 5050 5060 1,2,3 0.6");
    file(
        folder,
        "interpretation/phantoms_by_source.tsv",
        "dataset tf found written",
        "a t 0 0",
        "a v 4 1",
        "b u 2 2");
    file(
        folder,
        "interpretation/ur_examples.tsv.gz",
        "neuron activation dataset tf mean max",
        "0 0.5 a t 0.1 1",
        "0 0.5 a u 0.2 1",
        "0 0.5 b t 0.3 1",
        "0 0.5 b u 0.4 1",
        "1 2.5 a t 0.5 1",
        "1 2.5 a u 0.6 1",
        "1 2.5 b t 0.7 1",
        "1 2.5 b u 0.8 1");
    file(
        folder,
        "interpretation/kernels.tsv.gz",
        "layer filter bin dataset tf value",
        "c1 0 0 a . 0.25",
        "c1 0 0 b . 0.5",
        "c1 0 1 a . 0.75",
        "c1 0 1 b . 1",
        "c2 0 . . t 3",
        "c2 0 . . u 4");
    List<String> rows = new ArrayList<>();
    rows.add("why contig start end bin_start dataset tf bin before rebuilt");
    for (int bin = 0; bin < 20; bin++) {
      String window = "best chr1 5000 5200 5000 ";
      String peak = bin < 4 || bin >= 10 && bin < 14 ? "1" : "0";
      rows.add(window + "a t " + bin + " " + peak + " 0.5");
      rows.add(window + "b u " + bin + " 0 0.75");
    }
    file(folder, "interpretation/examples.tsv.gz", rows.toArray(String[]::new));
  }

  /** A table whose cells are parted by blanks here. */
  static void file(Path folder, String name, String... rows) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(rows).stream().map(row -> row.replace(' ', '\t')).toList());
  }
}
