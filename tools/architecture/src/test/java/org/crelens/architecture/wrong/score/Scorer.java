package org.crelens.architecture.wrong.score;

import org.crelens.cli.Reporter;
import org.crelens.cli.Tool;

/** A tool that is not named as a command. */
public class Scorer extends Tool {
  @Override
  protected void run(Reporter report) {}
}
