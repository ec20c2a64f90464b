package org.crelens.libs.chart;

/**
 * A part of a document that could not be made.
 *
 * @param part what it would have shown, as a person calls it
 * @param reason why it is missing, and how to get it
 */
public record MissingPart(String part, String reason) {
  public MissingPart {
    Checks.words("name of a missing part", part);
    Checks.words("reason for the missing part " + part, reason);
  }
}
