/**
 * Numerics that know no method: kernels over row-major matrices, workers, sums in a fixed order,
 * and the training of any network whose parameters lie in one flat vector.
 *
 * <p>A method implements {@link org.crelens.libs.engine.Network} and hands it to a {@link
 * org.crelens.libs.engine.Trainer}, which keeps Adam, L2, early stopping and the epochs. Inside its
 * passes it uses {@link org.crelens.libs.engine.Gemm} for products of matrices and the kernels that
 * are built on it. Everything is a row-major matrix whose rows are positions, one example after the
 * other, and whose columns are channels.
 *
 * <p>Results never depend on the number of threads. Only this library sees Deeplearning4j, ND4J and
 * oneDNN, and only {@link org.crelens.libs.engine.ParameterVector} knows ND4J's binary format.
 */
package org.crelens.libs.engine;
