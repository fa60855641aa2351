/** The one place that knows which parts make up which kind of loss. */
package io.progan.core.loss.family;
