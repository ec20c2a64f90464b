package org.crelens.libs.chart;

/**
 * One of the few numbers that tell how an item went. Items are compared by the key figures that
 * have the same id.
 *
 * @param id unique in its document
 * @param name what is counted or measured, in two or three words
 * @param description how to read it; may be empty
 * @param value the number; NaN where it is not known
 * @param unit shown behind the number; empty where it has none
 * @param decimals shown; −1 for four significant digits
 * @param multiqc whether MultiQC's table shows it
 */
public record KeyFigure(
    String id,
    String name,
    String description,
    double value,
    String unit,
    int decimals,
    boolean multiqc) {
  public KeyFigure {
    Checks.id("id of a key figure", id);
    Checks.words("name of key figure " + id, name);
    Checks.text("description of key figure " + id, description);
    Checks.text("unit of key figure " + id, unit);
    if (decimals < -1 || decimals > 15)
      throw Checks.wrong("key figure " + id + " shows " + decimals + " decimals");
    if (Double.isInfinite(value)) throw Checks.wrong("key figure " + id + " is infinite");
  }

  /** Whether there is a number. */
  public boolean known() {
    return !Double.isNaN(value);
  }

  /** The number with its unit, as it is read; – where it is not known. */
  public String shown() {
    String number = decimals < 0 ? Text.number(value) : Text.fixed(value, decimals);
    return unit.isEmpty() || !known() ? number : number + " " + unit;
  }
}
