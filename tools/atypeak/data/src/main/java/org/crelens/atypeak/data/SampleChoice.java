package org.crelens.atypeak.data;

import static org.crelens.libs.cli.UsageException.require;

import org.crelens.libs.cli.UsageException;

/** Which windows normalisation and Q-score look at. */
public sealed interface SampleChoice
    permits SampleChoice.AllWindows, SampleChoice.Windows, SampleChoice.Batches {
  /** Batches that are sampled unless the user chooses otherwise. */
  int DEFAULT_BATCHES = 200;

  /** The sample of {@code tensor}. */
  Sample of(Tensor tensor, long seed);

  /**
   * The most windows that a sample may hold, repeats counted.
   *
   * @param windows of the tensor that hold a peak
   */
  long size(long windows);

  /**
   * Reads the two options that choose a sample.
   *
   * @param option name of the option for windows
   * @param windows its value, a number or {@code all}; null when it is not given
   * @param batches value of {@code --sample-batches}; null when it is not given
   * @throws UsageException when both are given, or a number is out of range
   */
  static SampleChoice parse(String option, String windows, Integer batches) {
    require(
        windows == null || batches == null, option + " and --sample-batches exclude each other");
    int n = batches == null ? DEFAULT_BATCHES : batches;
    require(n >= 1 && n <= 1_000_000, "--sample-batches " + n + " is not between 1 and 1000000");
    if (windows == null) return new Batches(n);
    if (windows.equals("all")) return new AllWindows();
    int count;
    try {
      count = Integer.parseInt(windows);
    } catch (NumberFormatException e) {
      count = 0;
    }
    require(count >= 1, option + " " + windows + " is neither a number of 1 or more nor all");
    return new Windows(count);
  }

  /** Each window that holds a peak, once. */
  record AllWindows() implements SampleChoice {
    @Override
    public Sample of(Tensor tensor, long seed) {
      return Sample.all(tensor);
    }

    @Override
    public long size(long windows) {
      return windows;
    }
  }

  /**
   * So many different windows.
   *
   * @param count how many, at least 1
   */
  record Windows(int count) implements SampleChoice {
    @Override
    public Sample of(Tensor tensor, long seed) {
      return Sample.windows(tensor, count, seed);
    }

    @Override
    public long size(long windows) {
      return Math.min(count, windows);
    }
  }

  /**
   * Batches, drawn as in training.
   *
   * @param count how many, at least 1
   */
  record Batches(int count) implements SampleChoice {
    @Override
    public Sample of(Tensor tensor, long seed) {
      return Sample.batches(tensor, count, seed);
    }

    @Override
    public long size(long windows) {
      return (long) count * Sample.BATCH;
    }
  }
}
