package org.crelens.tensor;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.crelens.genome.InputException;
import org.crelens.genome.InputFile;

/**
 * The zip of a trained model, as far as it can be read without the network's libraries: who makes a
 * tensor for a model needs its axes only.
 */
public final class ModelFile {
  /** The entry that says what the model is. */
  public static final String INFO = "crelens.json";

  /** Version of the file that this code reads. */
  public static final int FORMAT = 1;

  /** What a message says that it wanted. */
  public static final String EXPECTED = "expected a model file of train";

  private ModelFile() {}

  /** What is read of {@link #INFO} here; the network reads the whole. */
  private record Said(int format, Axes axes) {}

  /**
   * Datasets and TRs that a model was trained on.
   *
   * @throws InputException when the file is no model of crelens, damaged, or of another format
   */
  public static Axes readAxes(Path file) throws IOException {
    InputFile.check(file);
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = open(file, zip, INFO)) {
      Said said = parse(file, in, Said.class);
      if (said == null || said.axes() == null) throw incomplete(file);
      requireFormat(file, said.format());
      return said.axes();
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          file, "cannot be read as a model: " + e.getMessage(), EXPECTED + "; it may be damaged");
    }
  }

  private static <T> T parse(Path file, InputStream in, Class<T> type) throws IOException {
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Gson().fromJson(text, type);
    } catch (RuntimeException e) {
      // Names of classes and constructors, which the parser tells, would help nobody.
      throw incomplete(file);
    }
  }

  /** The message on an {@link #INFO} that lacks something or cannot be parsed. */
  public static InputException incomplete(Path file) {
    return new InputException(file, "its " + INFO + " is damaged or incomplete", EXPECTED);
  }

  /**
   * Refuses what this code cannot read.
   *
   * @throws InputException when {@code format} is not {@link #FORMAT}
   */
  public static void requireFormat(Path file, int format) throws InputException {
    if (format != FORMAT)
      throw new InputException(file, "format " + format, "this crelens reads format " + FORMAT);
  }

  /**
   * An entry whose checksum was compared.
   *
   * @throws InputException when there is no such entry, or it was altered
   */
  public static InputStream open(Path file, ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) throw new InputException(file, "holds no " + name, EXPECTED);
    checkSum(file, zip, entry);
    return zip.getInputStream(entry);
  }

  // ZipFile does not compare checksums, and an altered length could ask for any amount of memory.
  private static void checkSum(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    CRC32 sum = new CRC32();
    byte[] block = new byte[1 << 16];
    try (InputStream in = zip.getInputStream(entry)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) sum.update(block, 0, n);
    }
    if (sum.getValue() != entry.getCrc())
      throw new InputException(
          file, "its " + entry.getName() + " was altered", "fetch the file again, or train again");
  }
}
