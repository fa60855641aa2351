"""The work of 'progan metrics' on NumPy files in NumPy and SciPy, to compare speeds and numbers.

Needs NumPy and SciPy (Debian: python3-numpy, python3-scipy). Values are those of the same command of
progan with its default seed, up to rounding in float32.

  metrics.py make IMAGES.npy COUNT SIZE SEED    makes blurred noise, uint8 [COUNT, 3, SIZE, SIZE]
  metrics.py make FEATURES.npy COUNT LENGTH SEED features   makes float32 [COUNT, LENGTH]
  metrics.py swd FAKES.npy REALS.npy            both sets of descriptors, and their distance
  metrics.py msssim IMAGES.npy
  metrics.py fid FAKES.npy REALS.npy            features: means, covariances, and their distance
  metrics.py exact_fid FAKES.npy REALS.npy      the same by singular values, also of singular covariances
"""

import sys
import time

import numpy as np
import scipy.linalg
import scipy.ndimage
import scipy.signal

SEED, PATCHES, REPEATS, DIRECTIONS = 1000, 128, 4, 128
BINOMIAL = np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]).astype(np.float32)[None, None] / 256
START = time.time()


def say(what):
    print("%7.1f s  %s" % (time.time() - START, what), flush=True)


def make(file, count, size, seed, kind="images"):
    random = np.random.RandomState(int(seed))
    count, size = int(count), int(size)
    if kind == "features":
        mixing = random.rand(64, size).astype(np.float32)
        np.save(file, random.randn(count, 64).astype(np.float32) @ mixing)
        return
    images = np.lib.format.open_memmap(file, "w+", np.uint8, (count, 3, size, size))
    for begin in range(0, count, 256):
        shape = images[begin : begin + 256].shape
        noise = scipy.ndimage.uniform_filter(random.rand(*shape).astype(np.float32), (0, 0, 5, 5))
        images[begin : begin + 256] = np.clip(128 + 800 * (noise - 0.5), 0, 255)


def pyramid(images, count):
    levels = [images.astype(np.float32)]
    for _ in range(1, count):
        fine = levels[-1]
        coarse = scipy.ndimage.convolve(fine, BINOMIAL, mode="mirror")[:, :, ::2, ::2]
        sparse = np.zeros_like(fine)
        sparse[:, :, ::2, ::2] = coarse
        levels[-1] = fine - scipy.ndimage.convolve(sparse, 4 * BINOMIAL, mode="mirror")
        levels.append(coarse)
    return levels


