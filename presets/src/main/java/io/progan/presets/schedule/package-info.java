/**
 * Training parameters as a pure function of the images shown, and the bookkeeping of the training
 * loop: optimiser resets, ticks, and the checks of a configuration against its dataset.
 */
package io.progan.presets.schedule;
