package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * Statistics before and after normalisation.
 *
 * @param trs three rows per TR
 * @param datasets three rows per dataset
 */
record NormalisationStatistics(List<ScoreStatistic> trs, List<ScoreStatistic> datasets) {}
