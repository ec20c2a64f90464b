package org.crelens.build.mutations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One worker's place for the cases of a reader: damages an input, runs the executable on it, and
 * checks what it left and said.
 */
final class Trial {
  private static final Set<Integer> CODES = Set.of(0, 2, 3, 4, 137);

  /** Longer messages are read by nobody. */
  private static final int LONGEST = 2000;

  private final InputReader reader;
  private final ValidFiles valid;
  private final Path input;
  private final Path out;
  private final List<String> files;
  private final OutputNumbers numbers = new OutputNumbers();

  /** When the case at hand began, in ns; 0 between cases. */
  volatile long began;

  /** Number of the case at hand. */
  volatile long number;

  Trial(InputReader reader, ValidFiles valid, Path folder) throws IOException {
    this.reader = reader;
    this.valid = valid;
    out = folder.resolve("out");
    Path of = Files.createDirectories(folder.resolve("in"));
    if (reader.files().isEmpty()) {
      input = of.resolve(valid.file(reader.valid()).getFileName());
      files = List.of();
    } else {
      input = of;
      for (String file : valid.below(reader.valid())) {
        Path copy = of.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(valid.file(reader.valid()).resolve(file), copy);
      }
      files =
          valid.below(reader.valid()).stream()
              .filter(file -> reader.files().stream().anyMatch(file::startsWith))
              .toList();
    }
  }

  /**
   * What became of a case.
   *
   * @param code exit code
   * @param wrong what is wrong with it; null for nothing
   */
  record Outcome(int code, String wrong) {}

  /** The call on the valid input. */
  Outcome whole() throws IOException {
    if (files.isEmpty()) Files.copy(valid.file(reader.valid()), input);
    List<String> args = args();
    Tools.Ran ran = Tools.run(tool(), args);
    for (Path file : left()) numbers.learn(file);
    String wrong = ran.code() == 0 ? null : ran.err();
    clear();
    return new Outcome(ran.code(), wrong);
  }

  /** Case number {@code n}: always the same. */
  Outcome run(long n) throws IOException {
    number = n;
    long seed = reader.name().hashCode() * 1_000_003L + n;
    Path damaged = input;
    byte[] whole;
    if (files.isEmpty()) {
      whole = Files.readAllBytes(valid.file(reader.valid()));
    } else {
      String file = files.get(new SplittableRandom(seed).nextInt(files.size()));
      damaged = input.resolve(file);
      whole = Files.readAllBytes(valid.file(reader.valid()).resolve(file));
    }
    return run(damaged, whole, new Mutator(seed).mutate(whole), Long.toString(n));
  }

  /** A case that was found once: this content in the place of the valid one. */
  Outcome run(String what, byte[] bytes) throws IOException {
    return run(input, Files.readAllBytes(valid.file(reader.valid())), bytes, what);
  }

  /** The same for a file in a folder. */
  Outcome run(String what, String file, byte[] bytes) throws IOException {
    byte[] whole = Files.readAllBytes(valid.file(reader.valid()).resolve(file));
    return run(input.resolve(file), whole, bytes, what);
  }

  private Outcome run(Path damaged, byte[] whole, byte[] bytes, String what) throws IOException {
    Files.write(damaged, bytes);
    List<String> args = args();
    began = System.nanoTime();
    Tools.Ran ran = Tools.run(tool(), args);
    began = 0;
    String wrong = wrong(ran, args, damaged, bytes);
    if (wrong != null) wrong += "\n  " + keep(damaged, what);
    if (!files.isEmpty()) Files.write(damaged, whole);
    clear();
    return new Outcome(ran.code(), wrong);
  }

  private String tool() {
    return reader.command().substring(0, reader.command().indexOf(' '));
  }

  private List<String> args() throws IOException {
    Files.createDirectories(out);
    List<String> args = new ArrayList<>();
    for (String word : reader.command().strip().split(" +")) {
      if (word.equals("@")) args.add(input.toString());
      else if (word.startsWith("v/")) args.add(valid.file(word.substring(2)).toString());
      else if (word.startsWith("out/")) args.add(out.resolve(word.substring(4)).toString());
      else args.add(word);
    }
    args.remove(0);
    args.add("-q");
    return args;
  }

  private String wrong(Tools.Ran ran, List<String> args, Path damaged, byte[] bytes)
      throws IOException {
    String said = ran.err().length() > 1500 ? ran.err().substring(0, 1500) + "…" : ran.err();
    if (!CODES.contains(ran.code())) return "exit code " + ran.code() + "\n" + said;
    if (!Arrays.equals(Files.readAllBytes(damaged), bytes)) return "the input was changed";
    String message = message(ran, args, damaged);
    if (message != null) return message + ": " + said;
    List<Path> left = left();
    for (Path file : left)
      if (file.getFileName().toString().contains(".part")) return "left behind: " + file;
    if (ran.code() != 0) return left.isEmpty() ? null : "left behind: " + left;
    // A split file has all columns of the catalogue as they are.
    if (tool().equals("split-peaks")) return null;
    for (Path file : left) {
      // So has a table of factors the weights of the one that was given.
      if (name(file).equals("f.tsv")) continue;
      String line = numbers.wrong(file);
      if (line != null) return name(file) + " holds " + line;
    }
    return null;
  }

  /** What is wrong with the messages. */
  private String message(Tools.Ran ran, List<String> args, Path damaged) {
    List<String> lines =
        ran.err()
            .lines()
            .filter(line -> !line.startsWith("Try '") && !line.contains(": warning: "))
            .toList();
    if (ran.err().contains("Exception") || ran.err().contains("\tat ")) return "a name of a class";
    for (int i = 0; i < ran.err().length(); i++) {
      char c = ran.err().charAt(i);
      if (c != '\n' && (Character.isISOControl(c) || c == '\u2028' || c == '\u2029'))
        return "a control character";
    }
    if (ran.err().lines().anyMatch(line -> line.length() > LONGEST)) return "a long message";
    if (lines.size() != (ran.code() == 0 ? 0 : 1)) return lines.size() + " lines";
    if (ran.code() != 3) return null;
    boolean named =
        lines.get(0).contains(damaged.getFileName().toString())
            || args.stream()
                .filter(arg -> arg.contains("/") && Files.exists(Path.of(arg)))
                .anyMatch(arg -> lines.get(0).contains(Path.of(arg).getFileName().toString()));
    return named ? null : "no file is named";
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /** All that lies where outputs belong. */
  private List<Path> left() throws IOException {
    try (Stream<Path> paths = Files.walk(out)) {
      return paths.filter(path -> !path.equals(out)).sorted().toList();
    }
  }

  /** Keeps a damaged input that something went wrong with. */
  private String keep(Path damaged, String what) throws IOException {
    Path kept = Path.of(System.getProperty("crelens.mutations.folder", "target/mutations"));
    Path place = Files.createDirectories(kept.resolve(reader.name().replaceAll("\\W+", "-")));
    Path file = place.resolve(what + "." + damaged.getFileName());
    Files.write(file, Files.readAllBytes(damaged));
    return file.toString();
  }

  private void clear() throws IOException {
    if (!Files.exists(out)) return;
    try (Stream<Path> paths = Files.walk(out)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
