package org.crelens.libs.io;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens an input, whatever its compression: plain, gzip, bgzip or xz, told by its first bytes. */
public final class InputFile {
  private static final int BUFFER = 1 << 16;
  static final byte[] BGZF_END =
      HexFormat.of().parseHex("1f8b08040000000000ff0600424302001b0003000000000000000000");

  private InputFile() {}

  /**
   * A stream of the decompressed content. Reading a truncated or damaged file throws {@link
   * InputException} that names it.
   *
   * @throws InputException when the file is missing, no regular file, not readable, or empty
   */
  public static InputStream open(Path file) throws IOException {
    check(file);
    InputStream raw = new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER);
    try {
      raw.mark(BUFFER);
      byte[] magic = raw.readNBytes(18);
      raw.reset();
      if (isGzip(magic)) {
        if (isBgzf(magic) && Files.isRegularFile(file)) checkBgzfEnd(file);
        // Java's own stream takes a damaged header of a later member for the end of the file.
        return new Guarded(file, new GzipCompressorInputStream(raw, true));
      }
      if (isXz(magic)) return new Guarded(file, new XZInputStream(raw));
      return raw;
    } catch (IOException e) {
      raw.close();
      throw e instanceof InputException ? e : damaged(file, e);
    }
  }

  /**
   * The decompressed content as text, for what is not read line by line. Bytes that are not UTF-8
   * are refused, as {@link LineSource} does.
   *
   * @throws InputException as {@link #open}
   */
  public static Reader reader(Path file) throws IOException {
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    return new FilterReader(new BufferedReader(new InputStreamReader(open(file), strict))) {
      @Override
      public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
      }

      @Override
      public int read(char[] into, int offset, int length) throws IOException {
        try {
          return in.read(into, offset, length);
        } catch (CharacterCodingException e) {
          throw new InputException(
              file, "holds bytes that are not UTF-8", "expected text in UTF-8; convert it");
        }
      }
    };
  }

  /**
   * Checks that {@code file} can be read, before any work is done. From here on the file is an
   * input of the run, which no output may replace.
   *
   * @throws InputException as {@link #open}
   */
  public static void check(Path file) throws IOException {
    RunInputs.add(file);
    if (!Files.exists(file))
      throw new InputException(file, "no such file", "check the path; relative paths start here");
    if (Files.isDirectory(file)) throw new InputException(file, "is a folder", "expected a file");
    if (!Files.isReadable(file))
      throw new InputException(file, "cannot be read", "check its permissions");
    if (Files.isRegularFile(file) && Files.size(file) == 0)
      throw new InputException(file, "is empty", "expected at least one line; was a download cut?");
  }

  /** The first bytes of the file as they lie on disk, at most {@code count}. */
  public static byte[] firstBytes(Path file, int count) throws IOException {
    check(file);
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(count);
    }
  }

  /** SHA-256 of the file's bytes as they lie on disk, in lower-case hex. */
  public static String sha256(Path file) throws IOException {
    RunInputs.add(file);
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[BUFFER];
      for (int n = in.read(block); n >= 0; n = in.read(block)) digest.update(block, 0, n);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static boolean isGzip(byte[] magic) {
    return magic.length >= 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
  }

  static boolean isBgzf(byte[] magic) {
    return magic.length >= 14
        && isGzip(magic)
        && magic[3] == 4
        && magic[12] == 'B'
        && magic[13] == 'C';
  }

  private static boolean isXz(byte[] magic) {
    return magic.length >= 6
        && magic[0] == (byte) 0xfd
        && magic[1] == '7'
        && magic[2] == 'z'
        && magic[3] == 'X'
        && magic[4] == 'Z'
        && magic[5] == 0;
  }

  // A bgzip file cut between two blocks is valid gzip; only the missing end marker tells.
  private static void checkBgzfEnd(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[BGZF_END.length];
      if (in.length() >= end.length) {
        in.seek(in.length() - end.length);
        in.readFully(end);
      }
      if (!Arrays.equals(end, BGZF_END))
        throw new InputException(
            file, "bgzip file without its end marker", "it was cut short; fetch or make it again");
    }
  }

  private static InputException damaged(Path file, IOException cause) {
    String what =
        cause instanceof EOFException
            ? "compressed data end too early"
            : "compressed data are damaged: " + cause.getMessage();
    return new InputException(
        file, what, "the file was cut short or altered; fetch or make it again");
  }

  private static final class Guarded extends FilterInputStream {
    private final Path file;

    Guarded(Path file, InputStream in) {
      super(in);
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return in.read(into, offset, length);
      } catch (InputException e) {
        throw e;
      } catch (IOException e) {
        throw damaged(file, e);
      }
    }
  }
}
