/** Sequences of frames as files: MP4, animated GIF, PNG pictures. */
package io.progan.app.video;
