/** A page that shows runs: data, pictures and scripts in one HTML file that needs no network. */
package io.progan.app.report;
