package org.crelens.atypeak.model;

import org.crelens.libs.engine.Network;

/**
 * Windows to train on; each is its own target.
 *
 * @param cells the windows one after the other, each dense: bin × dataset × TR, C order
 * @param size how many windows count; {@code cells} may have room for more
 */
record WindowBatch(float[] cells, int size) implements Network.Batch {}
