package org.crelens.atypeak.summarize;

import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.RegionScores;
import org.crelens.atypeak.data.TensorSummary;
import org.crelens.libs.chart.Warning;

/**
 * The results of one cell line as far as a report shows them: aggregates only, a few hundred
 * kilobytes whatever the number of peaks. Any part may be null: it was not computed, or its files
 * are missing; {@link #gaps} says why. Matrices have at most {@link Names#SHOWN} names per axis,
 * and their numbers six significant digits; coordinates are 0-based, half-open.
 *
 * @param cellLine name
 * @param warnings what to know before one trusts the scores, the gravest first
 * @param gaps parts that are missing, and why
 * @param input what tensorize counted
 * @param size of the catalogue
 * @param models one per seed, in order
 * @param matrices what windows look like on average
 * @param qscore how well the models know which datasets and TRs occur together
 * @param factors normalisation per source, in the order of the axes
 * @param statistics scores per TR and per dataset, before and after normalisation
 * @param histograms distributions of scores
 * @param sources medians per source, in the order of the axes
 * @param regionClasses scores against the number of peaks of a region
 * @param pairs TRs alone and together
 * @param examples windows before, rebuilt and scored
 * @param peaks peaks to look at
 * @param best regions with the highest sum of scores
 * @param worst regions with the lowest mean, of those with enough peaks
 * @param groups correlation groups
 * @param phantoms expected and absent peaks
 * @param urExamples what the neurons look for
 * @param kernels what the first convolutions look for
 * @param digests SHA-256 of inputs by role
 */
record CellLineResults(
    String cellLine,
    List<Warning> warnings,
    List<Gap> gaps,
    TensorSummary input,
    CatalogueSize size,
    List<TrainedModel> models,
    CatalogueMatrices matrices,
    QscoreResult qscore,
    List<SourceFactor> factors,
    NormalisationStatistics statistics,
    ScoreHistograms histograms,
    List<SourceMedians> sources,
    List<RegionClass> regionClasses,
    List<PairResult> pairs,
    List<ExampleWindow> examples,
    PeakList peaks,
    List<RegionScores.Row> best,
    List<RegionScores.Row> worst,
    GroupResults groups,
    PhantomPeaks phantoms,
    UrExamples urExamples,
    Kernels kernels,
    Map<String, String> digests) {}
