package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import io.progan.dataset.torch.TorchFile;
import io.progan.dataset.torch.TorchTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Opens a file of tensors of either origin, which their names tell. */
final class TensorFile {

  private TensorFile() {}

  /**
   * Opens a file that is being read for the first time: checksums are compared.
   *
   * @throws ExchangeException if options do not go with its origin, or tensors that tell about
   *     others are none
   * @throws io.progan.dataset.DatasetException if it holds no state dictionary, or is damaged
   */
  static Tensors openFirst(Path path, TorchOptions options) throws IOException {
    return open(path, options, true);
  }

  /** Opens it once more. */
  static Tensors openAgain(Path path, TorchOptions options) throws IOException {
    return open(path, options, false);
  }

  private static Tensors open(Path path, TorchOptions options, boolean verified)
      throws IOException {
    TorchFile file = TorchFile.open(path);
    try {
      if (verified) {
        file.verifyChecksums();
      }
      Map<String, TorchTensor> tensors = file.stateDict();
      return PretrainedTensors.areIn(tensors)
          ? PretrainedTensors.of(file, tensors, options)
          : StateDict.of(file, tensors, options);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
