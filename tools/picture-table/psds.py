"""PSD: modes, depths, both compressions; only the merged picture is read."""
import struct

import numpy as np

from common import SIDE, alpha, bit, case, grey, pack, rgb, to8, wide, wide_alpha


def packbits(row):
    out, at = b'', 0
    while at < len(row):
        run = 1
        while run < 128 and at + run < len(row) and row[at + run] == row[at]:
            run += 1
        if run > 2:
            out += bytes([257 - run, row[at]])
            at += run
        else:
            part = row[at:at + 7]
            out += bytes([len(part) - 1]) + part
            at += len(part)
    return out


def psd(planes, depth, mode, compressed=False, table=b'', layers=b'', version=1, raw=None):
    rows = [row for plane in planes for row in pack(plane, depth)]
    if raw is not None:
        data = raw
    elif compressed:
        packed = [packbits(row) for row in rows]
        width = '>H' if version == 1 else '>I'
        data = b'\0\1' + b''.join(struct.pack(width, len(row)) for row in packed) + b''.join(packed)
    else:
        data = b'\0\0' + b''.join(rows)
    length = struct.pack('>I' if version == 1 else '>Q', len(layers))
    return (struct.pack('>4sH6xHIIHH', b'8BPS', version, len(planes), SIDE, SIDE, depth, mode)
            + struct.pack('>I', len(table)) + table + struct.pack('>I', 0) + length + layers + data)


def planes(samples):
    return [samples[..., channel] for channel in range(samples.shape[2])]


def layer(count):
    """A layer section with one layer of no extent; a negative count says that the merged picture has opacity."""
    channels = [0, 1, 2] if count > 0 else [-1, 0, 1, 2]
    record = struct.pack('>4iH', 0, 0, 0, 0, len(channels)) + b''.join(struct.pack('>hI', c, 2) for c in channels)
    record += b'8BIMnorm' + bytes([255, 0, 8, 0]) + struct.pack('>IIII', 12, 0, 0, 0)
    info = struct.pack('>h', count) + record + bytes(2 * len(channels))
    info += b'\0' * (len(info) % 2)
    return struct.pack('>I', len(info)) + info + struct.pack('>I', 0)


inks = np.dstack([255 - rgb, 255 - alpha // 2])  # as stored: 255 is no ink
light = (inks.astype(int)[..., :3] * inks[..., 3:].astype(int))
cmyk = ((light + 128 + ((light + 128) >> 8)) >> 8).astype(np.uint8)
for squeezed in (False, True):
    tag, note = ('-rle', ', RLE') if squeezed else ('', '')
    case('bitmap%s.psd' % tag, 'bitmap 1 bit%s' % note, psd([bit], 1, 0, squeezed), 255 * (1 - bit))
    entries = np.random.RandomState(3).randint(0, 256, (256, 3)).astype(np.uint8)
    case('palette%s.psd' % tag, 'palette 8 bits%s' % note, psd([grey], 8, 2, squeezed, entries.T.tobytes()), entries[grey])
    for depth in (8, 16):
        colours, ones, opacity = (rgb, grey, alpha) if depth == 8 else (wide, wide[..., 1], wide_alpha)
        most = (1 << depth) - 1
        case('grey%d%s.psd' % (depth, tag), 'grey %d bits%s' % (depth, note), psd([ones], depth, 1, squeezed),
             to8(ones, most))
        case('rgb%d%s.psd' % (depth, tag), 'RGB %d bits%s' % (depth, note), psd(planes(colours), depth, 3, squeezed),
             to8(colours, most))
        case('rgba%d%s.psd' % (depth, tag), 'RGB and a fourth channel, %d bits%s' % (depth, note),
             psd(planes(colours) + [opacity], depth, 3, squeezed), colours if depth == 8 else None, opacity)
    case('cmyk8%s.psd' % tag, 'CMYK 8 bits%s' % note, psd(planes(inks), 8, 4, squeezed), cmyk, tolerance=1)
case('layers.psd', 'RGB 8 bits, layers (the merged picture)', psd(planes(rgb), 8, 3, True, layers=layer(1)), rgb)
case('transparent.psd', 'RGBA 8 bits, layers', psd(planes(rgb) + [alpha], 8, 3, True, layers=layer(-1)), rgb, alpha)
case('greya.psd', 'grey and a second channel', psd([grey, alpha], 8, 1), None)
case('extra5.psd', 'RGB and two more channels', psd(planes(rgb) + [alpha, alpha], 8, 3), None)
case('cmyka.psd', 'CMYK and a fifth channel', psd(planes(inks) + [alpha], 8, 4), None)
case('cmyk16.psd', 'CMYK 16 bits', psd(planes(inks.astype(np.uint16) * 257), 16, 4), None)
case('float.psd', 'grey 32 bits', psd([], 32, 1, raw=b'\0\0' + bytes(SIDE * SIDE * 4)), None)
case('lab.psd', 'Lab 8 bits', psd(planes(rgb), 8, 9), None)
case('lab16.psd', 'Lab 16 bits', psd(planes(wide), 16, 9), None)
case('multi.psd', 'multichannel', psd(planes(rgb), 8, 7), None)
case('duotone.psd', 'duotone', psd([grey], 8, 8, table=bytes(500)), None)
case('zip.psd', 'RGB 8 bits, ZIP', psd([], 8, 3, raw=b'\0\2' + bytes(99)), None)
case('large.psb', 'PSB, RGB 8 bits', psd(planes(rgb), 8, 3, version=2), None)
