package org.crelens.atypeak.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.atypeak.model.ModelFiles;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLimitTest {
  @TempDir Path folder;

  @Test
  void memoryThatCannotSufficeIsToldWithTheFigureNeeded() throws IOException {
    Path tensor = folder.resolve("x.tensor.bed.gz");
    Axes axes = new Axes(List.of("a", "b"), List.of("t", "u"));
    TensorHeader header = new TensorHeader("x", 1, 3200, 10, Crumb.NONE, axes, Map.of());
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer = new TensorWriter(outputs, tensor, header)) {
        writer.row("chr1", 0, 0, 3200, 1, 10, 500);
      }
      outputs.commit();
    }
    Path model = ModelFiles.untrained(folder.resolve("m.zip"), header, ModelFiles.options(3, 4, 1));
    Path out = folder.resolve("out");
    Path raw = Files.writeString(folder.resolve("raw.bed"), "chr1\t10\t500\ta.u.x\t300\t.\n");
    NormalizeCommand command = new NormalizeCommand();
    command.limits = new MemoryLimits(1 << 16, 1 << 30, 1 << 30);
    StringWriter err = new StringWriter();
    int code =
        Tool.run(
            command,
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "--raw",
            raw.toString(),
            "--tensor",
            tensor.toString(),
            "--model",
            model.toString(),
            "--output-factors",
            out.toString());
    assertEquals(137, code, err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("CRELENS_MEMORY_MB="), err.toString());
    assertTrue(Files.notExists(out));
  }
}
