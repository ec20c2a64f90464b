package org.crelens.common.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.SummaryFile;
import org.junit.jupiter.api.Test;

class SeedsTest {
  // Two models of one seed.
  private static CellLineSummary twins() throws IOException {
    String json = SummaryFile.json(RandomSummary.of("hela", 5, 3, 3, 100));
    return SummaryFile.read(
        new StringReader(json.replace("\"seed\":1235", "\"seed\":1234")), Path.of("twins.json"));
  }

  @Test
  void modelsOfOneSeedAreNumbered() throws IOException {
    assertEquals(List.of("1234", "1234-2"), Seeds.of(twins().models()));
    CellLineSummary two = RandomSummary.of("hela", 5, 3, 3, 100);
    assertEquals(List.of("1234", "1235"), Seeds.of(two.models()));
  }

  @Test
  void eachHasItsLine() throws IOException {
    CellLineSummary twins = twins();
    String yaml = Multiqc.files(List.of(twins)).get("crelens_loss_mqc.yaml");
    int epochs = twins.models().stream().mapToInt(m -> m.losses().size()).sum();
    assertTrue(yaml.contains("\n  \"hela seed 1234\":\n"), yaml);
    assertTrue(yaml.contains("\n  \"hela seed 1234-2\":\n"), yaml);
    assertEquals(epochs, yaml.lines().filter(line -> line.startsWith("    ")).count(), yaml);
  }

  @Test
  void thePageNamesThemAlike() throws IOException {
    List<Section> sections = Chapter.of(twins());
    String names =
        sections.stream()
            .flatMap(s -> s.blocks().stream())
            .filter(b -> b instanceof Table t && t.id().equals("models"))
            .flatMap(b -> ((Table) b).rows().stream())
            .map(row -> row.get(0).toString())
            .collect(Collectors.joining(" "));
    assertEquals("1234 1234-2", names);
  }
}
