/**
 * The atyPeak network: layers, training loop, model file. The only place that sees Deeplearning4j,
 * ND4J or oneDNN.
 *
 * <p>Everything is written as matrices in row-major order, (window · position) × channel, so that
 * convolutions over the whole of one axis are matrix products (spec, section 5). Each kernel is a
 * small class with a forward and a backward pass; {@link org.crelens.atypeak.model.Pass} strings
 * them together for a few windows, and results never depend on the number of threads.
 */
package org.crelens.atypeak.model;
