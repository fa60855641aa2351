/** The commands of {@code progan}, and how their errors end. */
package io.progan.app.command;
