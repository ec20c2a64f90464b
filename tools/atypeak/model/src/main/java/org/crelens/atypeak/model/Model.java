package org.crelens.atypeak.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.crelens.atypeak.data.ModelDescription;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.ParameterVector;
import org.crelens.libs.engine.Workers;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.modelfile.ModelFile;
import org.crelens.libs.modelfile.ModelFileWriter;

/**
 * A trained network: its parameters and where they come from. The file is a zip as Deeplearning4j
 * writes it, with a {@code crelens.json}.
 */
public final class Model implements AutoCloseable {
  static final String CONFIGURATION = "configuration.json";
  static final String COEFFICIENTS = "coefficients.bin";
  static final String UPDATER = "updaterState.bin";

  /**
   * Weights of a network that learned stay far below: Adam moves each by about its rate per step.
   * With larger ones scores overflow.
   */
  static final float LARGEST_WEIGHT = 1e6f;

  /** The largest value inside a network from which what it rebuilds is still finite. */
  static final float LARGEST_ACTIVATION = 1e12f;

  private final Path file;
  private final ModelInfo info;
  private final ParameterVector parameters;
  private final ParameterVector updaterState;
  private final String configuration;

  Model(
      Path file,
      ModelInfo info,
      ParameterVector parameters,
      ParameterVector updaterState,
      String configuration) {
    this.file = file;
    this.info = info;
    this.parameters = parameters;
    this.updaterState = updaterState;
    this.configuration = configuration;
  }

  /** A model of given parameters, such as a reference's; without updater state. */
  static Model of(ModelInfo info, float[] parameters) {
    if (parameters.length != info.shape().parameterCount())
      throw new IllegalArgumentException(
          parameters.length + " parameters, not " + info.shape().parameterCount());
    return new Model(Path.of("model"), info, ParameterVector.of(parameters), null, "");
  }

  /**
   * Reads a model file.
   *
   * @throws InputException when it is no model of atyPeak, damaged, or of another format
   */
  public static Model read(Path file) throws IOException {
    try (ModelFile model = ModelFile.open(file)) {
      ModelInfo info = info(file, model);
      long length = info.shape().parameterCount();
      // Before memory is taken for them.
      if (model.size(COEFFICIENTS) < length * Float.BYTES)
        throw badWeights(file, "is too short for the " + length + " numbers of its sizes");
      String configuration = model.text(CONFIGURATION);
      ParameterVector parameters = model.read(COEFFICIENTS, in -> parameters(file, in, length));
      return new Model(file, info, parameters, null, configuration);
    }
  }

  private static ParameterVector parameters(Path file, InputStream in, long length)
      throws InputException {
    try {
      return ParameterVector.read(in, length, LARGEST_WEIGHT);
    } catch (IOException e) {
      throw badWeights(file, e.getMessage());
    }
  }

  private static InputException badWeights(Path file, String found) {
    return new InputException(
        file, "its " + COEFFICIENTS + " " + found, "the file is damaged; train again");
  }

  /** Thrown where numbers inside the network grow beyond what scores can be made of. */
  UncheckedIOException overflow() {
    return overflow(file);
  }

  static UncheckedIOException overflow(Path file) {
    return new UncheckedIOException(
        new InputException(
            file,
            "its weights are so large that numbers overflow",
            "the model or a value of the tensor is damaged; make them again"));
  }

  /** Reads only what the file says of itself. */
  public static ModelInfo readInfo(Path file) throws IOException {
    try (ModelFile model = ModelFile.open(file)) {
      return info(file, model);
    }
  }

  private static ModelInfo info(Path file, ModelFile model) throws InputException {
    ModelInfo info = model.description(ModelDescription.METHOD, ModelInfo.class);
    if (info.axes() == null
        || info.options() == null
        || info.crumb() == null
        || info.cellLine() == null
        || info.stopped() == null) throw ModelFile.incomplete(file);
    ModelDescription.requireLosses(file, info.losses(), info.keptEpoch());
    try {
      info.shape();
      return info;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InputException(
          file,
          "the sizes in its " + ModelFile.DESCRIPTION + " make no network: " + e.getMessage(),
          ModelFile.EXPECTED);
    }
  }

