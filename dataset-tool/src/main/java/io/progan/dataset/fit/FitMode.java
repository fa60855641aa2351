package io.progan.dataset.fit;

/** How a picture that is not square becomes square. */
public enum FitMode {
  /** What overhangs the square in the middle is cut off. */
  CROP,

  /** All of it is kept, with background beside it. */
  PAD,

  /** Its proportions are changed. */
  STRETCH
}
