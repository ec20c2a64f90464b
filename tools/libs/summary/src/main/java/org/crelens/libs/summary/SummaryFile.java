package org.crelens.libs.summary;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonIOException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import org.crelens.libs.io.InputException;

/** The file of a {@link CellLineSummary}: JSON, numbers that are not finite as {@code NaN}. */
public final class SummaryFile {
  private static final Gson GSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  private SummaryFile() {}

  /** The summary as JSON, one line. */
  public static String json(CellLineSummary summary) {
    return GSON.toJson(summary) + "\n";
  }

  /**
   * Reads a summary.
   *
   * @param file named in messages
   * @throws InputException when it is none, or one of another version
   */
  public static CellLineSummary read(Reader reader, Path file) throws IOException {
    CellLineSummary summary;
    try {
      summary = GSON.fromJson(reader, CellLineSummary.class);
    } catch (JsonIOException e) {
      if (e.getCause() instanceof IOException cause) throw cause;
      throw e;
    } catch (RuntimeException e) {
      // Gson has no one exception for text where a number should be, nothing in a list, and the
      // like.
      throw new InputException(file + " is no summary of a cell line; make it with summarize");
    }
    if (summary == null || summary.cellLine() == null)
      throw new InputException(file + " is no summary of a cell line; make it with summarize");
    if (summary.format() != CellLineSummary.FORMAT)
      throw new InputException(
          file
              + " has format "
              + summary.format()
              + "; this version reads "
              + CellLineSummary.FORMAT
              + ": make it again with summarize");
    return summary;
  }
}
