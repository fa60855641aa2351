/** The script {@code progan}, which starts the programme. */
package io.progan.app.launcher;
