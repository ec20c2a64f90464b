package org.crelens.build.architecture.wrong.libs.sequence;

import org.crelens.build.architecture.wrong.libs.engine.Above;

/** A library uses the engine, which lies above it. */
public class SequenceUser {
  public Above engine;
}
