package io.progan.core.plan.lowering;

import io.progan.core.graph.Operation;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/** Sums of images that lie in the blocked layout, where the result needs no layout. */
final class BlockedSums {

  private static final int CHANNELS = 1;
  private static final int BLOCKS = 1;
  private static final int IN_BLOCK = 4;

  private final NativeSteps steps;
  private final BlockedImages images;

  BlockedSums(NativeSteps steps) {
    this.steps = steps;
    this.images = new BlockedImages(steps);
  }

  /** Adds the steps; gives whether the operation is a sum of blocked images. */
  boolean lower(Operation operation) {
    if (!operation.kind().equals("reduce_sum")) {
      return false;
    }
    Tensor x = operation.inputs().get(0);
    Tensor y = operation.output();
    if (!BlockedImages.fits(x) || !images.holds(x)) {
      return false;
    }
    List<Integer> dimensions = operation.arguments(Reduction.Axes.class).dimensions();
    boolean overChannels = dimensions.contains(CHANNELS);
    boolean overPixels = dimensions.contains(2) && dimensions.contains(3);
    if (!overChannels && !overPixels) {
      return false;
    }
    int[] blocked =
        IntStream.concat(
                dimensions.stream().mapToInt(dimension -> dimension),
                overChannels ? IntStream.of(IN_BLOCK) : IntStream.empty())
            .toArray();
    if (dimensions.equals(List.of(CHANNELS))) {
      overChannels(x, y);
    } else {
      reduce(images.of(x), y, blocked);
    }
    return true;
  }

  private void reduce(Value x, Tensor y, int... dimensions) {
    long[] shape = x.shape();
    for (int dimension : dimensions) {
      shape[dimension] = 1;
    }
    Value sums = steps.temporary("sums", y.dataType(), shape);
    steps.call(
        () ->
            DynamicCustomOp.builder("reduce_sum")
                .addIntegerArguments(dimensions)
                .addBooleanArguments(true)
                .build(),
        List.of(x),
        sums,
        false);
    steps.add(new NativeStep.View(sums, steps.inOrder(y)));
  }

  /** Two products with ones: over the blocks, then within them. */
  private void overChannels(Tensor x, Tensor y) {
    Value blocked = images.of(x);
    long[] shape = blocked.shape();
    long images = shape[0];
    long blocks = shape[BLOCKS];
    long pixels = shape[2] * shape[3];
    long channels = shape[IN_BLOCK];
    Value block = blocked;
    if (blocks > 1) {
      Value rows = steps.view(blocked, images, blocks, pixels * channels);
      block = steps.temporary("block", x.dataType(), images, 1, pixels * channels);
      CpuLowering.multiply(steps.ones(x.dataType(), images, 1, blocks), rows, block, steps);
    }
    Value lines = steps.view(block, images * pixels, channels);
    Value sums = steps.temporary("sums", x.dataType(), images * pixels, 1);
    CpuLowering.multiply(lines, steps.ones(x.dataType(), channels, 1), sums, steps);
    steps.add(new NativeStep.View(sums, steps.inOrder(y)));
  }
}
