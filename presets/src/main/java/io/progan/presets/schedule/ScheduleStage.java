package io.progan.presets.schedule;

/**
 * A stretch of training at one resolution, either settled or fading.
 *
 * @param fromKimg thousands of images shown when it begins
 * @param toKimg thousands of images shown when it ends
 * @param resolution side in pixels of the images that are trained on
 * @param lodFrom level of detail when it begins
 * @param lodTo level of detail when it ends; equal to {@code lodFrom} when settled
 * @param minibatch images of a step over all replicas; 0 when they are fewer than the replicas
 * @param gLrate learning rate of the generator
 * @param dLrate learning rate of the discriminator
 * @param tickKimg length of a tick in thousands of images
 */
public record ScheduleStage(
    double fromKimg,
    double toKimg,
    int resolution,
    double lodFrom,
    double lodTo,
    int minibatch,
    double gLrate,
    double dLrate,
    double tickKimg) {

  /** Whether new layers are being faded in. */
  public boolean fading() {
    return lodFrom != lodTo;
  }

  /** The training parameters in the middle of the stage: while fading, half way. */
  public ScheduleState middle() {
    double lod = (lodFrom + lodTo) / 2;
    return new ScheduleState(fromKimg, lod, resolution, minibatch, gLrate, dLrate, tickKimg);
  }
}
