/**
 * Benchmarks: how fast the tools are, in figures that a peer prints in the same form, and how near
 * their results are to published ones.
 */
package org.crelens.build.benchmarks;
