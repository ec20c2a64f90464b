/** summary: what a report says of one cell line, as records, and the file they are kept in. */
package org.crelens.libs.summary;
