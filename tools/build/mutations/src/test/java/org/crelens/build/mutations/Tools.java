package org.crelens.build.mutations;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.libs.cli.Tool;

/** Runs executables in process, as their launchers do. */
final class Tools {
  private static final List<String> ATYPEAK =
      List.of(
          "crumb",
          "interpret",
          "judge",
          "merge-windows",
          "normalize",
          "qscore",
          "resources",
          "score",
          "simulate",
          "split-peaks",
          "summarize",
          "tensorize",
          "tracks",
          "train");

  private static final Map<String, Constructor<?>> COMMANDS = new TreeMap<>();

  static {
    for (String name : ATYPEAK) COMMANDS.put(name, command("atypeak", name));
    COMMANDS.put("report", command("common", "report"));
  }

  private Tools() {}

  // Commands are visible in their own package only.
  private static Constructor<?> command(String group, String name) {
    StringBuilder simple = new StringBuilder();
    for (String part : name.split("-"))
      simple.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    String type = "org.crelens." + group + "." + name.replace("-", "") + "." + simple + "Command";
    try {
      Constructor<?> constructor = Class.forName(type).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /**
   * What a tool did.
   *
   * @param code exit code
   * @param err what it said
   */
  record Ran(int code, String err) {}

  /** Runs a tool. */
  static Ran run(String name, List<String> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try {
      Tool tool = (Tool) COMMANDS.get(name).newInstance();
      int code =
          Tool.run(tool, new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
      return new Ran(code, err.toString());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
