/**
 * Image archives as their authors publish them: MNIST, CIFAR, SVHN, LSUN, CelebA and the original's
 * HDF5 files.
 */
package io.progan.dataset.archive;
