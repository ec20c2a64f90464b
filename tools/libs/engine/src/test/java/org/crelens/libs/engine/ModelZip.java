package org.crelens.libs.engine;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A model file as Deeplearning4j itself reads it, for tests of the methods that write such files.
 *
 * @param parameters the flat vector
 * @param optimizerState moments of Adam
 */
public record ModelZip(float[] parameters, float[] optimizerState) {
  /** Reads a zip of {@code configuration.json}, coefficients and state of the optimiser. */
  public static ModelZip restore(Path file) throws IOException {
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
    return new ModelZip(
        network.params().toFloatVector(), network.getUpdater().getStateViewArray().toFloatVector());
  }
}
