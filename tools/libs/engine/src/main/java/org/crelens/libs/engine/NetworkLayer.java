package org.crelens.libs.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Any {@link Network} as the only layer of a Deeplearning4j network, so that MultiLayerNetwork
 * keeps optimiser, L2 and serialisation. This is the layer's configuration: what Deeplearning4j has
 * to know is which stretches the flat vector has. {@link NetworkLayerRun} does the work.
 *
 * <p>The class is part of the {@code configuration.json} in model files, which Deeplearning4j can
 * read back with parameters and state of the optimiser. crelens itself does not read that entry.
 */
public final class NetworkLayer extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private String[] names = {};
  @JsonProperty private long[] lengths = {};
  @JsonProperty private double[] l2Factors = {};

  /** For Deeplearning4j, which reads a saved configuration into it. */
  public NetworkLayer() {}

  NetworkLayer(List<ParameterArray> layout, IUpdater updater) {
    names = layout.stream().map(ParameterArray::name).toArray(String[]::new);
    lengths = layout.stream().mapToLong(ParameterArray::length).toArray();
    l2Factors = layout.stream().mapToDouble(ParameterArray::l2).toArray();
    // Examples reach the network past Deeplearning4j, which sees a row of one number for each.
    setNIn(1);
    setNOut(1);
    setIUpdater(updater);
    setActivationFn(new ActivationIdentity());
    setLayerName("network");
  }

  private long length() {
    return Arrays.stream(lengths).sum();
  }

  @Override
  public NetworkLayerRun instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    NetworkLayerRun layer = new NetworkLayerRun(conf, type);
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
    double factor = l2Factors[Arrays.asList(names).indexOf(name)];
    // Deeplearning4j counts half of what it is given.
    return factor == 0 ? List.of() : List.of(new L2Regularization(2 * factor));
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
    return new LayerMemoryReport.Builder(getLayerName(), NetworkLayer.class, input, input)
        .standardMemory(length(), 2 * length())
        .workingMemory(0, 0, 0, 0)
        .build();
  }

  /** Cuts the flat vector into named views. The trainer sets the values. */
  private static final class Initializer implements ParamInitializer {
    @Override
    public long numParams(NeuralNetConfiguration conf) {
      return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
      return ((NetworkLayer) layer).length();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
      return List.of(((NetworkLayer) layer).names);
    }

    // Weights and biases are regularised array by array, so that the difference has no meaning
    // here.

    @Override
    public List<String> weightKeys(Layer layer) {
      return paramKeys(layer);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
      return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
      return true;
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
      return false;
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
      NetworkLayer layer = (NetworkLayer) conf.getLayer();
      INDArray row = flat.reshape(flat.length());
      Map<String, INDArray> views = new LinkedHashMap<>();
      long from = 0;
      for (int i = 0; i < layer.names.length; i++) {
        long to = from + layer.lengths[i];
        views.put(layer.names[i], row.get(NDArrayIndex.interval(from, to)).reshape(1, to - from));
        from = to;
      }
      return views;
    }
  }
}
