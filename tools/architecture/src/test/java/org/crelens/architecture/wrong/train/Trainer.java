package org.crelens.architecture.wrong.train;

import org.bytedeco.javacpp.Pointer;
import org.crelens.architecture.wrong.score.Scorer;

/** An executable uses another one, and the engine; it ends the process. */
public class Trainer {
  public Scorer other;
  public Pointer engine;

  public void stop() {
    System.exit(1);
  }
}
