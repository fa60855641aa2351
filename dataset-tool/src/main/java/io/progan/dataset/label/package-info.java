/** Labels of pictures: from the folders they lie in, from a CSV file, from a JSON file. */
package io.progan.dataset.label;
