"""The work of 'progan dataset create_from_images' and 'create_lsun' in Python, to compare speeds.

Needs NumPy and Pillow, for LSUN lmdb, too (Debian: python3-numpy, python3-pil, python3-lmdb). One process,
one thread. The records are those of the dataset tool but for their checksum: zlib's CRC-32, which is as
fast as any, stands for CRC-32C, which needs one more package.

  datasets.py make SAMPLES             makes SAMPLES/png1024 (200 pictures), jpg128 (4000), lsun (1000)
  datasets.py images FOLDER TARGET     times the pictures of a folder
  datasets.py lsun DATABASE TARGET     times an LMDB database at 256x256
"""

import io
import os
import struct
import sys
import time
import zlib

import numpy as np
from PIL import Image


def field(number, content):
    size, head = len(content), bytes([number << 3 | 2])
    while size > 127:
        head += bytes([size & 127 | 128])
        size >>= 7
    return head + bytes([size]) + content


def varints(values):
    return b"".join(bytes([v]) if v < 128 else bytes([v & 127 | 128, v >> 7]) for v in values)


def write(file, image):
    data = field(1, b"data") + field(2, field(1, field(1, image.tobytes())))
    shape = field(1, b"shape") + field(2, field(3, field(1, varints(image.shape))))
    record = field(1, field(1, data) + field(1, shape))
    length = struct.pack("<Q", len(record))
    file.write(length + struct.pack("<I", zlib.crc32(length)))
    file.write(record + struct.pack("<I", zlib.crc32(record)))


def add(files, target, image):
    top = image.shape[1].bit_length() - 1
    for log2 in range(top, 1, -1):
        if log2 < top:
            image = image.astype(np.float32)
            image = image[:, 0::2, 0::2] + image[:, 0::2, 1::2] + image[:, 1::2, 0::2] + image[:, 1::2, 1::2]
            image = image * np.float32(0.25)
        if log2 not in files:
            files[log2] = open(os.path.join(target, "peer-r%02d.tfrecords" % log2), "wb")
        write(files[log2], np.rint(image).clip(0, 255).astype(np.uint8))


def from_folder(folder):
    names = sorted(os.listdir(folder))
    for i in np.random.RandomState(123).permutation(len(names)):
        yield np.asarray(Image.open(os.path.join(folder, names[i]))).transpose(2, 0, 1)


def from_lmdb(database):
    import lmdb

    with lmdb.open(database, readonly=True, lock=False).begin() as transaction:
        for _, value in transaction.cursor():
            picture = Image.open(io.BytesIO(value)).convert("RGB")
            side = min(picture.size)
            left, top = (picture.width - side) // 2, (picture.height - side) // 2
            square = picture.crop((left, top, left + side, top + side))
            yield np.asarray(square.resize((256, 256), Image.LANCZOS)).transpose(2, 0, 1)


def measure(images, target):
    os.makedirs(target, exist_ok=True)
    begin, processor, files, count = time.time(), time.process_time(), {}, 0
    for count, image in enumerate(images, 1):
        add(files, target, image)
    for file in files.values():
        file.close()
    seconds, processor = time.time() - begin, time.process_time() - processor
    print("%d images in %.1f s, %.1f images/s, %.1f s of processor time" % (count, seconds, count / seconds, processor))


def photo(random, height, width):
    """Like a photograph: less detail the finer it is, and a little noise."""
    sum_, size = np.zeros((height, width, 3)), 4
    while size <= max(height, width):
        for channel in range(3):
            layer = Image.fromarray(random.rand(size, size).astype(np.float32))
            sum_[:, :, channel] += np.asarray(layer.resize((width, height), Image.BICUBIC)) / size**0.9
        size *= 2
    sum_ -= sum_.min()
    return np.clip(sum_ * (270 / sum_.max()) - 8 + 2 * random.randn(height, width, 3), 0, 255).astype(np.uint8)


def make(folder):
    import lmdb

    random = np.random.RandomState(1)
    photos = [photo(random, 1024, 1024) for _ in range(8)]

    def piece(height, width):
        rolled = np.roll(photos[random.randint(8)], random.randint(1024, size=2), (0, 1))
        return Image.fromarray(np.ascontiguousarray(rolled[:height, :width]))

    for name, count, side, form in (("png1024", 200, 1024, "PNG"), ("jpg128", 4000, 128, "JPEG")):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
        for i in range(count):
            path = os.path.join(folder, name, "%05d.%s" % (i, form.lower()))
            piece(side, side).save(path, form, quality=90)
    with lmdb.open(os.path.join(folder, "lsun"), map_size=1 << 30).begin(write=True) as transaction:
        for i in range(1000):
            value = io.BytesIO()
            piece(256, 341).save(value, "WEBP", quality=80)
            transaction.put(b"%06d" % i, value.getvalue())


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        measure((from_folder if sys.argv[1] == "images" else from_lmdb)(sys.argv[2]), sys.argv[3])
