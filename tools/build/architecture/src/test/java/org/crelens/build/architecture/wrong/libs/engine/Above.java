package org.crelens.build.architecture.wrong.libs.engine;

import org.crelens.build.architecture.wrong.alpha.model.Network;

/** The engine uses the network of a method. */
public class Above {
  public Network network;
}
