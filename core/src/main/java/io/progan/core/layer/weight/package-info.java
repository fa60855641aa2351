/** How layers make the weights that they compute with from the slots that are trained. */
package io.progan.core.layer.weight;
