package io.progan.dataset.pickle;

import java.util.Collections;
import java.util.List;

/**
 * An object of a class that the reader was told to allow: what Python would have handed to the
 * class, which itself is neither known nor run.
 */
public final class PickledObject implements StatefulValue {
  private final String module;
  private final String name;
  private final List<Object> args;
  private Object state;

  PickledObject(String module, String name, List<Object> args) {
    this.module = module;
    this.name = name;
    this.args = args;
  }

  /** The module of the class, for example {@code tfutil}. */
  public String module() {
    return module;
  }

  /** The name of the class, for example {@code Network}. */
  public String name() {
    return name;
  }

  /** The arguments of its constructor, usually none; values as {@link PickleReader} has them. */
  public List<Object> args() {
    return Collections.unmodifiableList(args);
  }

  /**
   * What {@code __setstate__} would have got, usually a map of attributes; null if there is none.
   */
  public Object state() {
    return state;
  }

  /** The arguments, to be changed in place. */
  List<Object> argsInPlace() {
    return args;
  }

  @Override
  public void setState(Object value) {
    state = value;
  }

  @Override
  public String toString() {
    return "PickledObject[" + module + "." + name + "]";
  }
}
