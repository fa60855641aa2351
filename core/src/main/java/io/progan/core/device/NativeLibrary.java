package io.progan.core.device;

/**
 * Chooses the build of ND4J's CPU library that suits the processor.
 *
 * <p>ND4J ships several builds for x86-64 Linux; without a hint it loads the plain one, whose
 * convolutions are many times slower than those of oneDNN.
 */
public final class NativeLibrary {

  private static final String EXTENSION = "javacpp.platform.extension";

  private NativeLibrary() {}

  /**
   * Sets JavaCPP's platform extension for this processor. Has an effect only before ND4J's first
   * use; a value that was set on the command line is kept.
   */
  public static void choose() {
    if (System.getProperty(EXTENSION) == null) {
      String extension = extensionFor(Processor.flags());
      if (!extension.isEmpty()) {
        System.setProperty(EXTENSION, extension);
      }
    }
  }

  /**
   * The platform extension for a processor.
   *
   * @param flags the instruction sets as Linux names them, separated by spaces; empty if unknown
   * @return {@code -onednn-avx512}, {@code -onednn-avx2}, or nothing for the plain build
   */
  static String extensionFor(String flags) {
    String padded = " " + flags + " ";
    if (padded.contains(" avx512f ") && padded.contains(" avx512bw ")) {
      return "-onednn-avx512";
    }
    return padded.contains(" avx2 ") ? "-onednn-avx2" : "";
  }
}
