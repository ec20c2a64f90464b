package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * Correlation groups.
 *
 * @param method how sources were clustered, in a sentence
 * @param affinity what the clustering read: sources × sources
 * @param list the groups
 * @param r what is rebuilt of a lone source: sources × sources
 */
record GroupResults(String method, NamedMatrix affinity, List<Group> list, NamedMatrix r) {

  /**
   * A group of sources that the model expects together.
   *
   * @param name {@code G1}, {@code G2}, …
   * @param members sources, {@code dataset.tr}
   * @param shared sources of other groups that are as close to this one as its own members are
   * @param completeness mean share of the members present in windows that have one of them
   * @param windows windows with a member
   */
  record Group(
      String name, List<String> members, List<String> shared, double completeness, long windows) {}
}
