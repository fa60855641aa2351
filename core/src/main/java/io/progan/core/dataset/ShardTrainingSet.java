package io.progan.core.dataset;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.tfrecord.Labels;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordShard;
import io.progan.presets.config.DatasetConfig;
import io.progan.presets.config.DatasetShape;
import java.io.IOException;
import java.util.Optional;

/**
 * The real images of a dataset folder, streamed from the file of the current resolution. Images are
 * read ahead on a thread of their own; only what was read ahead is in memory.
 */
public final class ShardTrainingSet implements TrainingSet {

  private static final long MEGABYTE = 1L << 20;

  private final TfRecordDataset dataset;
  private final DatasetConfig config;
  private final DatasetShape shape;
  private RandomState random;
  private ImageOrder order;
  private int orderResolutionLog2;
  private ReadAhead readAhead;

  /**
   * Opens nothing yet.
   *
   * @param dataset the folder
   * @param config sizes of the shuffle window and of what is read ahead, and how much of the labels
   *     is used
   * @param random the source of the shuffling, owned by this set from now on
   */
  public ShardTrainingSet(TfRecordDataset dataset, DatasetConfig config, RandomState random) {
    this.dataset = dataset;
    this.config = config;
    this.random = random;
    this.shape =
        new DatasetShape(
            dataset.resolution(),
            dataset.numChannels(),
            config.maxLabelSize().apply(dataset.labelSize()));
  }

  @Override
  public DatasetShape shape() {
    return shape;
  }

  @Override
  public String name() {
    return dataset.name();
  }

  @Override
  public RealBatch next(int resolutionLog2, int minibatch) throws IOException {
    if (orderResolutionLog2 != resolutionLog2) {
      stopReading();
      if (order == null || order.startsAnewAtEachResolution()) {
        order = order(resolutionLog2);
      }
      orderResolutionLog2 = resolutionLog2;
    }
    if (readAhead == null || readAhead.minibatch() != minibatch) {
      stopReading();
      readAhead = startReading(resolutionLog2, minibatch);
    }
    byte[] pixels = readAhead.take();
    return new RealBatch(pixels, labels(order.next(minibatch)));
  }

  @Override
  public Optional<OrderState> save() {
    return Optional.of(
        order == null
            ? OrderState.beforeFirst(dataset.numImages(), random.save())
            : order.save(orderResolutionLog2));
  }

  @Override
  public void restore(OrderState saved) throws IOException {
    if (saved.images() != dataset.numImages()) {
      throw new DatasetException(
          "%s: has %d images, but the order to go on with is of %d; use the dataset that it was"
                  .formatted(dataset.folder(), dataset.numImages(), saved.images())
              + " saved with");
    }
    stopReading();
    random = RandomState.restore(saved.random());
    order = saved.isBeforeFirst() ? null : ImageOrder.restore(saved, random);
    orderResolutionLog2 = saved.resolutionLog2();
  }

  private ReadAhead startReading(int resolutionLog2, int minibatch) throws IOException {
    TfRecordShard shard = dataset.shard(resolutionLog2);
    long ahead = config.prefetchMb() * MEGABYTE / (imageBytes(resolutionLog2) * minibatch);
    return new ReadAhead(shard, order.copy(), minibatch, ahead);
  }

  private ImageOrder order(int resolutionLog2) {
    Integer reshuffled = config.reshuffleWindow();
    return reshuffled == null
        ? new WindowOrder(dataset.numImages(), window(resolutionLog2), random)
        : new ReshuffledOrder(dataset.numImages(), reshuffled, random);
  }

  private int window(int resolutionLog2) {
    long images = config.shuffleMb() * MEGABYTE / imageBytes(resolutionLog2);
    return (int) Math.max(1, Math.min(dataset.numImages(), images));
  }

  private long imageBytes(int resolutionLog2) {
    return (long) shape.numChannels() << (2 * resolutionLog2);
  }

  private float[] labels(int[] images) {
    int size = shape.labelSize();
    float[] result = new float[images.length * size];
    for (int i = 0; i < images.length && size > 0; i++) {
      System.arraycopy(dataset.labels().row(images[i]), 0, result, i * size, size);
    }
    return result;
  }

  @Override
  public float[] randomLabels(RandomState source, int count) {
    Labels labels = dataset.labels();
    int[] images = new int[count];
    for (int i = 0; i < count && shape.labelSize() > 0; i++) {
      images[i] = (int) source.randint(0, labels.count());
    }
    return labels(images);
  }

  private void stopReading() {
    if (readAhead != null) {
      readAhead.close();
      readAhead = null;
    }
  }

  @Override
  public void close() {
    stopReading();
  }
}
