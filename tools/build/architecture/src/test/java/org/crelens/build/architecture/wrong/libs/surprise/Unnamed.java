package org.crelens.build.architecture.wrong.libs.surprise;

import org.crelens.build.architecture.wrong.libs.stats.Called;

/** A library that the rules do not name uses another one. */
public class Unnamed {
  public Called other;
}
