/**
 * The tensor file, and the batches of windows that are filled from it.
 *
 * <p>A window is a tensor X[x, y, z]: x position, y dataset, z TR (spec, section 3). Dense windows
 * are {@code float[bins · D · T]} with the TR innermost: cell (b, y, z) lies at {@code (b · D + y)
 * · T + z}. Crumb and squish are applied while a batch is filled; nothing dense is kept for a whole
 * catalogue.
 */
package org.crelens.atypeak.data;
