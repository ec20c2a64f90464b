package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.ExampleFiles;
import org.crelens.atypeak.data.GroupFiles;
import org.crelens.atypeak.data.NeuronFiles;
import org.crelens.atypeak.data.PhantomFiles;

/**
 * The folder of interpret. A part whose files are missing is null, and the folder of results notes
 * why.
 *
 * @param folder results of the cell line
 * @param abundance decides which names figures keep
 */
record Interpretation(ResultFolder folder, Abundance abundance) {

  /** Correlation groups: sources that the model expects together. */
  GroupResults groups() throws IOException {
    Path list = folder.findInterpretation(GroupFiles.GROUPS, ResultPart.GROUPS);
    Path members = folder.findInterpretation(GroupFiles.MEMBERS, ResultPart.GROUPS);
    Path cut = folder.findInterpretation(GroupFiles.CUT, ResultPart.GROUPS);
    Path affinity = folder.findInterpretation(GroupFiles.AFFINITY, ResultPart.GROUPS);
    Path lone = folder.findInterpretation(GroupFiles.CORRELATION_GROUPS, ResultPart.GROUPS);
    if (Stream.of(list, members, cut, affinity, lone).anyMatch(Objects::isNull)) return null;
    return GroupTables.read(list, members, cut, affinity, lone, abundance);
  }

  /**
   * Phantoms: peaks that the model expects and the catalogue lacks.
   *
   * @param axes null when they are not known
   */
  PhantomPeaks phantoms(Axes axes) throws IOException {
    Path bed = folder.findInterpretation(PhantomFiles.PHANTOMS, ResultPart.PHANTOMS);
    Path bySource = folder.findInterpretation(PhantomFiles.BY_SOURCE, ResultPart.PHANTOMS);
    if (bed == null || bySource == null) return null;
    return PhantomTables.read(bed, bySource, axes == null ? null : axes.trs());
  }

  /** Ur-examples: the inputs that excite the encoded neurons most. */
  UrExamples urExamples() throws IOException {
    Path file = folder.findInterpretation(NeuronFiles.UR_EXAMPLES, ResultPart.UR_EXAMPLES);
    return file == null ? null : UrExampleTable.read(file, abundance);
  }

  /** Kernels of the first two convolutions. */
  Kernels kernels() throws IOException {
    Path file = folder.findInterpretation(NeuronFiles.KERNELS, ResultPart.KERNELS);
    return file == null ? null : KernelTable.read(file, abundance);
  }

  /**
   * Example windows.
   *
   * @param scores null when they are not known
   */
  List<ExampleWindow> examples(ScoredPeaks scores) throws IOException {
    Path file = folder.findInterpretation(ExampleFiles.EXAMPLES, ResultPart.EXAMPLES);
    return file == null ? null : ExampleWindows.read(file).with(scores);
  }
}
