package org.crelens.libs.engine;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Loads every native library once, so that the cache that {@code org.bytedeco.javacpp.cachedir}
 * names holds them: a build and an image unpack them, runs only read.
 */
public final class Natives {
  private Natives() {}

  /** Loads them and says which library multiplies matrices. */
  public static void main(String[] args) {
    String gemm = Gemm.best().getClass().getSimpleName();
    Nd4j.zeros(1).close();
    System.out.println("native libraries are unpacked; matrix products by " + gemm);
  }
}
