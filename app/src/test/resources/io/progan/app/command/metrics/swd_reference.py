"""The sliced Wasserstein distance of two sets of images in NumPy and SciPy, with every random number
drawn from one RandomState in the order that docs/metrics.md states; the numbers of MetricsGoldenTest.

    python3 swd_reference.py REALS.npy FAKES.npy SEED    (uint8 [count, 3, size, size])
"""
import sys

import numpy as np
import scipy.ndimage

BINOMIAL = np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]).astype(np.float64)[None, None] / 256
PATCHES, REPEATS, DIRECTIONS = 128, 4, 128


def blur(images, gain):
    return scipy.ndimage.convolve(images, gain * BINOMIAL, mode="mirror")


def pyramid(images, count):
    levels = [images.astype(np.float64)]
    for _ in range(1, count):
        fine = levels[-1]
        coarse = blur(fine, 1)[:, :, ::2, ::2]
        sparse = np.zeros_like(fine)
        sparse[:, :, ::2, ::2] = coarse
        levels[-1] = fine - blur(sparse, 4)
        levels.append(coarse)
    return levels


def descriptors(images, count, random):
    size = images.shape[2]
    minibatch = int(np.clip(8192 // size, 4, 256))
    found = [[] for _ in range(count)]
    for begin in range(0, len(images), minibatch):
        for level, part in enumerate(pyramid(images[begin : begin + minibatch], count)):
            n, side = PATCHES * len(part), part.shape[2]
            xs = random.randint(3, side - 3, size=n)
            ys = random.randint(3, side - 3, size=n)
            for i, (x, y) in enumerate(zip(xs, ys)):
                patch = part[i // PATCHES, :, y - 3 : y + 4, x - 3 : x + 4]
                found[level].append(patch.transpose(0, 2, 1))
    normalized = []
    for patches in map(np.array, found):
        patches -= patches.mean(axis=(0, 2, 3), keepdims=True)
        patches /= patches.std(axis=(0, 2, 3), keepdims=True)
        normalized.append(patches.reshape(len(patches), -1))
    return normalized


def distance(a, b, random):
    results = []
    for _ in range(REPEATS):
        directions = random.randn(a.shape[1], DIRECTIONS)
        directions /= np.sqrt(np.sum(directions**2, axis=0, keepdims=True))
        sorted_a = np.sort(a @ directions, axis=0)
        sorted_b = np.sort(b @ directions, axis=0)
        results.append(np.mean(np.abs(sorted_a - sorted_b)))
    return 1000 * np.mean(results)


if __name__ == "__main__":
    reals, fakes = np.load(sys.argv[1]), np.load(sys.argv[2])
    state = np.random.RandomState(int(sys.argv[3]))
    levels = int(np.log2(reals.shape[2])) - 3
    reals = descriptors(reals, levels, state)
    for patches in reals:
        distance(patches, patches, state)
    fakes = descriptors(fakes, levels, state)
    values = [distance(a, b, state) for a, b in zip(reals, fakes)]
    print(values, np.mean(values))
