package org.crelens.build.nextflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.lang.GroovyObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sheet and the parameters turn into, or what is said about them. */
class ChecksTest {

  @TempDir Path folder;
  private final Map<String, Object> params = new LinkedHashMap<>();

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("r.bed", "p.bed", "q.bed")) {
      Files.writeString(folder.resolve(name), "");
    }
    model(
        "m.zip",
        "{\"format\":1,\"windowLength\":3200,\"squish\":10,\"options\":{\"filters\":64,\"deepDim\":99}}");
    params.put("presets", Map.of("mcf7", Map.of("filters", 64), "cd34", Map.of("filters", 16)));
    params.put("outdir", "results");
    params.put("method", "atypeak");
    params.put("simulate", false);
    params.put("seed", 1234);
  }

  @Test
  void aRowBecomesAnEntryWithTheDefaultsOfTheSchema() throws IOException {
    Map<String, String> settings = settings("cell_line,regions,peaks\nother,r.bed,p.bed\n");
    assertEquals("32", settings.get("filters"));
    assertEquals("0.0001", settings.get("learning_rate"));
    assertEquals("3200", settings.get("window"));
  }

  @Test
  void aPresetIsFoundWithoutCaseHyphenAndUnderscore() throws IOException {
    assertEquals("64", settings("cell_line,regions,peaks\nMCF-7,r.bed,p.bed\n").get("filters"));
    assertEquals("64", settings("cell_line,regions,peaks\nmcf_7,r.bed,p.bed\n").get("filters"));
    assertEquals("32", settings("cell_line,regions,peaks\nmcf77,r.bed,p.bed\n").get("filters"));
  }

  @Test
  void aParameterBeatsThePresetAndARowBeatsBoth() throws IOException {
    params.put("filters", 20);
    assertEquals("20", settings("cell_line,regions,peaks\ncd34,r.bed,p.bed\n").get("filters"));
    assertEquals(
        "24", settings("cell_line,regions,peaks,filters\ncd34,r.bed,p.bed,24\n").get("filters"));
    assertEquals(
        "20", settings("cell_line,regions,peaks,filters\ncd34,r.bed,p.bed,\n").get("filters"));
  }

  @Test
  void aNumberIsTheSameTaskHoweverItIsWritten() throws IOException {
    params.put("learning_rate", "1e-3");
    assertEquals(
        "0.001", settings("cell_line,regions,peaks\nx,r.bed,p.bed\n").get("learning_rate"));
    params.put("learning_rate", 0.001);
    assertEquals(
        "0.001", settings("cell_line,regions,peaks\nx,r.bed,p.bed\n").get("learning_rate"));
  }

  @Test
  void severalPeakFilesAreSeparatedBySemicolons() throws IOException {
    Object peaks = entry("cell_line,regions,peaks\nx,r.bed,p.bed; q.bed\n").get("peaks");
    assertEquals(List.of(folder.resolve("p.bed"), folder.resolve("q.bed")), peaks);
  }

  @Test
  void filesStandInTheFolderOfTheSheetToo() throws IOException {
    Path other = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(other.resolve("own.bed"), "");
    Files.writeString(other.resolve("sheet.csv"), "cell_line,regions,peaks\nx,own.bed,own.bed\n");
    params.put("input", "elsewhere/sheet.csv");
    assertEquals(List.of(), problems());
  }

  @Test
  void tabsWindowsLineEndsByteOrderMarkCommentsAndBlankLinesAreRead() throws IOException {
    assertEquals(
        List.of(),
        problems("\uFEFFcell_line\tregions\tpeaks\r\n# note\r\n\r\nx\tr.bed\tp.bed\r\n"));
  }

  @Test
  void aQuotedCellHoldsCommas() throws IOException {
    assertEquals(
        "a=2,b=3",
        settings("cell_line,regions,peaks,tr_weights\nx,r.bed,p.bed,\"a=2,b=3\"\n")
            .get("tr_weights"));
  }

  @Test
  void valuesReachTheShellQuoted() throws IOException {
    Map<?, ?> options =
        (Map<?, ?>)
            entry(
                    "cell_line,regions,peaks,dataset_weights\n"
                        + "x,r.bed,p.bed,\"a 'b' $(touch x)=2\"\n")
                .get("options");
    assertTrue(
        options.get("train").toString().endsWith("--dataset-weights 'a '\\''b'\\'' $(touch x)=2'"),
        options.get("train").toString());
  }

  @Test
  void everyProblemOfASheetIsNamedWithItsLine() throws IOException {
    List<String> found =
        problems(
            "cell_line,regions,peaks,filters\n"
                + "a/b,r.bed,p.bed,\n"
                + "x,none.bed,p.bed,0\n"
                + "y,r.bed,p.bed\n"
                + "z,r.bed,p.bed,\n"
                + "Z,r.bed,p.bed,\n"
                + ",r.bed,p.bed,\n"
                + "\"w,r.bed,p.bed,\n");
    assertEquals(7, found.size(), found.toString());
    assertTrue(found.get(0).startsWith("sheet.csv:2: cell_line: expected a name"), found.get(0));
    assertTrue(found.get(1).startsWith("sheet.csv:3: filters: expected a whole number from 1"));
    assertTrue(found.get(2).startsWith("sheet.csv:3: regions: file 'none.bed' not found"));
    assertTrue(found.get(3).startsWith("sheet.csv:4: found 3 cells, expected 4"), found.get(3));
    assertTrue(found.get(4).startsWith("sheet.csv:6: cell_line: 'Z' is already on line 5"));
    assertTrue(found.get(5).startsWith("sheet.csv:7: cell_line: the cell is empty"));
    assertTrue(found.get(6).startsWith("sheet.csv:8: a quote is not closed"), found.get(6));
  }

  @Test
  void columnsUnknownMissingOrTwiceAreNamed() throws IOException {
    List<String> found = problems("cell_line,region,peaks,peaks\nx,r.bed,p.bed,p.bed\n");
    assertEquals(
        List.of(
            "sheet.csv:1: column 'peaks' is there 2 times; keep one",
            "sheet.csv:1: unknown column 'region'; did you mean regions?"),
        found);
    assertEquals(
        List.of(
            "sheet.csv:1: column 'regions' is missing; add it (needed are cell_line, regions,"
                + " peaks)"),
        problems("cell_line,peaks\nx,p.bed\n"));
  }

  @Test
  void aFileThatIsNoSheetIsToldInOneLine() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("an Excel workbook (", new byte[] {'P', 'K', 3, 4, 20, 0});
    files.put("an Excel workbook of the old kind", bytes(0xD0, 0xCF, 0x11, 0xE0, 0xA1));
    files.put("compressed", bytes(0x1F, 0x8B, 8, 0));
    files.put("UTF-16", "cell_line,regions\n".getBytes(StandardCharsets.UTF_16));
    files.put("in UTF-16, or no", "cell_line,regions\n".getBytes(StandardCharsets.UTF_16LE));
    files.put("JSON", "[\n{\"cell_line\": \"x\"},\n{\"a\": 1}]\n".getBytes(UTF_8));
    files.put("HTML or XML", "\uFEFF <html>\n".getBytes(UTF_8));
    files.put("by semicolons", "#\ncell_line;regions;peaks\nx;r.bed;p.bed\n".getBytes(UTF_8));
    files.put("cells on one line", ("a" + ",b".repeat(500_000)).getBytes(UTF_8));
    files.put("more than 10000 rows", ("a,b\n" + "x,y\n".repeat(20_000)).getBytes(UTF_8));
    files.put("has 17 MB", new byte[17_000_000]);
    params.put("input", "sheet.csv");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve("sheet.csv"), file.getValue());
      List<String> found = problems();
      assertEquals(1, found.size(), found.toString());
      assertTrue(found.get(0).startsWith("sheet.csv:"), found.get(0));
      assertTrue(found.get(0).contains(file.getKey()), found.get(0));
      assertTrue(found.get(0).length() < 300, found.get(0));
    }
  }

  @Test
  void bytesThatAreNotUtf8AreToldWithTheirLine() throws IOException {
    Files.write(
        folder.resolve("sheet.csv"),
        "cell_line,regions,peaks\r\n\r\nm\u00fcll,r.bed,p.bed\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    params.put("input", "sheet.csv");
    assertEquals(
        List.of("sheet.csv:3: holds bytes that are not UTF-8; save the sheet as UTF-8"),
        problems());
  }

  /** A quadratic edit distance took nine minutes for these. */
  @Test
  void veryLongCellsAreRefusedAtOnceAndShownShort() throws IOException {
    String megabyte = "x".repeat(1_000_000);
    String header = "cell_line,regions,peaks,tr_weights\n";
    String lists = "p.bed;".repeat(150_000);
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (String sheet :
              List.of(
                  megabyte,
                  "cell_line,regions," + megabyte + "\nx,r.bed,p.bed\n",
                  header + megabyte + ",r.bed,p.bed,\n",
                  header + "x,r.bed," + megabyte + ",\n",
                  header + "x,r.bed," + lists + ",\n",
                  header + "x,r.bed,p.bed,\"" + "a=1,".repeat(250_000) + "\"\n",
                  // As long as a value may be, wrong at its end: the pattern has to look at all of
                  // it.
                  header + "x,r.bed,p.bed,\"" + "a=1,".repeat(4999) + "\"\n",
                  header + "x,r.bed,p.bed,\"" + megabyte + "\n")) {
            for (String problem : problems(sheet)) {
              assertTrue(problem.startsWith("sheet.csv:"), problem);
              assertTrue(problem.length() < 700, problem.length() + " characters");
            }
            assertFalse(problems().isEmpty());
          }
        });
  }

  @Test
  void controlCharactersAreShownAndNotObeyed() throws IOException {
    assertEquals(
        "sheet.csv:2: peaks: expected a file, found 'p\\u001B[31m\\u2028\\u202E.bed'",
        problems("cell_line,regions,peaks\nx,r.bed,p\u001b[31m\u2028\u202e.bed\n").get(0));
  }

  @Test
  void anAddressThatCannotBeReadIsToldWithItsPlaceInTheSheet() throws IOException {
    List<String> found =
        problems("cell_line,regions,peaks\nx,nowhere://r.bed,http://127.0.0.1:1/p.bed\n");
    assertEquals(2, found.size(), found.toString());
    assertTrue(
        found.get(0).startsWith("sheet.csv:2: regions: file 'nowhere://r.bed' cannot be read ("),
        found.get(0));
    assertTrue(
        found.get(1).startsWith("sheet.csv:2: peaks: file 'http://127.0.0.1:1/p.bed' "),
        found.get(1));
    for (String problem : found) {
      assertFalse(problem.matches(".*(java|nextflow|groovy)[.].*|.*Exception.*"), problem);
    }
  }

  @Test
  void aParameterOfAConfigurationThatServesOthersTooIsRemarkedOn() throws IOException {
    params.put("site_bucket", "b");
    params.put("fliters", 3);
    params.put("config_profile_contact", "someone");
    write("cell_line,regions,peaks\nx,r.bed,p.bed\n");
    GroovyObject checks =
        (GroovyObject)
            Helpers.call(
                "Checks.of(project, folder, params, GivenParameters.of('nextflow run x --seed 3"
                    + " --fliters 3 --input=sheet.csv', folder))",
                Map.of("project", Project.ROOT, "folder", folder, "params", params));
    assertEquals(
        List.of("--fliters: unknown parameter; did you mean --filters?"),
        checks.getProperty("problems"));
    assertEquals(
        List.of(
            "params.site_bucket: set in a configuration file, unknown here, and without effect"),
        checks.getProperty("remarks"));
  }

  @Test
  void parametersOfAParameterFileAreGiven() throws IOException {
    Files.writeString(folder.resolve("p.json"), "{\"fliters\": 3}");
    Files.writeString(folder.resolve("p q.yml"), "skip-report: true\n");
    String given = "GivenParameters.of(line, folder)";
    assertEquals(
        Set.of("fliters", "maxcpus"),
        Helpers.call(
            given, Map.of("line", "run x -params-file p.json --max-cpus 3", "folder", folder)));
    assertEquals(
        Set.of("skipreport"),
        Helpers.call(given, Map.of("line", "run x -params-file 'p q.yml'", "folder", folder)));
  }

  @Test
  void limitsAreTheLeastOfParametersConfigurationAndMachine() throws IOException {
    String limits =
        "Platform.limits(given, params, here).collectEntries { k, v -> [k, v.toString()] }";
    assertEquals(
        Map.of("cpus", "3", "memory", "1 GB", "time", "2h"),
        Helpers.call(
            limits,
            Map.of(
                "given",
                Map.of("cpus", 8, "memory", "1.GB", "time", "10.h"),
                "params",
                Map.of("max_cpus", 3, "max_memory", "128.GB", "max_time", "2.h"),
                "here",
                false)));
    assertEquals(
        Map.of(),
        Helpers.call(limits, Map.of("given", Map.of(), "params", Map.of(), "here", false)));
    assertEquals(
        String.valueOf(Runtime.getRuntime().availableProcessors()),
        ((Map<?, ?>)
                Helpers.call(
                    limits,
                    Map.of("given", Map.of(), "params", Map.of("max_cpus", 5000), "here", true)))
            .get("cpus"));
  }

  /** Launch forms submit what the schema calls a default, and that would override presets. */
  @Test
  void submittingTheDefaultsOfTheSchemaChangesNoPreset() throws IOException {
    Map<?, ?> properties =
        (Map<?, ?>)
            Helpers.call(
                "Schema.ofParameters(file).properties",
                Map.of("file", Project.ROOT.resolve("nextflow_schema.json")));
    properties.forEach(
        (name, property) -> {
          Object value = ((Map<?, ?>) property).get("default");
          if (value != null) params.put(name.toString(), value);
        });
    params.put("presets", Map.of("k562", Map.of("filters", 128, "deep_dim", 2048, "epochs", 7)));
    Map<String, String> settings = settings("cell_line,regions,peaks\nk562,r.bed,p.bed\n");
    assertEquals(
        "128 2048 7",
        settings.get("filters") + " " + settings.get("deep_dim") + " " + settings.get("epochs"));
  }

  @Test
  void anEmptySheetAndOneWithoutRowsAreRefused() throws IOException {
    assertTrue(problems("").get(0).startsWith("sheet.csv:1: the sheet is empty"));
    assertTrue(problems("cell_line,regions,peaks\n").get(0).contains("no row follows"));
  }

  @Test
  void namesThatCouldNotBeAFileAreRefused() throws IOException {
    for (String name : List.of("..", ".x", "-x", "a b", "$(ls)", "a'b", "a*", "x".repeat(101))) {
      List<String> found = problems("cell_line,regions,peaks\n" + name + ",r.bed,p.bed\n");
      assertEquals(1, found.size(), name + ": " + found);
    }
  }

  @Test
  void anUnknownParameterIsNamedWithItsNeighbour() throws IOException {
    params.put("fliters", 3);
    assertEquals(
        List.of("--fliters: unknown parameter; did you mean --filters?"),
        problems("cell_line,regions,peaks\nx,r.bed,p.bed\n"));
    params.remove("fliters");
    params.put("inptu", "sheet.csv");
    assertEquals(
        List.of("--inptu: unknown parameter; did you mean --input?"),
        problems("cell_line,regions,peaks\nx,r.bed,p.bed\n"));
    params.remove("inptu");
    params.put("colour", "red");
    assertEquals(
        List.of("--colour: unknown parameter; --help lists those there are"),
        problems("cell_line,regions,peaks\nx,r.bed,p.bed\n"));
  }

  @Test
  void aParameterOutOfRangeIsNamedWithTheRange() throws IOException {
    params.put("epochs", 0);
    params.put("draw", "some");
    params.put("input", true);
    params.put("learning_rate", "fast");
    assertEquals(
        List.of(
            "--epochs: expected a whole number from 1 to 100000, found '0'",
            "--draw: expected one of all, with-peaks, found 'some'",
            "--input: expected a file, found no value",
            "--learning_rate: expected a number above 0, at most 1, found 'fast'"),
        problems());
  }

  @Test
  void aWindowThatDoesNotDivideIsRefusedBeforeAnythingRuns() throws IOException {
    assertTrue(
        problems("cell_line,regions,peaks,window\nx,r.bed,p.bed,3201\n")
            .get(0)
            .contains("not a multiple of squish"));
    assertTrue(
        problems("cell_line,regions,peaks,window\nx,r.bed,p.bed,3100\n")
            .get(0)
            .contains("expected a multiple of 80, such as window 3200"));
  }

  @Test
  void moreBinsThanTheToolsTakeAreRefused() throws IOException {
    assertTrue(
        problems("cell_line,regions,peaks,window,squish\nx,r.bed,p.bed,80000,2\n")
            .get(0)
            .contains("gives 40000 bins; expected at most 32768, such as window 65440"));
  }

  @Test
  void numbersTooLargeForTheToolsAreRefused() throws IOException {
    params.put("sample_windows", "2147483648");
    params.put("min_peaks", 2147483648L);
    params.put("batch_size", 4097);
    params.put("loss_floor", 0);
    assertEquals(3, problems("cell_line,regions,peaks\nx,r.bed,p.bed\n").size());
  }

  @Test
  void fewPeaksInRegionsAreAllowedWhenAskedFor() throws IOException {
    String sheet = "cell_line,regions,peaks\nx,r.bed,p.bed\n";
    assertEquals(
        "--window 3200 --squish 10", ((Map<?, ?>) entry(sheet).get("options")).get("tensorize"));
    params.put("allow_few_peaks_in_regions", "true");
    assertEquals(
        "--window 3200 --squish 10 --allow-few-peaks-in-regions",
        ((Map<?, ?>) entry(sheet).get("options")).get("tensorize"));
  }

  @Test
  void aRowWithAModelTakesTheSourcesOfTheModel() throws IOException {
    params.put("min_peaks", 5);
    params.put("sources", "q.bed");
    Map<String, Object> entry = entry("cell_line,regions,peaks,model\nx,r.bed,p.bed,m.zip\n");
    assertEquals(List.of("sources", "min_peaks"), entry.get("unused"));
    assertEquals(List.of(), entry.get("sources"));
    assertEquals("--window 3200 --squish 10", ((Map<?, ?>) entry.get("options")).get("tensorize"));
  }

  @Test
  void needsAreAskedForTheGivenModelsAndNotForTheSettings() throws IOException {
    model(
        "n.zip",
        "{\"format\":1,\"windowLength\":3200,\"squish\":10,\"options\":{\"filters\":8,\"deepDim\":512}}");
    params.put("seeds", 3);
    Map<String, Object> item = entry("cell_line,regions,peaks,model\nx,r.bed,p.bed,m.zip;n.zip\n");
    assertEquals(List.of(folder.resolve("m.zip"), folder.resolve("n.zip")), item.get("models"));
    assertEquals(
        "--seeds 2 --sample-batches 200", ((Map<?, ?>) item.get("options")).get("resources"));
    item = entry("cell_line,regions,peaks,sample_windows\nx,r.bed,p.bed,all\n");
    assertEquals(
        "--filters 32 --deep-dim 256 --batch-size 48 --epochs 64 --batches-per-epoch 48 --seeds 3"
            + " --sample-windows all",
        ((Map<?, ?>) item.get("options")).get("resources"));
  }

  /** The strict parser of newer releases hands words of the command line over as text. */
  @Test
  void theWordsTrueAndFalseAreValues() throws IOException {
    Map<?, ?> properties =
        (Map<?, ?>)
            Helpers.call(
                "Schema.ofParameters(file).properties",
                Map.of("file", Project.ROOT.resolve("nextflow_schema.json")));
    int seen = 0;
    for (Object name : properties.keySet()) {
      if (!"boolean".equals(((Map<?, ?>) properties.get(name)).get("type"))) continue;
      seen++;
      for (Object value : List.of(true, "true", false, "false")) {
        write("cell_line,regions,peaks\nx,r.bed,p.bed\n");
        params.put(name.toString(), value);
        assertEquals(
            value.toString(),
            String.valueOf(((Map<?, ?>) checks().getProperty("values")).get(name)),
            name + " as " + value.getClass());
        assertInstanceOf(
            Boolean.class, ((Map<?, ?>) checks().getProperty("values")).get(name), name + "");
        assertEquals(
            "true".equals(value.toString()),
            checks().invokeMethod("isTrue", name.toString()),
            name + " " + value);
      }
      assertEquals(List.of(), problems(), name + " as the word false");
      params.put(name.toString(), "yes");
      assertEquals(List.of("--" + name + ": expected true or false, found 'yes'"), problems());
      params.remove(name.toString());
    }
    assertTrue(seen >= 8, seen + " parameters are true or false");
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
    return bytes;
  }

  @Test
  void aFileThatIsNoModelIsToldBeforeAnythingRuns() throws IOException {
    String row = "cell_line,regions,peaks,model\nx,r.bed,p.bed,";
    assertTrue(
        problems(row + "q.bed\n")
            .get(0)
            .contains("q.bed' is no trained model (no crelens.json in it)"));
    model("n.zip", "{\"format\":1,\"windowLength\":3200");
    assertTrue(problems(row + "n.zip\n").get(0).contains("its crelens.json is damaged"));
    model("n.zip", "{\"format\":1,\"method\":\"other\",\"windowLength\":3200,\"squish\":10}");
    assertTrue(problems(row + "n.zip\n").get(0).contains("it is one of other"));
    model("n.zip", "{\"format\":2,\"windowLength\":3200,\"squish\":10}");
    assertTrue(problems(row + "n.zip\n").get(0).contains("its format is 2, this version reads 1"));
    params.put("window", 800);
    assertTrue(
        problems(row + "m.zip\n")
            .get(0)
            .contains("was trained with window 3200 and squish 10, found window 800"));
  }

  @Test
  void theFolderOfTheRunsReportsIsNoCellLine() throws IOException {
    assertTrue(
        problems("cell_line,regions,peaks\npipeline_info,r.bed,p.bed\n")
            .get(0)
            .contains("not pipeline_info"));
  }

  @Test
  void aFileIsNoPlaceForResults() throws IOException {
    params.put("outdir", "p.bed/results");
    GroovyObject checks = checksOf("cell_line,regions,peaks\nx,r.bed,p.bed\n");
    assertEquals(4, checks.getProperty("exitStatus"));
    assertTrue(checks.getProperty("problems").toString().contains("is not a folder"));
  }

  @Test
  void theLastWordsNameFilesThatAreThere() throws IOException {
    params.put("stop_after", "train");
    params.put("seeds", 2);
    GroovyObject trained = checksOf("cell_line,regions,peaks\nx,r.bed,p.bed\n");
    assertTrue(lastWords(trained).contains("model/seed-<s>/loss.tsv"));
    GroovyObject given = checksOf("cell_line,regions,peaks,model\nx,r.bed,p.bed,m.zip\n");
    assertFalse(lastWords(given).contains("loss.tsv"));
  }

  @Test
  void withoutInputTheWaysToGiveOneAreTold() throws IOException {
    assertTrue(problems().get(0).startsWith("--input: expected a sample sheet, found none"));
    params.put("peaks", "p.bed");
    assertEquals(
        "--peaks: --regions and --cell_lines must be given as well (or --input sheet.csv alone)",
        problems().get(0));
  }

  @Test
  void oneCatalogueServesSeveralCellLines() throws IOException {
    params.put("peaks", "p.bed,q.bed");
    params.put("regions", "r.bed");
    params.put("cell_lines", "x, cd34");
    GroovyObject checks = checks();
    assertEquals(List.of(), checks.getProperty("problems"));
    assertEquals(2, ((List<?>) checks.getProperty("items")).size());
  }

  @Test
  void aDefaultIsFilledInUnlessAPresetMayGiveTheValue() throws IOException {
    entry("cell_line,regions,peaks\nx,r.bed,p.bed\n");
    Map<?, ?> values = (Map<?, ?>) checks().getProperty("values");
    assertEquals(100000, values.get("phantoms"));
    assertEquals(false, values.get("skip_interpret"));
    assertNull(values.get("filters"), "it may come from a preset");
  }

  @Test
  void anUnknownMethodIsRefusedWithTheListOfMethods() throws IOException {
    params.put("method", "factrnet");
    assertEquals(List.of("--method: no method 'factrnet'; there is atypeak"), problems());
  }

  @Test
  void everyStepExpectsItsItems() throws IOException {
    GroovyObject checks =
        checksOf("cell_line,regions,peaks,model\nx,r.bed,p.bed,m.zip\ny,r.bed,p.bed,\n");
    Map<?, ?> expected = (Map<?, ?>) method(checks).invokeMethod("expected", null);
    assertEquals(List.of("x", "y"), expected.get("preparing its tensor"));
    assertEquals(List.of("y"), expected.get("training"));
    assertEquals(List.of("x", "y"), expected.get("making its browser tracks"));
    params.put("stop_after", "train");
    expected = (Map<?, ?>) method(checks()).invokeMethod("expected", null);
    assertEquals(List.of("x", "y"), expected.get("showing examples"));
    assertFalse(expected.containsKey("making its browser tracks"));
  }

  private static GroovyObject method(GroovyObject checks) {
    return (GroovyObject) checks.getProperty("method");
  }

  private static String lastWords(GroovyObject checks) {
    return method(checks).invokeMethod("lastWords", null).toString();
  }

  private List<String> problems(String sheet) throws IOException {
    write(sheet);
    return problems();
  }

  @SuppressWarnings("unchecked")
  private List<String> problems() throws IOException {
    return (List<String>) checks().getProperty("problems");
  }

  @SuppressWarnings("unchecked")
  private Map<String, String> settings(String sheet) throws IOException {
    return (Map<String, String>) entry(sheet).get("settings");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> entry(String sheet) throws IOException {
    write(sheet);
    GroovyObject checks = checks();
    assertEquals(List.of(), checks.getProperty("problems"));
    return ((List<Map<String, Object>>) checks.getProperty("items")).get(0);
  }

  private void write(String sheet) throws IOException {
    Files.writeString(folder.resolve("sheet.csv"), sheet);
    params.put("input", "sheet.csv");
  }

  private GroovyObject checksOf(String sheet) throws IOException {
    write(sheet);
    return checks();
  }

  private GroovyObject checks() throws IOException {
    return (GroovyObject)
        Helpers.call(
            "Checks.of(project, folder, params)",
            Map.of("project", Project.ROOT, "folder", folder, "params", params));
  }

  private void model(String name, String description) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      zip.putNextEntry(new ZipEntry("crelens.json"));
      zip.write(description.getBytes(UTF_8));
    }
  }
}
