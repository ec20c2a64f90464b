package org.crelens.atypeak.data;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;

/**
 * The zip of a trained model, as far as it can be read without the network's libraries: who makes a
 * tensor for a model needs its axes only.
 */
public final class ModelFile {
  /** The entry that says what the model is. */
  public static final String INFO = "crelens.json";

  /** The entry that holds all parameters, as ND4J writes an array. */
  public static final String COEFFICIENTS = "coefficients.bin";

  /** Version of the file that this code reads. */
  public static final int FORMAT = 1;

  /** What a message says that it wanted. */
  public static final String EXPECTED = "expected a model file of train";

  private ModelFile() {}

  /**
   * What a model says of itself, as far as tools ask that do not run it; the network reads the
   * whole.
   *
   * @param format version of the file
   * @param version of crelens that trained it; null in a file that lacks it, as all that follows
   * @param cellLine that it was trained on
   * @param axes datasets and TRs, never null
   * @param crumb of the training windows
   * @param options hyperparameters by name
   * @param losses of every epoch
   * @param stopped why training ended
   * @param keptEpoch epoch whose weights are kept, from 1
   * @param digests SHA-256 of the inputs by role
   */
  public record Said(
      int format,
      String version,
      String cellLine,
      Axes axes,
      Crumb crumb,
      Map<String, JsonElement> options,
      List<Double> losses,
      String stopped,
      int keptEpoch,
      Map<String, String> digests) {}

  /**
   * Datasets and TRs that a model was trained on.
   *
   * @throws InputException when the file is no model of crelens, damaged, or of another format
   */
  public static Axes readAxes(Path file) throws IOException {
    return readInfo(file).axes();
  }

  /**
   * What a model says of itself.
   *
   * @throws InputException when the file is no model of crelens, damaged, or of another format
   */
  public static Said readInfo(Path file) throws IOException {
    InputFile.check(file);
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = open(file, zip, INFO)) {
      Said said = parse(file, in);
      if (said == null || said.axes() == null) throw incomplete(file);
      requireFormat(file, said.format());
      return said;
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          file, "cannot be read as a model: " + e.getMessage(), EXPECTED + "; it may be damaged");
    }
  }

  /**
   * Number of parameters, as the head of {@link #COEFFICIENTS} tells; they themselves are not read.
   *
   * @throws InputException when there is no such array
   */
  public static long countParameters(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(COEFFICIENTS);
      if (entry == null) throw new InputException(file, "holds no " + COEFFICIENTS, EXPECTED);
      try (DataInputStream in = new DataInputStream(zip.getInputStream(entry))) {
        // An array begins with the buffer of its shape: place, length, type; rank, then lengths.
        in.readUTF();
        in.readLong();
        in.readUTF();
        long count = 1;
        for (long rank = in.readLong(); rank > 0; rank--)
          count = Math.multiplyExact(count, in.readLong());
        return count;
      }
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          file, "its " + COEFFICIENTS + " holds no array", EXPECTED + "; it may be damaged");
    }
  }

  private static Said parse(Path file, InputStream in) throws IOException {
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Gson().fromJson(text, Said.class);
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
