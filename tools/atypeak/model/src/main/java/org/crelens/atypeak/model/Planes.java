package org.crelens.atypeak.model;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;

/**
 * The nonzero cells of some windows, one plane (window, TR) after the other. Planes of a window
 * that are alike to the bit are found and kept once: the TRs without a peak in a window have no
 * cell in a binary one, and the same row crumbs in a crumbed one. They are three of four in real
 * catalogues.
 */
final class Planes {
  /** Marks a TR whose plane is the window's shared one. */
  static final int SHARED = -1;

  private final Shape shape;
  private final int windows;
  private final int[][] planeOf;
  private final int[] sharedOf;
  private int planes;
  private int[] from = new int[64];
  private int entries;
  private int[] place = new int[1024];
  private int[] length = new int[1024];
  private float[] value = new float[1024];
  private final int[] open;

  // The window at hand, plane by plane, before it is known which planes are alike.
  private final int[] count;
  private final long[] hash;
  private int[][] windowCell;
  private float[][] windowValue;

  /**
   * @param windows how many fit
   */
  Planes(Shape shape, int windows) {
    this.shape = shape;
    this.windows = windows;
    int t = shape.trs();
    planeOf = new int[windows][t];
    sharedOf = new int[windows];
    count = new int[t];
    hash = new long[t];
    open = new int[shape.datasets()];
    windowCell = new int[t][256];
    windowValue = new float[t][256];
  }

  void clear() {
    planes = 0;
    entries = 0;
  }

  /**
   * Reads window number {@code w} of this set; windows come in order.
   *
   * @param x cells in the order (bin, dataset, TR), from {@code offset}
   */
  void add(int w, float[] x, int offset) {
    if (w < 0 || w >= windows) throw new IllegalArgumentException("window " + w + " of " + windows);
    scan(x, offset);
    int shared = mostCommon();
    for (int z = 0; z < shape.trs(); z++)
      planeOf[w][z] = shared >= 0 && alike(shared, z) ? SHARED : keep(z);
    sharedOf[w] = shared >= 0 ? keep(shared) : SHARED;
  }

  private void scan(float[] x, int offset) {
    int d = shape.datasets();
    int t = shape.trs();
    Arrays.fill(count, 0);
    Arrays.fill(hash, 1);
    int p = offset;
    for (int b = 0; b < shape.bins(); b++) {
      int end = p + d * t;
      if (isZero(x, p, end)) {
        p = end;
        continue;
      }
      for (int y = 0; y < d; y++) {
        for (int z = 0; z < t; z++, p++) {
          float v = x[p];
          if (v == 0) continue;
          int n = count[z]++;
          if (n == windowCell[z].length) {
            windowCell[z] = Arrays.copyOf(windowCell[z], n * 2);
            windowValue[z] = Arrays.copyOf(windowValue[z], n * 2);
          }
          int c = b << 16 | y;
          windowCell[z][n] = c;
          windowValue[z][n] = v;
          hash[z] = hash[z] * 0x9E3779B97F4A7C15L + (((long) c << 32) ^ Float.floatToRawIntBits(v));
        }
      }
    }
  }

  // Or-ing bits vectorises, comparing floats one by one does not; −0 counts as a cell, harmlessly.
  private static boolean isZero(float[] x, int from, int to) {
    int bits = 0;
    for (int i = from; i < to; i++) bits |= Float.floatToRawIntBits(x[i]);
    return bits == 0;
  }

  /** The TR whose plane most others are like, or −1 when all differ. */
  private int mostCommon() {
    int t = shape.trs();
    int best = -1;
    int most = 1;
    for (int z = 0; z < t; z++) {
      int same = 0;
      for (int other = 0; other < t; other++) if (hash[other] == hash[z]) same++;
      if (same > most) {
        most = same;
        best = z;
      }
    }
    return best;
  }

  private boolean alike(int a, int b) {
    return hash[a] == hash[b]
        && Arrays.equals(windowCell[a], 0, count[a], windowCell[b], 0, count[b])
        && Arrays.equals(windowValue[a], 0, count[a], windowValue[b], 0, count[b]);
  }

  /** Keeps the plane of TR {@code z} as runs: cells of one dataset, side by side, of one value. */
  private int keep(int z) {
    if (planes + 2 >= from.length) from = Arrays.copyOf(from, from.length * 2);
    from[planes] = entries;
    Arrays.fill(open, -1);
    for (int i = 0; i < count[z]; i++) {
      int c = windowCell[z][i];
      float v = windowValue[z][i];
      int y = c & 0xffff;
      int e = open[y];
      if (e >= 0 && value[e] == v && place[e] + (length[e] << 16) == c) {
        length[e]++;
        continue;
      }
      if (entries == place.length) {
        place = Arrays.copyOf(place, entries * 2);
        length = Arrays.copyOf(length, entries * 2);
        value = Arrays.copyOf(value, entries * 2);
      }
      place[entries] = c;
      length[entries] = 1;
      value[entries] = v;
      open[y] = entries++;
    }
    from[planes + 1] = entries;
    return planes++;
  }

  /** Plane of window {@code w} and TR {@code z}, or {@link #SHARED}. */
  int plane(int w, int z) {
    return planeOf[w][z];
  }

  /** Plane that the like TRs of window {@code w} have in common, or {@link #SHARED} if none are. */
  int shared(int w) {
    return sharedOf[w];
  }

  /** First run of a plane. */
  int from(int plane) {
    return from[plane];
  }

  /** One past the last run of a plane. */
  int to(int plane) {
    return from[plane + 1];
  }

  /** First bin of run {@code e}. */
  int position(int e) {
    return place[e] >>> 16;
  }

  /** Bins of run {@code e}. */
  int length(int e) {
    return length[e];
  }

  /** Dataset of run {@code e}. */
  int dataset(int e) {
    return place[e] & 0xffff;
  }

  /** Value of run {@code e}. */
  float value(int e) {
    return value[e];
  }
}
