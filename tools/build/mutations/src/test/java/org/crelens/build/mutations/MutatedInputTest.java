package org.crelens.build.mutations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged inputs: whatever a file holds, an executable ends with an exit code that the
 * documentation names, in one line that a person can read, in good time, and leaves no input
 * changed and no output half written. Cases are numbered, and a number always makes the same
 * damage.
 */
class MutatedInputTest {
  private static final long CASES = Long.getLong("crelens.mutations.cases", 500);
  private static final long FIRST = Long.getLong("crelens.mutations.first", 0);
  private static final String ONLY = System.getProperty("crelens.mutations.only", "");
  private static final int WORKERS = 2;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MOST_SHOWN = 10;

  private static final List<String> TABLE = Collections.synchronizedList(new ArrayList<>());
  private static Path folder;
  private static ValidFiles valid;

  @BeforeAll
  static void validFiles() throws IOException {
    // In memory where that can be had: every output is written through to its disk.
    Path memory = Path.of("/dev/shm");
    folder =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "crelens-mutations")
            : Files.createTempDirectory("crelens-mutations");
    valid = ValidFiles.make(folder.resolve("valid"));
  }

  @AfterAll
  static void remove() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
    Path report = Path.of(System.getProperty("crelens.mutations.folder", "target/mutations"));
    Files.createDirectories(report);
    List<String> lines = new ArrayList<>(List.of("reader\tcases\t0\t2\t3\t4\t137\twrong\tseconds"));
    lines.addAll(TABLE);
    Files.write(report.resolve("outcomes.tsv"), lines);
  }

  static Stream<InputReader> readers() {
    return InputReader.all().stream().filter(reader -> reader.name().contains(ONLY));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void everyDamageIsRefusedInOneLineOrDoesNoHarm(InputReader reader) throws Exception {
    int before = valid.digest();
    long began = System.nanoTime();
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    Map<Integer, Integer> codes = Collections.synchronizedMap(new TreeMap<>());
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      work(reader, codes, wrong);
    } finally {
      System.setErr(err);
    }
    String noise = printed.toString(StandardCharsets.UTF_8);
    if (noise.contains("Exception") || noise.contains("\tat ")) wrong.add("printed: " + noise);
    TABLE.add(
        String.format(
            Locale.ROOT,
            "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%.1f",
            reader,
            CASES,
            codes.getOrDefault(0, 0),
            codes.getOrDefault(2, 0),
            codes.getOrDefault(3, 0),
            codes.getOrDefault(4, 0),
            codes.getOrDefault(137, 0),
            wrong.size(),
            (System.nanoTime() - began) / 1e9));
    assertEquals(before, valid.digest(), "a valid file was changed");
    assertTrue(
        wrong.isEmpty(),
        () ->
            wrong.size()
                + " cases of '"
                + reader
                + "':\n"
                + String.join("\n", wrong.subList(0, Math.min(MOST_SHOWN, wrong.size()))));
  }

  private static void work(InputReader reader, Map<Integer, Integer> codes, List<String> wrong)
      throws Exception {
    AtomicLong next = new AtomicLong(FIRST);
    List<Thread> threads = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    for (int w = 0; w < WORKERS; w++) {
      Path place = folder.resolve(reader.name().replaceAll("\\W+", "-") + w);
      Trial trial = new Trial(reader, valid, place);
      assertNull(trial.whole().wrong(), reader::toString);
      trials.add(trial);
      threads.add(new Thread(() -> cases(trial, next, codes, wrong), "cases-" + w));
    }
    for (Thread thread : threads) {
      thread.setDaemon(true);
      thread.start();
    }
    for (int w = 0; w < WORKERS; w++) {
      while (threads.get(w).isAlive()) {
        threads.get(w).join(100);
        for (int t = 0; t < WORKERS; t++) {
          long since = trials.get(t).began;
          if (since != 0 && System.nanoTime() - since > LIMIT.toNanos())
            fail(hang(reader, trials.get(t), threads.get(t)));
        }
      }
    }
  }

  private static void cases(
      Trial trial, AtomicLong next, Map<Integer, Integer> codes, List<String> wrong) {
    for (long n = next.getAndIncrement(); n < FIRST + CASES; n = next.getAndIncrement()) {
      try {
        Trial.Outcome outcome = trial.run(n);
        codes.merge(outcome.code(), 1, Integer::sum);
        if (outcome.wrong() != null) wrong.add("case " + n + ": " + outcome.wrong());
      } catch (IOException | RuntimeException | Error e) {
        wrong.add("case " + n + ": the test itself failed: " + e);
      }
    }
  }

  private static String hang(InputReader reader, Trial trial, Thread thread) {
    StringBuilder text = new StringBuilder("'" + reader + "', case " + trial.number + " hangs:");
    for (StackTraceElement at : thread.getStackTrace()) text.append("\n  at ").append(at);
    return text.toString();
  }
}
