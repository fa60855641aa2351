package io.progan.core.plan.lowering;

import io.progan.core.graph.Convolution.Geometry;
import io.progan.core.graph.Operation;
import io.progan.core.graph.Tensor;
import io.progan.core.plan.onednn.ConvolutionPass;
import io.progan.core.plan.onednn.ConvolutionPass.Direction;
import io.progan.core.plan.onednn.ConvolutionShape;
import io.progan.core.plan.onednn.OneDnn;
import io.progan.core.plan.onednn.Reorder;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;

/**
 * Convolutions and their gradients by oneDNN's primitives. All of them are one of three: from the
 * larger image to the smaller, back, or from both to the weights. Only what is read is computed.
 */
final class BlockedConvolutions {

  private final NativeSteps steps;
  private final BlockedImages images;

  BlockedConvolutions(NativeSteps steps) {
    this.steps = steps;
    this.images = new BlockedImages(steps);
  }

  /**
   * Adds the steps of a convolution; gives whether the operation is one. With fewer channels than a
   * block on both sides most of the work would be on what pads them.
   */
  boolean lower(Operation operation) {
    List<Tensor> in = operation.inputs();
    if (!operation.kind().contains("conv2d")
        || Math.max(in.get(1).size(2), in.get(1).size(3)) < OneDnn.BLOCK) {
      return false;
    }
    switch (operation.kind()) {
      case "conv2d" -> forward(in, operation.output(), shape(operation, in.get(0), in.get(1)));
      case "deconv2d" ->
          transposed(in, operation.output(), shape(operation, operation.output(), in.get(1)));
      case "conv2d_bp" -> gradients(operation, Direction.TRANSPOSED, in.get(0), in.get(2));
      case "deconv2d_bp" -> gradients(operation, Direction.FORWARD, in.get(2), in.get(0));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static ConvolutionShape shape(Operation operation, Tensor large, Tensor weights) {
    Geometry geometry = operation.arguments(Geometry.class);
    return new ConvolutionShape(
        large.size(0),
        weights.size(2),
        weights.size(3),
        large.size(2),
        large.size(3),
        geometry.kernel(),
        geometry.stride(),
        geometry.padding());
  }

  /** The gradients of a convolution or a transposed one, at the image and at the weights. */
  private void gradients(Operation operation, Direction direction, Tensor large, Tensor small) {
    Tensor weights = operation.inputs().get(1);
    Tensor image = operation.outputs().get(0);
    Tensor gradient = operation.outputs().get(1);
    ConvolutionShape shape = shape(operation, large, weights);
    if (steps.isRead(image)) {
      Tensor from = direction == Direction.FORWARD ? large : small;
      run(shape, direction, List.of(images.of(from), weights(weights, shape, direction)), image);
    }
    if (steps.isRead(gradient)) {
      Value blocked = weights("gradient", shape);
      images.run(
          pass(shape, Direction.WEIGHTS, false),
          List.of(images.of(large), images.of(small)),
          blocked,
          false);
      images.run(Reorder.weightsGradient(shape), List.of(blocked), steps.inOrder(gradient), false);
    }
  }

  private void forward(List<Tensor> in, Tensor out, ConvolutionShape shape) {
    Value weights = weights(in.get(1), shape, Direction.FORWARD);
    if (in.size() == 2) {
      run(shape, Direction.FORWARD, List.of(images.of(in.get(0)), weights), out);
    } else {
      images.run(
          pass(shape, Direction.FORWARD, true),
          List.of(images.of(in.get(0)), weights, steps.of(in.get(2))),
          images.make(out),
          false);
    }
  }

  private void transposed(List<Tensor> in, Tensor out, ConvolutionShape shape) {
    List<Value> read =
        List.of(images.of(in.get(0)), weights(in.get(1), shape, Direction.TRANSPOSED));
    if (in.size() == 2) {
      run(shape, Direction.TRANSPOSED, read, out);
      return;
    }
    Value bias = steps.of(in.get(2));
    if (BlockedImages.fits(out)) {
      Value sum = images.make(out);
      Value product = steps.temporary("product", out.dataType(), sum.shape());
      images.run(pass(shape, Direction.TRANSPOSED, false), read, product, false);
      Value channels = steps.view(bias, 1, bias.length() / OneDnn.BLOCK, 1, 1, OneDnn.BLOCK);
      steps.call(AddOp::new, List.of(product, channels), sum, true);
    } else {
      Value product = steps.temporary("product", out.dataType(), out.shape());
      Value blocked = images.temporary(out);
      images.run(pass(shape, Direction.TRANSPOSED, false), read, blocked, false);
      images.run(Reorder.fromBlocked(out.shape()), List.of(blocked), product, false);
      Value channels = steps.view(bias, 1, bias.length(), 1, 1);
      steps.call(AddOp::new, List.of(product, channels), steps.inOrder(out), true);
    }
  }

  private void run(ConvolutionShape shape, Direction direction, List<Value> read, Tensor out) {
    images.run(pass(shape, direction, false), read, images.make(out), false);
  }

  /** Weights in the layout that a direction takes, copied once a run. */
  private Value weights(Tensor weights, ConvolutionShape shape, Direction direction) {
    Value given = steps.of(weights);
    return steps.shared(
        given,
        direction.name(),
        () -> {
          Value blocked = weights(weights.name(), shape);
          images.run(Reorder.weights(shape, direction), List.of(given), blocked, false);
          return blocked;
        });
  }

  private Value weights(String name, ConvolutionShape shape) {
    return steps.temporary(
        name,
        DataType.FLOAT,
        shape.kernel() * (long) shape.kernel(),
        padded(shape.in()),
        padded(shape.out()));
  }

  private static long padded(long channels) {
    return (channels + OneDnn.BLOCK - 1) / OneDnn.BLOCK * OneDnn.BLOCK;
  }

  private static ConvolutionPass pass(ConvolutionShape shape, Direction direction, boolean biased) {
    ConvolutionPass winograd = new ConvolutionPass(shape, direction, biased, true);
    if (Winograd.pays(shape) && winograd.scratchBytes().isPresent()) {
      return winograd;
    }
    return new ConvolutionPass(shape, direction, biased, false);
  }
}
