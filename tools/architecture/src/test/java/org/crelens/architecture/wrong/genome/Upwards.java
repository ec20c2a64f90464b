package org.crelens.architecture.wrong.genome;

import org.crelens.architecture.wrong.cli.Sideways;

/** genome uses cli. */
public class Upwards {
  public Sideways up;
}
