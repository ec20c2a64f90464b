/**
 * Numerics that know no method: kernels over row-major matrices, workers, sums in a fixed order.
 * Only this library sees Deeplearning4j, ND4J and oneDNN.
 */
package org.crelens.libs.engine;
