package io.progan.metrics.classifier;

import io.progan.dataset.numpy.NpyArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** The classifier as a network of Deeplearning4j. Input {@code [minibatch, 1, height, width]}. */
final class ClassifierNetwork {

  private static final double SLOPE = 0.1;

  /** From here on convolutions have no padding. */
  private static final int FIRST_UNPADDED = 4;

  private static final String WEIGHT = DefaultParamInitializer.WEIGHT_KEY;
  private static final String BIAS = DefaultParamInitializer.BIAS_KEY;

  private ClassifierNetwork() {}

  /**
   * A network with He initialisation, which the caller closes.
   *
   * @param type of its numbers
   * @param seed of its first weights
   */
  static MultiLayerNetwork create(ClassifierShape shape, DataType type, long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(type)
            .weightInit(WeightInit.RELU)
            .activation(new ActivationLReLU(SLOPE))
            .updater(new Adam())
            .list();
    for (int i = 0; i < ClassifierShape.CONVOLUTIONS; i++) {
      layers.layer(convolution(i, shape.widths().get(i)));
      if (i % 2 == 1) {
        layers.layer(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build());
      }
    }
    layers.layer(
        new OutputLayer.Builder(new LossMCXENT())
            .name(ClassifierShape.DENSE)
            .nOut(shape.classes())
            .activation(new ActivationSoftmax())
            .build());
    int size = shape.imageSize();
    MultiLayerConfiguration configuration =
        layers.setInputType(InputType.convolutional(size, size, 1)).build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static ConvolutionLayer convolution(int index, int width) {
    boolean padded = index < FIRST_UNPADDED;
    return new OneDnnConvolution(
        new ConvolutionLayer.Builder(ClassifierShape.KERNEL, ClassifierShape.KERNEL)
            .name(ClassifierShape.convolution(index))
            .nOut(width)
            .convolutionMode(padded ? ConvolutionMode.Same : ConvolutionMode.Truncate));
  }

  /** Puts weights into a network of the same shape. */
  static void load(MultiLayerNetwork network, ClassifierWeights weights) {
    for (Map.Entry<String, NpyArray> entry : weights.arrays().entrySet()) {
      NpyArray array = entry.getValue();
      INDArray parameter = parameter(network, entry.getKey());
      boolean convolution = parameter.rank() == 4;
      long[] shape = convolution ? longs(array.shape()) : parameter.shape();
      try (INDArray values = Nd4j.create(array.floats(), shape, 'c')) {
        parameter.assign(convolution ? values.permute(3, 2, 0, 1) : values);
      }
    }
  }

  /**
   * The weights of a network, which stay there.
   *
   * @param inputScale what pictures with values in [0, 255] were multiplied by when it was trained;
   *     the first convolution takes it over
   */
  static Map<String, NpyArray> arrays(
      MultiLayerNetwork network, ClassifierShape shape, double inputScale) {
    String first = ClassifierShape.weight(ClassifierShape.convolution(0));
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    shape
        .arrays()
        .forEach(
            (name, sizes) -> {
              double scale = name.equals(first) ? inputScale : 1;
              arrays.put(name, NpyArray.of(values(parameter(network, name), scale), sizes));
            });
    return arrays;
  }

  private static float[] values(INDArray parameter, double scale) {
    INDArray ordered = parameter.rank() == 4 ? parameter.permute(2, 3, 1, 0) : parameter;
    try (INDArray copy = ordered.dup('c')) {
      float[] values = copy.data().asFloat();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (values[i] * scale);
      }
      return values;
    }
  }

  /**
   * A view of a parameter: {@code [out, in, kh, kw]} of a convolution, {@code [in, out]} of the
   * dense layer, {@code [1, out]} of a bias.
   */
  private static INDArray parameter(MultiLayerNetwork network, String name) {
    int slash = name.indexOf('/');
    Layer layer = network.getLayer(name.substring(0, slash));
    return layer.getParam(name.endsWith("/bias") ? BIAS : WEIGHT);
  }

  private static long[] longs(int... shape) {
    long[] longs = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      longs[i] = shape[i];
    }
    return longs;
  }
}
