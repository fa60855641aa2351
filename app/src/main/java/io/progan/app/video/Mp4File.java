package io.progan.app.video;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.dataset.RawImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/**
 * H.264 in an MP4 file (ISO/IEC 14496-10 and -14), 4:2:0 as all players want it, by OpenH264. The
 * index stands at the front, so that a browser can begin before it has everything.
 */
final class Mp4File implements FrameSink {

  private static final int LEAST_SIDE = 16;
  private static final int MOST_WIDTH = 4096;
  private static final int MOST_PIXELS = 4096 * 2304;

  /** Each key frame is coded anew, which shows as a step in slow motion; x264 has as few. */
  private static final int FRAMES_BETWEEN_KEYS = 250;

  private static final String ADVICE =
      "change --grid-size, --shrink or --zoom, or use --format png";

  private final Path file;
  private final Path partial;
  private final double fps;
  private final int bitrate;
  private FFmpegFrameRecorder recorder;
  private ByteBuffer rgb;

  Mp4File(Path file, double fps, int bitrate) {
    this.file = file;
    this.partial = file.resolveSibling(file.getFileName() + ".partial");
    this.fps = fps;
    this.bitrate = bitrate;
  }

  @Override
  public void write(RawImage frame) throws IOException {
    int width = frame.width();
    int height = frame.height();
    if (recorder == null) {
      checkSize(width, height);
      start(width, height);
      rgb = ByteBuffer.allocateDirect(3 * width * height);
    }
    rgb.clear();
    rgb.put(PackedRgb.of(frame)).flip();
    try {
      recorder.recordImage(
          width, height, Frame.DEPTH_UBYTE, 3, 3 * width, avutil.AV_PIX_FMT_RGB24, rgb);
    } catch (FFmpegFrameRecorder.Exception e) {
      throw new IOException(file + ": cannot encode a frame: " + e.getMessage(), e);
    }
  }

  private static void checkSize(int width, int height) {
    boolean odd = width % 2 != 0 || height % 2 != 0;
    if (odd || Math.min(width, height) < LEAST_SIDE) {
      throw CommandFailure.wrongUsage(
          "frames of %dx%d pixels are no H.264 video, which has even sides of %d or more; %s"
              .formatted(width, height, LEAST_SIDE, ADVICE));
    }
    if (Math.max(width, height) > MOST_WIDTH || (long) width * height > MOST_PIXELS) {
      throw CommandFailure.wrongUsage(
          "frames of %dx%d pixels are too large for H.264 players (at most 4096x2304); %s"
              .formatted(width, height, ADVICE));
    }
  }

  /** The first use of FFmpeg, which loads its library. */
  private static void silence() {
    try {
      avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    } catch (LinkageError e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "--format mp4: FFmpeg does not run on this system; use --format gif or png",
          e);
    }
  }

  private void start(int width, int height) throws IOException {
    silence();
    recorder = new FFmpegFrameRecorder(partial.toFile(), width, height);
    recorder.setFormat("mp4");
    recorder.setOption("movflags", "+faststart");
    recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
    recorder.setVideoCodecName("libopenh264");
    recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
    recorder.setFrameRate(fps);
    recorder.setVideoBitrate(bitrate);
    recorder.setGopSize(FRAMES_BETWEEN_KEYS);
    // What the conversion from RGB does; players guess otherwise, by the size of the picture.
    recorder.setVideoOption("colorspace", "smpte170m");
    recorder.setVideoOption("color_primaries", "smpte170m");
    recorder.setVideoOption("color_trc", "smpte170m");
    recorder.setVideoOption("color_range", "tv");
    try {
      recorder.start();
    } catch (FFmpegFrameRecorder.Exception e) {
      throw new IOException(file + ": cannot begin the video: " + e.getMessage(), e);
    }
  }

  @Override
  public void complete() throws IOException {
    recorder.stop();
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    if (recorder != null) {
      recorder.release();
    }
    Files.deleteIfExists(partial);
  }
}
