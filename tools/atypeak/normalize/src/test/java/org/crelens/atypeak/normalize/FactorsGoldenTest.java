package org.crelens.atypeak.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Sample;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.model.GoldenScoring;
import org.crelens.atypeak.model.GoldenWeights;
import org.crelens.atypeak.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference network's correlation groups and k table on its 500 windows. */
class FactorsGoldenTest {
  @TempDir Path folder;
  Path golden;
  GoldenScoring reference;
  Path model;

  @BeforeEach
  void reference() throws IOException {
    golden = CommandResult.shared("golden/scoring");
    reference = new GoldenScoring(golden);
    model = reference.model(folder, 1);
  }

  @Test
  void theModelsTakeOnEverySourceAloneIsTheGoldenOne() throws IOException {
    Axes axes = reference.axes();
    float[] expected = GoldenWeights.readNpy(golden.resolve("R_masks.npy"));
    Crumb crumb = new Crumb(0.1, Crumb.Order.CRUMB_FIRST);
    try (Model read = Model.read(model)) {
      int[] all = IntStream.range(0, axes.cells()).toArray();
      double[][] r = read.probe(2).alone(axes, crumb, all);
      double largest = 0;
      double worst = 0;
      for (int s = 0; s < all.length; s++) {
        for (int c = 0; c < all.length; c++) {
          float value = expected[s * all.length + c];
          largest = Math.max(largest, Math.abs(value));
          worst = Math.max(worst, Math.abs(value - r[s][c]));
        }
      }
      assertTrue(worst <= 1e-5 * largest, worst + " of " + largest);
    }
  }

  @Test
  void theKTableOfTheCommandIsTheGoldenOne() throws IOException {
    Path table = folder.resolve("k.tsv");
    CommandResult ran =
        CommandResult.with(
            "--raw",
            raw(),
            "--tensor",
            reference.tensor(folder),
            "--model",
            model,
            "--sample-windows",
            "all",
            "--output-factors",
            table);
    assertEquals(0, ran.code(), ran.err());
    List<String[]> expected =
        CommandResult.rows(golden.resolve("k_table.tsv")).stream()
            .filter(f -> f[2].equals("1"))
            .toList();
    List<String[]> rows = CommandResult.rows(table);
    assertEquals(expected.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      String[] gold = expected.get(i);
      assertEquals(gold[0] + "." + gold[1], row[0] + "." + row[1]);
      // k1, k2, k3 and k, to 1e-5 of their size; float32 alone explains 5e-7.
      for (int c = 0; c < 4; c++) {
        double value = Double.parseDouble(gold[c == 3 ? 7 : 3 + c]);
        assertEquals(
            value, Double.parseDouble(row[2 + c]), 1e-5 * Math.abs(value), row[0] + row[1]);
      }
      assertEquals(Double.parseDouble(gold[6]) > 10 ? "capped" : "ok", row[6]);
    }
  }

  @Test
  void twoModelsGiveTheMeanAndThreadsChangeNothing() throws IOException {
    Path tensor = reference.tensor(folder);
    Path other = reference.model(folder, 2);
    Path one = folder.resolve("one.tsv");
    Path two = folder.resolve("two.tsv");
    Path raw = raw();
    CommandResult ran =
        CommandResult.with(
            "--raw",
            raw,
            "--tensor",
            tensor,
            "--model",
            model,
            "--threads",
            1,
            "--output-factors",
            one);
    assertEquals(0, ran.code(), ran.err());
    ran =
        CommandResult.with(
            "--raw",
            raw,
            "--tensor",
            tensor,
            "--model",
            model,
            "--model",
            other,
            "--threads",
            2,
            "--output-factors",
            two);
    assertEquals(0, ran.code(), ran.err());
    // The second model differs in its seed only, so that the mean is either's.
    assertEquals(Files.readString(one), Files.readString(two));
  }

  @Test
  void theSampleIsDrawnByTheSeed() throws IOException {
    Path tensor = reference.tensor(folder);
    Tensor read = Tensor.read(tensor);
    SampleCells all = new SampleCells(read, Sample.all(read));
    assertEquals(15, all.seen().length);
    String[] tables = new String[3];
    for (int i = 0; i < tables.length; i++) {
      Path table = folder.resolve(i + ".tsv");
      CommandResult ran =
          CommandResult.with(
              "--raw",
              raw(),
              "--tensor",
              tensor,
              "--model",
              model,
              "--sample-windows",
              300,
              "--seed",
              i == 2 ? 6 : 5,
              "--output-factors",
              table);
      assertEquals(0, ran.code(), ran.err());
      tables[i] = Files.readString(table);
    }
    assertEquals(tables[0], tables[1]);
    assertTrue(!tables[0].equals(tables[2]));
  }

  @Test
  void aTensorOfAnotherCellLineIsRefused() throws IOException {
    Path raw = Files.writeString(folder.resolve("x.bed"), "chr1\t1\t2\td.t.k562\t5\t.\n");
    Path table = folder.resolve("k.tsv");
    CommandResult ran =
        CommandResult.with(
            "--raw",
            raw,
            "--tensor",
            reference.tensor(folder),
            "--model",
            model,
            "--output-factors",
            table);
    assertEquals(3, ran.code(), ran.err());
    assertTrue(ran.err().contains("is of cell line hela, but the raw scores are of k562"));
    assertTrue(Files.notExists(table));
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign.zip"), "PK");
    Path table = folder.resolve("k.tsv");
    CommandResult ran =
        CommandResult.with(
            "--raw",
            raw(),
            "--tensor",
            reference.tensor(folder),
            "--model",
            foreign,
            "--output-factors",
            table);
    assertEquals(3, ran.code(), ran.err());
    assertTrue(ran.err().contains("foreign.zip"), ran.err());
    assertTrue(Files.notExists(table));
  }

  private Path raw() throws IOException {
    return Files.writeString(folder.resolve("raw.bed"), "chr1\t1\t2\tGSE40632.aff4.hela\t5\t.\n");
  }
}
