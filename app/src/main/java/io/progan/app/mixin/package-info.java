/** Options that several commands share. */
package io.progan.app.mixin;
