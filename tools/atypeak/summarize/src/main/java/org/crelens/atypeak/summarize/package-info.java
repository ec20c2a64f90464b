/**
 * summarize: the last tool of atyPeak. It reads what a run wrote about a cell line and writes a
 * small document of figures, tables and warnings, which the tool report shows. A second document
 * compares the cell lines of a run.
 */
package org.crelens.atypeak.summarize;
