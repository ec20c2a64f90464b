/**
 * report: the summaries of all cell lines of a run as one self-contained page, figures, tables for
 * MultiQC, and a hub for genome browsers.
 */
package org.crelens.common.report;