def descriptors(images, count, random):
    size = images.shape[2]
    minibatch = int(np.clip(8192 // size, 4, 256))
    found = [np.empty((len(images) * PATCHES, 3, 7, 7), np.float32) for _ in range(count)]
    for begin in range(0, len(images), minibatch):
        for level, part in enumerate(pyramid(images[begin : begin + minibatch], count)):
            n, side = PATCHES * len(part), part.shape[2]
            xs = random.randint(3, side - 3, size=n)[:, None, None, None]
            ys = random.randint(3, side - 3, size=n)[:, None, None, None]
            patch, channel, dx, dy = np.ogrid[0:n, 0:3, -3:4, -3:4]
            patches = part[patch // PATCHES, channel, ys + dy, xs + dx]
            found[level][begin * PATCHES : begin * PATCHES + n] = patches
    for patches in found:
        patches -= patches.mean(axis=(0, 2, 3), keepdims=True, dtype=np.float64).astype(np.float32)
        patches /= patches.std(axis=(0, 2, 3), keepdims=True, dtype=np.float64).astype(np.float32)
    return [patches.reshape(len(patches), -1) for patches in found]


def directions(components, random):
    columns = random.randn(components, DIRECTIONS)
    return (columns / np.sqrt(np.sum(columns**2, axis=0, keepdims=True))).astype(np.float32)


def distance(a, b, random):
    results = []
    for _ in range(REPEATS):
        columns = directions(a.shape[1], random)
        sorted_a = np.sort(a @ columns, axis=0)
        sorted_b = np.sort(b @ columns, axis=0)
        results.append(np.mean(np.abs(sorted_a - sorted_b), dtype=np.float64))
    return 1000 * np.mean(results)


def swd(fakes_file, reals_file):
    reals, fakes = np.load(reals_file, mmap_mode="r"), np.load(fakes_file, mmap_mode="r")
    random = np.random.RandomState(SEED)
    levels = int(np.log2(reals.shape[2])) - 3
    reals = descriptors(reals, levels, random)
    say("reals cut up")
    for patches in reals:  # against themselves they are at distance 0
        for _ in range(REPEATS):
            directions(patches.shape[1], random)
    fakes = descriptors(fakes, levels, random)
    say("fakes cut up")
    values = [distance(a, b, random) for a, b in zip(reals, fakes)]
    say("SWD x 1e3, finest level first, and mean: %s %.4f" % (np.round(values, 4), np.mean(values)))


def window(size):
    sigma = size * 1.5 / 11
    x = np.arange(size) - (size - 1) / 2
    weights = np.exp(-(x[:, None] ** 2 + x[None] ** 2) / (2 * sigma**2))
    return (weights / weights.sum())[None, :, :, None]


def ssim(a, b):
    a, b = a.astype(np.float64), b.astype(np.float64)
    weights = window(min(11, a.shape[1], a.shape[2]))
    blur = lambda x: scipy.signal.fftconvolve(x, weights, mode="valid")
    mean_a, mean_b = blur(a), blur(b)
    aa, bb, ab = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2, blur(a * b) - mean_a * mean_b
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    contrast = (2 * ab + c2) / (aa + bb + c2)
    luminance = (2 * mean_a * mean_b + c1) / (mean_a**2 + mean_b**2 + c1)
    return np.mean(luminance * contrast, axis=(1, 2, 3)), np.mean(contrast, axis=(1, 2, 3))


def msssim(file):
    images = np.load(file, mmap_mode="r")
    weights = np.array([0.0448, 0.2856, 0.3001, 0.2363, 0.1333])
    box = np.ones((1, 2, 2, 1)) / 4
    total = 0
    for begin in range(0, len(images) // 2 * 2, 64):
        part = images[begin : begin + 64].transpose(0, 2, 3, 1).astype(np.float32)
        pair, similar, contrast = [part[0::2], part[1::2]], [], []
        for _ in weights:
            s, c = ssim(*pair)
            similar.append(s)
            contrast.append(c)
            pair = [scipy.ndimage.convolve(x, box, mode="reflect")[:, ::2, ::2] for x in pair]
        similar, contrast = np.clip(similar, 0, None), np.clip(contrast, 0, None)
        scores = np.prod(contrast[:-1] ** weights[:-1, None], axis=0) * similar[-1] ** weights[-1]
        total += np.sum(scores)
    say("MS-SSIM: %.6f" % (total / (len(images) // 2)))


def fid(fakes_file, reals_file):
    statistics = []
    for file in (reals_file, fakes_file):
        features = np.load(file)
        begin = time.time()
        statistics.append((np.mean(features, axis=0), np.cov(features, rowvar=False)))
        say("mean and covariance of %s took %.2f s" % (features.shape, time.time() - begin))
    (mean_a, a), (mean_b, b) = statistics
    root = scipy.linalg.sqrtm(a @ b).real
    say("FID: %.6f" % (np.sum((mean_a - mean_b) ** 2) + np.trace(a + b - 2 * root)))


def exact_fid(fakes_file, reals_file):
    means, factors = [], []
    for file in (reals_file, fakes_file):
        features = np.load(file).astype(np.float64)
        means.append(features.mean(axis=0))
        factors.append(np.linalg.qr(features - means[-1], mode="r") / np.sqrt(len(features) - 1))
    root = np.linalg.svd(factors[0] @ factors[1].T, compute_uv=False).sum()
    traces = sum(np.sum(factor**2) for factor in factors)
    say("FID: %.6f" % (np.sum((means[0] - means[1]) ** 2) + traces - 2 * root))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
