package io.progan.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that {@code --version} prints. */
public final class VersionProvider implements IVersionProvider {

  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = VersionProvider.class.getResourceAsStream(RESOURCE)) {
      versions.load(in);
    }
    return new String[] {
      "progan " + versions.getProperty("progan"),
      "ND4J " + versions.getProperty("nd4j"),
      "Java " + Runtime.version()
    };
  }
}
