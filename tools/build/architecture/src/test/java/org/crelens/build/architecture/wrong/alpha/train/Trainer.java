package org.crelens.build.architecture.wrong.alpha.train;

import org.bytedeco.javacpp.Pointer;
import org.crelens.build.architecture.wrong.alpha.score.Scorer;

/** An executable uses another one of its method, and natives; it ends the process. */
public class Trainer {
  public Scorer other;
  public Pointer engine;

  public void stop() {
    System.exit(1);
  }
}
