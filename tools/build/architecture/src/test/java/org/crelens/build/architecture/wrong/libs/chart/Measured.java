package org.crelens.build.architecture.wrong.libs.chart;

import org.crelens.build.architecture.wrong.build.benchmarks.Timing;

/** A library uses benchmarks. */
public class Measured {
  public Timing timing;
}
