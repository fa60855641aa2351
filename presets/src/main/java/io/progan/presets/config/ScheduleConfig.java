package io.progan.presets.config;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Map;

/**
 * How training parameters follow the number of images shown. Maps are keyed by resolution in pixels
 * and are unmodifiable, in ascending order.
 *
 * @param lodInitialResolution resolution at the beginning; one above the dataset's means the
 *     dataset's
 * @param lodTrainingKimg thousands of images with a settled resolution, before each fade
 * @param lodTransitionKimg thousands of images of each fade
 * @param minibatchBase minibatch size over all replicas, rounded down to a multiple of them
 * @param minibatchDict minibatch size by resolution
 * @param maxMinibatchPerGpu upper bound of one replica's minibatch by resolution
 * @param gLrateBase learning rate of the generator
 * @param gLrateDict learning rate of the generator by resolution
 * @param dLrateBase learning rate of the discriminator
 * @param dLrateDict learning rate of the discriminator by resolution
 * @param rampupKimg thousands of images over which both rates grow to their value, from e^-5 of it
 * @param rampdownKimg thousands of images before the end over which both rates shrink to 0
 * @param tickKimgBase length of a tick in thousands of images
 * @param tickKimgDict length of a tick by resolution
 */
public record ScheduleConfig(
    int lodInitialResolution,
    double lodTrainingKimg,
    double lodTransitionKimg,
    int minibatchBase,
    @JsonDeserialize(keyUsing = ResolutionKey.class) Map<Integer, Integer> minibatchDict,
    @JsonDeserialize(keyUsing = ResolutionKey.class) Map<Integer, Integer> maxMinibatchPerGpu,
    double gLrateBase,
    @JsonDeserialize(keyUsing = ResolutionKey.class) Map<Integer, Double> gLrateDict,
    double dLrateBase,
    @JsonDeserialize(keyUsing = ResolutionKey.class) Map<Integer, Double> dLrateDict,
    double rampupKimg,
    double rampdownKimg,
    double tickKimgBase,
    @JsonDeserialize(keyUsing = ResolutionKey.class) Map<Integer, Double> tickKimgDict) {

  /** Checks every value and copies the maps. */
  public ScheduleConfig {
    Check.resolution("lodInitialResolution", lodInitialResolution);
    Check.notNegative("lodTrainingKimg", lodTrainingKimg);
    Check.notNegative("lodTransitionKimg", lodTransitionKimg);
    Check.atLeast("minibatchBase", minibatchBase, 1);
    minibatchDict =
        Check.byResolution("minibatchDict", minibatchDict, (key, v) -> Check.atLeast(key, v, 1));
    maxMinibatchPerGpu =
        Check.byResolution(
            "maxMinibatchPerGpu", maxMinibatchPerGpu, (key, v) -> Check.atLeast(key, v, 1));
    Check.positive("gLrateBase", gLrateBase);
    gLrateDict = Check.byResolution("gLrateDict", gLrateDict, Check::positive);
    Check.positive("dLrateBase", dLrateBase);
    dLrateDict = Check.byResolution("dLrateDict", dLrateDict, Check::positive);
    Check.notNegative("rampupKimg", rampupKimg);
    Check.notNegative("rampdownKimg", rampdownKimg);
    Check.positive("tickKimgBase", tickKimgBase);
    tickKimgDict = Check.byResolution("tickKimgDict", tickKimgDict, Check::positive);
  }

  /** The official defaults. */
  public static ScheduleConfig defaults() {
    Map<Integer, Double> ticks =
        Map.of(
            4, 160.0, 8, 140.0, 16, 120.0, 32, 100.0, 64, 80.0, 128, 60.0, 256, 40.0, 512, 20.0,
            1024, 10.0);
    return new ScheduleConfig(
        4, 600, 600, 16, Map.of(), Map.of(), 0.001, Map.of(), 0.001, Map.of(), 0, 0, 160, ticks);
  }
}
