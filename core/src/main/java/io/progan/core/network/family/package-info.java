/** The one place that knows which class implements which kind of network. */
package io.progan.core.network.family;
