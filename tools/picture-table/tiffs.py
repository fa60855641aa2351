"""TIFF: own files of every layout of samples, and what tiffcp (libtiff) makes of them."""
import struct
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from common import SIDE, alpha, bit, case, grey, pack, quantised, rgb, saved, to8, tool, unit, unit_alpha, wide, wide_alpha

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 16: 8}


def tiff(rows, bits, photometric, order='<', samples=1, form=1, extra=(), compression=1, planar=1, more=(), big=False):
    """A file of strips of eight rows; `rows` are lists (one for each plane) of packed rows."""
    planes = rows if planar == 2 else [rows]
    strips = [b''.join(plane[k:k + 8]) for plane in planes for k in range(0, SIDE, 8)]
    return strips_to_tiff(strips, bits, photometric, order, samples, form, extra, compression, planar, more, big)


def strips_to_tiff(strips, bits, photometric, order, samples, form, extra, compression, planar, more, big):
    head = struct.pack(order + '2sH', b'II' if order == '<' else b'MM', 43 if big else 42)
    start = 16 if big else 8
    offsets, at = [], start
    for strip in strips:
        offsets.append(at)
        at += len(strip)
    body = b''.join(strips) + b'\0' * (at % 2)
    at += at % 2
    fields = [(256, 3, [SIDE]), (257, 3, [SIDE]), (258, 3, [bits] * samples), (259, 3, [compression]),
              (262, 3, [photometric]), (273, 16 if big else 4, offsets), (277, 3, [samples]), (278, 3, [8]),
              (279, 4, [len(strip) for strip in strips]), (284, 3, [planar])]
    if form != 1:
        fields.append((339, 3, [form] * samples))
    if extra:
        fields.append((338, 3, list(extra)))
    fields = sorted(fields + list(more))
    word, count_form, entry, head_end = ('Q', 'Q', 20, '>HHQ') if big else ('I', 'H', 12, None)
    directory = struct.pack(order + count_form, len(fields))
    spill_at = at + len(directory) + entry * len(fields) + struct.calcsize(word)
    spill = b''
    for tag, kind, values in fields:
        letter = {1: 'B', 3: 'H', 4: 'I', 5: 'II', 7: 'B', 16: 'Q'}[kind]
        flat = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
        data = struct.pack(order + letter[0] * len(flat), *flat)
        directory += struct.pack(order + 'HH' + word, tag, kind, len(values))
        if len(data) <= struct.calcsize(word):
            directory += data.ljust(struct.calcsize(word), b'\0')
        else:
            directory += struct.pack(order + word, spill_at + len(spill))
            spill += data + b'\0' * (len(data) % 2)
    directory += struct.pack(order + word, 0)
    head += struct.pack(order + 'HHQ', 8, 0, at) if big else struct.pack(order + 'I', at)
    return head + body + directory + spill


def rows_of(samples, bits, order):
    rows = pack(samples, bits)
    return [np.frombuffer(row, '>u2').astype('<u2').tobytes() for row in rows] if bits == 16 and order == '<' else rows


def copied(data, *options):
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / 'a.tif', Path(folder) / 'b.tif'
        source.write_bytes(data)
        tool(['tiffcp'] + list(options) + [str(source), str(target)])
        return target.read_bytes()



