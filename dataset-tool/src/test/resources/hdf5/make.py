# Writes small archives as the original's HDF5 exporter laid them out, and other layouts.
# Image i holds (i + channel + row * columns + column) mod 256 in every place.
import h5py
import numpy as np


def images(n, channels, side):
    at = np.arange(side * side).reshape(side, side)
    return (np.arange(n)[:, None, None, None] + np.arange(channels)[:, None, None] + at).astype(np.uint8)


def chunked(rows):
    return dict(maxshape=(None, 3, 8, 8), chunks=(rows, 3, 8, 8), compression='gzip', compression_opts=4)


with h5py.File('chunked.h5', 'w') as file:
    file.create_dataset('data8x8', data=images(5, 3, 8), **chunked(2))
    file.create_dataset('data4x4', data=images(5, 3, 4))
with h5py.File('grey.h5', 'w') as file:
    file.create_dataset('data8x8', data=images(3, 1, 8), chunks=(1, 1, 8, 8), compression='lzf', shuffle=True)
with h5py.File('float.h5', 'w') as file:
    file.create_dataset('data8x8', data=images(3, 1, 8).astype(np.float32))
with h5py.File('oblong.h5', 'w') as file:
    file.create_dataset('data8x8', data=images(3, 1, 8)[:, :, :4])
with h5py.File('other.h5', 'w') as file:
    file.create_dataset('images', data=images(3, 1, 8))
with h5py.File('empty.h5', 'w') as file:
    file.create_dataset('data8x8', shape=(0, 1, 8, 8), maxshape=(None, 1, 8, 8), dtype=np.uint8)
