package org.crelens.atypeak.summarize;

/** What a document shows of a cell line. Each part may be missing. */
enum ResultPart {
  CATALOGUE("Sizes of the catalogue"),
  PEAKS("Peaks to look at"),
  MATRICES("What the catalogue looks like"),
  TRAINING("Training"),
  QSCORE("The Q-score"),
  FACTORS("Normalisation factors"),
  STATISTICS("Statistics per TR and per dataset"),
  SCORES("Distributions of scores"),
  SOURCES("Scores per source"),
  REGION_CLASSES("Scores by the number of peaks in a region"),
  BEST_REGIONS("The best regions"),
  WORST_REGIONS("The worst regions"),
  PAIRS("TRs alone and together"),
  EXAMPLES("Example windows"),
  GROUPS("Correlation groups"),
  UR_EXAMPLES("Ur-examples"),
  KERNELS("Kernels"),
  PHANTOMS("Phantoms");

  private final String title;

  ResultPart(String title) {
    this.title = title;
  }

  /** What a person calls it. */
  String title() {
    return title;
  }
}
