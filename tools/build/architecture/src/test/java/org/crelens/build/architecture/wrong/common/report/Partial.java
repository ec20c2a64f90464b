package org.crelens.build.architecture.wrong.common.report;

import org.crelens.build.architecture.wrong.alpha.data.Values;

/** A common executable knows a method. */
public class Partial {
  public Values values;
}
