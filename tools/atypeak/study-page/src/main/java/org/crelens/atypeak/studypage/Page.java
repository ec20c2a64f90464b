package org.crelens.atypeak.studypage;

import static org.crelens.libs.chart.Xml.escaped;

import java.util.List;
import java.util.Locale;
import org.crelens.atypeak.studypage.Judgement.Measure;
import org.crelens.libs.cli.Version;

/**
 * The page: verdicts first, then each experiment with its pictures. Self-contained, without
 * scripts.
 *
 * @param all the judged experiments
 * @param about how they were made; may be empty
 */
record Page(List<Judgement> all, String about) {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #bbb; --soft: #f2f2f2; --bad: #a33c00; --good: #005a8c; }
      @media (prefers-color-scheme: dark) { :root { --line: #555; --soft: #262626; --bad: #ff9a5c; --good: #7cc7f2; } }
      body { font-family: sans-serif; line-height: 1.45; max-width: 76rem; margin: 0 auto; padding: 1rem; }
      table { border-collapse: collapse; width: 100%; font-size: .92rem; }
      th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
      td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      th { background: var(--soft); }
      .fail { color: var(--bad); font-weight: bold; }
      .pass { color: var(--good); }
      .pictures { display: flex; flex-wrap: wrap; gap: 1rem; }
      figure { margin: 0; flex: 1 1 26rem; max-width: 36rem; break-inside: avoid; }
      figure svg { max-width: 100%; height: auto; border: 1px solid var(--line); background: #fff; }
      figcaption { font-size: .88rem; }
      .wide { overflow-x: auto; }
      """;

  String html() {
    StringBuilder out = new StringBuilder();
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<title>crelens: the study on artificial data</title>\n<style>\n");
    out.append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    out.append("<h1>The study: artificial catalogues whose truth is known</h1>\n");
    summary(out);
    verdicts(out);
    for (Judgement one : all) experiment(out, one);
    out.append("<footer><p>crelens ").append(escaped(Version.version())).append(" revision ");
    out.append(escaped(Version.revision()));
    if (!about.isBlank()) out.append("; ").append(escaped(about));
    out.append(". Definitions, thresholds and their reasons: docs/study.md.</p></footer>\n");
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private List<Measure> expectations() {
    return all.stream().flatMap(one -> one.measures().stream()).filter(Measure::expected).toList();
  }

  private void summary(StringBuilder out) {
    List<Measure> expectations = expectations();
    long passed = expectations.stream().filter(Measure::passed).count();
    out.append("<p>").append(passed).append(" of ").append(expectations.size());
    out.append(" expectations hold in ").append(all.size()).append(" experiment");
    out.append(all.size() == 1 ? "" : "s").append(". Thresholds were fixed before the run.</p>\n");
    if (passed == expectations.size()) return;
    out.append("<h2>What does not reproduce</h2>\n<ul>\n");
    for (Measure m : expectations) {
      if (m.passed()) continue;
      out.append("<li><span class=\"fail\">").append(escaped(m.cell("experiment")));
      out.append("</span>: ").append(escaped(m.cell("claim"))).append(": measured ");
      out.append(rounded(m.cell("measured")))
          .append(", expected ")
          .append(side(m))
          .append("</li>\n");
    }
    out.append("</ul>\n");
  }

  private void verdicts(StringBuilder out) {
    out.append("<h2>All expectations</h2>\n<div class=\"wide\"><table>\n<thead><tr>");
    for (String name : List.of("experiment", "claim"))
      out.append("<th scope=\"col\">").append(name).append("</th>");
    for (String name : List.of("measured", "expected", "n"))
      out.append("<th scope=\"col\" class=\"number\">").append(name).append("</th>");
    out.append("<th scope=\"col\">result</th></tr></thead>\n<tbody>\n");
    for (Measure m : expectations()) {
      String id = escaped(m.cell("experiment"));
      out.append("<tr><td><a href=\"#experiment-").append(id).append("\">").append(id);
      out.append("</a></td><td>").append(escaped(m.cell("claim")));
      out.append("</td><td class=\"number\">").append(rounded(m.cell("measured")));
      out.append("</td><td class=\"number\">").append(side(m));
      out.append("</td><td class=\"number\">").append(escaped(m.cell("n")));
      out.append("</td><td class=\"").append(m.passed() ? "pass\">holds" : "fail\">does not hold");
      out.append("</td></tr>\n");
    }
    out.append("</tbody>\n</table></div>\n");
  }

  private static void experiment(StringBuilder out, Judgement one) {
    out.append("<section>\n<h2 id=\"experiment-").append(escaped(one.experiment())).append("\">");
    out.append(escaped(one.experiment())).append(": ").append(escaped(one.heading()));
    out.append("</h2>\n<ul>\n");
    for (Measure m : one.measures()) {
      if (!m.expected()) continue;
      out.append("<li>").append(escaped(m.cell("claim"))).append(": ");
      out.append(rounded(m.cell("measured"))).append(" (expected ").append(side(m)).append("), ");
      out.append("<span class=\"").append(m.passed() ? "pass\">holds" : "fail\">does not hold");
      out.append("</span></li>\n");
    }
    out.append("</ul>\n<div class=\"pictures\">\n");
    for (Judgement.Picture p : one.pictures())
      out.append("<figure>\n")
          .append(p.svg())
          .append("<figcaption><b>")
          .append(escaped(p.title()))
          .append(".</b> ")
          .append(escaped(p.caption()))
          .append("</figcaption>\n</figure>\n");
    out.append("</div>\n<details><summary>All numbers of ").append(escaped(one.experiment()));
    out.append("</summary>\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">model</th>");
    out.append("<th scope=\"col\">what</th><th scope=\"col\" class=\"number\">measured</th>");
    out.append("<th scope=\"col\" class=\"number\">n</th></tr></thead>\n<tbody>\n");
    for (Measure m : one.measures()) {
      if (m.expected()) continue;
      out.append("<tr><td>").append(escaped(m.cell("model"))).append("</td><td>");
      out.append(escaped(m.cell("claim"))).append("</td><td class=\"number\">");
      out.append(rounded(m.cell("measured"))).append("</td><td class=\"number\">");
      out.append(escaped(m.cell("n"))).append("</td></tr>\n");
    }
    out.append("</tbody>\n</table></div></details>\n</section>\n");
  }

  private static String side(Measure m) {
    String sign = m.cell("comparison").equals(">=") ? "≥ " : "≤ ";
    return sign + escaped(m.cell("threshold"));
  }

  /** Four digits are for people; the table has them all. */
  private static String rounded(String number) {
    try {
      double value = Double.parseDouble(number);
      return value == Math.rint(value)
          ? Long.toString((long) value)
          : String.format(Locale.ROOT, "%.4g", value);
    } catch (NumberFormatException e) {
      // nan, inf and -inf are written as tables have them.
      return escaped(number);
    }
  }
}
