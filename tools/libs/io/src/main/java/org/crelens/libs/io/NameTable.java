package org.crelens.libs.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers names in the order they are first met, looked up by their bytes: one hash per line of a
 * catalogue instead of one string.
 */
public final class NameTable {
  private final List<String> names = new ArrayList<>();
  private byte[][] bytes = new byte[64][];
  private int[] slots = new int[256];

  /** The number of the name in {@code buffer[from, to)}, given now if it is new. */
  public int id(byte[] buffer, int from, int to) {
    int slot = slot(buffer, from, to);
    int id = slots[slot] - 1;
    return id >= 0 ? id : insert(Arrays.copyOfRange(buffer, from, to), slot);
  }

  /** The number of the name in {@code buffer[from, to)}; -1 when it is not known. */
  public int find(byte[] buffer, int from, int to) {
    return slots[slot(buffer, from, to)] - 1;
  }

  /** The number of {@code name}, given now if it is new. */
  public int add(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return id(text, 0, text.length);
  }

  /** The slot of a name, or the free one that it would take. */
  private int slot(byte[] buffer, int from, int to) {
    int mask = slots.length - 1;
    int hash = 0;
    for (int i = from; i < to; i++) hash = hash * 31 + buffer[i];
    for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      int id = slots[slot] - 1;
      if (id < 0 || Arrays.equals(bytes[id], 0, bytes[id].length, buffer, from, to)) return slot;
    }
  }

  private int insert(byte[] name, int slot) {
    int id = names.size();
    names.add(new String(name, StandardCharsets.UTF_8));
    if (id == bytes.length) bytes = Arrays.copyOf(bytes, id * 2);
    bytes[id] = name;
    slots[slot] = id + 1;
    if (names.size() * 2 > slots.length) grow();
    return id;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int id = 0; id < names.size(); id++) slots[slot(bytes[id], 0, bytes[id].length)] = id + 1;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }

  /** The names in the order of their numbers. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** How many names there are. */
  public int size() {
    return names.size();
  }

  /** Name number {@code id}. */
  public String name(int id) {
    return names.get(id);
  }
}
