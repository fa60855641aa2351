/**
 * Presets, overlays and dataset hints as JSON files, and how they become the configuration of a
 * run.
 */
package io.progan.presets.preset;
