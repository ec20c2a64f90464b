package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.ExampleFiles;

/** Example windows of interpret, with the scores of their peaks. */
final class ExampleWindows {
  private static final class Window {
    private String why;
    private String contig;
    private int start;
    private int end;
    private int binStart;
    private final Map<String, Profile> sources = new HashMap<>();
    private final List<Profile> inOrder = new ArrayList<>();
  }

  /** A source in a window: values per bin. */
  private static final class Profile {
    private final String dataset;
    private final String tr;
    private float[] before = new float[320];
    private float[] rebuilt = new float[320];
    private int bins;

    Profile(String dataset, String tr) {
      this.dataset = dataset;
      this.tr = tr;
    }

    void set(int bin, double was, double is) {
      if (bin >= before.length) {
        int more = Math.max(bin + 1, 2 * before.length);
        before = Arrays.copyOf(before, more);
        rebuilt = Arrays.copyOf(rebuilt, more);
      }
      before[bin] = (float) was;
      rebuilt[bin] = (float) is;
      bins = Math.max(bins, bin + 1);
    }

    /** Runs of bins with a peak: from, to, from, to, …. */
    List<Integer> present() {
      List<Integer> runs = new ArrayList<>();
      for (int b = 0; b <= bins; b++) {
        boolean here = b < bins && before[b] > 0;
        if (here != (runs.size() % 2 == 1)) runs.add(b);
      }
      return runs;
    }
  }

  private final List<Window> windows = new ArrayList<>();

  /** Reads a file {@link ExampleFiles#EXAMPLES}. */
  static ExampleWindows read(Path file) throws IOException {
    ExampleWindows examples = new ExampleWindows();
    ExampleFiles.readExamples(file, examples::add);
    return examples;
  }

  private void add(ExampleFiles.Place place, int bin, double before, double rebuilt) {
    Window window = windows.isEmpty() ? null : windows.get(windows.size() - 1);
    if (window == null
        || window.start != place.start()
        || !window.contig.equals(place.contig())
        || !window.why.equals(place.label())) {
      window = new Window();
      window.why = place.label();
      window.contig = place.contig();
      window.start = place.start();
      window.end = place.end();
      window.binStart = place.binStart();
      windows.add(window);
    }
    String source = place.dataset() + "." + place.tr();
    Profile profile = window.sources.get(source);
    if (profile == null) {
      profile = new Profile(place.dataset(), place.tr());
      window.sources.put(source, profile);
      window.inOrder.add(profile);
    }
    profile.set(bin, before, rebuilt);
  }

  /**
   * The windows with the scores of the peaks in them.
   *
   * @param scores null when they are not known
   */
  List<ExampleWindow> with(ScoredPeaks scores) {
    Map<Window, List<Integer>> peaks = scores == null ? Map.of() : peaks(scores);
    return windows.stream()
        .map(window -> example(window, scores, peaks.getOrDefault(window, List.of())))
        .toList();
  }

  /** Peaks that share a base with each window. */
  private Map<Window, List<Integer>> peaks(ScoredPeaks scores) {
    Map<String, List<Window>> byContig = new HashMap<>();
    for (Window window : windows)
      byContig.computeIfAbsent(window.contig, c -> new ArrayList<>()).add(window);
    Map<Window, List<Integer>> peaks = new HashMap<>();
    for (int i = 0; i < scores.size(); i++)
      for (Window window : byContig.getOrDefault(scores.contig(i), List.of()))
        if (scores.start(i) < window.end && scores.end(i) > window.start)
          peaks.computeIfAbsent(window, w -> new ArrayList<>()).add(i);
    return peaks;
  }

  private static ExampleWindow example(Window window, ScoredPeaks scores, List<Integer> peaks) {
    int bins = window.inOrder.stream().mapToInt(profile -> profile.bins).max().orElse(1);
    // The last bin ends with the window.
    int binLength = Math.max(1, (window.end - window.binStart) / bins);
    List<ExampleSource> sources = new ArrayList<>();
    for (Profile profile : window.inOrder) {
      List<Integer> present = profile.present();
      int source = scores == null ? -1 : scores.sources().find(profile.dataset, profile.tr);
      List<Double> raw = new ArrayList<>();
      List<Double> finals = new ArrayList<>();
      for (int run = 0; run < present.size(); run += 2) {
        int from = window.binStart + present.get(run) * binLength;
        int to = window.binStart + present.get(run + 1) * binLength;
        // Peaks that touch make one run; the highest of them stands for it.
        int best =
            peaks.stream()
                .filter(i -> scores.source(i) == source)
                .filter(i -> scores.start(i) < to && scores.end(i) > from)
                .reduce((a, b) -> scores.finals(b) > scores.finals(a) ? b : a)
                .orElse(-1);
        raw.add(best < 0 ? Double.NaN : Distributions.rounded(scores.raw(best)));
        finals.add(best < 0 ? Double.NaN : Distributions.rounded(scores.finals(best)));
      }
      sources.add(
          new ExampleSource(
              profile.dataset,
              profile.tr,
              present,
              IntStream.range(0, bins)
                  .mapToObj(b -> Math.rint(profile.rebuilt[b] * 1e3) / 1e3)
                  .toList(),
              raw,
              finals));
    }
    return new ExampleWindow(
        window.why, window.contig, window.start, window.end, window.binStart, binLength, sources);
  }
}
