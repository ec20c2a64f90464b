package org.crelens.common.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.crelens.libs.cli.Ran;
import org.crelens.libs.summary.SummaryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A summary of which anything is missing, empty or odd is shown or refused; nothing else. */
class DamagedSummaryTest {
  private static final long SEED = 11;

  @TempDir Path folder;

  @Test
  void anyDamageIsShownOrRefused() throws IOException {
    String whole = SummaryFile.json(RandomSummary.of("x", 1, 2, 2, 500));
    Random random = new Random(SEED);
    int shown = 0;
    for (int i = 0; i < 300; i++) {
      JsonObject json = JsonParser.parseString(whole).getAsJsonObject();
      String what = "";
      for (int k = random.nextInt(3); k >= 0; k--) what += damage(json, random) + "; ";
      Path in = Files.writeString(folder.resolve("in.json"), json.toString());
      Ran ran =
          Ran.of(
              new ReportCommand(),
              "--summary",
              in,
              "--output",
              folder.resolve("out.html"),
              "--output-multiqc",
              folder.resolve("multiqc"),
              "--output-hub",
              folder.resolve("hub.txt"),
              "--output-igv",
              folder.resolve("igv.xml"));
      String told = "seed " + SEED + ", case " + i + ": " + what + ran.err();
      assertTrue(ran.code() == 0 || ran.code() == 3, told);
      if (ran.code() == 3) assertEquals(1, ran.err().lines().count(), told);
      else shown++;
    }
    assertTrue(shown > 50, shown + " of 300 shown");
  }

  private static String damage(JsonObject json, Random random) {
    List<JsonElement> parents = new ArrayList<>();
    collect(json, parents);
    JsonElement parent = parents.get(random.nextInt(parents.size()));
    JsonElement odd =
        switch (random.nextInt(7)) {
          case 0 -> JsonNull.INSTANCE;
          case 1 -> new JsonArray();
          case 2 -> new JsonPrimitive(0);
          case 3 -> new JsonPrimitive(-1e9);
          case 4 -> new JsonPrimitive(Double.NaN);
          case 5 -> new JsonPrimitive("word");
          default -> null;
        };
    if (parent instanceof JsonObject object) {
      List<String> names = new ArrayList<>(object.keySet());
      String name = names.get(random.nextInt(names.size()));
      if (odd == null) object.remove(name);
      else object.add(name, odd);
      return name + " = " + odd;
    }
    JsonArray array = parent.getAsJsonArray();
    int at = random.nextInt(array.size());
    if (odd == null) array.remove(at);
    else array.set(at, odd);
    return "[" + at + "] = " + odd;
  }

  // Deep ones are many and alike: only the first few of a list.
  private static void collect(JsonElement element, List<JsonElement> parents) {
    if (element instanceof JsonObject object && object.size() > 0) {
      parents.add(object);
      for (String name : object.keySet()) collect(object.get(name), parents);
    } else if (element instanceof JsonArray array && !array.isEmpty()) {
      parents.add(array);
      for (int i = 0; i < Math.min(array.size(), 2); i++) collect(array.get(i), parents);
    }
  }
}
