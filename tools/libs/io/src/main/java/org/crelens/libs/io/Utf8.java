package org.crelens.libs.io;

/** Characters of more than one byte in UTF-8. */
final class Utf8 {
  private Utf8() {}

  /**
   * Bytes of the character that begins at {@code text[at]}, 1 to 4.
   *
   * @return 0 when the bytes up to {@code end} begin with none
   */
  static int length(byte[] text, int at, int end) {
    int first = text[at] & 0xff;
    if (first < 0x80) return 1;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > end) return 0;
    int second = text[at + 1] & 0xff;
    // Longer forms of short characters, halves of surrogates, and what lies beyond Unicode.
    boolean allowed =
        switch (first) {
          case 0xe0 -> second >= 0xa0;
          case 0xed -> second < 0xa0;
          case 0xf0 -> second >= 0x90;
          case 0xf4 -> second < 0x90;
          default -> true;
        };
    if (!allowed) return 0;
    for (int i = 1; i < length; i++) if ((text[at + i] & 0xc0) != 0x80) return 0;
    return length;
  }
}
