package org.crelens.atypeak.tracks.bbi;

/** Values of bases, summed up. */
final class Summed {
  private long bases;
  private double least;
  private double most;
  private double sum;
  private double squares;

  void add(int count, double value) {
    least = bases == 0 ? value : Math.min(least, value);
    most = bases == 0 ? value : Math.max(most, value);
    bases += count;
    sum += value * count;
    squares += value * value * count;
  }

  void add(Summed other) {
    least = bases == 0 ? other.least : Math.min(least, other.least);
    most = bases == 0 ? other.most : Math.max(most, other.most);
    bases += other.bases;
    sum += other.sum;
    squares += other.squares;
  }

  boolean isEmpty() {
    return bases == 0;
  }

  void clear() {
    bases = 0;
    least = 0;
    most = 0;
    sum = 0;
    squares = 0;
  }

  /** As it stands behind the bases of a bin. */
  void writeShort(Bytes to) {
    to.u32((int) bases).f32(least).f32(most).f32(sum).f32(squares);
  }

  /** As it stands for the whole file. */
  void writeLong(Bytes to) {
    to.u64(bases).f64(least).f64(most).f64(sum).f64(squares);
  }
}
