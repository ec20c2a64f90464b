package org.crelens.common.report;

import java.util.List;

/**
 * A part of what is said of a cell line.
 *
 * @param id short and stable
 * @param title what it is about
 * @param blocks in order
 */
record Section(String id, String title, List<Block> blocks) {}
