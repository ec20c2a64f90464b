/** Benchmarks: how fast the tools are, in figures that a peer prints in the same form. */
package org.crelens.benchmarks;
