package org.crelens.build.architecture.wrong.build.benchmarks;

/** What nobody may use. */
public class Timing {}
