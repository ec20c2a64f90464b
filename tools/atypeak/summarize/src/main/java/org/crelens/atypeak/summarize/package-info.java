/**
 * summarize: reads everything a run wrote about one cell line and keeps what a report shows of it,
 * in one small file.
 */
package org.crelens.atypeak.summarize;
