/** Studies: many trainings in processes of their own, measured, and put into one table. */
package io.progan.app.sweep;
