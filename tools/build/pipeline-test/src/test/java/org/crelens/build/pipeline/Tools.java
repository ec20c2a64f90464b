package org.crelens.build.pipeline;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.io.LineSource;

/** The executables, run in process by their names. */
final class Tools {
  /** Executables that know no method. */
  private static final Set<String> COMMON = Set.of("report");

  private Tools() {}

  static CommandResult run(String name, Object... args) {
    return CommandResult.of(command(name), args);
  }

  // Commands are not public: nothing but their own main and tests may use them.
  static Tool command(String name) {
    StringBuilder type = new StringBuilder();
    for (String word : name.split("-"))
      type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    String home = COMMON.contains(name) ? "common" : "atypeak";
    try {
      Constructor<?> made =
          Class.forName(
                  "org.crelens." + home + "." + name.replace("-", "") + "." + type + "Command")
              .getDeclaredConstructor();
      made.setAccessible(true);
      return (Tool) made.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** All lines of a text of any compression. */
  static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineSource source = new LineSource(file)) {
      while (source.next()) lines.add(source.text());
    }
    return lines;
  }

  /** Fields of the rows below a table's header. */
  static List<String[]> rows(Path file) throws IOException {
    return lines(file).stream()
        .filter(line -> !line.startsWith("#"))
        .skip(1)
        .map(line -> line.split("\t", -1))
        .toList();
  }
}
