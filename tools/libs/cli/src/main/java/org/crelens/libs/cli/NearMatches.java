package org.crelens.libs.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that someone may have meant who typed one that does not exist. */
public final class NearMatches {
  private static final int MOST = 5;

  private NearMatches() {}

  /**
   * The names that differ least from {@code typed}: by case alone, as parts of each other, or in
   * few letters; the nearest first, at most five.
   */
  public static List<String> of(String typed, Collection<String> names) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, wanted.length() / 3);
    return names.stream()
        .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= limit)
        .sorted(
            Comparator.comparingInt(
                    (String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** The same as words behind a message: {@code did you mean …?}, or some names that there are. */
  public static String hint(String typed, Collection<String> names) {
    List<String> near = of(typed, names);
    if (!near.isEmpty()) return "did you mean " + String.join(", ", near) + "?";
    String some = String.join(", ", names.stream().sorted().limit(MOST).toList());
    return "there are " + names.size() + ", among them " + some;
  }

  /** Letters to add, drop or change; 1 where one name begins or ends with the other. */
  private static int distance(String a, String b) {
    if (a.equals(b)) return 0;
    boolean part =
        a.length() > 2
            && b.length() > 2
            && (a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a));
    if (part) return 1;
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
