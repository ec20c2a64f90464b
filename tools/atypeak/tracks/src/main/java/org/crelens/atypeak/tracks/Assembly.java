package org.crelens.atypeak.tracks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An assembly whose chromosomes this tool knows by itself.
 *
 * @param name as UCSC and IGV call it
 * @param sizes bases by chromosome; scaffolds and alternates are not among them
 */
record Assembly(String name, Map<String, Integer> sizes) {
  // The names that people give to them, in lower case.
  private static final Map<String, String> NAMES = names();

  Assembly {
    sizes = Map.copyOf(sizes);
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (String[] same :
        new String[][] {
          {"hg19", "grch37"},
          {"hg38", "grch38"},
          {"hs1", "t2t-chm13", "t2t-chm13v2.0", "chm13v2.0", "chm13"},
          {"mm10", "grcm38"},
          {"mm39", "grcm39"}
        }) for (String name : same) names.put(name, same[0]);
    return Collections.unmodifiableMap(names);
  }

  /** Names of the assemblies that are known, in a sentence. */
  static String known() {
    return "hg19, hg38, hs1 (T2T-CHM13), mm10, mm39";
  }

  /** An assembly by its name at UCSC or at its makers; empty when it is not known. */
  static Optional<Assembly> of(String name) {
    String ucsc = NAMES.get(name.toLowerCase(Locale.ROOT));
    return ucsc == null ? Optional.empty() : Optional.of(new Assembly(ucsc, read(ucsc)));
  }

  private static Map<String, Integer> read(String name) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Assembly.class.getResourceAsStream(name + ".chrom.sizes"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#")) continue;
        int tab = line.indexOf('\t');
        sizes.put(line.substring(0, tab), Integer.parseInt(line.substring(tab + 1)));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the jar was built without the sizes of " + name, e);
    }
    return sizes;
  }

  /** Bases of a chromosome, also of one whose name lacks chr; empty when it is not known. */
  OptionalInt size(String contig) {
    Integer size = sizes.get(contig);
    if (size == null) size = sizes.get("chr" + contig);
    if (size == null && contig.equals("MT")) size = sizes.get("chrM");
    return size == null ? OptionalInt.empty() : OptionalInt.of(size);
  }
}
