package org.crelens.common.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Makes names from documents, which may hold anything, fit for commands, paths, addresses and hubs.
 */
final class SafeNames {
  private SafeNames() {}

  /** A word for a command line that a person copies into a POSIX shell. */
  static String shell(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A track's name, as UCSC wants it: letters, digits and underscores, a letter first. */
  static String track(String text) {
    String name = text.replaceAll("[^A-Za-z0-9_]", "_");
    return name.matches("[A-Za-z].*") ? name : "t_" + name;
  }

  /** One line for a setting of a hub, where a line end would begin another setting. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /** One segment of a path: never another folder, never hidden. */
  static String fileName(String text) {
    String name = text.replaceAll("[^A-Za-z0-9._+-]", "_");
    return name.startsWith(".") || name.isEmpty() ? "_" + name : name;
  }

  /** A relative path as an address, segment by segment. */
  static String path(String path) {
    return Arrays.stream(path.split("/")).map(SafeNames::uri).collect(Collectors.joining("/"));
  }

  /** One segment of a relative address. */
  static String uri(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) out.append(c);
      else out.append(String.format("%%%02X", (int) c));
    }
    return out.toString();
  }
}
