package io.progan.metrics.feature.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of a model, as ONNX's {@code NodeProto}.
 *
 * @param operation what it computes
 * @param inputs names of what it reads
 * @param outputs names of what it gives
 * @param message its bytes
 */
record OnnxNode(String operation, List<String> inputs, List<String> outputs, byte[] message) {

  static final int INPUT = 1;
  static final int OUTPUT = 2;
  static final int OPERATION = 4;

  static OnnxNode parse(byte[] message) throws IOException {
    String operation = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case INPUT -> inputs.add(in.readStringRequireUtf8());
        case OUTPUT -> outputs.add(in.readStringRequireUtf8());
        case OPERATION -> operation = in.readStringRequireUtf8();
        default -> in.skipField(tag);
      }
    }
    return new OnnxNode(operation, inputs, outputs, message);
  }

  /** The same with fewer inputs: {@code Gemm} and {@code Conv} then have no bias. */
  byte[] with(List<String> fewer) {
    return MessageEditor.replace(
        message,
        INPUT,
        out -> {
          for (String input : fewer) {
            out.writeString(INPUT, input);
          }
        });
  }

  /** A node that gives one of its inputs instead. */
  byte[] passing(String input) {
    return Protobuf.message(
        out -> {
          out.writeString(INPUT, input);
          out.writeString(OUTPUT, outputs.get(0));
          out.writeString(OPERATION, "Identity");
        });
  }
}
