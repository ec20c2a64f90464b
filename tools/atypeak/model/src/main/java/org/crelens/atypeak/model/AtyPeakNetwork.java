package org.crelens.atypeak.model;

import java.util.List;
import java.util.Map;
import org.crelens.libs.engine.FloatBlock;
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
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@link AtyPeakLayer} at work inside a MultiLayerNetwork: hands batches to the engine and its
 * gradients to the updater. Input and target are n × (L · D · T), cells in the order (bin, dataset,
 * TR).
 */
public final class AtyPeakNetwork extends BaseLayer<AtyPeakLayer> implements IOutputLayer {
  private static final long serialVersionUID = 1L;

  private transient Engine engine;
  private transient float[] batch = new float[0];
  private INDArray labels;
  private int threads = 1;
  private int largestBatch = 48;

  AtyPeakNetwork(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** Sets workers and the largest batch, before the first one. */
  void configure(int workerThreads, int mostWindows) {
    threads = workerThreads;
    largestBatch = mostWindows;
  }

  Engine engine() {
    if (engine == null)
      engine =
          new Engine(layerConf().shape(), new FloatBlock(paramsFlattened), threads, largestBatch);
    return engine;
  }

  private int readBatch() {
    int n = (int) input.size(0);
    int cells = n * layerConf().shape().windowCells();
    if (batch.length < cells) batch = new float[cells];
    new FloatBlock(input).get(0, batch, 0, cells);
    return n;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
    int n = readBatch();
    AtyPeakLayer conf = layerConf();
    Pass.DropoutKey key =
        conf.dropout() ? new Pass.DropoutKey(conf.dropoutSeed(), getIterationCount()) : null;
    score =
        engine().gradient(batch, n, conf.sourceWeights(), key, new FloatBlock(gradientsFlattened));
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
  public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
    int n = readBatch();
    float[] rebuilt = new float[n * layerConf().shape().windowCells()];
    engine().rebuild(batch, n, Rebuilder.BATCH, rebuilt);
    return Nd4j.createFromArray(rebuilt).reshape(n, layerConf().shape().windowCells());
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

  @Override
  public void close() {
    if (engine != null) engine.close();
    engine = null;
  }

  @Override
  public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr manager) {
    throw notAClassifier();
  }

  @Override
  public double f1Score(DataSet data) {
    throw notAClassifier();
  }

  @Override
  public double f1Score(INDArray examples, INDArray target) {
    throw notAClassifier();
  }

  @Override
  public int numLabels() {
    throw notAClassifier();
  }

  @Override
  public void fit(DataSetIterator data) {
    throw notAClassifier();
  }

  @Override
  public int[] predict(INDArray examples) {
    throw notAClassifier();
  }

  @Override
  public List<String> predict(DataSet data) {
    throw notAClassifier();
  }

  @Override
  public void fit(INDArray examples, INDArray target) {
    throw notAClassifier();
  }

  @Override
  public void fit(DataSet data) {
    throw notAClassifier();
  }

  @Override
  public void fit(INDArray examples, int[] target) {
    throw notAClassifier();
  }

  // Deeplearning4j asks every output layer for a classifier's methods; training calls none of them.
  private static UnsupportedOperationException notAClassifier() {
    return new UnsupportedOperationException("an autoencoder does not classify");
  }
}
