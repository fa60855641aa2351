/** Parts of losses, one a file: adversarial parts, regularisers, class parts. */
package io.progan.core.loss.term;
