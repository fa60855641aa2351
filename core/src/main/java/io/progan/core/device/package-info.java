/** What ND4J runs on: which native library, and whether there is a device for it. */
package io.progan.core.device;
