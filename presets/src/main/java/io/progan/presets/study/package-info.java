/** Studies as JSON files: variants of a training that are to be compared. */
package io.progan.presets.study;
