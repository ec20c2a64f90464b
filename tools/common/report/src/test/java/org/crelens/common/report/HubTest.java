package org.crelens.common.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.SummaryFile;
import org.junit.jupiter.api.Test;

class HubTest {
  private static List<Map<String, String>> stanzas(CellLineSummary... summaries) {
    List<Map<String, String>> stanzas = new ArrayList<>();
    for (String stanza :
        Hub.of("My hub", "hg38", "me@example.org", List.of(summaries)).split("\n\n")) {
      Map<String, String> settings = new LinkedHashMap<>();
      for (String line : stanza.strip().split("\n")) {
        String[] parts = line.split(" ", 2);
        assertEquals(null, settings.put(parts[0], parts[1]), "set twice: " + line);
      }
      stanzas.add(settings);
    }
    return stanzas;
  }

  @Test
  void oneFileHoldsHubGenomeAndTracks() {
    List<Map<String, String>> hub = stanzas(RandomSummary.of("hela", 1, 2, 3, 100));
    assertEquals("on", hub.get(0).get("useOneFile"));
    assertEquals("me@example.org", hub.get(0).get("email"));
    assertEquals(Map.of("genome", "hg38"), hub.get(1));
    assertEquals("on show", hub.get(2).get("superTrack"));
    Map<String, String> scores = hub.get(3);
    assertEquals("hela", scores.get("parent"));
    assertEquals("bigBed 9 +", scores.get("type"));
    assertEquals("hela/hela.final.bb", scores.get("bigDataUrl"));
    assertEquals("tr0,tr1,tr2", scores.get("filterValues.tr"));
    assertEquals("GSE1000,GSE1001", scores.get("filterValues.dataset"));
    assertEquals("0:1000", scores.get("filterLimits.score"));
    assertEquals("name", scores.get("searchIndex"));
    assertEquals("bigWig 0 1000", hub.get(4).get("type"));
    assertEquals("hela/hela.phantoms.bb", hub.get(5).get("bigDataUrl"));
  }

  @Test
  void phantomsAreFilteredByTheirValue() {
    CellLineSummary some = RandomSummary.of("hela", 1, 2, 3, 100);
    Map<String, String> track = stanzas(some).get(5);
    assertEquals("0.0:1.0", track.get("filter.value"));
    assertEquals("0.0:1.0", track.get("filterLimits.value"));
    assertEquals("on", track.get("filterByRange.value"));
    // All have the score 1000 where k is large.
    assertEquals(null, track.get("filter.score"));

    JsonObject json = JsonParser.parseString(SummaryFile.json(some)).getAsJsonObject();
    JsonArray top = json.getAsJsonObject("phantoms").getAsJsonArray("top");
    top.get(3).getAsJsonObject().addProperty("score", 8001.5);
    assertEquals("0.0:9.0", stanzas(read(json)).get(5).get("filter.value"));
  }

  private static CellLineSummary read(JsonObject json) {
    try {
      return SummaryFile.read(new StringReader(json.toString()), Path.of("changed.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void labelsFitWhatTheBrowserShows() {
    for (Map<String, String> stanza :
        stanzas(RandomSummary.of("a_cell_line_with_a_rather_long_name", 1, 2, 3, 100))) {
      if (!stanza.containsKey("shortLabel")) continue;
      assertTrue(stanza.get("shortLabel").length() <= 17, stanza.get("shortLabel"));
    }
  }

  @Test
  void tracksOfLikeNamesAreTold() {
    Set<String> names = new HashSet<>();
    int tracks = 0;
    for (Map<String, String> stanza :
        stanzas(
            RandomSummary.of("a-b", 1, 2, 2, 100),
            RandomSummary.of("a_b", 2, 2, 2, 100),
            RandomSummary.of("1b", 3, 2, 2, 100))) {
      if (!stanza.containsKey("track")) continue;
      tracks++;
      assertTrue(stanza.get("track").matches("[A-Za-z][A-Za-z0-9_]*"), stanza.get("track"));
      names.add(stanza.get("track"));
    }
    assertEquals(12, tracks);
    assertEquals(tracks, names.size(), "names are used once");
  }

  @Test
  void namesThatCannotBeListedAreLeftOut() {
    CellLineSummary odd =
        RandomSummary.of(
            "x",
            1,
            2,
            3,
            100,
            name -> name.equals("tr1") ? "a,b" : name.equals("tr2") ? "a|b" : name);
    assertEquals("tr0", stanzas(odd).get(3).get("filterValues.tr"));
  }

  @Test
  void aSessionOpensAtTheBestRegion() {
    CellLineSummary summary = RandomSummary.of("hela", 1, 2, 3, 100);
    CellLineSummary.RegionScore best = summary.best().get(0);
    String session = IgvSession.of("hg19", List.of(summary));
    assertTrue(
        session.contains(
            "genome=\"hg19\" locus=\""
                + best.contig()
                + ":"
                + (best.start() + 1)
                + "-"
                + best.end()
                + "\""),
        session);
    assertEquals(2, session.split("<Resource ").length - 1);
    assertEquals(2, session.split("<Track ").length - 1);
  }
}
