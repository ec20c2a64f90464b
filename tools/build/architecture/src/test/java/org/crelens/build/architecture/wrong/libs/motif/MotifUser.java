package org.crelens.build.architecture.wrong.libs.motif;

import org.crelens.build.architecture.wrong.libs.engine.Above;

/** A library uses the engine, which lies above it. */
public class MotifUser {
  public Above engine;
}
