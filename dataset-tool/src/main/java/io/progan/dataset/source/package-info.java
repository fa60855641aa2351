/** Where images come from: each source hands out equal-sized images by number, with labels. */
package io.progan.dataset.source;
