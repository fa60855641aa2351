/** Files of PyTorch's {@code torch.save}, read without running anything from them. */
package io.progan.dataset.torch;
