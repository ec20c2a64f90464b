package org.crelens.libs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.OutputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class ToolTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Does what a test asks for. */
  @Command(name = "probe", description = "Probe the command line.", footer = "  probe --size 3")
  private static final class Probe extends Tool {
    interface Work {
      void run(Probe probe, Reporter report) throws IOException;
    }

    private final Work work;

    @Option(names = "--size", paramLabel = "N", defaultValue = "3", description = "A size.")
    int size;

    @Option(names = "--input", paramLabel = "FILE", description = "A file.")
    List<Path> inputs = List.of();

    @Mixin ThreadsOption threads;

    Probe(Work work) {
      this.work = work;
    }

    @Override
    protected void run(Reporter report) throws IOException {
      checkInputs(inputs);
      work.run(this, report);
    }
  }

  private int run(Probe.Work work, String... args) {
    return Tool.run(new Probe(work), new PrintWriter(out), new PrintWriter(err), args);
  }

  private static void nothing(Probe probe, Reporter report) {}

  private void saysInOneLine(String text) {
    assertEquals("probe: " + text, err.toString().strip());
  }

  @Test
  void aToolThatEndsExitsWithZero() {
    assertEquals(0, run(ToolTest::nothing));
    assertEquals("", err.toString());
  }

  @Test
  void aFailureNobodyForesawExitsWithOneAndAStackTrace() {
    assertEquals(
        1,
        run(
            (p, r) -> {
              throw new IllegalStateException("odd");
            }));
    assertTrue(err.toString().startsWith("probe: unexpected failure"), err::toString);
    assertTrue(err.toString().contains("IllegalStateException: odd"), err::toString);
    assertTrue(err.toString().contains("\tat org.crelens"), err::toString);
  }

  @Test
  void anErrorExitsWithOneToo() {
    assertEquals(
        1,
        run(
            (p, r) -> {
              throw new NoClassDefFoundError("Gone");
            }));
    assertTrue(err.toString().contains("NoClassDefFoundError: Gone"), err::toString);
  }

  @Test
  void anOptionOutOfRangeExitsWithTwo() {
    int code =
        run(
            (p, r) -> UsageException.require(p.size < 3, "--size " + p.size + " is not below 3"),
            "--size=7");
    assertEquals(2, code);
    saysInOneLine("--size 7 is not below 3");
  }

  @Test
  void aBadInputExitsWithThree() {
    int code =
        run(
            (p, r) -> {
              throw new InputException(Path.of("a.bed"), 12, "2 columns", "expected 3");
            });
    assertEquals(3, code);
    saysInOneLine("a.bed:12: 2 columns (expected 3)");
  }

  /** A name of an input may be a whole file that lost its line ends. */
  @Test
  void aWarningCutsLongValues() {
    assertEquals(0, run((p, r) -> r.warn("source '%s' has no peak", "x".repeat(5000))));
    assertTrue(err.toString().length() < 300, err::toString);
    assertTrue(err.toString().endsWith("xxx' has no peak\n"), err::toString);
  }

  @Test
  void aMissingInputExitsWithThreeBeforeAnyWork() {
    int code =
        run(
            (p, r) -> {
              throw new IllegalStateException("began to work");
            },
            "--input",
            folder.resolve("no.bed").toString());
    assertEquals(3, code);
    assertTrue(err.toString().contains("no.bed: no such file"), err::toString);
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void anUnusableOutputExitsWithFour() {
    int code =
        run(
            (p, r) -> {
              throw new OutputException(Path.of("a.bed"), "is a folder", "choose another");
            });
    assertEquals(4, code);
    saysInOneLine("a.bed: is a folder (choose another)");
  }

  @Test
  void outOfMemoryExitsWith137() {
    assertEquals(
        137,
        run(
            (p, r) -> {
              throw new OutOfMemoryError("Java heap space");
            }));
    saysInOneLine("out of memory: Java heap space (give it more memory and run again)");
  }

  @Test
  void aHeapThatIsReallyExhaustedExitsWith137() {
    assertEquals(
        137,
        run(
            (p, r) -> {
              long[][] held = new long[64][];
              for (int i = 0; i < held.length; i++) held[i] = new long[Integer.MAX_VALUE - 8];
              throw new IllegalStateException("held " + held.length);
            }));
  }

  /** A small ulimit -v leaves no room for a library. */
  @Test
  void aLibraryThatCannotBeMappedIsLackOfMemory() {
    assertEquals(
        137,
        run(
            (p, r) -> {
              UnsatisfiedLinkError none =
                  new UnsatisfiedLinkError("no jniblas in java.library.path");
              none.initCause(
                  new UnsatisfiedLinkError(
                      "libblas.so: libblas.so.0: failed to map segment from shared object"));
              throw new ExceptionInInitializerError(none);
            }));
    saysInOneLine(
        "out of memory: libblas.so: libblas.so.0: failed to map segment from shared object (give it"
            + " more memory and run again)");
  }

  @Test
  void anInputThatVanishesWhileTheToolRunsIsNamed() {
    assertEquals(
        3,
        run(
            (p, r) -> {
              throw new java.nio.file.NoSuchFileException("runs/m.zip");
            }));
    saysInOneLine("runs/m.zip: vanished while it was needed (was it moved or removed? run again)");
  }

  @Test
  void whatAWorkerMetCountsHoweverItIsWrapped() {
    assertEquals(
        3,
        run(
            (p, r) -> {
              throw new UncheckedIOException(new InputException("a.bed: is odd"));
            }));
    saysInOneLine("a.bed: is odd");
    assertEquals(
        137,
        run(
            (p, r) -> {
              try {
                CompletableFuture.runAsync(
                        () -> {
                          throw new OutOfMemoryError("in a worker");
                        })
                    .get();
              } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }));
    assertEquals(
        137,
        run(
            (p, r) -> {
              throw new ExceptionInInitializerError(new OutOfMemoryError("while loading"));
            }));
  }

  @Test
  void helpShowsDefaultsExitCodesAndAnExample() {
    assertEquals(0, run(ToolTest::nothing, "--help"));
    String help = out.toString();
    for (String part :
        new String[] {
          "Usage: probe", "--size=N", "--threads=N", "137", "Example:", "probe --size 3"
        }) assertTrue(help.contains(part), () -> part + " is not in\n" + help);
    assertFalse(help.contains("[@<filename>"), help);
    assertEquals("", err.toString());
  }

  @Test
  void versionNamesToolVersionAndRevision() {
    assertEquals(0, run(ToolTest::nothing, "--version"));
    assertTrue(
        out.toString().strip().matches("probe \\(crelens\\) \\d+\\.\\d+\\.\\d+\\S* revision \\S+"),
        out::toString);
  }

  @Test
  void anUnknownOptionExitsWithTwoAndSuggestsTheNearest() {
    assertEquals(2, run(ToolTest::nothing, "--sise", "4"));
    assertTrue(err.toString().startsWith("probe: Unknown option"), err::toString);
    assertTrue(err.toString().contains("--size"), err::toString);
    assertTrue(err.toString().contains("Try 'probe --help'"), err::toString);
    assertFalse(err.toString().contains("\tat "), err::toString);
  }

  @Test
  void aValueOfTheWrongKindExitsWithTwo() {
    assertEquals(2, run(ToolTest::nothing, "--size", "many"));
    assertTrue(err.toString().contains("'--size'"), err::toString);
    assertTrue(err.toString().contains("'many'"), err::toString);
  }

  @Test
  void argumentsMayComeFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("args"), "# a comment\n--size 41\n");
    int[] seen = new int[1];
    assertEquals(0, run((p, r) -> seen[0] = p.size, "@" + file));
    assertEquals(41, seen[0]);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1025"})
  void threadsOutOfRangeAreRefused(String threads) {
    assertEquals(2, run((p, r) -> p.threads.count(), "--threads=" + threads));
    saysInOneLine("--threads " + threads + " is not between 1 and 1024");
  }

  @Test
  void threadsAreTheCoresAtHandUnlessGiven() {
    int[] seen = new int[2];
    assertEquals(0, run((p, r) -> seen[0] = p.threads.count()));
    assertEquals(0, run((p, r) -> seen[1] = p.threads.count(), "--threads", "5"));
    assertEquals(Runtime.getRuntime().availableProcessors(), seen[0]);
    assertEquals(5, seen[1]);
  }

  @ParameterizedTest
  @CsvSource({"-q,1", "-v,3", "'',2"})
  void quietLeavesWarningsOnlyAndVerboseAddsDetails(String option, int lines) {
    Probe.Work work =
        (p, r) -> {
          r.warn("%d empty", 1);
          r.info("%,d read", 1234567);
          r.detail("took %.1f", 0.5);
        };
    assertEquals(0, option.isEmpty() ? run(work) : run(work, option));
    List<String> all =
        List.of("probe: warning: 1 empty", "probe: 1,234,567 read", "probe: took 0.5");
    assertEquals(all.subList(0, lines), err.toString().lines().toList());
    assertEquals("", out.toString(), "messages go to stderr");
  }

  @Test
  void progressOffATerminalIsNoLinePerStep() {
    StringWriter text = new StringWriter();
    Reporter reporter = new Reporter("probe", new PrintWriter(text), Reporter.Level.NORMAL, false);
    for (int i = 0; i <= 100_000; i++) reporter.progress("counting", i, 100_000);
    assertEquals("", text.toString());
  }

  @Test
  void progressOnATerminalIsOneLineDrawnAgainAndClosedBeforeAMessage() {
    StringWriter text = new StringWriter();
    PrintWriter err = new PrintWriter(text);
    Reporter reporter = new Reporter("probe", err, Reporter.Level.NORMAL, true);
    reporter.progress("counting", 0, 10);
    reporter.progress("counting", 10, 10);
    reporter.info("done");
    err.flush();
    List<String> lines = text.toString().replace("\r", "").lines().toList();
    assertEquals(2, lines.size(), text::toString);
    assertTrue(lines.get(0).startsWith("probe: counting 100 %, 0 s left [####"), text::toString);
    assertEquals("probe: done", lines.get(1));
  }
}
