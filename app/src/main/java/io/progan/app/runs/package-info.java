/** What there is to say about runs, from their folders alone: state, speed, time left, metrics. */
package io.progan.app.runs;
