package org.crelens.libs.engine;

/**
 * Dropout from a hash of (seed, step, layer, window, element): the same elements fall whichever
 * thread does the work and in whatever order.
 */
public final class Dropout {
  /** Share of the elements that fall; the rest is scaled by 1 / (1 − RATE). */
  public static final double RATE = 0.1;

  public static final float SCALE = (float) (1 / (1 - RATE));
  private static final int THRESHOLD = (int) Math.round(RATE * (1 << 16));
  private static final float[] FACTOR = {SCALE, 0f};

  private Dropout() {}

  /** A key for one layer of one window in one step. */
  public static long key(long seed, long step, int layer, int window) {
    return mix(mix(mix(mix(seed) + step) + layer) + window);
  }

  private static long mix(long z) {
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Drops elements of {@code x[0, n)} and scales the others; a hash serves four of them. */
  public static void apply(long key, float[] x, int n) {
    int i = 0;
    for (; i + 3 < n; i += 4) {
      long h = mix(key + i);
      x[i] *= FACTOR[falls((int) h & 0xffff)];
      x[i + 1] *= FACTOR[falls((int) (h >>> 16) & 0xffff)];
      x[i + 2] *= FACTOR[falls((int) (h >>> 32) & 0xffff)];
      x[i + 3] *= FACTOR[falls((int) (h >>> 48) & 0xffff)];
    }
    for (; i < n; i++) x[i] *= FACTOR[falls((int) mix(key + i) & 0xffff)];
  }

  /** 1 when 16 random bits lie under the threshold, without a branch to mispredict. */
  private static int falls(int bits) {
    return (bits - THRESHOLD) >>> 31;
  }
}