def copied_twice(data):
    """A file of two pages."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / 'a.tif', Path(folder) / 'b.tif'
        source.write_bytes(data)
        tool(['tiffcp', str(source), str(source), str(target)])
        return target.read_bytes()


models = []


def tolerance(name):
    """Division by the opacity is rounded by each decoder in its own way."""
    return 2 if name.startswith('assoc') else 0


def model(name, what, samples, bits, photometric, truth, opacity=None, **options):
    """One layout of samples in both byte orders."""
    channels = 1 if np.ndim(samples) == 2 else samples.shape[2]
    parted = None
    if channels > 1:
        parted = tiff([rows_of(samples[..., k], bits, '<') for k in range(channels)], bits, photometric, '<', channels,
                      planar=2, **options)
    for order, tag, note in (('<', '', ''), ('>', '-be', ', big-endian')):
        data = tiff(rows_of(samples, bits, order), bits, photometric, order, channels, **options)
        case(name + tag + '.tif', what + note, data, truth, opacity, tolerance(name))
        if order == '<':
            models.append((name, what, data, truth, opacity, bits, parted))


for bits in (1, 2, 4, 8, 16):
    most = (1 << bits) - 1
    values = wide[..., 1] if bits == 16 else quantised(unit[..., 1], most)
    model('grey%d' % bits, 'grey %d bits' % bits, values, bits, 1, to8(values, most))
    model('white%d' % bits, 'grey %d bits, MinIsWhite' % bits, most - values.astype(int), bits, 0, to8(values, most))
for bits in (1, 2, 4, 8):
    size = 1 << bits
    entries = np.random.RandomState(bits).randint(0, 256, (size, 3))
    index = quantised(unit[..., 1], size - 1)
    model('palette%d' % bits, 'palette %d bits' % bits, index, bits, 3, entries[index].astype(np.uint8),
          more=[(320, 3, [int(v) * 257 for v in entries.T.reshape(-1)])])
for bits in (8, 16):
    colours, opacity = (rgb, alpha) if bits == 8 else (wide, wide_alpha)
    most = (1 << bits) - 1
    model('rgb%d' % bits, 'RGB %d bits' % bits, colours, bits, 2, to8(colours, most))
    model('rgba%d' % bits, 'RGBA %d bits, unassociated' % bits, np.dstack([colours, opacity]), bits, 2,
          to8(colours, most), to8(opacity, most), extra=[2])
    model('ga%d' % bits, 'grey + alpha %d bits, unassociated' % bits, np.dstack([colours[..., 1], opacity]), bits, 1,
          to8(colours[..., 1], most), to8(opacity, most), extra=[2])
    model('rgbx%d' % bits, 'RGB + an unspecified sample, %d bits' % bits, np.dstack([colours, opacity]), bits, 2,
          None, extra=[0])
    multiplied = (colours.astype(np.int64) * opacity[..., None] * 2 + most) // (2 * most)
    back = np.where(opacity[..., None] > 0, (multiplied * most + opacity[..., None] // 2)
                    // np.maximum(opacity[..., None].astype(np.int64), 1), 0).clip(0, most)
    model('associated%d' % bits, 'RGBA %d bits, associated' % bits, np.dstack([multiplied, opacity]), bits, 2,
          to8(back, most), to8(opacity, most), extra=[1])
inks = np.dstack([255 - rgb, alpha // 2])
light = (255 - inks.astype(int)[..., :3]) * (255 - inks[..., 3:].astype(int))
cmyk = ((light + 128 + ((light + 128) >> 8)) >> 8).astype(np.uint8)
model('cmyk8', 'CMYK 8 bits', inks, 8, 5, 'decoder')
model('cmyk16', 'CMYK 16 bits', inks.astype(int) * 257, 16, 5, None)
model('lab8', 'CIELab 8 bits', rgb, 8, 8, None)
model('ycbcr8', 'YCbCr 8 bits, not subsampled', rgb, 8, 6, None, more=[(530, 3, [1, 1]), (532, 5, [
    (0, 1), (255, 1), (128, 1), (255, 1), (128, 1), (255, 1)])])
for name, what, data, truth, opacity, bits, parted in list(models):
    for form in ('none', 'lzw', 'zip', 'packbits'):
        predictors = [''] if form in ('none', 'packbits') or bits < 8 or 'palette' in name else ['', ':2']
        for predictor in predictors:
            for tag, note, options in (('', 'strips', []), ('-tiles', 'tiles', ['-t', '-w', '16', '-l', '16']),
                                       ('-planes', 'planes', ['-p', 'separate']),
                                       ('-ptiles', 'planes in tiles', ['-p', 'separate', '-t', '-w', '16', '-l', '16'])):
                if 'planes' in note and (bits < 8 or name[:2] not in ('rg', 'ga', 'as', 'cm')):
                    continue
                if bits == 16 and tag == '-ptiles':  # tiffcp writes them wrongly
                    continue
                if form == 'none' and not tag or name.startswith('ycbcr') or bits in (2, 4) and tag:
                    continue
                for order, order_tag in (('-L', ''), ('-B', '-be')):
                    if order == '-B' and bits != 16:
                        continue
                    label = form + predictor.replace(':', '') + tag + order_tag
                    words = '%s%s, %s%s' % (form, ' predictor 2' if predictor else '', note, ', big-endian' * (order == '-B'))
                    case('%s-%s.tif' % (name, label), '%s, %s' % (what, words),
                         copied(parted if '-p' in options else data, '-c', form + predictor, order, *options),
                         None if name[:2] == 'ga' and '-p' in options else truth, opacity,
                         tolerance(name))
bilevel = [m for m in models if m[0] in ('grey1', 'white1')]
for name, what, data, truth, opacity, bits, parted in bilevel:
    for form in ('g3', 'g3:2d', 'g3:fill', 'g4'):
        for fill in ('msb2lsb', 'lsb2msb'):
            case('%s-%s-%s.tif' % (name, form.replace(':', ''), fill), '%s, %s, %s' % (what, form, fill),
                 copied(data, '-c', form, '-f', fill), truth)
for name, what, data, truth, opacity, bits, parted in models:
    if name in ('rgb8', 'grey8', 'rgb16', 'palette4', 'grey1'):
        case(name + '-big.tif', what + ', BigTIFF', copied(data, '-8'), truth, opacity)
        case(name + '-bigbe.tif', what + ', BigTIFF, big-endian', copied(data, '-8', '-B'), truth, opacity)
        case(name + '-pages.tif', what + ', two pages (the first)', copied_twice(data), truth, opacity)
photo = Image.fromarray(rgb)
plain = [m for m in models if m[0] == 'rgb8'][0][2]
case('jpeg-rgb.tif', 'RGB 8 bits, jpeg:r', copied(plain, '-c', 'jpeg:r:90'))
case('jpeg-ycc.tif', 'YCbCr 8 bits, jpeg', copied(plain, '-c', 'jpeg:90', '-r', '16'))
case('jpeg-tiles.tif', 'YCbCr 8 bits, jpeg, tiles', copied(plain, '-c', 'jpeg:90', '-t', '-w', '16', '-l', '16'))
case('jpeg-grey.tif', 'grey 8 bits, jpeg', copied([m for m in models if m[0] == 'grey8'][0][2], '-c', 'jpeg:90'))
case('jpeg-pillow.tif', 'RGB 8 bits, jpeg (Pillow)', saved(photo, 'TIFF', compression='jpeg'))
for form in ('zstd', 'lzma', 'webp', 'lerc'):
    try:
        case('%s.tif' % form, 'RGB 8 bits, ' + form, copied(plain, '-c', form), None)
    except RuntimeError:
        pass
for form, tag in ((32946, 'deflate'), (50000, 'zstd'), (50001, 'webp'), (34925, 'lzma'), (34712, 'jpeg 2000'),
                  (32809, 'thunderscan'), (32766, 'next'), (34661, 'jbig'), (34676, 'sgilog'), (6, 'old jpeg')):
    if form != 32946:
        case('code%d.tif' % form, 'RGB 8 bits, ' + tag, tiff(rows_of(rgb, 8, '<'), 8, 2, '<', 3, compression=form), None)
floats = [row.astype('<f4').tobytes() for row in unit[..., 1]]
case('float32.tif', 'grey 32 bits, floats', tiff(floats, 32, 1, '<', 1, 3), None)
case('float32-3.tif', 'grey 32 bits, floats, deflate predictor 3',
     copied(tiff(floats, 32, 1, '<', 1, 3), '-c', 'zip:3'), None)
case('float16.tif', 'grey 16 bits, floats', tiff([r.astype('<f2').tobytes() for r in unit[..., 1]], 16, 1, '<', 1, 3), None)
case('float64.tif', 'grey 64 bits, floats', tiff([r.astype('<f8').tobytes() for r in unit[..., 1]], 64, 1, '<', 1, 3), None)
case('float-rgb.tif', 'RGB 32 bits, floats',
     tiff([r.astype('<f4').tobytes() for r in unit.reshape(SIDE, -1)], 32, 2, '<', 3, 3), None)
case('int32.tif', 'grey 32 bits', tiff([r.astype('<u4').tobytes() for r in quantised(unit[..., 1], 2**32 - 1)], 32, 1), None)
case('int32-rgb.tif', 'RGB 32 bits',
     tiff([r.astype('<u4').tobytes() for r in quantised(unit, 2**32 - 1).reshape(SIDE, -1)], 32, 2, '<', 3), None)
case('signed8.tif', 'grey 8 bits, signed', tiff([r.tobytes() for r in grey], 8, 1, '<', 1, 2), None)
case('signed16.tif', 'grey 16 bits, signed', tiff([r.astype('<i2').tobytes() for r in wide[..., 1]], 16, 1, '<', 1, 2), None)
for bits in (6, 10, 12, 14):
    values = quantised(unit[..., 1], (1 << bits) - 1)
    case('grey%d.tif' % bits, 'grey %d bits' % bits, tiff(pack(values, bits), bits, 1), None)
values = quantised(unit, 15)
case('rgb4.tif', 'RGB 4 bits', tiff(pack(values, 4), 4, 2, '<', 3), None)
case('rgb12.tif', 'RGB 12 bits', tiff(pack(quantised(unit, 4095), 12), 12, 2, '<', 3), None)
case('palette16.tif', 'palette 16 bits', tiff(rows_of(grey.astype(np.uint16), 16, '<'), 16, 3, '<', 1, more=[
    (320, 3, [0] * 3 * 65536)]), None)
case('extra2.tif', 'RGB + two samples', tiff(pack(np.dstack([rgb, alpha, grey]), 8), 8, 2, '<', 5, extra=[2, 0]), None)
case('mask.tif', 'mask', tiff(pack(bit, 1), 1, 4), None)
case('logluv.tif', 'LogLuv', tiff(pack(rgb, 8), 8, 32845, '<', 3), None)
case('cfa.tif', 'camera raw (CFA)', tiff(pack(grey, 8), 8, 32803), None)
for number in range(2, 9):
    turned = {2: rgb[:, ::-1], 3: rgb[::-1, ::-1], 4: rgb[::-1], 5: rgb.transpose(1, 0, 2), 6: np.rot90(rgb, -1),
              7: rgb[::-1, ::-1].transpose(1, 0, 2), 8: np.rot90(rgb)}[number]
    case('orientation-%d.tif' % number, 'RGB 8 bits, orientation %d' % number,
         tiff(pack(rgb, 8), 8, 2, '<', 3, more=[(274, 3, [number])]), turned)
case('fill.tif', 'grey 8 bits, FillOrder 2', tiff([bytes(int('{:08b}'.format(v)[::-1], 2) for v in row) for row in grey],
                                                  8, 1, more=[(266, 3, [2])]), grey)
case('inkset.tif', 'inks that are not CMYK', tiff(pack(inks, 8), 8, 5, '<', 4, more=[(332, 3, [2])]), None)
