package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_exec_arg_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

import java.util.Optional;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.Pointer;

/**
 * How oneDNN would compute something: which arrays it takes in which layout. Scratch memory is the
 * caller's. Freed by {@link #close()}.
 */
final class Description implements AutoCloseable {

  /** Makes a description with attributes. */
  @FunctionalInterface
  interface Maker {

    /** Fills the description; gives the status. */
    int make(dnnl_primitive_desc into, dnnl_primitive_attr attributes);
  }

  private final dnnl_primitive_desc description;

  private Description(dnnl_primitive_desc description) {
    this.description = description;
  }

  /**
   * Describes an operation.
   *
   * @param operation the descriptor of oneDNN
   * @param name for messages
   * @return nothing where no implementation takes these shapes and layouts on this processor
   */
  static Optional<Description> of(Pointer operation, String name) {
    return of(
        (into, attributes) ->
            dnnl_primitive_desc_create(
                into, new const_dnnl_op_desc_t(operation), attributes, OneDnn.engine(), null),
        name);
  }

  /** Describes what has no descriptor of its own. */
  static Optional<Description> of(Maker maker, String name) {
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    OneDnn.check(dnnl_primitive_attr_create(attributes), "attributes");
    try {
      OneDnn.check(
          dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
          "scratch memory of ours");
      dnnl_primitive_desc made = new dnnl_primitive_desc();
      int status = maker.make(made, attributes);
      if (status == dnnl_unimplemented) {
        return Optional.empty();
      }
      OneDnn.check(status, name);
      return Optional.of(new Description(made));
    } finally {
      dnnl_primitive_attr_destroy(attributes);
    }
  }

  dnnl_primitive_desc pointer() {
    return description;
  }

  /**
   * The layout of an array.
   *
   * @param argument of oneDNN's arguments, for example {@code DNNL_ARG_SRC}
   */
  dnnl_memory_desc_t layout(int argument) {
    return dnnl_primitive_desc_query_md(description, dnnl_query_exec_arg_md, argument);
  }

  /** What it takes beside its arrays while it runs. */
  long scratchBytes() {
    return dnnl_memory_desc_get_size(layout(DNNL_ARG_SCRATCHPAD));
  }

  @Override
  public void close() {
    dnnl_primitive_desc_destroy(description);
  }
}
