package org.crelens.build.architecture.wrong.alpha.model;

import org.bytedeco.javacpp.Pointer;
import org.crelens.build.architecture.wrong.alpha.train.Trainer;

/** The model library of a method uses an executable of it, and sees natives. */
public class Network {
  public Trainer trainer;
  public Pointer pointer;
}
