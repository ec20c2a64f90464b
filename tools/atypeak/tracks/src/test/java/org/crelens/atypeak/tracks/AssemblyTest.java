package org.crelens.atypeak.tracks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AssemblyTest {
  /**
   * Sums over all chromosomes without the mitochondrial ones. They were taken from a second list of
   * each assembly, which the files name.
   */
  private static final Map<String, Long> BASES =
      Map.of(
          "hg19", 3_095_677_412L,
          "hg38", 3_088_269_832L,
          "hs1", 3_117_275_501L,
          "mm10", 2_725_521_370L,
          "mm39", 2_723_414_844L);

  @Test
  void everyAssemblyIsWhole() {
    BASES.forEach(
        (name, bases) -> {
          Map<String, Integer> sizes = Assembly.of(name).orElseThrow().sizes();
          long sum =
              sizes.entrySet().stream()
                  .filter(e -> !e.getKey().startsWith("chrM"))
                  .mapToLong(Map.Entry::getValue)
                  .sum();
          assertEquals(bases, sum, name);
          assertTrue(sizes.keySet().containsAll(List.of("chr1", "chr19", "chrX", "chrY", "chrM")));
          assertTrue(Assembly.known().contains(name));
        });
  }

  @Test
  void otherNamesOfTheSame() {
    assertEquals(Assembly.of("hg38"), Assembly.of("GRCh38"));
    assertEquals(Assembly.of("hs1"), Assembly.of("T2T-CHM13v2.0"));
    assertTrue(Assembly.of("dm6").isEmpty());
    Assembly hg19 = Assembly.of("hg19").orElseThrow();
    assertEquals(OptionalInt.of(16571), hg19.size("chrM"));
    assertEquals(OptionalInt.of(16569), hg19.size("MT"));
    assertEquals(hg19.size("chrX"), hg19.size("X"));
    assertEquals(OptionalInt.empty(), hg19.size("chrUn_gl000220"));
  }
}
