/**
 * interpret: what a trained model learned: groups of sources, what its neurons and kernels look
 * for, partners it expected and did not find, and regions rebuilt with or without some TRs.
 */
package org.crelens.atypeak.interpret;
