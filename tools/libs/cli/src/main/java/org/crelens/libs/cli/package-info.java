/**
 * The command line that all executables share: options, exit codes, messages, progress, version.
 *
 * <p>An executable extends {@link org.crelens.libs.cli.Tool}, declares its options and implements
 * {@code run}; everything a user meets beyond that is the same everywhere because it lives here.
 */
package org.crelens.libs.cli;
