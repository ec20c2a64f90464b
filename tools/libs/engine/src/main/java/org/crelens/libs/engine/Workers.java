package org.crelens.libs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of threads that share numbered pieces of work. Which thread does which piece is
 * left to chance: results must not depend on it.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService executor;

  /**
   * @param threads how many, at least 1; the caller of {@link #run} is one of them
   */
  public Workers(int threads) {
    this.threads = threads;
    executor =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1,
                task -> {
                  Thread thread = new Thread(task, "crelens-worker");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /** How many threads work. */
  public int threads() {
    return threads;
  }

  /**
   * Does pieces 0 … n − 1, each once, and returns when all are done. If one fails, pieces that have
   * not begun are left out, and the failure is thrown once no thread works any more.
   */
  public void run(int n, Piece piece) {
    AtomicInteger next = new AtomicInteger();
    int helpers = Math.max(Math.min(threads, n) - 1, 0);
    List<Future<?>> futures = new ArrayList<>(helpers);
    for (int thread = 1; thread <= helpers; thread++) {
      int number = thread;
      futures.add(executor.submit(() -> drain(next, n, piece, number)));
    }
    Throwable failure = null;
    try {
      drain(next, n, piece, 0);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    // Whatever happened, nobody may still use the matrices that the caller frees next.
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        if (failure == null || e.getCause() instanceof Error) failure = e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    if (failure instanceof Error error) throw error;
    if (failure instanceof RuntimeException exception) throw exception;
  }

  private static void drain(AtomicInteger next, int n, Piece piece, int thread) {
    try {
      for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) piece.run(i, thread);
    } catch (RuntimeException | Error e) {
      // A full disk, say: the others need not finish work that nobody will see.
      next.set(n);
      throw e;
    }
  }

  @Override
  public void close() {
    if (executor != null) executor.shutdownNow();
  }

  /** One piece of work, done by worker number {@code thread}. */
  public interface Piece {
    /**
     * @param piece its number
     * @param thread number of the thread, from 0; each number works on one piece at a time, so that
     *     scratch memory can be kept per number
     */
    void run(int piece, int thread);
  }
}
