/** score: rebuilds every window with a trained model and scores each peak in it. */
package org.crelens.atypeak.score;
