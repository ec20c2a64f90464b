package org.crelens.atypeak.judge;

import java.nio.file.Path;
import java.util.BitSet;
import org.crelens.atypeak.data.SimulatedPeaks;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.judge.RebuiltValues.Kind;
import org.crelens.atypeak.judge.RebuiltValues.PhantomDirection;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.libs.io.InputException;

/**
 * Collects from rebuilt windows the values of the peaks and phantoms that the truth names, and
 * their completeness (atyPeak specification, section 11).
 */
final class ValueCollector implements Rebuilder.BatchReader<RebuiltValues> {
  /** Scores have the same floor (atyPeak specification, section 7). */
  private static final float FLOOR = 1e-5f;

  private final Truth truth;
  private final Tensor tensor;
  private final int squish;
  private final int bins;
  private final int cells;
  private final int trs;
  private final BitSet grouped;
  private final BitSet common;
  private final BitSet own;

  /**
   * @param file of the tensor, for messages
   * @throws InputException when windows of the tensor are not regions of the truth
   */
  ValueCollector(Truth truth, Tensor tensor, Path file) throws InputException {
    this.truth = truth;
    this.tensor = tensor;
    squish = tensor.header().squish();
    bins = tensor.header().bins();
    cells = truth.axes().cells();
    trs = truth.axes().t();
    grouped = truth.grouped();
    common = truth.common();
    own = (BitSet) grouped.clone();
    own.andNot(common);
    requireSame(file);
  }

  private void requireSame(Path file) throws InputException {
    String expected =
        "expected the tensor of the simulation whose truth is given, a window for each region";
    if (tensor.header().windows() != truth.regions())
      throw new InputException(
          file,
          tensor.header().windows() + " windows for " + truth.regions() + " regions of the truth",
          expected);
    for (int i = 0; i < tensor.size(); i++) {
      int region = tensor.number(i);
      if (!tensor.contig(i).equals(truth.contig(region))
          || tensor.windowStart(i) != truth.regionStart(region)
          || tensor.windowEnd(i) != truth.regionEnd(region))
        throw new InputException(
            file,
            "window "
                + region
                + " is "
                + tensor.contig(i)
                + ":"
                + tensor.windowStart(i)
                + "-"
                + tensor.windowEnd(i)
                + ", region "
                + region
                + " of the truth is "
                + truth.contig(region)
                + ":"
                + truth.regionStart(region)
                + "-"
                + truth.regionEnd(region),
            expected);
    }
  }

  @Override
  public RebuiltValues read(int first, int count, float[] windows, float[] rebuilt) {
    RebuiltValues seen = new RebuiltValues();
    for (int k = 0; k < count; k++) collect(first + k, rebuilt, k * bins * cells, seen);
    return seen;
  }

  private void collect(int window, float[] rebuilt, int offset, RebuiltValues seen) {
    int region = tensor.number(window);
    int from = truth.rowFrom(region);
    int to = truth.rowFrom(region + 1);
    int[] ofDataset = new int[truth.axes().d()];
    int[] ofTr = new int[trs];
    int[] ofSource = new int[cells];
    BitSet used = new BitSet();
    int group = -1;
    int spanFrom = Integer.MAX_VALUE;
    int spanTo = Integer.MIN_VALUE;
    BitSet shown = new BitSet();
    for (int r = from; r < to; r++) {
      if (!truth.called(r)) continue;
      int cell = truth.cell(r);
      used.set(cell);
      if (truth.kind(r) != SimulatedPeaks.Kind.WATERMARK) {
        ofDataset[cell / trs]++;
        ofTr[cell % trs]++;
        ofSource[cell]++;
      }
      if (truth.kind(r) == SimulatedPeaks.Kind.STACK) {
        group = truth.group(r);
        shown.set(cell % trs);
        spanFrom = Math.min(spanFrom, truth.start(region, r));
        spanTo = Math.max(spanTo, truth.end(region, r));
      }
    }
    for (int r = from; r < to; r++) {
      if (!truth.called(r)) continue;
      int cell = truth.cell(r);
      boolean watermark = truth.kind(r) == SimulatedPeaks.Kind.WATERMARK;
      // Its own source was counted with its dataset and with its TR; itself is no other peak.
      int others = ofDataset[cell / trs] + ofTr[cell % trs] - ofSource[cell] - (watermark ? 0 : 1);
      float value =
          value(window, truth.start(region, r), truth.end(region, r), cell, rebuilt, offset);
      seen.add(kind(r), PhantomDirection.NONE, truth.group(r), others, value);
    }
    if (group < 0) return;
    for (int y = truth.reliable().nextSetBit(0); y >= 0; y = truth.reliable().nextSetBit(y + 1)) {
      for (int z = grouped.nextSetBit(0); z >= 0; z = grouped.nextSetBit(z + 1)) {
        int cell = y * trs + z;
        if (used.get(cell)) continue;
        boolean same = truth.groups().get(group).get(z);
        float value = value(window, spanFrom, spanTo, cell, rebuilt, offset);
        seen.add(
            same ? Kind.PHANTOM : Kind.FOREIGN_PHANTOM,
            direction(shown, z),
            group,
            ofDataset[y] + ofTr[z],
            value);
      }
    }
  }

  private Kind kind(int row) {
    return switch (truth.kind(row)) {
      case STACK -> Kind.STACK;
      case WATERMARK -> Kind.WATERMARK;
      case NOISE ->
          truth.reliable().get(truth.cell(row) / trs) ? Kind.NOISE : Kind.UNRELIABLE_NOISE;
      case DROPPED -> throw new IllegalStateException("a dropped peak is never called");
    };
  }

  private PhantomDirection direction(BitSet shown, int tr) {
    if (common.isEmpty() || own.isEmpty()) return PhantomDirection.NONE;
    boolean showsCommon = shown.intersects(common);
    boolean showsOwn = shown.intersects(own);
    if (showsOwn && !showsCommon)
      return common.get(tr) ? PhantomDirection.OWN_TO_SHARED : PhantomDirection.OWN_TO_OWN;
    return showsCommon && !showsOwn && own.get(tr)
        ? PhantomDirection.SHARED_TO_OWN
        : PhantomDirection.NONE;
  }

  /** The largest rebuilt value of a cell over the bins of some bases. */
  private float value(int window, int start, int end, int cell, float[] rebuilt, int offset) {
    int shift = tensor.header().windowLength() - tensor.windowEnd(window);
    float largest = FLOOR;
    for (int b = (start + shift) / squish; b <= (end - 1 + shift) / squish; b++)
      largest = Math.max(largest, rebuilt[offset + b * cells + cell]);
    return largest;
  }
}
