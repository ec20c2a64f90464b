package org.crelens.libs.engine;

/**
 * One array of a network's parameters, a stretch of the flat vector.
 *
 * @param name letters and digits, unique in the network; Deeplearning4j would cut it at an
 *     underscore
 * @param length how many numbers it has
 * @param l2 factor λ of the term λ · Σ w² that it adds to the loss; 0 for none
 */
public record ParameterArray(String name, long length, double l2) {
  public ParameterArray {
    if (!name.matches("[A-Za-z0-9]+"))
      throw new IllegalArgumentException("name '" + name + "' is not letters and digits alone");
    if (length < 1) throw new IllegalArgumentException(name + " has length " + length);
    if (!(l2 >= 0)) throw new IllegalArgumentException(name + " has an L2 factor of " + l2);
  }
}
