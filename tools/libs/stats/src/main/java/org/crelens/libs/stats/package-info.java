/** Statistics that several tools need. */
package org.crelens.libs.stats;
