/** What a page shows: text for XML and HTML, and colours. */
package org.crelens.libs.chart;
