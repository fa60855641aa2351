/** Multi-resolution datasets on disk: TFRecord files of images, their labels, their description. */
package io.progan.dataset.tfrecord;
