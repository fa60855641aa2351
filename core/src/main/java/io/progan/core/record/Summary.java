package io.progan.core.record;

/**
 * One event of a TensorBoard event file that holds values: messages {@code Event} and {@code
 * Summary} of TensorFlow's {@code event.proto} and {@code summary.proto}.
 */
public final class Summary {

  private static final int EVENT_WALL_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int EVENT_SESSION_LOG = 7;
  private static final int SESSION_STATUS = 1;
  private static final int STATUS_START = 1;

  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;
  private static final int VALUE_IMAGE = 4;
  private static final int VALUE_HISTOGRAM = 5;
  private static final int VALUE_TENSOR = 8;
  private static final int VALUE_METADATA = 9;

  private static final int METADATA_PLUGIN = 1;
  private static final int PLUGIN_NAME = 1;
  private static final int TENSOR_TYPE = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int TENSOR_STRING = 8;
  private static final int TYPE_STRING = 7;
  private static final double MILLIS = 1000;

  private final long step;
  private final Message values = new Message();

  /**
   * Begins without values.
   *
   * @param step real images shown
   */
  public Summary(long step) {
    this.step = step;
  }

  /** Adds a number; one that is not finite is left out. */
  public Summary scalar(String tag, double value) {
    if (Double.isFinite(value)) {
      add(value(tag).number(VALUE_SIMPLE, (float) value));
    }
    return this;
  }

  /** Adds an image as it stands in a file that browsers show. */
  public Summary image(String tag, int width, int height, byte[] encoded) {
    Message image = new Message().number(1, (long) height).number(2, (long) width).number(3, 3L);
    add(value(tag).message(VALUE_IMAGE, image.bytes(4, encoded)));
    return this;
  }

  /** Adds a histogram. */
  public Summary histogram(String tag, Histogram histogram) {
    add(value(tag).message(VALUE_HISTOGRAM, histogram.message()));
    return this;
  }

  /** Adds a text in Markdown. */
  public Summary text(String tag, String markdown) {
    Message plugin = new Message().text(PLUGIN_NAME, "text");
    Message tensor =
        new Message()
            .number(TENSOR_TYPE, (long) TYPE_STRING)
            .message(TENSOR_SHAPE, new Message())
            .text(TENSOR_STRING, markdown);
    add(
        value(tag)
            .message(VALUE_METADATA, new Message().message(METADATA_PLUGIN, plugin))
            .message(VALUE_TENSOR, tensor));
    return this;
  }

  private static Message value(String tag) {
    return new Message().text(VALUE_TAG, tag);
  }

  private void add(Message value) {
    values.message(SUMMARY_VALUE, value);
  }

  /** The event's bytes. */
  byte[] event() {
    return event(step).message(EVENT_SUMMARY, values).toBytes();
  }

  /** The event that every file begins with. */
  static byte[] version() {
    return event(0).text(EVENT_FILE_VERSION, "brain.Event:2").toBytes();
  }

  /** The event that says that values of this step or later, in older files, no longer count. */
  static byte[] start(long step) {
    Message log = new Message().number(SESSION_STATUS, (long) STATUS_START);
    return event(step).message(EVENT_SESSION_LOG, log).toBytes();
  }

  private static Message event(long step) {
    return new Message()
        .number(EVENT_WALL_TIME, System.currentTimeMillis() / MILLIS)
        .number(EVENT_STEP, step);
  }
}
