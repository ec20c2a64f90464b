/**
 * The atyPeak network: its layers, its training, its model file, and what a trained model makes of
 * windows.
 *
 * <p>Everything is a row-major matrix, (window · position) × channel, so that convolutions over the
 * whole of one axis are products of matrices (atyPeak specification, section 5). Kernels that other
 * methods can use are in the engine; here are those that live from atyPeak's sparse windows. {@link
 * org.crelens.atypeak.model.Pass} strings the layers together for a few windows, and {@link
 * org.crelens.atypeak.model.AtyPeakNetwork} hands them to the engine for training.
 */
package org.crelens.atypeak.model;
