package org.crelens.build.architecture.wrong.alpha.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.crelens.build.architecture.wrong.alpha.score.Scorer;

/**
 * An executable uses another one of its method, and natives; it ends the process, and opens an
 * input on its own.
 */
public class Trainer {
  public Scorer other;
  public Pointer engine;

  public void stop() {
    System.exit(1);
  }

  public String input(Path file) throws IOException {
    return Files.readString(file);
  }
}
