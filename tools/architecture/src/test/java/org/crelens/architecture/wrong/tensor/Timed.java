package org.crelens.architecture.wrong.tensor;

import org.crelens.architecture.wrong.benchmarks.Timing;

/** A library uses benchmarks. */
public class Timed {
  public Timing timing;
}
