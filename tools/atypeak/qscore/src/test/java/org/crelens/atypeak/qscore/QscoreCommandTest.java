package org.crelens.atypeak.qscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QscoreCommandTest {
  @TempDir Path folder;
  Path tensor;
  Path foreign;
  Path out;

  @BeforeEach
  void files() throws IOException {
    tensor = folder.resolve("x.tensor.bed.gz");
    Axes axes = new Axes(List.of("a", "b"), List.of("t", "u"));
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer =
          new TensorWriter(
              outputs, tensor, new TensorHeader("x", 1, 3200, 10, Crumb.NONE, axes, Map.of()))) {
        writer.row("chr1", 0, 0, 3200, 1, 10, 500);
      }
      outputs.commit();
    }
    foreign = Files.writeString(folder.resolve("foreign.zip"), "no zip at all");
    out = folder.resolve("q_score");
  }

  @Test
  void missingAndEmptyInputsAreRefused() throws IOException {
    Path missing = folder.resolve("missing");
    Path empty = Files.createFile(folder.resolve("empty"));
    refused(3, "missing: no such file", "--tensor", missing, "--model", foreign, "--output", out);
    refused(3, "missing: no such file", "--tensor", tensor, "--model", missing, "--output", out);
    refused(3, "empty: is empty", "--tensor", empty, "--model", foreign, "--output", out);
    refused(3, "empty: is empty", "--tensor", tensor, "--model", empty, "--output", out);
  }

  @Test
  void filesOfAnotherKindAreRefused() {
    refused(3, "foreign.zip", "--tensor", tensor, "--model", foreign, "--output", out);
    refused(
        3,
        "does not start with ##crelens-tensor",
        "--tensor",
        foreign,
        "--model",
        foreign,
        "--output",
        out);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (String n : List.of("0", "-3", "some"))
      refused(
          2,
          "--windows " + n,
          "--tensor",
          tensor,
          "--model",
          foreign,
          "--windows=" + n,
          "--output",
          out);
    refused(
        2,
        "--sample-batches 0",
        "--tensor",
        tensor,
        "--model",
        foreign,
        "--sample-batches=0",
        "--output",
        out);
    refused(
        2,
        "exclude each other",
        "--tensor",
        tensor,
        "--model",
        foreign,
        "--sample-batches=3",
        "--windows=all",
        "--output",
        out);
    refused(
        2, "--threads 0", "--tensor", tensor, "--model", foreign, "--threads=0", "--output", out);
  }

  @Test
  void aFolderThatCannotBeMadeIsRefused() {
    refused(
        4,
        "none",
        "--tensor",
        tensor,
        "--model",
        foreign,
        "--output",
        folder.resolve("none/q_score"));
    refused(4, "foreign.zip", "--tensor", tensor, "--model", foreign, "--output", foreign);
  }

  @Test
  void aModelMustBeGiven() {
    refused(2, "--model", "--tensor", tensor, "--output", out);
  }

  private void refused(int code, String message, Object... args) {
    CommandResult ran = CommandResult.with(args);
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    if (code > 2) assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(Files.notExists(out));
  }
}
