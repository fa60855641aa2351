package io.progan.metrics.classifier;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's convolution through oneDNN, which makes training six times as fast. It looks for
 * oneDNN under a class name that ND4J no longer has, so its own layer never finds it.
 */
final class OneDnnConvolution extends ConvolutionLayer {

  private static final long serialVersionUID = 1L;

  OneDnnConvolution(Builder builder) {
    super(builder);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Implementation layer = new Implementation(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }

  /** The layer at work; doubles, which oneDNN does not have, go the usual way. */
  private static final class Implementation
      extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {

    private static final long serialVersionUID = 1L;

    Implementation(NeuralNetConfiguration configuration, DataType type) {
      super(configuration, type);
      Object backend = Nd4j.getExecutioner().getEnvironmentInformation().get("backend");
      if (type == DataType.FLOAT && "CPU".equals(backend)) {
        helper = new MKLDNNConvHelper(type);
      }
    }
  }
}
