package org.crelens.libs.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * What a file is that was given in place of a text, told by its first bytes: people export tables
 * from spreadsheets, and take one download for another.
 */
final class FileKind {
  /** As many bytes as are looked at. */
  static final int BYTES = 64;

  private static final byte[] MARK = bytes("efbbbf");

  private static final List<Kind> OTHERS =
      List.of(
          new Kind("fffe0000", "is text in UTF-32", Kind.ICONV.replace("16", "32")),
          new Kind("fffe", "is text in UTF-16", Kind.ICONV),
          new Kind("feff", "is text in UTF-16", Kind.ICONV),
          new Kind("d0cf11e0a1b11ae1", "is an Excel workbook (xls)", Kind.EXPORT),
          new Kind("504b0304", "is a zip archive", "expected a text; unpack it, if it holds one"),
          new Kind("504b0506", "is an empty zip archive", "expected a text"),
          new Kind("425a68", "is compressed with bzip2", Kind.RECOMPRESS),
          new Kind("28b52ffd", "is compressed with zstd", Kind.RECOMPRESS),
          new Kind("377abcaf271c", "is a 7z archive", Kind.RECOMPRESS),
          new Kind("1f8b", "is compressed twice", "expected gzip, bgzip or xz once"),
          new Kind("25504446", "is a PDF", "expected a text"),
          new Kind("42414d01", "is a BAM file", "expected a text with one line per interval"),
          new Kind("ebf28987", "is a bigBed file", "expected BED; convert it with bigBedToBed"),
          new Kind("8789f2eb", "is a bigBed file", "expected BED; convert it with bigBedToBed"),
          new Kind("26fc8f88", "is a bigWig file", "expected BED"),
          new Kind("888ffc26", "is a bigWig file", "expected BED"));

  private FileKind() {}

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** Length of the mark of the byte order of UTF-8 that the text begins with; 0 without one. */
  static int markOfUtf8(byte[] text, int length) {
    return length >= MARK.length && begins(text, MARK) ? MARK.length : 0;
  }

  private static boolean begins(byte[] text, byte[] with) {
    if (text.length < with.length) return false;
    for (int i = 0; i < with.length; i++) if (text[i] != with[i]) return false;
    return true;
  }

  /**
   * Refuses what is no text.
   *
   * @param first up to {@link #BYTES} bytes of the content
   * @throws InputException that says what the file is, and what to do
   */
  static void require(Path file, byte[] first) throws InputException {
    for (Kind kind : OTHERS) {
      if (!begins(first, bytes(kind.magic))) continue;
      boolean workbook = kind.magic.startsWith("504b") && isWorkbook(first);
      throw workbook
          ? new InputException(file, "is an Excel workbook (xlsx)", Kind.EXPORT)
          : new InputException(file, kind.found, kind.expected);
    }
  }

  private static boolean isWorkbook(byte[] zip) {
    String names = new String(zip, StandardCharsets.ISO_8859_1);
    return names.contains("[Content_Types].xml")
        || names.contains("xl/")
        || names.contains("_rels/");
  }

  private record Kind(String magic, String found, String expected) {
    static final String ICONV = "expected UTF-8; convert it: iconv -f UTF-16 -t UTF-8";
    static final String EXPORT =
        "expected a text; save the sheet from Excel as 'Text (Tab delimited)'";
    static final String RECOMPRESS = "expected a text, plain or compressed with gzip, bgzip or xz";
  }
}
