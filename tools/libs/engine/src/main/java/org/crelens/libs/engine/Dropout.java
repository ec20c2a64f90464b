package org.crelens.libs.engine;

/**
 * Dropout from a hash of seed, step, layer, example and element: the same elements fall, whichever
 * thread does the work and in whatever order.
 */
public final class Dropout {
  /** A hash gives so many bits to each of four elements. */
  private static final int BITS = 16;

  private static final int MASK = (1 << BITS) - 1;

  private final int threshold;
  private final float scale;
  private final float[] factor;

  /**
   * @param rate share of the elements that fall, at least 0 and below 1; rounded to 1/65536
   */
  public Dropout(double rate) {
    if (!(rate >= 0 && rate < 1)) throw new IllegalArgumentException("rate " + rate);
    threshold = (int) Math.round(rate * (1 << BITS));
    scale = (float) (1 / (1 - rate));
    factor = new float[] {scale, 0f};
  }

  /** What the remaining elements are multiplied by, 1 / (1 − rate), so that their mean stays. */
  public float scale() {
    return scale;
  }

  /**
   * A key for {@link #apply}.
   *
   * @param seed of the training
   * @param step number of the batch
   * @param layer number of the layer
   * @param example place of the example in its batch
   */
  public static long key(long seed, long step, int layer, int example) {
    return mix(mix(mix(mix(seed) + step) + layer) + example);
  }

  private static long mix(long z) {
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Drops elements of {@code x[0, n)} and scales the others; a hash serves four of them. */
  public void apply(long key, float[] x, int n) {
    int i = 0;
    for (; i + 3 < n; i += 4) {
      long h = mix(key + i);
      x[i] *= factor[falls((int) h & MASK)];
      x[i + 1] *= factor[falls((int) (h >>> BITS) & MASK)];
      x[i + 2] *= factor[falls((int) (h >>> 2 * BITS) & MASK)];
      x[i + 3] *= factor[falls((int) (h >>> 3 * BITS) & MASK)];
    }
    for (; i < n; i++) x[i] *= factor[falls((int) mix(key + i) & MASK)];
  }

  /** 1 when 16 random bits lie below the threshold, without a branch to mispredict. */
  private int falls(int bits) {
    return (bits - threshold) >>> 31;
  }
}
