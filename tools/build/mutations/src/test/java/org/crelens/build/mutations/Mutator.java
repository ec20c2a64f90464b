package org.crelens.build.mutations;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.crelens.libs.io.BgzfBlock;

/**
 * Damages a valid file as a bad disk, a careless hand or an enemy would: its bytes, or, packed
 * again as a valid archive, the lines, cells, values and arrays in it. The same seed gives the same
 * damage.
 */
final class Mutator {
  /** What stands where a number or a name is expected. */
  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "0",
          "-0",
          "1",
          "-1",
          "2",
          "0.5",
          "-0.5",
          "1e3",
          "1e6",
          "1e-320",
          "1e38",
          "-1e38",
          "1e300",
          "1e308",
          "-1e308",
          "1e999",
          "nan",
          "NaN",
          "inf",
          "-inf",
          "Infinity",
          "-Infinity",
          "0x10",
          "0x1p3",
          "1f",
          "1d",
          "1_000",
          "1,5",
          "+1",
          "00000000000000000000000000001",
          "536870911",
          "536870912",
          "536870913",
          "2147483646",
          "2147483647",
          "2147483648",
          "-2147483648",
          "4294967295",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999",
          ".",
          "..",
          "a.b",
          "a.b.c.d",
          "..x",
          "null",
          "true",
          "[]",
          "{}",
          "\"",
          "'",
          "<script>alert(1)</script>",
          "../../x",
          "/",
          "chr1",
          "chr1\r",
          "\u0000",
          "\u0001\u0007\u001b[31m",
          "\u2028",
          "\u202e",
          "\u0661",
          "ä",
          "\ud83e\uddec",
          "\ufeff",
          "track",
          "#",
          "##x=1",
          "%s%n%d",
          "${x}",
          "x".repeat(3000));

  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    2,
    3,
    4,
    31,
    32,
    33,
    255,
    65535,
    65536,
    1 << 20,
    1 << 28,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private static final float[] WEIGHTS = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1e30f,
    -1e20f,
    9e5f,
    -9e5f,
    1e3f,
    Float.MIN_VALUE,
    -0f
  };

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|-?[0-9][-+0-9.eE]*|true|false|null");

  private final SplittableRandom random;

  Mutator(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A damaged copy. */
  byte[] mutate(byte[] valid) throws IOException {
    if (one(6)) return bytes(valid);
    if (isZip(valid)) return zip(valid);
    if (!isGzip(valid)) return content(valid);
    byte[] content;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(valid))) {
      content = in.readAllBytes();
    }
    return packed(content(content));
  }

  private static boolean isGzip(byte[] file) {
    return file.length > 2 && file[0] == 0x1f && file[1] == (byte) 0x8b;
  }

  private static boolean isZip(byte[] file) {
    return file.length > 2 && file[0] == 'P' && file[1] == 'K';
  }

  private boolean one(int of) {
    return random.nextInt(of) == 0;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private int below(int n) {
    return random.nextInt(Math.max(1, n));
  }

  private byte[] content(byte[] valid) {
    if (one(12)) return bytes(valid);
    byte[] content = valid;
    for (int times = one(3) ? 1 + random.nextInt(4) : 1; times > 0; times--) {
      // Every byte is a character of its own, so that nothing but the damage changes.
      String text = new String(content, StandardCharsets.ISO_8859_1);
      boolean json = text.startsWith("{");
      content = (json ? json(text) : lines(text)).getBytes(StandardCharsets.ISO_8859_1);
    }
    return content;
  }

  /** In UTF-8, seen as one character for each byte. */
  private String hostile() {
    return new String(any(HOSTILE).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  // Bytes.

  private byte[] bytes(byte[] valid) {
    byte[] b = valid.clone();
    if (b.length == 0) return new byte[] {1};
    int at = below(b.length);
    int n = 1 + below(Math.min(b.length - at, 1 << random.nextInt(10)));
    switch (random.nextInt(9)) {
      case 0 -> b[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> b[at] = (byte) random.nextInt(256);
      case 2 -> b = Arrays.copyOf(b, at);
      case 3 -> b = join(Arrays.copyOf(b, at), Arrays.copyOfRange(b, at + n, b.length));
      case 4 ->
          b =
              join(
                  Arrays.copyOf(b, at + n),
                  Arrays.copyOfRange(b, at, at + n),
                  Arrays.copyOfRange(b, at + n, b.length));
      case 5 -> {
        for (int i = at; i < at + n; i++) b[i] = (byte) random.nextInt(256);
      }
      case 6 -> Arrays.fill(b, at, at + n, (byte) 0);
      case 7 -> {
        byte[] noise = new byte[n];
        for (int i = 0; i < n; i++) noise[i] = (byte) random.nextInt(256);
        b = join(Arrays.copyOf(b, at), noise, Arrays.copyOfRange(b, at, b.length));
      }
      default -> extreme(b, at);
    }
    return b;
  }

  private void extreme(byte[] b, int at) {
    byte[] number = ByteBuffer.allocate(8).putLong(EXTREMES[below(EXTREMES.length)]).array();
    if (one(2)) for (int i = 0; i < 4; i++) swap(number, i, 7 - i);
    System.arraycopy(number, 0, b, at, Math.min(8, b.length - at));
  }

  private static void swap(byte[] b, int i, int j) {
    byte kept = b[i];
    b[i] = b[j];
    b[j] = kept;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.writeBytes(part);
    return all.toByteArray();
  }

  // Text in lines.

  private String lines(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int at = below(lines.size());
    int other = below(lines.size());
    switch (random.nextInt(20)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(at));
      case 2 -> lines.add(other, lines.remove(at));
      case 3 -> lines.set(at, hostile());
      case 4 -> lines.add(at, any(List.of("", "#", "# x", "track name=x", "browser", "\r", "\t")));
      case 5 -> lines.set(0, "\u00ef\u00bb\u00bf" + lines.get(0));
      case 6 -> lines.set(at, lines.get(at) + "\r");
      case 7 -> lines = lines.subList(0, at);
      case 8 -> lines.set(at, lines.get(at).replace('\t', any(List.of(' ', ',', ';'))));
      case 9 -> lines.subList(Math.min(at, other), Math.max(at, other)).clear();
      case 10 -> lines.set(at, property(lines.get(at)));
      case 11 -> {
        for (int i = 0; i < lines.size(); i++)
          if (lines.get(i).startsWith("##") && one(2)) lines.set(i, property(lines.get(i)));
      }
      default -> lines.set(at, cells(lines.get(at), lines.get(other)));
    }
    return String.join("\n", lines);
  }

  private String property(String line) {
    int equals = line.indexOf('=');
    return equals < 0 ? line : line.substring(0, equals + 1) + hostile();
  }

  private String cells(String line, String other) {
    List<String> cells = new ArrayList<>(Arrays.asList(line.split("\t", -1)));
    String[] others = other.split("\t", -1);
    int at = below(cells.size());
    int from = below(cells.size());
    switch (random.nextInt(9)) {
      case 0 -> cells.remove(at);
      case 1 -> cells.add(at, cells.get(from));
      case 2 -> cells.set(at, cells.get(from));
      case 3 -> cells.set(at, others[Math.min(at, others.length - 1)]);
      case 4 -> cells.set(at, number(cells.get(at)));
      case 5 -> cells.addAll(Arrays.asList(others));
      default -> cells.set(at, hostile());
    }
    return String.join("\t", cells);
  }

  /** A number near by, which may be wrong in this place only. */
  private String number(String text) {
    try {
      long value = Long.parseLong(text);
      return Long.toString(
          switch (random.nextInt(5)) {
            case 0 -> value + 1;
            case 1 -> value - 1;
            case 2 -> value * 1000;
            case 3 -> -value;
            default -> value + random.nextInt(100_000);
          });
    } catch (NumberFormatException e) {
      return text.isEmpty() ? "x" : text.substring(0, below(text.length()));
    }
  }

  // JSON.

  private String json(String text) {
    List<int[]> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) tokens.add(new int[] {matcher.start(), matcher.end()});
    if (tokens.isEmpty()) return text + "}";
    int[] at = any(tokens);
    int[] other = any(tokens);
    String token = text.substring(at[0], at[1]);
    switch (random.nextInt(10)) {
      case 0:
        return text.substring(0, at[0]) + text.substring(at[1]);
      case 1:
        return put(text, at, text.substring(other[0], other[1]));
      case 2:
        int levels = one(2) ? 200 : 100_000;
        return put(text, at, "[".repeat(levels) + token + "]".repeat(levels));
      case 3:
        levels = one(2) ? 200 : 20_000;
        return put(text, at, "{\"a\":".repeat(levels) + token + "}".repeat(levels));
      case 4:
        return put(text, at, any(List.of("null", "true", "[]", "{}", "\"\"", "0")));
      case 5:
        return part(text, at[0]);
      case 6:
        return text.substring(0, at[0]);
      default:
        if (!token.startsWith("\"")) return put(text, at, hostile());
        return put(text, at, "\"" + hostile().replace("\"", "\\\"") + "\"");
    }
  }

  private static String put(String text, int[] at, String value) {
    return text.substring(0, at[0]) + value + text.substring(at[1]);
  }

  /** Removes, repeats or empties the list or object that a place lies in. */
  private String part(String text, int at) {
    int from = Math.max(text.lastIndexOf('[', at), text.lastIndexOf('{', at));
    if (from < 0) return text;
    int depth = 0;
    int to = from;
    do {
      char c = text.charAt(to++);
      if (c == '[' || c == '{') depth++;
      if (c == ']' || c == '}') depth--;
    } while (depth > 0 && to < text.length());
    String part = text.substring(from, to);
    String instead =
        switch (random.nextInt(4)) {
          case 0 -> part.charAt(0) == '[' ? "[]" : "{}";
          case 1 -> part + "," + part;
          case 2 -> "null";
          default -> "";
        };
    return text.substring(0, from) + instead + text.substring(to);
  }

  // Archives.

  /** Rows and header in blocks of their own as tensorize writes them, mostly. */
  private byte[] packed(byte[] content) throws IOException {
    if (one(12)) return content;
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    if (one(6)) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(to)) {
        gzip.write(content);
      }
      return to.toByteArray();
    }
    Deflater deflater = new Deflater(1, true);
    int rows = one(4) ? 0 : header(content);
    block(to, deflater, content, 0, rows);
    block(to, deflater, content, rows, content.length);
    deflater.end();
    to.writeBytes(BgzfBlock.end());
    return to.toByteArray();
  }

  private static int header(byte[] content) {
    int at = 0;
    while (at < content.length && content[at] == '#') {
      while (at < content.length && content[at] != '\n') at++;
      at = Math.min(content.length, at + 1);
    }
    return at;
  }

  private static void block(
      ByteArrayOutputStream to, Deflater deflater, byte[] content, int from, int end) {
    for (int at = from; at < end; at += BgzfBlock.MOST_TEXT) {
      int n = Math.min(BgzfBlock.MOST_TEXT, end - at);
      to.writeBytes(BgzfBlock.of(deflater, Arrays.copyOfRange(content, at, at + n), n));
    }
  }

  private byte[] zip(byte[] valid) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(valid))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry())
        entries.put(entry.getName(), in.readAllBytes());
    }
    String name = any(List.copyOf(entries.keySet()));
    if (one(2)) name = one(2) ? "coefficients.bin" : "crelens.json";
    byte[] entry = entries.get(name);
    if (one(16)) {
      entries.remove(name);
    } else if (name.endsWith(".json")) {
      entries.put(name, content(entry));
    } else {
      entries.put(name, array(entry));
    }
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(to)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
    return to.toByteArray();
  }

  /** An array as ND4J writes it: sizes, then big-endian floats. */
  private byte[] array(byte[] valid) {
    if (valid.length < 128) return bytes(valid);
    byte[] b = valid.clone();
    ByteBuffer floats = ByteBuffer.wrap(b);
    switch (random.nextInt(8)) {
      case 0, 1 -> extreme(b, below(120));
      case 2, 3, 4 -> floats.putFloat(113 + 4 * below((b.length - 116) / 4), weight());
      case 5 -> {
        float factor = one(2) ? 1e4f : 1e10f;
        for (int i = 113; i + 4 <= b.length; i += 4)
          floats.putFloat(i, floats.getFloat(i) * factor);
      }
      case 6 -> {
        float weight = weight();
        for (int i = 113; i + 4 <= b.length; i += 4) floats.putFloat(i, weight);
      }
      default -> b = one(3) ? new byte[0] : bytes(valid);
    }
    return b;
  }

  private float weight() {
    return WEIGHTS[below(WEIGHTS.length)];
  }
}
