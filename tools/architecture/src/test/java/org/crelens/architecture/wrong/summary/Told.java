package org.crelens.architecture.wrong.summary;

import org.crelens.architecture.wrong.benchmarks.Timing;

/** A library uses benchmarks. */
public class Told {
  public Timing timing;
}
