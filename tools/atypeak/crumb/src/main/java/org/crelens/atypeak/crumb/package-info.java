/**
 * crumb: writes into a tensor file what training shall add to its windows, and shows dense windows
 * to whoever wants to look inside.
 */
package org.crelens.atypeak.crumb;
