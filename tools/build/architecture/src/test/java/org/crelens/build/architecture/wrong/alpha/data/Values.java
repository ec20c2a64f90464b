package org.crelens.build.architecture.wrong.alpha.data;

import org.crelens.build.architecture.wrong.libs.engine.Above;

/** The data library of a method uses the engine: it must be free of natives. */
public class Values {
  public Above engine;
}
