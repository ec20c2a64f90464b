package org.crelens.atypeak.simulate;

import static org.crelens.libs.cli.UsageException.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.libs.cli.UsageException;

/**
 * The correlation groups of TRs and how often each one is chosen.
 *
 * @param members TRs of each group, counted from 0; groups may share TRs
 * @param shares probability of each group, summing to 1
 */
record Groups(List<int[]> members, double[] shares) {
  /** What {@code --groups} takes. */
  static final String ALLOWED = "halves, equal:N, fours:N, overlapping";

  Groups {
    members = List.copyOf(members);
    shares = shares.clone();
  }

  /**
   * Reads {@code --groups} and {@code --odds}.
   *
   * @param text one of {@link #ALLOWED}
   * @param odds shares of the groups, one for each; of two groups the first one's will do; empty
   *     for equal odds
   * @param trs number of TRs that can be drawn
   * @throws UsageException when they do not fit
   */
  static Groups of(String text, List<Double> odds, int trs) {
    List<int[]> members = members(text, trs);
    return new Groups(members, shares(odds, members.size()));
  }

  private static List<int[]> members(String text, int trs) {
    String kind = text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
    return switch (kind) {
      case "halves" -> {
        plain(text, kind);
        yield List.of(range(0, trs / 2), range(trs / 2, trs));
      }
      case "overlapping" -> {
        plain(text, kind);
        yield List.of(range(0, trs / 2), range(0, trs));
      }
      case "equal" -> {
        int n = number(text);
        require(
            n <= trs && trs % n == 0,
            "--groups "
                + text
                + ": "
                + trs
                + " TRs do not part into "
                + n
                + " equal groups; allowed: "
                + IntStream.rangeClosed(1, trs).filter(d -> trs % d == 0).boxed().toList());
        yield blocks(n, trs / n);
      }
      case "fours" -> {
        int n = number(text);
        require(
            n <= trs / 4,
            "--groups "
                + text
                + ": "
                + trs
                + " TRs hold "
                + trs / 4
                + " groups of four"
                + (trs < 4 ? "; give --trs 4 or more" : "; allowed: 1 to " + trs / 4));
        yield blocks(n, 4);
      }
      default -> throw new UsageException("--groups " + text + " is not one of " + ALLOWED);
    };
  }

  private static void plain(String text, String kind) {
    require(text.equals(kind), "--groups " + text + ": " + kind + " takes no number");
  }

  private static int number(String text) {
    String digits = text.substring(text.indexOf(':') + 1);
    require(
        digits.matches("[1-9][0-9]{0,5}"),
        "--groups " + text + " is not one of " + ALLOWED + ", N a whole number from 1");
    return Integer.parseInt(digits);
  }

  private static List<int[]> blocks(int n, int size) {
    List<int[]> blocks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) blocks.add(range(i * size, (i + 1) * size));
    return blocks;
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static double[] shares(List<Double> odds, int groups) {
    double[] shares = new double[groups];
    if (odds.isEmpty()) {
      Arrays.fill(shares, 1.0 / groups);
      return shares;
    }
    for (double share : odds)
      require(share >= 0 && share <= 1, "--odds " + share + " is not between 0 and 1");
    if (odds.size() == 1 && groups == 2) return new double[] {odds.get(0), 1 - odds.get(0)};
    require(
        odds.size() == groups,
        "--odds has "
            + odds.size()
            + " shares for "
            + groups
            + " groups; give one for each group"
            + (groups == 2 ? ", or the first one's only" : ""));
    double sum = odds.stream().mapToDouble(Double::doubleValue).sum();
    require(Math.abs(sum - 1) <= 1e-3, "--odds sum to " + sum + ", not to 1");
    // Thirds are typed with a few decimals; what they miss is shared out.
    for (int i = 0; i < groups; i++) shares[i] = odds.get(i) / sum;
    return shares;
  }
}
