/** train: learns from a tensor file which sources usually occur together, and writes the model. */
package org.crelens.atypeak.train;
