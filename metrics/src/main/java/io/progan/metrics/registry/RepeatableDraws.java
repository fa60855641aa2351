package io.progan.metrics.registry;

import io.progan.metrics.kid.SubsetDraws;
import io.progan.metrics.swd.SwdDraws;

/** Random numbers that can be drawn again from any point. */
public interface RepeatableDraws extends SwdDraws, SubsetDraws {

  /** An independent generator that will draw the same numbers as this one from now on. */
  RepeatableDraws copy();
}
