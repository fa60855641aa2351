/** Graphs with everything that it takes to run them again and again, and who frees it. */
package io.progan.core.session;
