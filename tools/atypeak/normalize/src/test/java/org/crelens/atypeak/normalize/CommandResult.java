package org.crelens.atypeak.normalize;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.io.LineSource;
import org.junit.jupiter.api.Assumptions;

/**
 * What the command did when it ran in process.
 *
 * @param code exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record CommandResult(int code, String out, String err) {
  static CommandResult with(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) texts[i] = args[i].toString();
    int code = Tool.run(new NormalizeCommand(), new PrintWriter(out), new PrintWriter(err), texts);
    return new CommandResult(code, out.toString(), err.toString());
  }

  /** All lines of a text of any compression. */
  static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineSource source = new LineSource(file)) {
      while (source.next()) lines.add(source.text());
    }
    return lines;
  }

  /** Fields of the rows of a table, its header left out. */
  static List<String[]> rows(Path file) throws IOException {
    List<String> lines = lines(file);
    return lines.subList(1, lines.size()).stream().map(line -> line.split("\t", -1)).toList();
  }

  /** A file of the shared folder; the test is skipped where there is none. */
  static Path shared(String path) {
    Path file = Path.of(System.getProperty("crelens.shared", "missing"), path);
    Assumptions.assumeTrue(Files.exists(file), "no reference data at " + file);
    return file;
  }
}
