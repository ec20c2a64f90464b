package org.crelens.atypeak.summarize;

import org.crelens.libs.chart.MissingPart;

/**
 * A part that cannot be shown.
 *
 * @param part which one
 * @param reason why, a sentence without its full stop
 * @param remedy how to get it, a sentence without its full stop
 */
record Gap(ResultPart part, String reason, String remedy) {

  /** Reason and remedy as two sentences. */
  String explanation() {
    return reason + ". " + remedy + ".";
  }

  /** As documents list it. */
  MissingPart missing() {
    return new MissingPart(part.title(), explanation());
  }
}
