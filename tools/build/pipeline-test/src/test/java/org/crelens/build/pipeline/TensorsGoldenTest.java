package org.crelens.build.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Tensor;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.genome.Windows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forty windows of real data, tensorized, crumbed and squished by another hand. */
class TensorsGoldenTest {
  private static final double SHARE = 0.1;

  @TempDir static Path folder;
  private static Path golden;
  private static Path regions;
  private static Path file;
  private static Tensor tensor;
  private static TreeSet<Integer> numbers;

  @BeforeAll
  static void tensorize() throws IOException {
    golden = CommandResult.shared("golden/tensors");
    regions = CommandResult.shared("data/remap2018/crm.hg38.bed.gz");
    Path peaks = CommandResult.shared("data/remap2018/peaks.hela.bed.gz");
    file = folder.resolve("hela.tensor.bed.gz");
    Tools.run(
            "tensorize",
            "--regions",
            regions,
            "--peaks",
            peaks,
            "--cell-line",
            "hela",
            "--output",
            file)
        .done();
    tensor = Tensor.read(file);
    numbers =
        Tools.rows(golden.resolve("windows.tsv")).stream()
            .map(f -> Integer.valueOf(f[0]))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void axesAreThoseOfTheReference() throws IOException {
    JsonObject json =
        JsonParser.parseString(Files.readString(golden.resolve("axes.json"))).getAsJsonObject();
    assertEquals(new Axes(names(json, "datasets"), names(json, "tfs")), tensor.header().axes());
    assertEquals(107_867, tensor.header().windows());
  }

  private static List<String> names(JsonObject json, String key) {
    return json.getAsJsonArray(key).asList().stream().map(e -> e.getAsString()).toList();
  }

  @Test
  void windowsAreCutAndNumberedAsBedtoolsCutsThem() throws IOException {
    Windows windows = Regions.read(regions).windows(3200);
    List<String[]> expected = Tools.rows(golden.resolve("makewindows_chr21_22.tsv"));
    assertEquals(4159, expected.size());
    for (String[] f : expected) {
      int w = Integer.parseInt(f[0]);
      int c = windows.contigs().indexOf(f[1]);
      assertTrue(w >= windows.firstOf(c) && w < windows.endOf(c), "window " + w);
      assertEquals(Integer.parseInt(f[2]), windows.start(w), "window " + w);
      assertEquals(Integer.parseInt(f[3]), windows.end(w), "window " + w);
    }
  }

  @Test
  void framesAndBinsOfPeaksAreThoseOfTheReference() throws IOException {
    List<String> ours = new ArrayList<>();
    for (int number : numbers) {
      int i = tensor.indexOf(number);
      if (i < 0) continue;
      for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++)
        ours.add(
            number
                + ("\t" + tensor.contig(i) + "\t" + tensor.peakStart(r) + "\t" + tensor.peakEnd(r))
                + ("\t" + tensor.header().axes().dataset(tensor.cell(r)))
                + ("\t" + tensor.header().axes().tr(tensor.cell(r)))
                + ("\t" + tensor.frameFrom(i, r) + "\t" + tensor.frameTo(i, r))
                + ("\t" + tensor.binFrom(i, r) + "\t" + tensor.binTo(i, r)));
    }
    List<String> lines = Tools.lines(golden.resolve("peaks.tsv"));
    assertEquals(
        lines.subList(1, lines.size()).stream().sorted().toList(), ours.stream().sorted().toList());
  }

  @Test
  void binaryWindowsAreThoseOfTheReference() throws IOException {
    check("binary.tsv", Crumb.NONE, numbers, "--crumb", "0");
  }

  @Test
  void crumbedWindowsAreThoseOfTheReference() throws IOException {
    check("crumbed.tsv", new Crumb(SHARE, Crumb.Order.CRUMB_FIRST), numbers);
  }

  @Test
  void windowsCrumbedAfterSquishingAreThoseOfTheReference() throws IOException {
    // The table holds only the windows in which the order matters.
    TreeSet<Integer> differ =
        Tools.rows(golden.resolve("crumbed_after_squish.tsv")).stream()
            .map(f -> Integer.valueOf(f[0]))
            .collect(Collectors.toCollection(TreeSet::new));
    Crumb crumb = new Crumb(SHARE, Crumb.Order.SQUISH_FIRST);
    check("crumbed_after_squish.tsv", crumb, differ, "--squish-first");
  }

  private static void check(String table, Crumb crumb, TreeSet<Integer> windows, Object... options)
      throws IOException {
    Dense expected = Dense.table(golden.resolve(table), tensor, windows, 5);
    expected.assertSame("filled, " + table, Dense.filled(tensor, crumb, windows));
    Path dense = folder.resolve("dense." + table);
    String ids = windows.stream().map(String::valueOf).collect(Collectors.joining(","));
    List<Object> args = new ArrayList<>(List.of(options));
    args.addAll(List.of("--input", file, "--dense-windows", ids, "--dense-output", dense));
    Tools.run("crumb", args.toArray()).done();
    expected.assertSame("crumb, " + table, Dense.table(dense, tensor, windows, 5));
  }
}
