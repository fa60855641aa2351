package io.progan.dataset.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * One format of picture files. What it does not read exactly as independent decoders do, it refuses
 * by name. Messages of errors are the reason alone.
 */
interface PictureFormat {
  /** What a file says about itself; the stream stands at the file's first byte. */
  PictureHeader header(ImageInputStream in) throws IOException;

  /** The pixels of a file whose header was read without complaint. */
  Picture decode(byte[] file) throws IOException;

  /** The orientation that the file asks for, see {@link Orientation}. */
  default int orientation(byte[] file) throws IOException {
    return Orientation.UPRIGHT;
  }
}
