package io.progan.dataset.inspect;

import java.util.List;

/**
 * What checking a dataset found.
 *
 * @param name the dataset's name
 * @param images the number of images; of the most files, if they do not agree
 * @param resolution height and width of the largest images
 * @param files how many image and label files were read
 * @param roundedOtherwise how many images have lower resolutions that are not what this programme
 *     makes of the largest, but are that as far as rounding allows
 * @param faults all faults, files first, then images in their order
 */
public record Verification(
    String name,
    long images,
    int resolution,
    int files,
    long roundedOtherwise,
    List<Fault> faults) {}
