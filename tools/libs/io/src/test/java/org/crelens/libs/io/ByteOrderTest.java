package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteOrderTest {
  @Test
  void namesSortByTheirBytesAndNotByTheirChars() {
    // U+FFFD is below U+1F600 in bytes, above its surrogates in chars.
    List<String> names =
        new ArrayList<>(List.of("b", "\uD83D\uDE00", "\uFFFD", "a_1", "a-1", "a1", "B", ""));
    names.sort(ByteOrder.NAMES);
    assertEquals(List.of("", "B", "a-1", "a1", "a_1", "b", "\uFFFD", "\uD83D\uDE00"), names);
  }
}
