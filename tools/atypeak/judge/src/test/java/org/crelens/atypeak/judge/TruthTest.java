package org.crelens.atypeak.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.crelens.libs.io.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {
  @TempDir Path folder;

  @Test
  void groupsAndReliableDatasetsAreThoseOfStacksDroppedPeaksIncluded() throws IOException {
    Truth truth =
        Truth.read(
            new Simulated(2)
                .peak(0, 2, 0, -20, 30, "stack", 0)
                .peak(0, 3, 1, 10, 30, "dropped", 0)
                .peak(0, 0, 3, 10, 30, "noise", -1)
                .peak(1, 3, 1, 10, 30, "stack", 1)
                .peak(1, 3, 2, 10, 30, "stack", 1)
                .truth(folder.resolve("t.tsv")),
            Simulated.AXES);
    assertEquals(2, truth.regions());
    assertEquals(3, truth.rowFrom(1));
    assertEquals(set(0, 1), truth.groups().get(0));
    assertEquals(set(1, 2), truth.groups().get(1));
    assertEquals(set(2, 3), truth.reliable());
    assertEquals(set(0, 1, 2), truth.grouped());
    assertEquals(set(1), truth.common());
    assertEquals(Simulated.origin(0), truth.start(0, 0), "clipped to the region");
  }

  private static BitSet set(int... members) {
    BitSet set = new BitSet();
    for (int m : members) set.set(m);
    return set;
  }

  @Test
  void whatIsNoTruthIsRefusedWithItsLine() throws IOException {
    String row = "0\tsim1\t10000\t10800\t10100\t10200\td3\tt1\tstack\t1\t1\t1\t1\n";
    refused("no column 'region'", "chrom\tstart\n");
    refused("holds no peak", Simulated.HEADER + "\n");
    refused("t.tsv:2: source d9.t1", Simulated.HEADER + "\n" + row.replace("d3", "d9"));
    refused("t.tsv:2: kind 'stuck'", Simulated.HEADER + "\n" + row.replace("stack", "stuck"));
    refused("t.tsv:2: region 3", Simulated.HEADER + "\n" + row.replaceFirst("0", "3"));
    refused(
        "t.tsv:2: start 'x' is not a whole number",
        Simulated.HEADER + "\n" + row.replace("10100", "x"));
    refused("t.tsv:2: 3 columns", Simulated.HEADER + "\n0\tsim1\t5\n");
    refused("no peak of a stack", Simulated.HEADER + "\n" + row.replace("stack\t1", "noise\t."));
  }

  /** Values of such peaks would be looked up outside of their window. */
  @Test
  void aTruthThatContradictsItselfIsRefused() throws IOException {
    String row = "0\tsim1\t10000\t10800\t10100\t10200\td3\tt1\tstack\t1\t1\t1\t1\n";
    String start = Simulated.HEADER + "\n";
    refused("t.tsv:2: a peak 10100-10100", start + row.replace("10200", "10100"));
    refused("t.tsv:2: a called peak", start + row.replace("stack", "dropped"));
    refused(
        "t.tsv:2: a called peak", start + row.replace("10100", "10800").replace("10200", "10900"));
    refused("t.tsv:2: region 10000-9000", start + row.replace("10800", "9000"));
    refused("t.tsv:2: called '2' is not known", start + row.replace("1\n", "2\n"));
    refused("t.tsv:3: region 0 at another place", start + row + row.replace("10800", "10900"));
    refused("t.tsv:3: region 0 at another place", start + row + row.replace("sim1", "sim2"));
  }

  private void refused(String message, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("t.tsv"), text);
    InputException e = assertThrows(InputException.class, () -> Truth.read(file, Simulated.AXES));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
