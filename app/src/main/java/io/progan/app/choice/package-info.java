/** Plain values of what users choose: options give them, and everything below takes them. */
package io.progan.app.choice;
