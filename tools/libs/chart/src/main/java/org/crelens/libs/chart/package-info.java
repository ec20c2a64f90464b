/**
 * chart: what a report shows, as values. A {@link org.crelens.libs.chart.Document} holds warnings,
 * key figures and sections of figures and tables about one item of a run; {@link
 * org.crelens.libs.chart.DocumentFile} writes it as JSON and reads it; {@link
 * org.crelens.libs.chart.Drawing} draws its figures as SVG.
 */
package org.crelens.libs.chart;
