package io.progan.app.mixin;

import picocli.CommandLine.Option;

/** The option that asks for an answer that scripts can read. */
public final class JsonOption {

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  boolean json;

  /** Whether it is asked for. */
  public boolean asked() {
    return json;
  }
}
