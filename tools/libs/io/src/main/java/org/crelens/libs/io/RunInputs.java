package org.crelens.libs.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The inputs that this run of a tool has opened, so that {@link Outputs} replaces none of them.
 * Whoever opens an input through {@link InputFile} is listed without doing anything for it.
 */
public final class RunInputs {
  private static final Set<Path> OPENED = ConcurrentHashMap.newKeySet();
  private static volatile boolean running;

  private RunInputs() {}

  /** A run of a tool begins: what is opened from here on is an input of it. */
  public static void begin() {
    OPENED.clear();
    running = true;
  }

  /** The run has ended. Outside of a run nothing is noted: a library may write what it has read. */
  public static void end() {
    running = false;
    OPENED.clear();
  }

  /** Notes an input. */
  static void add(Path file) {
    if (running) OPENED.add(file);
  }

  /** The inputs by what they are on disk, each with the path that the user gave. */
  static Map<Object, Path> byIdentity() {
    Map<Object, Path> inputs = new HashMap<>();
    for (Path file : OPENED) {
      Object identity = identity(file);
      if (identity != null) inputs.put(identity, file);
    }
    return inputs;
  }

  /**
   * What a path stands for: equal for links and other spellings of the same file.
   *
   * @return null when there is no file
   */
  static Object identity(Path file) {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      // Device and inode; not every system has them.
      return key != null ? key : file.toRealPath();
    } catch (IOException e) {
      return null;
    }
  }
}
