/** Plans: graphs made ready to run again and again, in memory laid out beforehand. */
package io.progan.core.plan;
