/** Manual pages, made from the commands. */
package io.progan.app.manual;
