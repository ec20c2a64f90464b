package org.crelens.libs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What a tool did that ran in process.
 *
 * @param code exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
public record CommandResult(int code, String out, String err) {
  /** Runs {@code tool}. */
  public static CommandResult of(Tool tool, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code = Tool.run(tool, new PrintWriter(out), new PrintWriter(err), texts);
    return new CommandResult(code, out.toString(), err.toString());
  }

  /**
   * Runs a tool that must fail, and checks that no file of {@code folder} came, went or changed.
   */
  public static CommandResult failing(Path folder, Tool tool, Object... args) throws IOException {
    Map<String, String> before = listing(folder);
    CommandResult ran = of(tool, args);
    assertNotEquals(0, ran.code(), () -> "no failure with " + Arrays.toString(args));
    assertEquals(before, listing(folder), ran.err());
    return ran;
  }

  private static Map<String, String> listing(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(p -> !p.equals(folder)).toList())
        // A folder changes when something is written into it for a while: what is in it counts.
        files.put(
            path.toString(),
            Files.isDirectory(path)
                ? "folder"
                : Files.size(path) + " " + Files.getLastModifiedTime(path));
    }
    return files;
  }

  /** Checks that all went well. */
  public CommandResult done() {
    assertEquals(0, code, err);
    return this;
  }

  /** Checks the exit code, and that one line of message holds every part. */
  public void says(int expected, String... parts) {
    assertEquals(expected, code, err);
    List<String> lines = err.lines().filter(line -> !line.startsWith("Try '")).toList();
    assertEquals(1, lines.size(), err);
    for (String part : parts) assertTrue(err.contains(part), () -> "no '" + part + "' in: " + err);
    assertFalse(err.contains("Exception"), err);
    assertEquals("", out);
  }

  /** A file of the shared folder; the test is skipped where there is none. */
  public static Path shared(String path) {
    Path file = Path.of(System.getProperty("crelens.shared", "missing"), path);
    Assumptions.assumeTrue(Files.exists(file), "no reference data at " + file);
    return file;
  }
}
