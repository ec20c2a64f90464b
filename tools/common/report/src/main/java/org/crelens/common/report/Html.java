package org.crelens.common.report;

import java.nio.charset.StandardCharsets;
import org.crelens.libs.chart.Xml;

/** Text of a page in the making: markup that this tool writes, and text that comes from inputs. */
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);

  /** Adds markup as it is. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Adds text for an element or a quoted attribute. */
  Html text(String text) {
    out.append(Xml.escaped(text));
    return this;
  }

  /** Adds an element that holds text. */
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">");
  }

  /** Size of the file that holds this. */
  long bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
