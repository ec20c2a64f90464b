/**
 * Says what the steps behind {@code tensorize} need: cores, memory, time, and the number of scoring
 * tasks. It reads the summary of a tensor and the hyperparameters of its network, or the
 * descriptions of trained models, and writes a table that the pipeline reads. The tools themselves
 * check their memory with the same formulas before they begin.
 */
package org.crelens.atypeak.resources;
