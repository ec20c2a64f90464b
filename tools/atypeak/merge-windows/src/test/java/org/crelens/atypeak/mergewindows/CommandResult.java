package org.crelens.atypeak.mergewindows;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.crelens.libs.cli.Tool;

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
    int code =
        Tool.run(new MergeWindowsCommand(), new PrintWriter(out), new PrintWriter(err), texts);
    return new CommandResult(code, out.toString(), err.toString());
  }
}
