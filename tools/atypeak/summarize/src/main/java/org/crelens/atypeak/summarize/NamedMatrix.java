package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * A matrix with names.
 *
 * @param rows names
 * @param columns names
 * @param values one list per row; NaN where undefined
 */
record NamedMatrix(List<String> rows, List<String> columns, List<List<Double>> values) {}
