package org.crelens.atypeak.tracks.bbi;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

/** Compresses blocks of all files on one pool of threads; a block depends on its content alone. */
public final class Compressor implements AutoCloseable {
  private final ExecutorService workers;
  private final int threads;

  /**
   * @param threads number of workers, 1 or more
   */
  public Compressor(int threads) {
    this.threads = threads;
    workers = Executors.newFixedThreadPool(threads, Compressor::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "tracks-deflate");
    thread.setDaemon(true);
    return thread;
  }

  /** Blocks that may wait to be written: enough that no worker is idle. */
  int ahead() {
    return 4 * threads;
  }

  Future<byte[]> compress(byte[] block) {
    return workers.submit(() -> deflate(block));
  }

  private static byte[] deflate(byte[] block) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(block);
      deflater.finish();
      byte[] out = new byte[block.length / 2 + 64];
      int size = 0;
      while (true) {
        size += deflater.deflate(out, size, out.length - size);
        if (deflater.finished()) return Arrays.copyOf(out, size);
        out = Arrays.copyOf(out, out.length * 2);
      }
    } finally {
      deflater.end();
    }
  }

  static byte[] await(Future<byte[]> block) {
    try {
      return block.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while a block is compressed", e);
    }
  }

  // A worker must not outlive the tool that is run in process.
  @Override
  public void close() {
    workers.shutdownNow();
    try {
      workers.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
