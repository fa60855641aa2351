/** The commands of {@code progan classifier}. */
package io.progan.app.command.classifier;
