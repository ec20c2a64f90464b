package org.crelens.libs.engine;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Products of row-major matrices in single precision, on the calling thread: our workers share the
 * examples, not the products.
 */
public interface Gemm {
  /**
   * C = A · B + beta · C.
   *
   * @param a m × k
   * @param b k × n
   * @param beta 0 to overwrite C, whatever it holds; 1 to add to it
   * @param c m × n, not transposed; shares no number with A or B
   * @throws IllegalArgumentException when the sizes do not fit each other
   */
  void multiply(Matrix a, Matrix b, float beta, Matrix c);

  /** oneDNN where its native library is at hand, else the BLAS that ND4J brings. */
  static Gemm best() {
    return Holder.BEST;
  }

  private static void check(Matrix a, Matrix b, Matrix c) {
    if (a.rows() != c.rows()
        || a.columns() != b.rows()
        || b.columns() != c.columns()
        || c.transposed())
      throw new IllegalArgumentException(
          String.format(
              java.util.Locale.ROOT,
              "%d × %d times %d × %d into %s%d × %d",
              a.rows(),
              a.columns(),
              b.rows(),
              b.columns(),
              c.transposed() ? "transposed " : "",
              c.rows(),
              c.columns()));
  }

  private static FloatPointer first(Matrix matrix) {
    return matrix.block().at(matrix.offset());
  }

  /** Made once: loading a native library takes a while. */
  final class Holder {
    static final Gemm BEST = choose();

    private Holder() {}

    private static Gemm choose() {
      if (!Boolean.getBoolean("crelens.cblas")) {
        try (FloatBlock block = new FloatBlock(2)) {
          Dnnl dnnl = new Dnnl();
          Matrix one = Matrix.of(block, 0, 1, 1);
          dnnl.multiply(one, one, 0, Matrix.of(block, 1, 1, 1));
          return dnnl;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
          // This platform's natives were not packed: the other way gives the same sums, slower.
          return new Cblas();
        }
      }
      return new Cblas();
    }
  }

  /** oneDNN's sgemm: the fastest where one side of a matrix is short. */
  final class Dnnl implements Gemm {
    @Override
    public void multiply(Matrix a, Matrix b, float beta, Matrix c) {
      check(a, b, c);
      int status =
          org.bytedeco.dnnl.global.dnnl.dnnl_sgemm(
              operation(a),
              operation(b),
              c.rows(),
              c.columns(),
              a.columns(),
              1f,
              first(a),
              a.stride(),
              first(b),
              b.stride(),
              beta,
              first(c),
              c.stride());
      if (status == org.bytedeco.dnnl.global.dnnl.dnnl_out_of_memory)
        throw new OutOfMemoryError("oneDNN could not get its scratch memory");
      if (status != 0) throw new IllegalStateException("oneDNN sgemm failed with status " + status);
    }

    private static byte operation(Matrix matrix) {
      return (byte) (matrix.transposed() ? 'T' : 'N');
    }
  }

  /** The cblas interface of the bundled OpenBLAS. */
  final class Cblas implements Gemm {
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;

    /** Sets OpenBLAS to one thread, for the whole process. */
    public Cblas() {
      openblas_nolapack.blas_set_num_threads(1);
    }

    @Override
    public void multiply(Matrix a, Matrix b, float beta, Matrix c) {
      check(a, b, c);
      openblas_nolapack.cblas_sgemm(
          ROW_MAJOR,
          operation(a),
          operation(b),
          (int) c.rows(),
          (int) c.columns(),
          (int) a.columns(),
          1f,
          first(a),
          (int) a.stride(),
          first(b),
          (int) b.stride(),
          beta,
          first(c),
          (int) c.stride());
    }

    private static int operation(Matrix matrix) {
      return matrix.transposed() ? TRANSPOSE : NO_TRANSPOSE;
    }
  }
}
