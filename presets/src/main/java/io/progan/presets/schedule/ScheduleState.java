package io.progan.presets.schedule;

/**
 * The training parameters at one moment.
 *
 * @param kimg thousands of real images shown so far
 * @param lod level of detail: log2 of the full resolution over the current one, 0 at full
 *     resolution; its fraction is the weight of the coarser image while fading
 * @param resolution side in pixels of the images that are trained on
 * @param minibatch images of a step over all replicas, a multiple of their number
 * @param gLrate learning rate of the generator
 * @param dLrate learning rate of the discriminator
 * @param tickKimg length of a tick in thousands of images
 */
public record ScheduleState(
    double kimg,
    double lod,
    int resolution,
    int minibatch,
    double gLrate,
    double dLrate,
    double tickKimg) {}
