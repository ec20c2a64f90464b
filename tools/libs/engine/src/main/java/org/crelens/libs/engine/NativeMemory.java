package org.crelens.libs.engine;

import org.bytedeco.javacpp.Pointer;
import org.crelens.libs.cli.MemoryLimits;

/** How much memory outside the heap this process has and may have, in bytes. */
public final class NativeMemory {
  private NativeMemory() {}

  /** What all {@link FloatBlock}s hold at the moment; ND4J's own arrays are not counted. */
  public static long used() {
    return Pointer.totalBytes();
  }

  /**
   * The most that all {@link FloatBlock}s together may hold, from the property {@code
   * org.bytedeco.javacpp.maxbytes}; {@code Long.MAX_VALUE} without a limit.
   */
  public static long limit() {
    return orUnlimited(Pointer.maxBytes());
  }

  /**
   * The most that the whole process may hold, heap included, from the property {@code
   * org.bytedeco.javacpp.maxphysicalbytes}; {@code Long.MAX_VALUE} without a limit.
   */
  public static long processLimit() {
    return orUnlimited(Pointer.maxPhysicalBytes());
  }

  /** What the launcher lets this process take: heap, {@link FloatBlock}s, and all together. */
  public static MemoryLimits limits() {
    return new MemoryLimits(Runtime.getRuntime().maxMemory(), limit(), processLimit());
  }

  private static long orUnlimited(long bytes) {
    return bytes <= 0 ? Long.MAX_VALUE : bytes;
  }
}
