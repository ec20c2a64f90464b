package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * A window before, rebuilt and scored. Cells are (dataset, TR); profiles run over bins.
 *
 * @param why {@code best}, {@code middle}, {@code worst} or {@code chosen}
 * @param contig of the window
 * @param start of the window
 * @param end of the window
 * @param binStart position of the first bin's first base; may lie before the window (padding)
 * @param binLength bases
 * @param sources cells with a peak, and those rebuilt most strongly without one
 */
record ExampleWindow(
    String why,
    String contig,
    int start,
    int end,
    int binStart,
    int binLength,
    List<ExampleSource> sources) {}
