package org.crelens.build.architecture.wrong.libs.modelfile;

import org.crelens.build.architecture.wrong.libs.engine.Above;

/** The model file uses the engine: its description could not be read without natives. */
public class Kernels {
  public Above engine;
}
