package org.crelens.build.architecture.wrong.libs.signal;

import org.crelens.build.architecture.wrong.libs.engine.Above;

/** A library uses the engine, which lies above it. */
public class SignalUser {
  public Above engine;
}
