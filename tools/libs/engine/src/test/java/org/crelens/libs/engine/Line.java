package org.crelens.libs.engine;

import java.util.List;

/** The smallest network: y = slope · x + offset, with the squared error as its loss. */
final class Line implements Network<Line.Points> {
  static final double L2 = 0.01;

  record Points(float[] x, float[] y) implements Network.Batch {
    @Override
    public int size() {
      return x.length;
    }
  }

  @Override
  public List<ParameterArray> layout() {
    return List.of(new ParameterArray("slope", 1, L2), new ParameterArray("offset", 1, 0));
  }

  @Override
  public Instance<Points> with(FloatBlock parameters) {
    float[] line = new float[2];
    return new Instance<>() {
      @Override
      public void prepare(Workers workers) {
        parameters.get(0, line, 0, 2);
      }

      @Override
      public GradientPass<Points> pass(int capacity) {
        return new LinePass(line, capacity);
      }

      @Override
      public void close() {}
    };
  }

  private record LinePass(float[] line, int capacity) implements GradientPass<Points> {
    @Override
    public double gradient(Points batch, int first, int count, long step, FloatBlock gradient) {
      if (count > capacity) throw new IllegalArgumentException(count + " of " + capacity);
      double loss = 0;
      double[] sum = new double[2];
      for (int i = first; i < first + count; i++) {
        double error = line[0] * batch.x[i] + line[1] - batch.y[i];
        loss += error * error / batch.size();
        sum[0] += 2 * error * batch.x[i] / batch.size();
        sum[1] += 2 * error / batch.size();
      }
      gradient.put(0, new float[] {(float) sum[0], (float) sum[1]}, 0, 2);
      return loss;
    }

    @Override
    public void close() {}
  }
}
