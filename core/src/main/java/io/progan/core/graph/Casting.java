package io.progan.core.graph;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** Changes the type of values. */
public final class Casting {

  private Casting() {}

  /**
   * The same values in another type, rounded to its nearest ones (ties to even). The gradient is
   * cast back. A cast to a type without fractions has no gradient.
   */
  public static Tensor cast(Tensor x, DataType type) {
    if (x.dataType() == type) {
      return x;
    }
    Computation cast = Computation.of("cast", (sameDiff, in) -> in[0].castTo(type));
    Tensor y = x.graph().add(cast, type, x.shape(), List.of(x));
    if (!type.isFPType()) {
      return x.graph().finalGradient(y, "a cast to " + type, List.of(x));
    }
    return x.graph().onTape(y, List.of(x), (dy, wanted) -> List.of(cast(dy, x.dataType())));
  }
}
