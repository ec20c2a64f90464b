package org.crelens.libs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version and git revision that this build was made from. */
public final class Version implements IVersionProvider {
  private static final Properties BUILT = load();

  /** Version of crelens, such as {@code 0.1.0}. */
  public static String version() {
    return BUILT.getProperty("version");
  }

  /** Abbreviated git revision, or {@code unknown} for a build outside a clone. */
  public static String revision() {
    String revision = BUILT.getProperty("revision");
    return revision.startsWith("${") ? "unknown" : revision;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"${COMMAND-NAME} (crelens) " + version() + " revision " + revision()};
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("the jar was built without version.properties", e);
    }
    return properties;
  }
}
