/** Training classifiers of greyscale pictures from datasets, and their files. */
package io.progan.app.classifier;
