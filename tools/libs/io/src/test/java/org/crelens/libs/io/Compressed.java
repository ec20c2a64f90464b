package org.crelens.libs.io;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The compressions an input may come in, as a user's tools write them. */
public enum Compressed {
  /** As it is. */
  PLAIN,
  /** One gzip member. */
  GZIP,
  /** Two gzip files behind each other, as {@code cat a.gz b.gz} makes them. */
  GZIP_MEMBERS,
  /** Blocks of gzip, as bgzip makes them. */
  BGZIP,
  /** As xz makes it. */
  XZ;

  /** Compresses {@code content}. */
  public byte[] bytes(byte[] content) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    switch (this) {
      case PLAIN -> to.write(content);
      case GZIP -> gzip(to, content, 0, content.length);
      case GZIP_MEMBERS -> {
        gzip(to, content, 0, content.length / 2);
        gzip(to, content, content.length / 2, content.length);
      }
      case BGZIP -> {
        try (OutputStream out = new BlockCompressedOutputStream(to, (Path) null)) {
          out.write(content);
        }
      }
      case XZ -> {
        try (OutputStream out = new XZOutputStream(to, new LZMA2Options(1))) {
          out.write(content);
        }
      }
    }
    return to.toByteArray();
  }

  /** Writes {@code content} to {@code file}, whatever its name. */
  public Path write(Path file, String content) throws IOException {
    return Files.write(file, bytes(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static void gzip(OutputStream to, byte[] content, int from, int end) throws IOException {
    GZIPOutputStream out = new GZIPOutputStream(to);
    out.write(content, from, end - from);
    out.finish();
  }
}
