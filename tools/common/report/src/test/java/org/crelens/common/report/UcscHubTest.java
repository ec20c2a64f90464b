package org.crelens.common.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentBuilder;
import org.crelens.libs.chart.Noun;
import org.crelens.libs.chart.RandomDocument;
import org.crelens.libs.chart.Track;
import org.junit.jupiter.api.Test;

class UcscHubTest {
  private static List<Map<String, String>> stanzas(Document... documents) {
    List<Map<String, String>> stanzas = new ArrayList<>();
    for (String stanza :
        UcscHub.of("My hub", "hg38", "me@example.org", List.of(documents)).split("\n\n")) {
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
    List<Map<String, String>> hub = stanzas(RandomDocument.of("hela", 1, 2, 3));
    assertEquals("on", hub.get(0).get("useOneFile"));
    assertEquals("me@example.org", hub.get(0).get("email"));
    assertEquals(Map.of("genome", "hg38"), hub.get(1));
    assertEquals("on show", hub.get(2).get("superTrack"));
    Map<String, String> scores = hub.get(3);
    assertEquals("hela", scores.get("parent"));
    assertEquals("bigBed 9 +", scores.get("type"));
    assertEquals("folder_/hela.final.bb", scores.get("bigDataUrl"));
    assertEquals("row0,row1", scores.get("filterValues.name"));
    assertEquals("35,128,183", scores.get("color"));
    assertEquals("bigWig 0 1000", hub.get(4).get("type"));
  }

  @Test
  void labelsFitWhatTheBrowserShows() {
    for (Map<String, String> stanza :
        stanzas(RandomDocument.of("a_sample_with_a_rather_long_name", 1, 2, 3))) {
      if (!stanza.containsKey("shortLabel")) continue;
      assertTrue(stanza.get("shortLabel").length() <= 17, stanza.get("shortLabel"));
    }
  }

  @Test
  void tracksOfLikeNamesAreToldApart() {
    Set<String> names = new HashSet<>();
    int tracks = 0;
    for (Map<String, String> stanza :
        stanzas(
            RandomDocument.of("a-b", 1, 2, 2),
            RandomDocument.of("a_b", 2, 2, 2),
            RandomDocument.of("1b", 3, 2, 2))) {
      if (!stanza.containsKey("track")) continue;
      tracks++;
      assertTrue(stanza.get("track").matches("[A-Za-z][A-Za-z0-9_]*"), stanza.get("track"));
      names.add(stanza.get("track"));
    }
    assertEquals(9, tracks);
    assertEquals(tracks, names.size(), "names are used once");
  }

  @Test
  void anItemWithoutTracksHasNoPlaceInTheHub() {
    Document bare = DocumentBuilder.ofItem("m", Noun.of("sample"), "x").build();
    assertEquals(2, stanzas(bare).size());
  }

  @Test
  void aPathBecomesAnAddress() {
    Track track = new Track("t", "a b/ü.bb", "bigBed 9 +", "l", "", "", false, Map.of());
    Document document = DocumentBuilder.ofItem("m", Noun.of("sample"), "x").add(track).build();
    assertEquals("a%20b/%C3%BC.bb", stanzas(document).get(3).get("bigDataUrl"));
  }

  @Test
  void aSessionOpensWhereThereIsSomethingToSee() {
    Document document = RandomDocument.of("hela", 1, 2, 3);
    String session = BrowserSession.of("hg19", List.of(document));
    assertTrue(session.contains("genome=\"hg19\" locus=\"chr1:101-2000\""), session);
    assertEquals(2, session.split("<Resource ").length - 1);
    assertEquals(2, session.split("<Track ").length - 1);
    assertTrue(session.contains("maximum=\"1000.0\" minimum=\"0.0\""), session);
    Document bare = DocumentBuilder.ofItem("m", Noun.of("sample"), "x").build();
    assertTrue(BrowserSession.of("hg19", List.of(bare)).contains("locus=\"All\""));
  }
}
