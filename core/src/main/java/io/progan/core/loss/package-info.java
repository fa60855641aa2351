/** What losses are made of: both networks in one graph, named terms, and parts that combine. */
package io.progan.core.loss;
