package org.crelens.common.report;

/**
 * A picture with what a reader needs to know.
 *
 * @param id short and stable; also the name of its file
 * @param title what is shown
 * @param caption how to read it
 * @param plot the picture
 */
record Figure(String id, String title, String caption, Plot plot) implements Block {}
