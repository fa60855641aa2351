/** Starting a training from networks that were trained on something else. */
package io.progan.core.transfer;
