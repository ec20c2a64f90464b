package org.crelens.atypeak.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.model.GoldenScoring;
import org.crelens.atypeak.model.GoldenWeights;
import org.crelens.libs.cli.CommandResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Correlation groups of the reference network. */
class InterpretGoldenTest {
  @TempDir Path folder;

  @Test
  void correlationGroupsAreThoseOfTheReference() throws IOException {
    Path golden = CommandResult.shared("golden/scoring");
    GoldenScoring reference = new GoldenScoring(golden);
    Axes axes = reference.axes();
    float[] expected = GoldenWeights.readNpy(golden.resolve("R_masks.npy"));
    Path out = folder.resolve("out");
    CommandResult.of(
            new InterpretCommand(),
            "--tensor",
            reference.tensor(folder),
            "--model",
            reference.model(folder, 1),
            "--model",
            reference.model(folder, 2),
            "--ur-examples",
            0,
            "--output",
            out)
        .done();
    List<String[]> rows = Tables.read(out.resolve("correlation_groups.tsv.gz"));
    assertEquals(1 + 15 * 117, rows.size());
    double largest = 0;
    double worst = 0;
    for (String[] row : rows.subList(1, rows.size())) {
      int s = axes.cellsBySource().get(row[0]);
      int c = axes.cellsBySource().get(row[1]);
      float value = expected[s * 117 + c];
      largest = Math.max(largest, Math.abs(value));
      worst = Math.max(worst, Math.abs(value - Double.parseDouble(row[2])));
    }
    assertTrue(worst <= 1e-5 * largest, worst + " of " + largest);
    // What the paper shows of hela: these TRs meet.
    List<String[]> members = Tables.read(out.resolve("group_members.tsv"));
    assertEquals(group(members, "aff4"), group(members, "ell2"));
    assertEquals(group(members, "sfmbt1"), group(members, "rcor1"));
    assertTrue(!group(members, "aff4").equals(group(members, "rcor1")));
  }

  private static String group(List<String[]> members, String tr) {
    return members.stream()
        .filter(row -> row[2].equals(tr) && row[3].equals("member"))
        .findFirst()
        .orElseThrow()[0];
  }
}
