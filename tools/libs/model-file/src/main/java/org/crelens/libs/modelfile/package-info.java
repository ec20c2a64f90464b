/**
 * The file of a trained model, of any method: a zip that starts with a description in JSON, with
 * weights and other binary entries behind it. The description can be read on its own, without the
 * network's libraries.
 */
package org.crelens.libs.modelfile;
