/** What the dataset commands do: making datasets, watched and stoppable. */
package io.progan.app.dataset;
