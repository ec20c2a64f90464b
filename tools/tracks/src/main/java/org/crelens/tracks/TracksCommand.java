package org.crelens.tracks;

import java.io.IOException;
import org.crelens.cli.Reporter;
import org.crelens.cli.Tool;
import picocli.CommandLine.Command;

/** Options of tracks. */
@Command(name = "tracks", description = "To come.")
final class TracksCommand extends Tool {
  @Override
  protected void run(Reporter report) throws IOException {
    throw new UnsupportedOperationException("to come");
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new TracksCommand(), args));
  }
}
