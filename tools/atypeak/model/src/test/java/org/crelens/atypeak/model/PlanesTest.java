package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.junit.jupiter.api.Test;

class PlanesTest {
  private static final Shape SHAPE = new Shape(16, 3, 4, 1, 1, 4);

  private final float[] x = new float[SHAPE.windowCells()];
  private final Planes planes = new Planes(SHAPE, 3);

  private void set(int y, int z, int from, int to, float value) {
    for (int b = from; b < to; b++) x[(b * 3 + y) * 4 + z] = value;
  }

  /** Cells (bin, dataset) of a plane, from its runs. */
  private float[] cells(int plane) {
    float[] cells = new float[SHAPE.bins() * 3];
    for (int e = planes.from(plane); e < planes.to(plane); e++)
      for (int b = 0; b < planes.length(e); b++)
        cells[(planes.position(e) + b) * 3 + planes.dataset(e)] += planes.value(e);
    return cells;
  }

  private float[] expected(int z) {
    float[] cells = new float[SHAPE.bins() * 3];
    for (int i = 0; i < cells.length; i++) cells[i] = x[i * 4 + z];
    return cells;
  }

  private int planeOf(int w, int z) {
    int plane = planes.plane(w, z);
    return plane == Planes.SHARED ? planes.shared(w) : plane;
  }

  @Test
  void trsWithoutAPeakShareTheEmptyPlane() {
    set(0, 1, 2, 7, 1);
    planes.add(0, x, 0);
    assertNotEquals(Planes.SHARED, planes.plane(0, 1));
    for (int z : new int[] {0, 2, 3}) assertEquals(Planes.SHARED, planes.plane(0, z));
    int shared = planes.shared(0);
    assertEquals(planes.from(shared), planes.to(shared), "empty");
    assertArrayEquals(expected(1), cells(planes.plane(0, 1)));
  }

  @Test
  void trsWithoutAPeakShareTheRowCrumbsOfACrumbedWindow() {
    for (int z = 0; z < 4; z++) set(2, z, 3, 9, 0.1f);
    for (int y = 0; y < 3; y++) set(y, 1, 3, 9, 0.1f);
    set(2, 1, 3, 9, 1.2f);
    planes.add(0, x, 0);
    assertNotEquals(Planes.SHARED, planes.plane(0, 1));
    for (int z : new int[] {0, 2, 3}) assertEquals(Planes.SHARED, planes.plane(0, z));
    assertArrayEquals(expected(0), cells(planes.shared(0)));
    assertArrayEquals(expected(1), cells(planes.plane(0, 1)));
  }

  @Test
  void ofTwoKindsOfLikePlanesTheCommonerIsShared() {
    set(0, 0, 1, 2, 1);
    set(0, 1, 1, 2, 1);
    set(0, 2, 1, 2, 1);
    planes.add(0, x, 0);
    assertEquals(Planes.SHARED, planes.plane(0, 2));
    assertNotEquals(Planes.SHARED, planes.plane(0, 3));
    assertArrayEquals(expected(0), cells(planes.shared(0)));
  }

  @Test
  void planesThatDifferByTheLastBitAreNotShared() {
    float value = 1;
    for (int z = 0; z < 4; z++, value = Math.nextUp(value)) set(0, z, 5, 6, value);
    planes.add(0, x, 0);
    for (int z = 0; z < 4; z++) assertNotEquals(Planes.SHARED, planes.plane(0, z));
    assertEquals(Planes.SHARED, planes.shared(0));
  }

  @Test
  void denseNoiseSharesNothing() {
    float[] noise = new Cases(3).uniform(x.length, 1);
    planes.add(0, noise, 0);
    assertEquals(Planes.SHARED, planes.shared(0));
    for (int z = 0; z < 4; z++) assertNotEquals(Planes.SHARED, planes.plane(0, z));
  }

  @Test
  void everyPlaneHoldsItsCellsWhateverTheWindowsBefore() {
    for (long seed = 1; seed <= 30; seed++) {
      Cases cases = new Cases(seed);
      planes.clear();
      float[] batch = cases.batch(SHAPE, 3);
      for (int w = 0; w < 3; w++) planes.add(w, batch, w * SHAPE.windowCells());
      for (int w = 0; w < 3; w++) {
        System.arraycopy(batch, w * SHAPE.windowCells(), x, 0, x.length);
        for (int z = 0; z < 4; z++)
          assertArrayEquals(expected(z), cells(planeOf(w, z)), "seed " + seed);
      }
    }
  }

  @Test
  void aRunIsOfOneValueAndAsLongAsItCanBe() {
    set(1, 0, 2, 9, 1);
    set(1, 0, 5, 7, 0.5f);
    set(2, 0, 0, 16, 2);
    planes.add(0, x, 0);
    int plane = planes.plane(0, 0);
    StringBuilder runs = new StringBuilder();
    for (int e = planes.from(plane); e < planes.to(plane); e++)
      runs.append(planes.dataset(e) + ":" + planes.position(e) + "+" + planes.length(e) + " ");
    assertEquals(
        "[1:2+3, 1:5+2, 1:7+2, 2:0+16]",
        Arrays.toString(Arrays.stream(runs.toString().split(" ")).sorted().toArray()));
  }
}
