package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers names in the order in which they appear, which is that of the axis. */
final class NameNumbers {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** Place of {@code name}, given now if it is new. */
  int of(String name) {
    Integer known = places.putIfAbsent(name, names.size());
    if (known != null) return known;
    names.add(name);
    return names.size() - 1;
  }

  /** The most abundant names, as many as a figure shows. */
  Names most(Abundance abundance) {
    return Names.most(names, Names.SHOWN, i -> abundance.of(names.get(i)));
  }
}
