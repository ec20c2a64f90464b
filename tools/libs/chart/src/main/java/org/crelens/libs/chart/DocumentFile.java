package org.crelens.libs.chart;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.Outputs;

/**
 * The file of a {@link Document}: JSON in one line, {@code <item>.document.json}. Names of fields
 * are those of the records; an object that may be of several types says of which in its first
 * field, {@code type}; what is undefined is null. Numbers in lists have six significant digits,
 * whole numbers all of them.
 */
public final class DocumentFile {
  /** How file names of documents end. */
  public static final String ENDING = ".document.json";

  /** Characters that a document may have: many times what a page can show. */
  private static final long LARGEST = 64_000_000;

  private static final String REMEDY = "make it again with the last tool of its method";

  private DocumentFile() {}

  /** Writes {@code document} to {@code target}, which appears when {@code outputs} commit. */
  public static void write(Document document, Outputs outputs, Path target) throws IOException {
    try (Writer writer =
        new BufferedWriter(new OutputStreamWriter(outputs.open(target), StandardCharsets.UTF_8))) {
      write(document, writer);
    }
  }

  /** The text of the file. */
  public static String json(Document document) {
    StringWriter text = new StringWriter();
    try {
      write(document, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Document document, Writer writer) throws IOException {
    JsonWriter json = new JsonWriter(writer);
    new RecordWriter(json).value(Document.class, document);
    json.flush();
    writer.write('\n');
  }

  /**
   * Reads a document, of any compression.
   *
   * @throws InputException when the file is none, is of another version, or contradicts itself
   */
  public static Document read(Path file) throws IOException {
    try (Reader reader = InputFile.reader(file)) {
      return read(reader, file);
    }
  }

  /**
   * Reads a document.
   *
   * @param file named in messages
   * @throws InputException as {@link #read(Path)}
   */
  public static Document read(Reader reader, Path file) throws IOException {
    JsonReader json = new JsonReader(new Limited(reader, file));
    json.setStrictness(Strictness.STRICT);
    try {
      Document document = (Document) new RecordReader(json).value(Document.class);
      if (document == null || json.peek() != JsonToken.END_DOCUMENT)
        throw new InputException(file, "more or less than one document", REMEDY);
      return document;
    } catch (RecordReader.Misfit e) {
      throw new InputException(file, "no document: " + e.getMessage(), REMEDY);
    } catch (MalformedJsonException | NumberFormatException | EOFException e) {
      throw new InputException(file, "no JSON at " + json.getPath(), REMEDY);
    }
  }

  /** Refuses to read without end. */
  private static final class Limited extends FilterReader {
    private final Path file;
    private long left = LARGEST;

    Limited(Reader reader, Path file) {
      super(reader);
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      if (one >= 0) take(1);
      return one;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
      int n = in.read(into, offset, length);
      if (n > 0) take(n);
      return n;
    }

    private void take(int n) throws InputException {
      left -= n;
      if (left < 0)
        throw new InputException(
            file,
            "a document of more than " + LARGEST / 1_000_000 + " million characters",
            "write fewer or smaller figures and tables into it");
    }
  }
}
