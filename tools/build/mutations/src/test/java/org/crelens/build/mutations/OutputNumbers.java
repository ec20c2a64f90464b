package org.crelens.build.mutations;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Looks for numbers in outputs that are none. Columns of numbers are told by outputs of valid
 * inputs, since names may be anything: {@code inf} is a contig, too, if it stands there.
 */
final class OutputNumbers {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+([eE][-+]?[0-9]+)?|nan|-?inf");
  private static final Pattern INFINITE = Pattern.compile("(?i)-?(inf|infinity)");
  private static final Pattern NOT_FINITE = Pattern.compile("(?i)nan|-?(inf|infinity)");
  private static final Pattern IN_JSON = Pattern.compile("[:,\\[](NaN|-?Infinity)[,\\]}]");

  /** What is never undefined: scores and places. A statistic may be, of nothing or of one value. */
  private static final Pattern DEFINED =
      Pattern.compile(".*\\.bed\\.gz|.*\\.scores\\.tsv\\.gz|s\\.tsv\\.gz|r\\.tsv\\.gz|loss\\.tsv");

  private final Map<String, boolean[]> numeric = new HashMap<>();

  /** Learns from an output of a valid input where its numbers stand. */
  void learn(Path file) throws IOException {
    String text = table(file);
    if (text == null) return;
    boolean[] columns = null;
    for (String line : text.split("\n")) {
      String[] cells = line.split("\t", -1);
      if (line.startsWith("#")) continue;
      if (columns == null) {
        // Of a table this is its header, which says nothing; of a BED it is a row like the others.
        columns = new boolean[cells.length];
        Arrays.fill(columns, true);
        if (!file.toString().endsWith(".bed.gz")) continue;
      }
      for (int i = 0; i < Math.min(cells.length, columns.length); i++)
        columns[i] &= NUMBER.matcher(cells[i]).matches();
    }
    if (columns != null) numeric.put(name(file), columns);
  }

  /** The first number that is none, with its line; null where there is none. */
  String wrong(Path file) throws IOException {
    if (name(file).endsWith(".json")) {
      Matcher matcher = IN_JSON.matcher(Files.readString(file));
      return matcher.find() ? matcher.group() : null;
    }
    boolean[] columns = numeric.get(name(file));
    if (columns == null) return null;
    Pattern pattern = DEFINED.matcher(name(file)).matches() ? NOT_FINITE : INFINITE;
    for (String line : table(file).split("\n")) {
      String[] cells = line.split("\t", -1);
      if (line.startsWith("#") || cells.length != columns.length) continue;
      for (int i = 0; i < cells.length; i++)
        if (columns[i] && pattern.matcher(cells[i]).matches()) return line;
    }
    return null;
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String table(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !name(file).matches(".*\\.(tsv|txt|tsv\\.gz|bed\\.gz)"))
      return null;
    byte[] bytes = Files.readAllBytes(file);
    if (name(file).endsWith(".gz")) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readAllBytes();
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
