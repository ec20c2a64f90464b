package org.crelens.build.architecture.wrong.libs.cli;

import org.crelens.build.architecture.wrong.libs.genome.Method;

/** cli uses genome, which is not among the libraries that it may use. */
public class Sideways {
  public Method genome;
}
