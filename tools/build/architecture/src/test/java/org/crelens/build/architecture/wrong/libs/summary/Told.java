package org.crelens.build.architecture.wrong.libs.summary;

import org.crelens.build.architecture.wrong.build.benchmarks.Timing;

/** A library uses benchmarks. */
public class Told {
  public Timing timing;
}
