/**
 * The configuration of a run as immutable records that check themselves, and their JSON form.
 *
 * <p>Groups and keys are those of the official implementation, in camelCase.
 */
package io.progan.presets.config;
