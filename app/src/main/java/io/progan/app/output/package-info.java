/** Where commands write, by the names that users give. */
package io.progan.app.output;
