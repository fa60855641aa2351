package io.progan.metrics.feature.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Builds a model in the ONNX format (IR version 8, operators of the default domain). Nodes must be
 * added in an order in which everything is there before it is used; names are free, but each value
 * has one of its own. Nothing is checked here, ONNX Runtime does that when it loads a model.
 */
public final class OnnxModelBuilder {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 18;
  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_BYTE = 2;
  private static final int TYPE_INTEGER = 7;

  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_NAME = 2;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;

  private final int operatorSet;
  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(graph);

  /** Starts an empty graph of operator set {@value #OPERATOR_SET}. */
  public OnnxModelBuilder() {
    this(OPERATOR_SET);
  }

  /**
   * Starts an empty graph.
   *
   * @param operatorSet the version of the operators; older programmes know only lower ones
   */
  public OnnxModelBuilder(int operatorSet) {
    this.operatorSet = operatorSet;
    write(o -> o.writeString(GRAPH_NAME, "graph"));
  }

  private void write(Protobuf.Fields fields) {
    try {
      fields.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Declares an input of float32 values.
   *
   * @param shape its axes, -1 for any length
   */
  public OnnxModelBuilder floatInput(String name, long... shape) {
    byte[] value = valueInfo(name, TYPE_FLOAT, shapeMessage(shape));
    write(o -> o.writeByteArray(GRAPH_INPUT, value));
    return this;
  }

  /**
   * Declares an input of unsigned bytes.
   *
   * @param shape its axes, -1 for any length
   */
  public OnnxModelBuilder byteInput(String name, long... shape) {
    byte[] value = valueInfo(name, TYPE_BYTE, shapeMessage(shape));
    write(o -> o.writeByteArray(GRAPH_INPUT, value));
    return this;
  }

  /** Declares a float32 value as output, of whatever shape. */
  public OnnxModelBuilder output(String name) {
    byte[] value = valueInfo(name, TYPE_FLOAT, new byte[0]);
    write(o -> o.writeByteArray(GRAPH_OUTPUT, value));
    return this;
  }

  /** {@code ValueInfoProto}: name and type; no shape where it is empty. */
  private static byte[] valueInfo(String name, int elementType, byte[] shape) {
    byte[] tensor =
        Protobuf.message(
            o -> {
              o.writeInt32(1, elementType);
              if (shape.length > 0) {
                o.writeByteArray(2, shape);
              }
            });
    byte[] type = Protobuf.message(o -> o.writeByteArray(1, tensor));
    return Protobuf.message(
        o -> {
          o.writeString(1, name);
          o.writeByteArray(2, type);
        });
  }

  /** {@code TensorShapeProto}: a number or a name for each axis. */
  private static byte[] shapeMessage(long... shape) {
    return Protobuf.message(
        o -> {
          for (int axis = 0; axis < shape.length; axis++) {
            long length = shape[axis];
            String any = "axis" + axis;
            byte[] dimension =
                Protobuf.message(
                    d -> {
                      if (length >= 0) {
                        d.writeInt64(1, length);
                      } else {
                        d.writeString(2, any);
                      }
                    });
            o.writeByteArray(1, dimension);
          }
        });
  }

  /** Adds a constant of float32 values. */
  public OnnxModelBuilder floats(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(name, TYPE_FLOAT, raw.array(), shape);
  }

  /** Adds a constant of 64-bit whole numbers. */
  public OnnxModelBuilder integers(String name, long[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return constant(name, TYPE_INTEGER, raw.array(), shape);
  }

  /** {@code TensorProto} with raw little-endian content. */
  private OnnxModelBuilder constant(String name, int type, byte[] raw, long... shape) {
    byte[] tensor =
        Protobuf.message(
            o -> {
              for (long length : shape) {
                o.writeInt64(1, length);
              }
              o.writeInt32(2, type);
              o.writeString(8, name);
              o.writeByteArray(9, raw);
            });
    write(o -> o.writeByteArray(GRAPH_INITIALIZER, tensor));
    return this;
  }

  /**
   * Adds a node with one output.
   *
   * @param operator the name of the operator
   * @param output the name of its result
   * @param inputs the names of its operands
   */
  public OnnxModelBuilder node(
      String operator, String output, List<String> inputs, OnnxAttribute... attributes) {
    byte[] node =
        Protobuf.message(
            o -> {
              for (String input : inputs) {
                o.writeString(1, input);
              }
              o.writeString(2, output);
              o.writeString(3, output);
              o.writeString(4, operator);
              for (OnnxAttribute attribute : attributes) {
                o.writeByteArray(5, attribute.encoded());
              }
            });
    write(o -> o.writeByteArray(GRAPH_NODE, node));
    return this;
  }

  /** The model, {@code ModelProto}. */
  public byte[] toBytes() {
    write(CodedOutputStream::flush);
    byte[] operators = Protobuf.message(o -> o.writeInt64(2, operatorSet));
    return Protobuf.message(
        o -> {
          o.writeInt64(1, IR_VERSION);
          o.writeString(2, "progan");
          o.writeByteArray(7, graph.toByteArray());
          o.writeByteArray(8, operators);
        });
  }
}
