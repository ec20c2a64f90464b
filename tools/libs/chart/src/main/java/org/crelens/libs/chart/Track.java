package org.crelens.libs.chart;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file that genome browsers show.
 *
 * @param id unique in its document
 * @param path below the folder of results, with / between its parts
 * @param type as a UCSC hub writes it: {@code bigBed 9 +} with the number of standard columns, or
 *     {@code bigWig 0 1000} with the range of values
 * @param label a few words; browsers show about 17 characters
 * @param description one sentence
 * @param colour {@code r,g,b}, or empty for the browser's own choice
 * @param session whether a session of IGV opens it
 * @param hub further settings of the track in a UCSC hub, in order: name and value, one line each
 */
public record Track(
    String id,
    String path,
    String type,
    String label,
    String description,
    String colour,
    boolean session,
    Map<String, String> hub) {
  private static final Pattern TYPE =
      Pattern.compile("bigBed( \\d{1,2}( [+.])?)?|bigWig( -?\\d{1,9} -?\\d{1,9})?");
  private static final Pattern COLOUR = Pattern.compile("(\\d{1,3},\\d{1,3},\\d{1,3})?");
  private static final Pattern SETTING = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,99}");
  // What the report sets itself, and what would begin another track or lead elsewhere.
  private static final Pattern RESERVED =
      Pattern.compile(
          "track|parent|superTrack|type|shortLabel|longLabel|color|hub|genome|email|useOneFile|include"
              + "|.*(Url|Urls|Link|Links|File|Html|html)");

  public Track {
    Checks.id("id of a track", id);
    checkPath(id, path);
    if (!TYPE.matcher(Checks.text("type of track " + id, type)).matches())
      throw Checks.wrong("type '" + type + "' of track " + id + " is neither bigBed nor bigWig");
    Checks.words("label of track " + id, label);
    Checks.text("description of track " + id, description);
    if (!COLOUR.matcher(Checks.text("colour of track " + id, colour)).matches())
      throw Checks.wrong("colour '" + colour + "' of track " + id + " is not r,g,b");
    Map<String, String> settings = new LinkedHashMap<>();
    Checks.present("settings of track " + id, hub)
        .forEach(
            (name, value) -> {
              if (!SETTING.matcher(name).matches() || RESERVED.matcher(name).matches())
                throw Checks.wrong("track " + id + " cannot have the setting '" + name + "'");
              settings.put(name, Checks.text("setting " + name + " of track " + id, value));
            });
    hub = Collections.unmodifiableMap(settings);
  }

  private static void checkPath(String id, String path) {
    Checks.words("path of track " + id, path);
    for (String part : path.split("/", -1))
      if (part.isBlank() || part.equals(".") || part.equals(".."))
        throw Checks.wrong(
            "path '" + path + "' of track " + id + " does not lead to a file below the results");
  }

  /** Whether it holds values along the genome; else it holds items. */
  public boolean bigWig() {
    return type.startsWith("bigWig");
  }
}
