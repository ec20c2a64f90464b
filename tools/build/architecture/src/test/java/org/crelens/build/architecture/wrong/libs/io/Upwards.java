package org.crelens.build.architecture.wrong.libs.io;

import org.crelens.build.architecture.wrong.libs.cli.Sideways;

/** A library uses one that lies above it. */
public class Upwards {
  public Sideways up;
}
