package org.crelens.libs.chart;

import java.util.List;

/** A part of a section, in the order in which it is read. */
public sealed interface Block permits Figure, Table, Block.Note, Block.Row, Block.Folded {

  /**
   * A paragraph.
   *
   * @param kind whether it tells something, or stands where something is missing
   * @param text as it is read
   */
  record Note(Kind kind, String text) implements Block {
    /** What a paragraph is there for. */
    public enum Kind {
      /** Says something about the results. */
      PLAIN,
      /** Stands in the place of a part that cannot be shown, and says why. */
      MISSING
    }

    public Note {
      Checks.present("kind of a note", kind);
      Checks.words("text of a note", text);
    }

    /** A paragraph about the results. */
    public static Note plain(String text) {
      return new Note(Kind.PLAIN, text);
    }

    /** A paragraph in the place of something that cannot be shown. */
    public static Note missing(String text) {
      return new Note(Kind.MISSING, text);
    }
  }

  /**
   * Figures side by side where the page is wide enough.
   *
   * @param figures in order, at least one
   */
  record Row(List<Figure> figures) implements Block {
    public Row {
      figures = Checks.list("figures of a row", figures);
      if (figures.isEmpty()) throw Checks.wrong("a row without figures");
    }
  }

  /**
   * A table that few readers need: it is folded away, and its title unfolds it.
   *
   * @param table what is folded
   */
  record Folded(Table table) implements Block {
    public Folded {
      Checks.present("folded table", table);
    }
  }
}
