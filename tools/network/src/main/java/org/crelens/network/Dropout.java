package org.crelens.network;

/**
 * Dropout from a hash of (seed, step, layer, window, element): the same elements fall whichever
 * thread does the work and in whatever order.
 */
final class Dropout {
  /** Share of the elements that fall; the rest is scaled by 1 / (1 − RATE). */
  static final double RATE = 0.1;

  static final float SCALE = (float) (1 / (1 - RATE));
  private static final int THRESHOLD = (int) (RATE * (1L << 31));

  private Dropout() {}

  /** A key for one layer of one window in one step. */
  static int key(long seed, long step, int layer, int window) {
    long mixed = seed * 0x9E3779B97F4A7C15L + step;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L + layer;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL + window;
    return (int) ((mixed ^ (mixed >>> 31)) * 0x9E3779B97F4A7C15L >>> 32);
  }

  /** Drops elements of {@code x[0, n)} and scales the others. */
  static void apply(int key, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      int h = i * 0x9E3779B1 + key;
      h ^= h >>> 15;
      h *= 0x85EBCA77;
      h ^= h >>> 13;
      h *= 0xC2B2AE3D;
      h ^= h >>> 16;
      x[i] = (h >>> 1) < THRESHOLD ? 0f : x[i] * SCALE;
    }
  }
}
