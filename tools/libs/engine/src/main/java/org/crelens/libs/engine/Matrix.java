package org.crelens.libs.engine;

/**
 * A row-major matrix somewhere in a block: what products of matrices take. It is a view and copies
 * nothing; making one costs nothing beside the product it is made for.
 *
 * @param block where the numbers lie
 * @param offset of the first number in the block
 * @param rows of the matrix as it is read, so after transposing
 * @param columns of the matrix as it is read
 * @param stride numbers from one stored row to the next; larger than a row when the matrix is a
 *     part of a wider one, or when only every k-th row belongs to it
 * @param transposed whether stored rows are read as columns
 */
public record Matrix(
    FloatBlock block, long offset, long rows, long columns, long stride, boolean transposed) {
  public Matrix {
    long stored = transposed ? columns : rows;
    long width = transposed ? rows : columns;
    // A product writes past the end of a block without a word, so that this is the place to check.
    if (offset < 0
        || stored < 0
        || width < 0
        || stride < width
        || stored > 0 && offset + (stored - 1) * stride + width > block.length())
      throw new IllegalArgumentException(
          String.format(
              java.util.Locale.ROOT,
              "%d rows of %d numbers, %d apart, from %d on do not lie in a block of %d",
              stored,
              width,
              stride,
              offset,
              block.length()));
  }

  /** A matrix whose rows follow each other without gaps, from {@code offset} on. */
  public static Matrix of(FloatBlock block, long offset, long rows, long columns) {
    return new Matrix(block, offset, rows, columns, columns, false);
  }

  /** The same numbers with rows and columns exchanged. */
  public Matrix transpose() {
    return new Matrix(block, offset, columns, rows, stride, !transposed);
  }

  /**
   * Some of the rows, one after the other.
   *
   * @param first number of the first one, from 0
   */
  public Matrix slice(long first, long count) {
    return every(1, first, count, 1);
  }

  /**
   * Every {@code step}-th row with those behind it: row i of the result is made of the rows {@code
   * first + i · step …}, {@code wide} of them side by side. BLAS allows this, so that a convolution
   * needs no copy of its input.
   *
   * @param first may be negative where numbers of the block stand before this matrix
   * @param count rows of the result
   */
  Matrix every(long step, long first, long count, long wide) {
    if (transposed || wide > 1 && stride != columns)
      throw new IllegalArgumentException("rows do not follow each other without gaps");
    // A row of the result that is wider than the step would overlap with the next one.
    if (wide > step)
      throw new IllegalArgumentException(wide + " rows side by side, " + step + " apart");
    return new Matrix(block, offset + first * stride, count, wide * columns, step * stride, false);
  }

  /** Sets all numbers to 0; the rows must follow each other without gaps. */
  public void clear() {
    if (stride != (transposed ? rows : columns))
      throw new IllegalArgumentException("there are gaps between the rows");
    block.clear(offset, rows * columns);
  }
}
