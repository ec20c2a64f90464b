package org.crelens.libs.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class XmlTest {
  @Test
  void whatMarkupWouldReadIsWrittenByName() {
    assertEquals(
        "a &lt;b c=&quot;d&quot; e=&#39;f&#39;&gt; &amp;amp;",
        Xml.escaped("a <b c=\"d\" e='f'> &amp;"));
    assertEquals("Grün \t\n\uD83D\uDE00", Xml.escaped("Grün \t\n\uD83D\uDE00"));
  }

  @Test
  void whatNoDocumentMayHoldIsReplaced() {
    assertEquals("a\uFFFDb", Xml.escaped("a\u0000b"));
    assertEquals("\uFFFD\uFFFD", Xml.escaped("\u001b\u0085"));
    assertEquals("\uFFFDx", Xml.escaped("\uD83Dx"));
    assertEquals("\uFFFD\uFFFD", Xml.escaped("\uFFFE\uFFFF"));
  }

  @Test
  void aParserReadsAnyTextBack() throws Exception {
    long seed = 11;
    Random random = new Random(seed);
    for (int n = 0; n < 200; n++) {
      StringBuilder text = new StringBuilder("x");
      for (int i = random.nextInt(30); i > 0; i--)
        text.append(
            (char) (random.nextBoolean() ? 0x20 + random.nextInt(0x60) : random.nextInt(1 << 16)));
      // A parser reads these three as a space or a line end.
      String plain = text.toString().replaceAll("[\t\n\r]", " ");
      String escaped = Xml.escaped(plain);
      String document = "<t a=\"" + escaped + "\" b='" + escaped + "'>" + escaped + "</t>";
      Element read =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(document)))
              .getDocumentElement();
      String message = "seed " + seed + ", case " + n;
      assertEquals(read.getTextContent(), read.getAttribute("a"), message);
      assertEquals(read.getTextContent(), read.getAttribute("b"), message);
      // What is allowed comes back as it was, one character for one.
      int[] before = plain.codePoints().toArray();
      int[] after = read.getTextContent().codePoints().toArray();
      assertEquals(before.length, after.length, message);
      for (int i = 0; i < before.length; i++)
        if (after[i] != 0xfffd) assertEquals(before[i], after[i], message);
    }
  }
}
