/** Which snapshots of a run are the best, by what has been measured. */
package io.progan.app.ranking;
