package org.crelens.libs.modelfile;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.crelens.libs.io.OutputException;
import org.crelens.libs.io.Outputs;

/**
 * Writes a model file. The same content gives the same bytes, whenever and wherever it is written.
 */
public final class ModelFileWriter implements Closeable {
  /**
   * The time of every entry. Not 1980-01-01: Java takes that for "before 1980" and adds a second
   * timestamp, which depends on the time zone of the machine.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Path target;
  private final ZipOutputStream zip;

  private ModelFileWriter(Path target, ZipOutputStream zip) {
    this.target = target;
    this.zip = zip;
  }

  /**
   * Starts a model file with its description.
   *
   * @param description what the model says of itself; has a field {@code format} with {@link
   *     ModelFile#FORMAT}
   * @throws OutputException when it cannot be written
   */
  public static ModelFileWriter create(Outputs outputs, Path target, Object description)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(outputs.open(target));
    // Trained floats hardly shrink: more effort would only cost time.
    zip.setLevel(Deflater.BEST_SPEED);
    ModelFileWriter writer = new ModelFileWriter(target, zip);
    writer.text(ModelFile.DESCRIPTION, GSON.toJson(description));
    return writer;
  }

  /** Adds an entry of text. */
  public void text(String name, String content) throws IOException {
    entry(name, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes the content of an entry. */
  @FunctionalInterface
  public interface EntryWriter {
    /**
     * @param out takes the content; it stays open
     */
    void write(OutputStream out) throws IOException;
  }

  /** Adds an entry. */
  public void entry(String name, EntryWriter writer) throws IOException {
    try {
      ZipEntry entry = new ZipEntry(name);
      entry.setTimeLocal(TIME);
      zip.putNextEntry(entry);
      writer.write(zip);
      zip.closeEntry();
    } catch (IOException e) {
      throw Outputs.wrap(target, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      zip.close();
    } catch (IOException e) {
      throw Outputs.wrap(target, e);
    }
  }
}
