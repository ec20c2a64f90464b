package org.crelens.architecture.wrong.benchmarks;

/** What nobody may use. */
public class Timing {}
