package org.crelens.build.architecture.wrong.alpha.score;

import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;

/** A tool that is not named as a command. */
public class Scorer extends Tool {
  @Override
  protected void run(Reporter report) {}
}
