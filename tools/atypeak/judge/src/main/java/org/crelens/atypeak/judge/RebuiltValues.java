package org.crelens.atypeak.judge;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.crelens.libs.stats.Quantiles;

/** Rebuilt values of peaks and phantoms, as columns: some thirty per region. */
final class RebuiltValues {
  /** What a value is of. */
  enum Kind {
    /** A peak of a stack. */
    STACK,
    /** A random peak in a dataset that takes part in stacks. */
    NOISE,
    /** A random peak in one that does not. */
    UNRELIABLE_NOISE,
    /** The watermark. */
    WATERMARK,
    /** An absent source whose TR belongs to the stack's group. */
    PHANTOM,
    /** An absent source whose TR does not. */
    FOREIGN_PHANTOM
  }

  /** Where groups overlap: which TRs the stack shows, and to which TR the phantom belongs. */
  enum PhantomDirection {
    /** Groups do not overlap, or the stack shows both kinds of TRs. */
    NONE,
    /** The stack shows TRs of one group only; the phantom is of a TR that groups share. */
    OWN_TO_SHARED,
    /** The stack shows TRs of one group only; the phantom is of such a TR, too. */
    OWN_TO_OWN,
    /** The stack shows shared TRs only; the phantom is of a TR of one group. */
    SHARED_TO_OWN
  }

  private int size;
  private float[] value = new float[256];
  private int[] completeness = new int[256];
  private short[] group = new short[256];
  private byte[] kind = new byte[256];
  private byte[] direction = new byte[256];

  /**
   * @param group of the stack in the region, from 0; -1 where there is none
   */
  void add(Kind kind, PhantomDirection direction, int group, int completeness, float value) {
    reserve(size + 1);
    this.value[size] = value;
    this.completeness[size] = completeness;
    this.group[size] = (short) group;
    this.kind[size] = (byte) kind.ordinal();
    this.direction[size] = (byte) direction.ordinal();
    size++;
  }

  void addAll(RebuiltValues other) {
    reserve(size + other.size);
    System.arraycopy(other.value, 0, value, size, other.size);
    System.arraycopy(other.completeness, 0, completeness, size, other.size);
    System.arraycopy(other.group, 0, group, size, other.size);
    System.arraycopy(other.kind, 0, kind, size, other.size);
    System.arraycopy(other.direction, 0, direction, size, other.size);
    size += other.size;
  }

  private void reserve(int least) {
    if (least <= value.length) return;
    int more = Math.max(least, value.length * 2);
    value = Arrays.copyOf(value, more);
    completeness = Arrays.copyOf(completeness, more);
    group = Arrays.copyOf(group, more);
    kind = Arrays.copyOf(kind, more);
    direction = Arrays.copyOf(direction, more);
  }

  int size() {
    return size;
  }

  /**
   * Some of the values.
   *
   * @param value rebuilt values, in the order in which they were added
   * @param completeness of each
   */
  record Sample(double[] value, double[] completeness) {
    int n() {
      return value.length;
    }

    double median() {
      return Quantiles.median(value);
    }

    /** Values of one completeness. */
    double[] at(int count) {
      double[] some = new double[value.length];
      int n = 0;
      for (int i = 0; i < value.length; i++) if (completeness[i] == count) some[n++] = value[i];
      return Arrays.copyOf(some, n);
    }
  }

  Sample of(Kind... kinds) {
    return select(
        i -> {
          for (Kind k : kinds) if (kind[i] == k.ordinal()) return true;
          return false;
        });
  }

  /** Peaks of the stacks of one group. */
  Sample stacksOf(int ofGroup) {
    return select(i -> kind[i] == Kind.STACK.ordinal() && group[i] == ofGroup);
  }

  /** Phantoms of one direction, where groups overlap. */
  Sample of(PhantomDirection of) {
    return select(i -> direction[i] == of.ordinal());
  }

  private Sample select(IntPredicate take) {
    int n = 0;
    for (int i = 0; i < size; i++) if (take.test(i)) n++;
    double[] values = new double[n];
    double[] counts = new double[n];
    int at = 0;
    for (int i = 0; i < size; i++) {
      if (!take.test(i)) continue;
      values[at] = value[i];
      counts[at++] = completeness[i];
    }
    return new Sample(values, counts);
  }
}
