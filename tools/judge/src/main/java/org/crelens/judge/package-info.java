/**
 * judge: compares what a model makes of a simulated catalogue with its truth, as numbers with
 * thresholds that were fixed before.
 */
package org.crelens.judge;
