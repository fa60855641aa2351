package io.progan.core.graph;

/** What an operation is told beside its operands, for example how a kernel moves. */
public interface Arguments {

  /** Those of an operation that is told nothing, or nothing that anybody asks for. */
  Arguments NONE = new Arguments() {};
}
