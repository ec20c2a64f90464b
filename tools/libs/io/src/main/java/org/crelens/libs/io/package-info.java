/**
 * Files in and out: inputs of any compression read line by line, outputs that appear whole or not
 * at all, bgzip and tabix, and the one order of names.
 */
package org.crelens.libs.io;
