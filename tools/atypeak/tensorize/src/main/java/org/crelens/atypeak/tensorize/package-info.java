/**
 * tensorize: cuts regions into windows, clips the peaks of one cell line to them, and writes the
 * tensor file that all later tools read.
 */
package org.crelens.atypeak.tensorize;
