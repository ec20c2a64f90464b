package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.crelens.atypeak.data.Axes;
import org.crelens.libs.io.ByteOrder;

/** Names of a cell line: datasets, TRs and sources met so far get numbers. */
final class Sources {
  private final List<String> datasets = new ArrayList<>();
  private final List<String> trs = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /** The number of a source, given now if it is new. */
  int number(String dataset, String tr) {
    Integer known = numbers.putIfAbsent(dataset + "." + tr, datasets.size());
    if (known != null) return known;
    datasets.add(dataset);
    trs.add(tr);
    return datasets.size() - 1;
  }

  int size() {
    return datasets.size();
  }

  String dataset(int source) {
    return datasets.get(source);
  }

  String tr(int source) {
    return trs.get(source);
  }

  String name(int source) {
    return dataset(source) + "." + tr(source);
  }

  /** Number of a source, or -1. */
  int find(String dataset, String tr) {
    return numbers.getOrDefault(dataset + "." + tr, -1);
  }

  /** Datasets and TRs that have a source, each in byte order. */
  Axes axes() {
    return new Axes(inOrder(datasets), inOrder(trs));
  }

  private static List<String> inOrder(List<String> names) {
    TreeSet<String> sorted = new TreeSet<>(ByteOrder.NAMES);
    sorted.addAll(names);
    return List.copyOf(sorted);
  }
}
