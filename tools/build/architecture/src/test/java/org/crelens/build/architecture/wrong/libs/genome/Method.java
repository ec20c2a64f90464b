package org.crelens.build.architecture.wrong.libs.genome;

import org.crelens.build.architecture.wrong.alpha.data.Values;

/** A library uses the data library of a method. */
public class Method {
  public Values method;
}
