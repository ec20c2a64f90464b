package org.crelens.atypeak.judge;

/** On which side of its threshold a measured number has to lie. */
enum Comparison {
  AT_LEAST(">="),
  AT_MOST("<=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  /** Whether {@code measured} is on the right side; what is undefined never is. */
  boolean holds(double measured, double threshold) {
    return this == AT_LEAST ? measured >= threshold : measured <= threshold;
  }

  @Override
  public String toString() {
    return sign;
  }
}
