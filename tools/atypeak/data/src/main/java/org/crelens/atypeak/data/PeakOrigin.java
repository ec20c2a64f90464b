package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.LineSource;

/**
 * Where peaks come from: the files that were given, or those that a split file was made from. A
 * tensor thus names the same origin, whether its catalogue was split before or not.
 *
 * @param files how many files
 * @param digests SHA-256 of each that is a regular file, sorted: which came first must not matter
 */
public record PeakOrigin(int files, List<String> digests) {
  /** First line of a file that {@code split-peaks} wrote. */
  static final String MAGIC = "##crelens-peaks=1";

  private static final String ANY_MAGIC = "##crelens-peaks=";
  private static final String FILES = "##files=";
  private static final String DIGEST = "##sha256_";

  public PeakOrigin {
    digests = digests.stream().sorted().toList();
  }

  /**
   * The origin of the peaks in these files. A pipe can be read once only: it counts, without a
   * digest.
   */
  public static PeakOrigin of(List<Path> peaks) throws IOException {
    int files = 0;
    List<String> digests = new ArrayList<>();
    for (Path file : peaks) {
      PeakOrigin one = of(file);
      files += one.files;
      digests.addAll(one.digests);
    }
    return new PeakOrigin(files, digests);
  }

  private static PeakOrigin of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) return new PeakOrigin(1, List.of());
    try (LineSource lines = new LineSource(file)) {
      if (lines.next() && isHeader(lines)) return read(lines);
    }
    return new PeakOrigin(1, List.of(InputFile.sha256(file)));
  }

  /**
   * Whether the current line is the first of a split file.
   *
   * @throws InputException when it is that of a format which is not known here
   */
  static boolean isHeader(LineSource lines) throws InputException {
    if (lines.isRecord() || lines.lineNumber() != 1) return false;
    String text = lines.text();
    if (text.startsWith(ANY_MAGIC) && !text.equals(MAGIC))
      throw lines.error("'" + text + "' is not known", "expected " + MAGIC + "; split it again");
    return text.equals(MAGIC);
  }

  private static PeakOrigin read(LineSource lines) throws IOException {
    int files = 0;
    List<String> digests = new ArrayList<>();
    while (lines.next() && !lines.isRecord()) {
      String text = lines.text();
      if (text.startsWith(FILES) && text.matches(FILES + "[0-9]{1,6}"))
        files = Integer.parseInt(text.substring(FILES.length()));
      if (text.startsWith(DIGEST)) digests.add(text.substring(text.indexOf('=') + 1));
    }
    if (files < Math.max(1, digests.size()))
      throw new InputException(
          lines.file(), "its header lacks " + FILES, "split the catalogue again");
    return new PeakOrigin(files, digests);
  }

  /** Digests by role: {@code peaks}, or {@code peaks_1}, {@code peaks_2}, … of several files. */
  public Map<String, String> roles() {
    Map<String, String> roles = new LinkedHashMap<>();
    for (int i = 0; i < digests.size(); i++)
      roles.put(files == 1 ? "peaks" : "peaks_" + (i + 1), digests.get(i));
    return roles;
  }

  /** Lines that begin the split file of {@code cellLine}. */
  public List<String> header(String cellLine) {
    List<String> lines = new ArrayList<>(List.of(MAGIC, "##cell_line=" + cellLine));
    lines.add(FILES + files);
    roles().forEach((role, digest) -> lines.add(DIGEST + role + "=" + digest));
    return lines;
  }
}
