/** What a run leaves on the disk: its folder, its records, and snapshots of the networks. */
package io.progan.core.snapshot;
