package org.crelens.libs.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The outputs of one run of a tool: all of them appear, whole, at {@link #commit}, or none does.
 * Each is written beside its place under a hidden name, synced, then renamed. Without a commit,
 * {@link #close} (and the end of the process) removes what was begun.
 */
public final class Outputs implements AutoCloseable {
  // By the real path of the folder and the name in it, so that a path is known in every spelling.
  private final Map<Path, Staged> staged = new LinkedHashMap<>();
  private final Map<Object, Path> existing = new HashMap<>();
  private final Set<Path> cleaned = new HashSet<>();
  private final Set<Path> opened = new HashSet<>();
  private final List<Path> outdated = new ArrayList<>();
  private final List<Path> madeFolders = new ArrayList<>();
  private final Thread onExit = new Thread(this::discard, "crelens-outputs");
  private boolean committed;

  /** An empty set of outputs. */
  public Outputs() {
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Takes a place before the work begins: a path beside {@code target} to write to, which becomes
   * {@code target} at {@link #commit}.
   *
   * @throws OutputException when the folder is missing or not writable, or the target is a folder
   * @throws SameFileException when the target is an input of this run, or another output
   */
  public synchronized Path stage(Path target) throws OutputException {
    check(target);
    Path key = key(target);
    Staged other = staged.get(key);
    if (other != null) throw SameFileException.output(target, other.target);
    Object identity = RunInputs.identity(target);
    if (identity != null) {
      refuseInput(target, identity, RunInputs.byIdentity());
      Path same = existing.putIfAbsent(identity, target);
      if (same != null) throw SameFileException.output(target, same);
    }
    if (cleaned.add(key.getParent())) Unfinished.removeOfDeadProcesses(key.getParent());
    Path temporary = Unfinished.of(key);
    staged.put(key, new Staged(target, temporary));
    return temporary;
  }

  private static void refuseInput(Path target, Object identity, Map<Object, Path> inputs) {
    Path input = inputs.get(identity);
    if (input != null) throw SameFileException.input(target, input);
  }

  private static Path key(Path target) throws OutputException {
    Path absolute = target.toAbsolutePath();
    try {
      return absolute.getParent().toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      throw wrap(target, e);
    }
  }

  /** The hidden file beside {@code target} that this process writes to, until it is committed. */
  public static Path unfinished(Path target) {
    return Unfinished.of(target.toAbsolutePath());
  }

  /**
   * Checks that {@code target} can be written, before minutes of work are done for it.
   *
   * @throws OutputException as {@link #stage}
   */
  public static void check(Path target) throws OutputException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute))
      throw new OutputException(target, "is a folder", "expected the path of a file");
    // A rename would put a file in the place of a device or a pipe: /dev/null, for one.
    if (Files.exists(absolute) && !Files.isRegularFile(absolute))
      throw new OutputException(target, "is a device or a pipe", "expected the path of a file");
    if (!Files.isDirectory(folder))
      throw new OutputException(
          target, "its folder does not exist", "make it first: mkdir -p " + folder);
    if (!Files.isWritable(folder))
      throw new OutputException(
          target, "its folder is not writable", "check permissions or choose another");
  }

  /**
   * Opens {@code target} for writing, staged before or not; errors become {@link OutputException}.
   */
  public OutputStream open(Path target) throws IOException {
    Path temporary = place(target);
    try {
      return new Guarded(target, Files.newOutputStream(temporary));
    } catch (IOException e) {
      throw wrap(target, e);
    }
  }

  private synchronized Path place(Path target) throws OutputException {
    check(target);
    Path key = key(target);
    Path temporary = staged.containsKey(key) ? staged.get(key).temporary : stage(target);
    if (!opened.add(key)) throw SameFileException.output(target, staged.get(key).target);
    return temporary;
  }

  /** Makes {@code folder} unless it is there; removed again when nothing is committed. */
  public synchronized void folder(Path folder) throws OutputException {
    Path absolute = folder.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      if (!Files.isWritable(absolute))
        throw new OutputException(
            folder, "the folder is not writable", "check permissions or choose another");
      return;
    }
    try {
      Path parent = absolute.getParent();
      if (parent == null || !Files.isDirectory(parent))
        throw new OutputException(
            folder,
            "the folder that should hold it does not exist",
            "make it first: mkdir -p " + parent);
      Files.createDirectory(absolute);
      madeFolders.add(absolute);
    } catch (OutputException e) {
      throw e;
    } catch (IOException e) {
      throw wrap(folder, e);
    }
  }

  /**
   * Removes at {@link #commit} what an earlier run may have left at {@code target} and this one
   * does not write, so that results in a folder are of one run.
   *
   * @throws OutputException as {@link #stage}
   */
  public synchronized void outdated(Path target) throws OutputException {
    check(target);
    outdated.add(target);
  }

  /**
   * Puts every output in its place.
   *
   * @throws SameFileException when one of them is an input that was opened after it was staged
   */
  public synchronized void commit() throws IOException {
    refuseInputs();
    for (Staged output : staged.values()) {
      try (FileChannel channel = FileChannel.open(output.temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      } catch (IOException failure) {
        throw wrap(output.target, failure);
      }
    }
    for (Path target : outdated) {
      try {
        Files.deleteIfExists(target);
      } catch (IOException failure) {
        throw wrap(target, failure);
      }
    }
    for (Map.Entry<Path, Staged> e : staged.entrySet()) {
      try {
        Files.move(
            e.getValue().temporary,
            e.getKey(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failure) {
        throw wrap(e.getValue().target, failure);
      }
    }
    committed = true;
  }

  // Inputs that lie in a folder, or are named in another input, are met while the tool works.
  private void refuseInputs() {
    Map<Object, Path> inputs = RunInputs.byIdentity();
    for (Staged output : staged.values()) refuseInput(output.target, inputs);
    for (Path target : outdated) refuseInput(target, inputs);
  }

  private static void refuseInput(Path target, Map<Object, Path> inputs) {
    Object identity = RunInputs.identity(target);
    if (identity != null) refuseInput(target, identity, inputs);
  }

  /** Removes what was begun and not committed. */
  @Override
  public void close() {
    discard();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The process is ending: the hook itself runs this.
      return;
    }
  }

  private synchronized void discard() {
    if (committed) return;
    for (Staged output : staged.values()) remove(output.temporary);
    for (int i = madeFolders.size() - 1; i >= 0; i--) remove(madeFolders.get(i));
    staged.clear();
    madeFolders.clear();
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      System.err.println(
          "warning: could not remove the unfinished " + path + ": " + e.getMessage());
    }
  }

  /** Turns an error of the file system into one that names the output. */
  public static OutputException wrap(Path target, IOException e) {
    if (e instanceof OutputException known) return known;
    if (e instanceof AccessDeniedException)
      return new OutputException(
          target, "permission denied", "check permissions or choose another place");
    if (e instanceof NoSuchFileException)
      return new OutputException(target, "its folder does not exist", "make it first");
    return new OutputException(target, e);
  }

  /**
   * An output that was begun.
   *
   * @param target as the user named it
   * @param temporary where it is written to
   */
  private record Staged(Path target, Path temporary) {}

  private static final class Guarded extends FilterOutputStream {
    private final Path target;

    Guarded(Path target, OutputStream out) {
      super(out);
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      try {
        out.write(b);
      } catch (IOException e) {
        throw wrap(target, e);
      }
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      try {
        out.write(from, offset, length);
      } catch (IOException e) {
        throw wrap(target, e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw wrap(target, e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw wrap(target, e);
      }
    }
  }
}
