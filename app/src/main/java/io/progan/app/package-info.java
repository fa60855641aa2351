/** The command line {@code progan}; this package holds only where it starts. */
package io.progan.app;
