package io.progan.app.mixin;

import picocli.CommandLine.Option;

/** The option that says what becomes of pictures that cannot be used. */
public final class OnErrorOption {

  @Option(
      names = "--on-error",
      paramLabel = "fail|skip",
      defaultValue = "fail",
      description =
          "What to do about a picture that cannot be used: end, or leave it out and list it in"
              + " skipped.txt (default: ${DEFAULT-VALUE}).")
  String onError;

  /** Whether such pictures are left out. */
  public boolean skip() {
    return PictureArguments.choice("--on-error", onError, "fail", "skip") == 1;
  }
}
