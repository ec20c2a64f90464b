package org.crelens.libs.modelfile;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;

/**
 * A model file that is open for reading. Everything that is read from it is checked first: an entry
 * that is missing or was altered is an {@link InputException} that names the file.
 *
 * <p>The description holds the version of the format in {@code format}. A method either has a
 * section in it, named after the method beside a field {@code method}, or, as atyPeak, keeps its
 * fields at the top.
 */
public final class ModelFile implements Closeable {
  /** The entry that says what the model is; the first of the file. */
  public static final String DESCRIPTION = "crelens.json";

  /** Version of the format that this code writes and reads. */
  public static final int FORMAT = 1;

  /** What messages say that they expected. */
  public static final String EXPECTED = "expected a model file of train";

  /** Far more than any description or configuration holds, and far less than a heap. */
  private static final long MOST_TEXT = 1 << 26;

  /** Deeper than any description; parsers and writers of JSON call themselves at every level. */
  private static final int MOST_LEVELS = 64;

  private static final Gson GSON = new Gson();

  private final Path file;
  private final ZipFile zip;
  private final JsonObject description;

  private ModelFile(Path file, ZipFile zip) throws IOException {
    this.file = file;
    this.zip = zip;
    this.description = parse();
  }

  /**
   * Opens a model file and reads its description.
   *
   * @throws InputException when it is no zip, has no description, or one of another format
   */
  public static ModelFile open(Path file) throws IOException {
    InputFile.check(file);
    if (!Files.isRegularFile(file))
      throw new InputException(
          file, "is a pipe or a device", "expected a regular file: it is read more than once");
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
    try {
      return new ModelFile(file, zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private JsonObject parse() throws IOException {
    JsonObject json;
    int format;
    try {
      json = JsonParser.parseString(text(DESCRIPTION)).getAsJsonObject();
      if (!isShallow(json)) throw incomplete(file);
      JsonElement version = json.get("format");
      format = version == null ? 0 : version.getAsInt();
    } catch (RuntimeException e) {
      throw incomplete(file);
    }
    if (format != FORMAT)
      throw new InputException(file, "format " + format, "this crelens reads format " + FORMAT);
    return json;
  }

  private static boolean isShallow(JsonElement json) {
    List<JsonElement> level = List.of(json);
    for (int depth = 0; !level.isEmpty(); depth++) {
      if (depth == MOST_LEVELS) return false;
      List<JsonElement> next = new ArrayList<>();
      for (JsonElement element : level) {
        if (element.isJsonObject()) next.addAll(element.getAsJsonObject().asMap().values());
        else if (element.isJsonArray()) next.addAll(element.getAsJsonArray().asList());
      }
      level = next;
    }
    return true;
  }

  /**
   * What the model says of itself.
   *
   * @param method whose model is expected
   * @param type record of the method's fields
   * @throws InputException when the model is of another method, or fields are missing or damaged
   */
  public <T> T description(String method, Class<T> type) throws InputException {
    try {
      JsonElement of = description.get("method");
      if (of != null && !of.getAsString().equals(method))
        throw new InputException(
            file, "is a model of " + of.getAsString(), "expected a model of " + method);
      JsonElement section = description.get(method);
      return GSON.fromJson(section == null ? description : section, type);
    } catch (RuntimeException e) {
      // The parser names classes and constructors, which would help nobody.
      throw incomplete(file);
    }
  }

  /**
   * An entry as text.
   *
   * @throws InputException as {@link #read}, and when it is too long to be text of a model
   */
  public String text(String name) throws IOException {
    long bytes = size(name);
    if (bytes > MOST_TEXT)
      throw new InputException(file, "its " + name + " has " + bytes + " bytes", EXPECTED);
    return read(name, in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  /** Reads the content of an entry. */
  @FunctionalInterface
  public interface EntryReader<T> {
    /**
     * @param in the entry, and nothing else; it need not be closed
     */
    T read(InputStream in) throws IOException;
  }

  /**
   * How many bytes an entry holds, as the zip states; {@link #read} refuses it when it holds
   * others.
   *
   * @throws InputException when there is no such entry
   */
  public long size(String name) throws InputException {
    return entry(name).getSize();
  }

  private ZipEntry entry(String name) throws InputException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) throw new InputException(file, "holds no " + name, EXPECTED);
    return entry;
  }

  /**
   * Reads an entry whose length and checksum were compared.
   *
   * @throws InputException when there is no such entry, it was altered, or the reader throws one
   */
  public <T> T read(String name, EntryReader<T> reader) throws IOException {
    try {
      ZipEntry entry = entry(name);
      compareChecksum(entry);
      try (InputStream in = zip.getInputStream(entry)) {
        return reader.read(in);
      }
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  // ZipFile compares neither, and an altered length could ask for any amount of memory.
  private void compareChecksum(ZipEntry entry) throws IOException {
    CRC32 sum = new CRC32();
    byte[] block = new byte[1 << 16];
    long bytes = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      for (int n = in.read(block); n >= 0 && bytes <= entry.getSize(); n = in.read(block)) {
        sum.update(block, 0, n);
        bytes += n;
      }
    }
    if (bytes != entry.getSize() || sum.getValue() != entry.getCrc())
      throw new InputException(
          file, "its " + entry.getName() + " was altered", "fetch the file again, or train again");
  }

  /** The error of a description that lacks something or cannot be parsed. */
  public static InputException incomplete(Path file) {
    return new InputException(file, "its " + DESCRIPTION + " is damaged or incomplete", EXPECTED);
  }

  private static InputException unreadable(Path file, Exception e) {
    return new InputException(
        file, "cannot be read as a model: " + e.getMessage(), EXPECTED + "; it may be damaged");
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
