package org.crelens.libs.engine;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * {@link NetworkLayer} at work: when Deeplearning4j asks for a gradient, it asks the trainer, who
 * has the batch.
 */
final class NetworkLayerRun extends BaseLayer<NetworkLayer> implements IOutputLayer {
  private static final long serialVersionUID = 1L;

  /** Computes loss and gradient of the batch at hand. */
  interface Source {
    /**
     * @param step number of the batch since training began, from 0
     * @param gradient overwritten
     * @return the loss, without the L2 term
     */
    double compute(long step, FloatBlock gradient);
  }

  private transient Source source;
  private INDArray labels;

  NetworkLayerRun(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  void attach(Source computer) {
    source = computer;
  }

  /** The flat vector that Deeplearning4j's optimiser changes. */
  FloatBlock parameterBlock() {
    return new FloatBlock(paramsFlattened);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
    if (source == null) throw new IllegalStateException("no network is attached to this layer");
    score = source.compute(getIterationCount(), new FloatBlock(gradientsFlattened));
    Gradient named = new DefaultGradient(gradientsFlattened);
    for (Map.Entry<String, INDArray> view : gradientViews.entrySet())
      named.setGradientFor(view.getKey(), view.getValue());
    return new Pair<>(named, null);
  }

  @Override
  public double computeScore(double regularisation, boolean training, LayerWorkspaceMgr manager) {
    return score + regularisation;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    gradientsFlattened = gradients;
    gradientViews = conf.getLayer().initializer().getGradientsFromFlattened(conf, gradients);
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public void setLabels(INDArray target) {
    labels = target;
  }

  @Override
  public INDArray getLabels() {
    return labels;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clear() {
    super.clear();
    labels = null;
  }

  // Deeplearning4j has all of the following in the interface of an output layer; training calls
  // none.

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
    throw notHere();
  }

  @Override
  public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr manager) {
    throw notHere();
  }

  @Override
  public double f1Score(DataSet data) {
    throw notHere();
  }

  @Override
  public double f1Score(INDArray examples, INDArray target) {
    throw notHere();
  }

  @Override
  public int numLabels() {
    throw notHere();
  }

  @Override
  public void fit(DataSetIterator data) {
    throw notHere();
  }

  @Override
  public int[] predict(INDArray examples) {
    throw notHere();
  }

  @Override
  public List<String> predict(DataSet data) {
    throw notHere();
  }

  @Override
  public void fit(INDArray examples, INDArray target) {
    throw notHere();
  }

  @Override
  public void fit(DataSet data) {
    throw notHere();
  }

  @Override
  public void fit(INDArray examples, int[] target) {
    throw notHere();
  }

  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException(
        "Deeplearning4j only optimises; the method's own classes run the network");
  }
}
