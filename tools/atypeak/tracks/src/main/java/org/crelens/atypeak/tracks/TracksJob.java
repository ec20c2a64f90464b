package org.crelens.atypeak.tracks;

import java.io.IOException;
import java.nio.file.Path;
import org.crelens.atypeak.data.PhantomFiles;
import org.crelens.atypeak.tracks.bbi.BigBedWriter;
import org.crelens.atypeak.tracks.bbi.BigWigWriter;
import org.crelens.atypeak.tracks.bbi.Bytes;
import org.crelens.atypeak.tracks.bbi.Compressor;
import org.crelens.atypeak.tracks.bbi.Sweep;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;

/**
 * Writes the tracks of one cell line.
 *
 * @param finalBed final BED
 * @param scores its companion table, row by row
 * @param regions BED or table; or null: fields for the region stay empty
 * @param phantoms BED of absent peaks that are expected, or null
 * @param lengths what is known of contigs
 * @param threads that compress
 */
record TracksJob(
    Path finalBed, Path scores, Path regions, Path phantoms, ContigLengths lengths, int threads) {
  private static final int STANDARD_FIELDS = 9;

  private static final String BED_FIELDS =
      """
      (
        string chrom; "Contig"
        uint chromStart; "First base, counted from 0"
        uint chromEnd; "One past the last base"
        string name; "Source and cell line: dataset.tr.cell_line"
        uint score; "%s"
        char[1] strand; "Not known"
        uint thickStart; "As the start"
        uint thickEnd; "As the end"
        uint itemRgb; "Colour by score"
      """;

  private static final String SOURCE_FIELDS =
      """
  string tr; "Transcriptional regulator"
  string dataset; "Experimental series"
  string region; "Region with most of it, contig:start-end, counted as here, empty when none is"
)
""";

  private static final String PEAKS =
      "table crelensPeaks\n\"Peaks, and how well those around them support each\"\n"
          + BED_FIELDS.formatted("Final score, 0 to 1000")
          + "  double raw; \"Score before normalisation, of 1000, may be higher\"\n"
          + "  double percentile; \"Percentage of the cell line's peaks with a lower final"
          + " score\"\n"
          + SOURCE_FIELDS;

  private static final String PHANTOMS =
      "table crelensPhantoms\n\"Absent peaks that the model expects\"\n"
          + BED_FIELDS.formatted("How much it is expected, 0 to 1000")
          + "  double value; \"The same, of 1, not clipped\"\n"
          + SOURCE_FIELDS;

  /**
   * Writes the files, all or none.
   *
   * @param bigWig or null
   * @param phantomsBigBed null when there are no phantoms
   * @return number of peaks
   */
  long run(Path bigBed, Path bigWig, Path phantomsBigBed, Reporter report) throws IOException {
    Regions known = regions == null ? null : Regions.readBedOrTable(regions);
    try (Outputs outputs = new Outputs();
        Compressor compressor = new Compressor(threads)) {
      BedTrack.Survey peaks = BedTrack.survey(finalBed, lengths, STANDARD_FIELDS);
      if (peaks.peaks() == 0)
        throw new InputException(finalBed, "holds no peak", "expected the final BED of normalize");
      writePeaks(peaks, known, outputs, compressor, bigBed, bigWig, report);
      if (phantoms != null) writePhantoms(known, outputs, compressor, phantomsBigBed);
      outputs.commit();
      return peaks.peaks();
    }
  }

  private void writePeaks(
      BedTrack.Survey survey,
      Regions known,
      Outputs outputs,
      Compressor compressor,
      Path bigBed,
      Path bigWig,
      Reporter report)
      throws IOException {
    int bin = survey.firstBin();
    try (BedTrack track = new BedTrack(finalBed);
        MatchingScores rows = new MatchingScores(scores);
        BigBedWriter items =
            new BigBedWriter(
                outputs, bigBed, PEAKS, 14, STANDARD_FIELDS, survey.contigs(), bin, compressor);
        BigWigWriter means =
            bigWig == null
                ? null
                : new BigWigWriter(outputs, bigWig, survey.contigs(), bin, compressor)) {
      Sweep sweep =
          means == null
              ? null
              : new Sweep(
                  (c, from, to, n, sum) -> means.add(c, from, to, (float) (sum / (double) n)));
      RegionOfPeak region = new RegionOfPeak(known, survey.contigs());
      Bytes rest = new Bytes();
      report.progress("writing", 0, survey.peaks());
      for (long done = 1; track.next(); done++) {
        rows.next(track.line());
        rest.clear();
        track.copyFields(rest);
        Decimals.add(rest.tab(), rows.raw());
        Decimals.add(rest.tab(), rows.percentile());
        source(rest, track, region);
        items.add(track.contig(), track.start(), track.end(), rest);
        if (sweep != null) sweep.add(track.contig(), track.start(), track.end(), track.score());
        if (done % 1024 == 0) report.progress("writing", done, survey.peaks());
      }
      rows.end(track.line());
      items.finish();
      if (sweep != null) {
        sweep.finish();
        means.finish();
      }
    }
  }

  private void writePhantoms(Regions known, Outputs outputs, Compressor compressor, Path target)
      throws IOException {
    BedTrack.Survey survey = BedTrack.survey(phantoms, lengths, PhantomFiles.COLUMNS);
    try (BedTrack track = new BedTrack(phantoms);
        BigBedWriter items =
            new BigBedWriter(
                outputs,
                target,
                PHANTOMS,
                13,
                STANDARD_FIELDS,
                survey.contigs(),
                survey.firstBin(),
                compressor)) {
      RegionOfPeak region = new RegionOfPeak(known, survey.contigs());
      Bytes rest = new Bytes();
      while (track.next()) {
        rest.clear();
        track.copyFields(rest);
        Decimals.add(rest.tab(), track.number(PhantomFiles.VALUE, "value"));
        source(rest, track, region);
        items.add(track.contig(), track.start(), track.end(), rest);
      }
      items.finish();
    }
  }

  private static void source(Bytes rest, BedTrack track, RegionOfPeak regions) {
    rest.tab().add(track.name().tr()).tab().add(track.name().dataset()).tab();
    Interval region = regions.of(track.contig(), track.start(), track.end());
    if (region != null) rest.add(region.toString());
  }
}
