/** Networks from and for other programmes. */
package io.progan.app.exchange;
