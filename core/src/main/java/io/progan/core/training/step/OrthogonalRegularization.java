package io.progan.core.training.step;

import io.progan.core.layer.weight.Weight;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.presets.config.OrthoForm;
import io.progan.presets.config.OrthogonalLossConfig;
import io.progan.presets.config.RunConfig;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adds the gradient of a penalty that makes the rows of a network's weights orthogonal (BigGAN,
 * equation 3): with a weight as a matrix W of outputs and inputs, {@code 2 strength (W W^T * (1 -
 * I)) W}.
 *
 * @param strength 0 for none
 * @param form what it adds
 */
record OrthogonalRegularization(double strength, OrthoForm form) {

  /** That of a network's loss. */
  static OrthogonalRegularization of(RunConfig config, Role role) {
    Object loss = role == Role.GENERATOR ? config.generatorLoss() : config.discriminatorLoss();
    return loss instanceof OrthogonalLossConfig orthogonal
        ? new OrthogonalRegularization(orthogonal.orthoStrength(), orthogonal.orthoForm())
        : new OrthogonalRegularization(0, OrthoForm.CODE);
  }

  /**
   * Adds to gradients.
   *
   * @param weights the network's, which the term is computed of
   * @param gradients changed in place
   * @param which weights take part
   * @param scale by which gradients are larger than they are
   */
  void add(StateVector weights, StateVector gradients, List<Weight> which, double scale) {
    if (strength == 0) {
      return;
    }
    double factor = (form == OrthoForm.LITERAL ? 4 : 2) * strength * scale;
    for (Weight weight : which) {
      String name = weight.slot().name();
      try (INDArray term = term(matrix(weights.view(name), weight), weight.outputsFirst())) {
        matrix(gradients.view(name), weight).addi(term.muli(factor));
      }
    }
  }

  /** A weight with its inputs, of all taps, in one dimension. */
  private static INDArray matrix(INDArray view, Weight weight) {
    long[] shape = weight.slot().shape();
    long outputs = shape[weight.outputsFirst() ? 0 : shape.length - 1];
    long rest = weight.slot().length() / outputs;
    return weight.outputsFirst()
        ? view.reshape('c', outputs, rest)
        : view.reshape('c', rest, outputs);
  }

  /** {@code (W W^T * (1 - I)) W}, or {@code (W W^T - I) W}, in the layout of the matrix. */
  private INDArray term(INDArray matrix, boolean outputsFirst) {
    INDArray result;
    // The smaller of the two Gram matrices.
    if (matrix.rows() <= matrix.columns()) {
      try (INDArray gram = matrix.mmul(matrix.transpose())) {
        result = gram.mmul(matrix);
      }
    } else {
      try (INDArray gram = matrix.transpose().mmul(matrix)) {
        result = matrix.mmul(gram);
      }
    }
    if (form == OrthoForm.PLAIN) {
      return result.subi(matrix);
    }
    try (INDArray squares = matrix.mul(matrix);
        INDArray norms = squares.sum(true, outputsFirst ? 1 : 0);
        INDArray own = matrix.mul(norms)) {
      return result.subi(own);
    }
  }
}
