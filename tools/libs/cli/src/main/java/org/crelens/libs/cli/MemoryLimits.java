package org.crelens.libs.cli;

/**
 * Memory that this process may take, in bytes; {@link Long#MAX_VALUE} where there is no limit.
 *
 * @param heap the Java heap
 * @param blocks native memory for matrices, which JavaCPP limits
 * @param process the whole process
 */
public record MemoryLimits(long heap, long blocks, long process) {}
