package org.crelens.atypeak.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Tensor;
import org.crelens.libs.cli.UsageException;

/** Which windows to show. */
sealed interface DenseChoice permits DenseChoice.Numbers, DenseChoice.MostPeaks {
  /** Their indices among the non-empty windows, in order. */
  List<Integer> indices(Tensor tensor);

  static DenseChoice parse(List<String> texts) {
    if (texts.size() == 1 && texts.get(0).startsWith("most-peaks:"))
      return new MostPeaks(number(texts.get(0).substring("most-peaks:".length()), 1));
    List<Integer> numbers = new ArrayList<>();
    for (String text : texts) numbers.add(number(text, 0));
    return new Numbers(numbers);
  }

  private static int number(String text, int least) {
    try {
      int value = Integer.parseInt(text.trim());
      if (value >= least) return value;
    } catch (NumberFormatException e) {
      throw new UsageException(message(text));
    }
    throw new UsageException(message(text));
  }

  private static String message(String text) {
    return "--dense-windows '" + text + "' is neither the number of a window nor most-peaks:N";
  }

  /** Windows by number; empty ones hold nothing to show. */
  record Numbers(List<Integer> numbers) implements DenseChoice {
    @Override
    public List<Integer> indices(Tensor tensor) {
      for (int number : numbers)
        UsageException.require(
            number < tensor.header().windows(),
            "--dense-windows "
                + number
                + " is not between 0 and "
                + (tensor.header().windows() - 1));
      return numbers.stream().map(tensor::indexOf).filter(i -> i >= 0).sorted().distinct().toList();
    }
  }

  /** The windows with the most peaks; of equals the first. */
  record MostPeaks(int n) implements DenseChoice {
    @Override
    public List<Integer> indices(Tensor tensor) {
      Comparator<Integer> byPeaks =
          Comparator.comparingInt(i -> tensor.rowFrom(i) - tensor.rowFrom(i + 1));
      return IntStream.range(0, tensor.size()).boxed().sorted(byPeaks).limit(n).sorted().toList();
    }
  }
}
