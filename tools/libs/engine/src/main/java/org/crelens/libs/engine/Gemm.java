package org.crelens.libs.engine;

import org.bytedeco.openblas.global.openblas_nolapack;

/** Matrix products in single precision, row-major, on one thread: our workers share the windows. */
public interface Gemm {
  /**
   * C = op(A) · op(B) + beta · C.
   *
   * @param ta whether A is read transposed
   * @param tb whether B is read transposed
   * @param m rows of op(A) and C
   * @param n columns of op(B) and C
   * @param k columns of op(A), rows of op(B)
   * @param ao first element of A; {@code lda} floats lie from row to row as stored
   */
  void multiply(
      boolean ta,
      boolean tb,
      long m,
      long n,
      long k,
      FloatBlock a,
      long ao,
      long lda,
      FloatBlock b,
      long bo,
      long ldb,
      float beta,
      FloatBlock c,
      long co,
      long ldc);

  /** oneDNN where its native library is at hand, else the BLAS that ND4J brings. */
  static Gemm best() {
    return Holder.BEST;
  }

  /** Made once: loading a native library takes a while. */
  final class Holder {
    static final Gemm BEST = choose();

    private Holder() {}

    private static Gemm choose() {
      if (!Boolean.getBoolean("crelens.cblas")) {
        try {
          Dnnl dnnl = new Dnnl();
          FloatBlock one = new FloatBlock(1);
          dnnl.multiply(false, false, 1, 1, 1, one, 0, 1, one, 0, 1, 0, one, 0, 1);
          one.close();
          return dnnl;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
          // This platform's natives were not packed: the other way gives the same sums, slower.
          return new Cblas();
        }
      }
      return new Cblas();
    }
  }

  /** oneDNN's sgemm: the fastest on the skinny shapes of this network. */
  final class Dnnl implements Gemm {
    @Override
    public void multiply(
        boolean ta,
        boolean tb,
        long m,
        long n,
        long k,
        FloatBlock a,
        long ao,
        long lda,
        FloatBlock b,
        long bo,
        long ldb,
        float beta,
        FloatBlock c,
        long co,
        long ldc) {
      int status =
          org.bytedeco.dnnl.global.dnnl.dnnl_sgemm(
              (byte) (ta ? 'T' : 'N'),
              (byte) (tb ? 'T' : 'N'),
              m,
              n,
              k,
              1f,
              a.at(ao),
              lda,
              b.at(bo),
              ldb,
              beta,
              c.at(co),
              ldc);
      if (status == org.bytedeco.dnnl.global.dnnl.dnnl_out_of_memory)
        throw new OutOfMemoryError("oneDNN could not get its scratch memory");
      if (status != 0) throw new IllegalStateException("oneDNN sgemm failed with status " + status);
    }
  }

  /** The cblas interface of the bundled OpenBLAS. */
  final class Cblas implements Gemm {
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;

    public Cblas() {
      openblas_nolapack.blas_set_num_threads(1);
    }

    @Override
    public void multiply(
        boolean ta,
        boolean tb,
        long m,
        long n,
        long k,
        FloatBlock a,
        long ao,
        long lda,
        FloatBlock b,
        long bo,
        long ldb,
        float beta,
        FloatBlock c,
        long co,
        long ldc) {
      openblas_nolapack.cblas_sgemm(
          ROW_MAJOR,
          ta ? TRANSPOSE : NO_TRANSPOSE,
          tb ? TRANSPOSE : NO_TRANSPOSE,
          (int) m,
          (int) n,
          (int) k,
          1f,
          a.at(ao),
          (int) lda,
          b.at(bo),
          (int) ldb,
          beta,
          c.at(co),
          (int) ldc);
    }
  }
}
