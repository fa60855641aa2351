/**
 * The record of a training for TensorBoard: event files, written by hand from a few protocol buffer
 * messages.
 */
package io.progan.core.record;