  /** Writes the model file; the same model gives the same bytes, on any machine. */
  public void write(Outputs outputs, Path target) throws IOException {
    try (ModelFileWriter writer = ModelFileWriter.create(outputs, target, info)) {
      writer.text(CONFIGURATION, configuration);
      writer.entry(COEFFICIENTS, parameters::write);
      if (updaterState != null) writer.entry(UPDATER, updaterState::write);
    }
  }

  /** What the model says of itself. */
  public ModelInfo info() {
    return info;
  }

  /**
   * Checks that a tensor can be scored with this model.
   *
   * @throws InputException when axes, bins or window length differ
   */
  public void requireFits(TensorHeader header, Path tensor) throws InputException {
    String axes = header.axes().difference(info.axes());
    if (!axes.isEmpty())
      throw new InputException(
          tensor,
          "its axes differ from the model's: " + axes,
          "make the tensor with tensorize --axes MODEL, or train a model on it");
    if (header.windowLength() != info.windowLength() || header.squish() != info.squish())
      throw new InputException(
          tensor,
          "windows of " + header.windowLength() + " bases in bins of " + header.squish(),
          "the model has " + info.windowLength() + " and " + info.squish());
  }

  /** Runs windows through the network on so many threads. */
  public Rebuilder rebuilder(int threads) {
    return Rebuilder.of(List.of(this), threads);
  }

  /** The file it was read from. */
  Path file() {
    return file;
  }

  /** The parameters, as long as this model is open. */
  FloatBlock block() {
    return parameters.block();
  }

  /**
   * Activations of the encoded layer.
   *
   * @param windows how many; {@code source} fills them
   * @param reader gets those of each window, positions × H, and its number; the array is used again
   */
  public void encode(int windows, Rebuilder.WindowSource source, ObjIntConsumer<float[]> reader) {
    Shape shape = info.shape();
    float[] x = new float[shape.windowCells()];
    float[] encoded = new float[shape.pooled2() * shape.deepDim()];
    try (Workers workers = new Workers(1);
        Weights weights = new Weights(shape, block())) {
      weights.prepare(false, workers);
      try (Pass pass = new Pass(weights, 1)) {
        for (int w = 0; w < windows; w++) {
          source.fill(w, x, 0);
          pass.forward(x, 0, 1, null, false);
          pass.encoded(encoded);
          if (!Floats.within(LARGEST_ACTIVATION, encoded, encoded.length)) throw overflow();
          reader.accept(encoded, w);
        }
      }
    }
  }

  /** Kernels of the first convolution: (k, D, F), C order. */
  public float[] firstKernels() {
    return parameter("c1_w");
  }

  /**
   * How much each filter of the second convolution looks at each TR: the norm of its weights over
   * positions and input channels.
   *
   * @return T × F
   */
  public double[][] secondKernelNorms() {
    Shape shape = info.shape();
    int f = shape.filters();
    float[] kernel = parameter("c2_w");
    double[][] norms = new double[shape.trs()][f];
    int at = 0;
    for (double[] ofTr : norms) {
      for (int i = 0; i < shape.kernel2() * f; i++)
        for (int c = 0; c < f; c++, at++) ofTr[c] += (double) kernel[at] * kernel[at];
      for (int c = 0; c < f; c++) ofTr[c] = Math.sqrt(ofTr[c]);
    }
    return norms;
  }

  private float[] parameter(String name) {
    for (Shape.Parameter p : info.shape().parameters()) {
      if (!p.name().equals(name)) continue;
      float[] values = new float[(int) p.length()];
      block().get(p.offset(), values, 0, values.length);
      return values;
    }
    throw new IllegalArgumentException("no parameter " + name);
  }

  /** Shows this model constant tensors, on so many threads; results do not depend on them. */
  public Probe probe(int threads) {
    return new ModelProbe(this, threads);
  }

  /** A copy of the parameters, in the order of the flat vector. */
  public float[] parameters() {
    return parameters.toArray();
  }

  @Override
  public void close() {
    parameters.close();
    if (updaterState != null) updaterState.close();
  }
}
