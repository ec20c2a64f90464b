/**
 * report: renders the documents of a run, of whatever method, as one self-contained page. It also
 * writes their figures as SVG, content for MultiQC, and what genome browsers need to show the
 * tracks. What a document holds is defined in {@link org.crelens.libs.chart.Document}.
 */
package org.crelens.common.report;
