"""PNG: all colour types and depths, interlaced, filtered, with transparency and chunks that change nothing."""
import struct
import zlib

import numpy as np

from common import SIDE, alpha, case, grey, pack, quantised, rgb, to8, unit, wide, wide_alpha

PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def paeth(a, b, c):
    p = a.astype(int) + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return np.where((pa <= pb) & (pa <= pc), a, np.where(pb <= pc, b, c))


def filtered(rows, step):
    out, above = [], np.zeros(len(rows[0]), int)
    for number, row in enumerate(rows):
        row = np.frombuffer(row, np.uint8).astype(int)
        left = np.concatenate([np.zeros(step, int), row])[:len(row)]
        corner = np.concatenate([np.zeros(step, int), above])[:len(row)]
        kind = number % 5
        guess = [0 * row, left, above, (left + above) // 2, paeth(left, above, corner)][kind]
        out.append(bytes([kind]) + ((row - guess) % 256).astype(np.uint8).tobytes())
        above = row
    return b''.join(out)


def png(samples, depth, kind, extra=b'', interlaced=False, magic_extra=b'', rows=SIDE):
    samples = np.asarray(samples)
    channels = 1 if samples.ndim == 2 else samples.shape[2]
    step = max(1, depth * channels // 8)
    parts = [samples]
    if interlaced:
        parts = [samples[b::d, a::c] for a, b, c, d in PASSES]
    data = b''.join(filtered(pack(part, depth)[:rows], step) for part in parts)
    head = struct.pack('>IIBBBBB', SIDE, SIDE, depth, kind, 0, 0, int(interlaced))
    packed = zlib.compress(data)
    return (b'\x89PNG\r\n\x1a\n' + magic_extra + chunk(b'IHDR', head) + extra + chunk(b'IDAT', packed[:99])
            + chunk(b'IDAT', packed[99:]) + chunk(b'IEND', b''))


for woven in (False, True):
    tag, note = ('-interlaced', ', interlaced') if woven else ('', '')
    for depth in (1, 2, 4, 8, 16):
        most = (1 << depth) - 1
        values = quantised(unit[..., 1], most)
        case('grey%d%s.png' % (depth, tag), 'grey %d bits%s' % (depth, note), png(values, depth, 0, b'', woven),
             to8(values, most))
        key = int(values[3, 5])
        case('grey%d-key%s.png' % (depth, tag), 'grey %d bits, tRNS%s' % (depth, note),
             png(values, depth, 0, chunk(b'tRNS', struct.pack('>H', key)), woven), to8(values, most),
             np.where(values == key, 0, 255).astype(np.uint8))
    for depth in (8, 16):
        most, values = (255, rgb) if depth == 8 else (65535, wide)
        key = values[3, 5]
        case('rgb%d%s.png' % (depth, tag), 'RGB %d bits%s' % (depth, note), png(values, depth, 2, b'', woven),
             to8(values, most))
        case('rgb%d-key%s.png' % (depth, tag), 'RGB %d bits, tRNS%s' % (depth, note),
             png(values, depth, 2, chunk(b'tRNS', struct.pack('>HHH', *[int(v) for v in key])), woven),
             to8(values, most), np.where((values == key).all(-1), 0, 255).astype(np.uint8))
        opacity = alpha if depth == 8 else wide_alpha
        case('ga%d%s.png' % (depth, tag), 'grey + alpha %d bits%s' % (depth, note),
             png(np.dstack([values[..., 1], opacity]), depth, 4, b'', woven), to8(values[..., 1], most),
             to8(opacity, most))
        case('rgba%d%s.png' % (depth, tag), 'RGBA %d bits%s' % (depth, note),
             png(np.dstack([values, opacity]), depth, 6, b'', woven), to8(values, most), to8(opacity, most))
    for depth in (1, 2, 4, 8):
        size = 1 << depth
        entries = np.random.RandomState(depth).randint(0, 256, (size, 3)).astype(np.uint8)
        index = quantised(unit[..., 1], size - 1)
        table = chunk(b'PLTE', entries.tobytes())
        fade = np.linspace(0, 255, size).astype(np.uint8)
        short = np.concatenate([fade[:size // 2], np.full(size - size // 2, 255, np.uint8)])
        case('palette%d%s.png' % (depth, tag), 'palette %d bits%s' % (depth, note), png(index, depth, 3, table, woven),
             entries[index])
        case('palette%d-fade%s.png' % (depth, tag), 'palette %d bits, tRNS%s' % (depth, note),
             png(index, depth, 3, table + chunk(b'tRNS', short[:size // 2].tobytes()), woven), entries[index],
             short[index])
for name, what, extra in [
        ('gamma', 'gAMA, cHRM, sRGB, pHYs', chunk(b'gAMA', struct.pack('>I', 100000)) + chunk(b'sRGB', b'\0')
         + chunk(b'cHRM', struct.pack('>8I', *range(1000, 9000, 1000))) + chunk(b'pHYs', struct.pack('>IIB', 1, 2, 0))),
        ('profile', 'iCCP that is no profile', chunk(b'iCCP', b'x\0\0' + zlib.compress(b'no profile' * 20))),
        ('sbit', 'sBIT, bKGD, tIME, tEXt', chunk(b'sBIT', b'\5\6\5') + chunk(b'bKGD', bytes(6))
         + chunk(b'tIME', b'\7\xe0\1\1\1\1\1') + chunk(b'tEXt', b'a\0b'))]:
    case('%s.png' % name, 'RGB 8 bits, ' + what, png(rgb, 8, 2, extra), rgb)
case('greypalette.png', 'palette of greys 8 bits', png(grey, 8, 3, chunk(b'PLTE', np.repeat(np.arange(256), 3).astype(
    np.uint8).tobytes())), grey)
short = chunk(b'PLTE', bytes(range(30)))
case('outside.png', 'palette 8 bits, an index outside', png(quantised(unit[..., 1], 12), 8, 3, short), None)
animation = (chunk(b'acTL', struct.pack('>II', 1, 0))
             + chunk(b'fcTL', struct.pack('>IIIIIHHBB', 0, SIDE, SIDE, 0, 0, 1, 10, 0, 0)))
case('animated.png', 'RGB 8 bits, animated (its first image)', png(rgb, 8, 2, animation), rgb)
case('cgbi.png', 'CgBI (iPhone)', png(rgb, 8, 2, magic_extra=chunk(b'CgBI', b'\x50\0\x20\2')), None)
case('exif.png', 'RGB 8 bits, eXIf orientation 6', png(rgb, 8, 2, chunk(
    b'eXIf', b'MM\0*' + struct.pack('>IHHHIHHI', 8, 1, 0x112, 3, 1, 6, 0, 0))), np.rot90(rgb, -1))
case('rows.png', 'RGB 8 bits, rows missing', png(rgb, 8, 2, rows=20), None)
