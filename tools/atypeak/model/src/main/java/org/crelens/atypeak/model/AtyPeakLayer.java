package org.crelens.atypeak.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.Shape;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The whole atyPeak network as one Deeplearning4j layer that ends in its own loss, so that
 * MultiLayerNetwork keeps updater, L2, listeners and serialisation while the matrices stay in cache
 * from kernel to kernel.
 */
public final class AtyPeakLayer extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  /** The term is 2.5e-3 · Σw²; Deeplearning4j counts half of what it is given. */
  private static final double L2 = 5e-3;

  @JsonProperty private int bins;
  @JsonProperty private int datasets;
  @JsonProperty private int trs;
  @JsonProperty private int filters;
  @JsonProperty private int deepDim;
  @JsonProperty private int kernel;
  @JsonProperty private boolean dropout;
  @JsonProperty private long dropoutSeed;
  @JsonProperty private float[] sourceWeights;

  /** For reading a saved configuration. */
  public AtyPeakLayer() {}

  /**
   * @param sourceWeights weight of each cell (dataset, TR) in the loss, D · T numbers
   * @param dropout false only to compare with a reference
   */
  AtyPeakLayer(
      Shape shape, float[] sourceWeights, boolean dropout, long dropoutSeed, IUpdater updater) {
    this.bins = shape.bins();
    this.datasets = shape.datasets();
    this.trs = shape.trs();
    this.filters = shape.filters();
    this.deepDim = shape.deepDim();
    this.kernel = shape.kernel();
    this.dropout = dropout;
    this.dropoutSeed = dropoutSeed;
    this.sourceWeights = sourceWeights.clone();
    setNIn(shape.windowCells());
    setNOut(shape.windowCells());
    setIUpdater(updater);
    setActivationFn(new ActivationIdentity());
    setLayerName("atypeak");
  }

  /** Sizes of the network. */
  @JsonIgnore
  public Shape shape() {
    return new Shape(bins, datasets, trs, filters, deepDim, kernel);
  }

  @JsonIgnore
  float[] sourceWeights() {
    return sourceWeights;
  }

  @JsonIgnore
  boolean dropout() {
    return dropout;
  }

  @JsonIgnore
  long dropoutSeed() {
    return dropoutSeed;
  }

  @Override
  public AtyPeakNetwork instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    AtyPeakNetwork layer = new AtyPeakNetwork(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialise));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return new Initializer();
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    return getIUpdater();
  }

  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    for (Shape.Parameter p : shape().parameters())
      if (p.key().equals(name) && p.regularised()) return List.of(new L2Regularization(L2));
    return List.of();
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.feedForward(getNOut());
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    long parameters = shape().parameterCount();
    return new LayerMemoryReport.Builder(getLayerName(), AtyPeakLayer.class, input, input)
        .standardMemory(parameters, 2 * parameters)
        .workingMemory(0, 0, 0, 0)
        .build();
  }

  /** Cuts the flat parameters into named views; the values are set by whoever trains or reads. */
  private static final class Initializer implements ParamInitializer {
    private static Shape shape(Layer layer) {
      return ((AtyPeakLayer) layer).shape();
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
      return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
      return shape(layer).parameterCount();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
      return shape(layer).parameters().stream().map(Shape.Parameter::key).toList();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
      return paramKeys(layer).stream().filter(n -> isWeightParam(layer, n)).toList();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
      return paramKeys(layer).stream().filter(n -> isBiasParam(layer, n)).toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
      return key.endsWith("w");
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
      return key.endsWith("b");
    }

    @Override
    public Map<String, INDArray> init(
        NeuralNetConfiguration conf, INDArray parameters, boolean initialise) {
      Map<String, INDArray> views = cut(conf, parameters);
      views.keySet().forEach(conf::addVariable);
      return views;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(
        NeuralNetConfiguration conf, INDArray gradient) {
      return cut(conf, gradient);
    }

    private static Map<String, INDArray> cut(NeuralNetConfiguration conf, INDArray flat) {
      INDArray row = flat.reshape(flat.length());
      Map<String, INDArray> views = new LinkedHashMap<>();
      for (Shape.Parameter p : shape(conf.getLayer()).parameters())
        views.put(
            p.key(),
            row.get(NDArrayIndex.interval(p.offset(), p.offset() + p.length()))
                .reshape(1, p.length()));
      return views;
    }
  }
}
