package org.crelens.atypeak.normalize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Factor;
import org.crelens.atypeak.data.Factor.Flag;
import org.crelens.atypeak.data.Factors;
import org.crelens.atypeak.data.ScoreStatistics.By;
import org.crelens.atypeak.data.Source;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.io.Outputs;

/**
 * Normalises the raw scores of one cell line and writes what was asked for.
 *
 * @param raw raw BED of merge-windows, or plain BED6
 * @param factors where the k table comes from
 * @param centre mean of a TR's final scores, and their score where it has no spread
 * @param regions regions to sum final scores over; null for none
 * @param asOriginal without what spec, section 13, mends
 */
record NormalizeJob(
    Path raw, FactorSource factors, double centre, Path regions, boolean asOriginal) {

  /**
   * Where the results go; null for those not asked for.
   *
   * @param factors k table
   * @param corrGroup corr-group BED
   * @param finalBed final BED
   * @param scores companion table, a row per peak
   * @param regions table of regions
   * @param statsTr statistics per TR
   * @param statsDataset statistics per dataset
   */
  record Files(
      Path factors,
      Path corrGroup,
      Path finalBed,
      Path scores,
      Path regions,
      Path statsTr,
      Path statsDataset) {

    /** Those that were asked for. */
    List<Path> given() {
      List<Path> all = new ArrayList<>();
      for (Path p :
          new Path[] {factors, corrGroup, finalBed, scores, regions, statsTr, statsDataset})
        if (p != null) all.add(p);
      return all;
    }
  }

  /**
   * Reads, normalises and writes; every file appears, or none does.
   *
   * @throws InputException when the inputs do not fit each other
   */
  void run(Files files, Reporter report) throws IOException {
    factors.requireMemory(report);
    RawPeaks inFile = RawPeaks.read(raw);
    Regions candidates = regions == null ? null : Regions.read(regions);
    // A place that cannot be written to is told before the work, not after it.
    try (Outputs places = new Outputs()) {
      for (Path file : files.given()) places.stage(file);
    }
    try (Outputs outputs = new Outputs()) {
      Factors table = factors.factors(inFile.cellLine(), asOriginal, report);
      warnOfFlags(table, report);
      RawPeaks peaks = inFile.sorted();
      // The original's statistics depend on the order of the file, ours must not.
      Normalisation normalisation = normalisation(asOriginal ? inFile : peaks, table);
      warnOfUnseen(peaks, table, report);
      for (String tr : normalisation.withoutSpread())
        report.warn(
            "the scores of %s have no spread: its final scores are %s",
            tr, asOriginal ? "0" : Numbers.format(centre));
      if (files.factors() != null) table.write(outputs, files.factors());
      Results results = new Results(peaks, normalisation);
      if (files.corrGroup() != null) results.corrGroup(outputs, files.corrGroup());
      if (files.finalBed() != null) results.finalBed(outputs, files.finalBed());
      if (files.scores() != null) results.scores(outputs, files.scores());
      if (files.statsTr() != null) results.statistics(outputs, files.statsTr(), By.TR);
      if (files.statsDataset() != null)
        results.statistics(outputs, files.statsDataset(), By.DATASET);
      if (candidates != null) {
        RegionSums sums =
            new RegionSums(candidates, peaks, i -> normalisation.finalScore(peaks, i));
        requireOverlap(sums, peaks);
        results.regions(outputs, files.regions(), sums);
      }
      outputs.commit();
    }
    report.info("%,d peaks of %d sources", inFile.size(), inFile.sources().size());
  }

  private Normalisation normalisation(RawPeaks peaks, Factors table) {
    double[] k = table.kOf(peaks.sources());
    double mean = table.mean();
    return new Normalisation(
        peaks, Arrays.stream(k).map(v -> Double.isNaN(v) ? mean : v).toArray(), centre, asOriginal);
  }

  private static void warnOfFlags(Factors table, Reporter report) {
    for (Flag flag : List.of(Flag.FLOORED, Flag.UNBOUNDED, Flag.UNDEFINED)) {
      List<Source> sources =
          table.rows().stream().filter(f -> f.flag() == flag).map(Factor::source).toList();
      if (!sources.isEmpty())
        report.warn("k is %s for %s: not normalised as others are", flag, some(sources));
    }
  }

  private static void warnOfUnseen(RawPeaks peaks, Factors table, Reporter report) {
    double[] k = table.kOf(peaks.sources());
    List<Source> unseen =
        IntStream.range(0, k.length)
            .filter(s -> Double.isNaN(k[s]))
            .mapToObj(peaks.sources()::get)
            .toList();
    if (unseen.isEmpty()) return;
    long n = IntStream.range(0, peaks.size()).filter(i -> Double.isNaN(k[peaks.source(i)])).count();
    report.warn(
        "%,d peaks of %s: not in the k table, so that they get the mean k %s",
        n, some(unseen), Numbers.fixed(table.mean(), 4));
  }

  private static String some(List<Source> sources) {
    String text = String.join(", ", sources.stream().limit(5).map(Source::toString).toList());
    return sources.size() > 5 ? text + " and " + (sources.size() - 5) + " more sources" : text;
  }

  private void requireOverlap(RegionSums sums, RawPeaks peaks) throws InputException {
    if (sums.anyPeak()) return;
    throw new InputException(
        regions,
        "no region holds a peak; contigs here "
            + sums.contigs().stream().limit(3).toList()
            + ", of the peaks "
            + peaks.contigs().stream().limit(3).toList(),
        "expected the regions that were scored; does one lack the prefix chr?");
  }
}
