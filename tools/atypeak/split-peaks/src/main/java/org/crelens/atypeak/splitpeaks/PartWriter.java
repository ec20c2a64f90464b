package org.crelens.atypeak.splitpeaks;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.crelens.libs.io.BgzfBlock;
import org.crelens.libs.io.Outputs;

/**
 * Compresses blocks of all files on one pool of threads, and writes them on the thread that reads,
 * in the order in which they came: the bytes do not depend on the threads.
 */
final class PartWriter implements Closeable {
  // The files live until tensorize has read them: level 1 takes a third of level 6's time.
  private static final int LEVEL = 1;
  // Below the 1,024 that systems allow a process by default.
  private static final int MOST_OPEN = 500;

  private final ExecutorService workers;
  private final int mostPending;
  private final Deflater own = new Deflater(LEVEL, true);
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Deque<byte[]> free = new ArrayDeque<>();
  private final Set<CellLinePart> begun = new HashSet<>();
  // In the order of their last use, the longest ago first.
  private final Map<CellLinePart, OutputStream> open = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * @param workers threads beside that of the caller; 0 for none
   */
  PartWriter(int workers) {
    this.workers = workers == 0 ? null : Executors.newFixedThreadPool(workers, PartWriter::thread);
    mostPending = 4 * workers;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "split-peaks-deflate");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Takes a block of text.
   *
   * @return a block to go on with, as long as the one given
   */
  byte[] write(CellLinePart part, byte[] text, int length) throws IOException {
    if (workers == null) {
      append(part, BgzfBlock.of(own, text, length));
      return text;
    }
    pending.add(new Pending(part, text, workers.submit(() -> deflate(text, length))));
    while (pending.size() > mostPending || (!pending.isEmpty() && pending.peek().block.isDone()))
      writeOldest();
    return free.isEmpty() ? new byte[text.length] : free.pop();
  }

  private static byte[] deflate(byte[] text, int length) {
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      return BgzfBlock.of(deflater, text, length);
    } finally {
      deflater.end();
    }
  }

  private void writeOldest() throws IOException {
    Pending oldest = pending.remove();
    try {
      append(oldest.part, oldest.block.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while a block is compressed", e);
    }
    free.push(oldest.text);
  }

  /** Ends a part's file: what was taken of it is written, and the mark of the end behind it. */
  void end(CellLinePart part) throws IOException {
    while (!pending.isEmpty()) writeOldest();
    append(part, BgzfBlock.end());
    OutputStream out = open.remove(part);
    try {
      out.close();
    } catch (IOException e) {
      throw Outputs.wrap(part.target(), e);
    }
  }

  private void append(CellLinePart part, byte[] block) throws IOException {
    try {
      OutputStream out = open.get(part);
      if (out == null) {
        out = reopen(part);
        open.put(part, out);
      }
      out.write(block);
    } catch (IOException e) {
      throw Outputs.wrap(part.target(), e);
    }
  }

  private OutputStream reopen(CellLinePart part) throws IOException {
    if (open.size() == MOST_OPEN) {
      Iterator<Map.Entry<CellLinePart, OutputStream>> all = open.entrySet().iterator();
      Map.Entry<CellLinePart, OutputStream> oldest = all.next();
      all.remove();
      try {
        oldest.getValue().close();
      } catch (IOException e) {
        throw Outputs.wrap(oldest.getKey().target(), e);
      }
    }
    return begun.add(part)
        ? Files.newOutputStream(part.unfinished())
        : Files.newOutputStream(part.unfinished(), StandardOpenOption.APPEND);
  }

  @Override
  public void close() throws IOException {
    try {
      if (workers != null) stop();
    } finally {
      own.end();
      for (OutputStream out : open.values()) out.close();
    }
  }

  // A deflater of a worker must not outlive the tool that is run in process.
  private void stop() {
    workers.shutdownNow();
    try {
      workers.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Pending(CellLinePart part, byte[] text, Future<byte[]> block) {}
}
