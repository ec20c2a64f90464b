package org.crelens.libs.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.OutputException;
import org.crelens.libs.io.RunInputs;
import org.crelens.libs.io.SameFileException;
import org.crelens.libs.io.Shown;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * An executable: picocli reads its options, {@link #run} does the work, and every way to fail
 * becomes a message and an exit code ({@link ExitCode}) here.
 */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:unexpected failure",
      "2:wrong usage, an option out of range",
      "3:bad content of an input",
      "4:an output cannot be written",
      "137:out of memory"
    },
    footerHeading = "%nExample:%n")
public abstract class Tool implements Callable<Integer> {
  @Option(
      names = {"-v", "--verbose"},
      description = "Print more detail, for debugging.")
  boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Warnings and errors only.")
  boolean quiet;

  @Spec CommandSpec spec;

  /**
   * The work. Exceptions become messages and exit codes.
   *
   * @throws InputException when an input cannot be used (exit code 3)
   * @throws OutputException when an output cannot be written (exit code 4)
   * @throws UsageException when options do not fit (exit code 2)
   * @throws MemoryException when the work cannot fit into memory (exit code 137)
   */
  protected abstract void run(Reporter report) throws IOException;

  /** Runs {@code tool} as its {@code main} does, with stdout and stderr of the process. */
  public static int run(Tool tool, String... args) {
    return run(
        tool,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        args);
  }

  /** Runs {@code tool} in process and returns its exit code; for contract tests. */
  public static int run(Tool tool, PrintWriter out, PrintWriter err, String... args) {
    CommandLine line =
        new CommandLine(tool)
            .setOut(out)
            .setErr(err)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.AUTO))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExitCodeExceptionMapper(e -> ExitCode.UNEXPECTED);
    String name = line.getCommandName();
    line.setParameterExceptionHandler(
        (e, a) -> {
          err.println(name + ": " + Shown.escaped(e.getMessage()));
          CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
          err.println("Try '" + name + " --help' for the options and an example.");
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler((e, cl, r) -> failed(name, err, e));
    try {
      return line.execute(args);
    } catch (Error e) {
      // picocli catches exceptions only; an error may carry an OutOfMemoryError as its cause.
      return failed(name, err, e);
    } finally {
      out.flush();
      err.flush();
    }
  }

  @Override
  public final Integer call() throws IOException {
    Reporter.Level level =
        quiet ? Reporter.Level.QUIET : verbose ? Reporter.Level.VERBOSE : Reporter.Level.NORMAL;
    PrintWriter err = spec.commandLine().getErr();
    boolean terminal = System.console() != null;
    RunInputs.begin();
    try {
      run(new Reporter(spec.name(), err, level, terminal));
    } finally {
      RunInputs.end();
    }
    return ExitCode.OK;
  }

  private static int failed(String name, PrintWriter err, Throwable e) {
    // Workers wrap what they met; what matters is what it was.
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError oom) return outOfMemory(name, err, oom);
      if (cause instanceof UnsatisfiedLinkError link && isForMemory(link))
        return outOfMemory(name, err, link);
      if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException)
        return vanished(name, err, cause);
      if (cause instanceof MemoryException) return say(name, err, cause, ExitCode.MEMORY);
      if (cause instanceof UsageException || cause instanceof SameFileException)
        return say(name, err, cause, ExitCode.USAGE);
      if (cause instanceof InputException) return say(name, err, cause, ExitCode.INPUT);
      if (cause instanceof OutputException) return say(name, err, cause, ExitCode.OUTPUT);
    }
    err.println(name + ": unexpected failure; please report it with the lines below");
    e.printStackTrace(err);
    return ExitCode.UNEXPECTED;
  }

  private static int say(String name, PrintWriter err, Throwable e, int code) {
    err.println(name + ": " + Shown.escaped(String.valueOf(e.getMessage())));
    return code;
  }

  /** Where a limit (ulimit -v) leaves no room for it, a library cannot be mapped. */
  private static boolean isForMemory(UnsatisfiedLinkError e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("failed to map segment") || message.contains("annot allocate memory");
  }

  /** Inputs are checked before the work begins; outputs have errors of their own. */
  private static int vanished(String name, PrintWriter err, Throwable e) {
    err.println(
        name
            + ": "
            + new InputException(
                    e.getMessage()
                        + ": vanished while it was needed (was it moved or removed? run again)")
                .getMessage());
    return ExitCode.INPUT;
  }

  private static int outOfMemory(String name, PrintWriter err, Error e) {
    err.println(
        name + ": out of memory: " + e.getMessage() + " (give it more memory and run again)");
    return ExitCode.MEMORY;
  }

  /**
   * Checks inputs that are named on the command line before any work begins, and keeps outputs from
   * replacing them.
   */
  protected static void checkInputs(Iterable<Path> files) throws IOException {
    for (Path file : files) if (file != null) InputFile.check(file);
  }
}
