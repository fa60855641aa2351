"""BMP: every depth, masks, run lengths, three generations of headers; ICO and CUR."""
import struct

import numpy as np

from common import SIDE, alpha, bit, case, grey, pack, quantised, rgb, saved, unit
from pngs import chunk, png


def padded(rows):
    return b''.join(row + b'\0' * (-len(row) % 4) for row in rows)


def bmp(rows, bits, compression=0, palette=b'', masks=b'', head=40, top_down=False, alone=True):
    """Rows (or compressed data) of a bitmap; without `alone`, as icons have it: no file header."""
    data = rows if isinstance(rows, bytes) else padded(rows if top_down else rows[::-1])
    height = -SIDE if top_down else SIDE
    if head == 12:
        info = struct.pack('<IHHHH', 12, SIDE, SIDE, 1, bits)
    else:
        colours = len(palette) // 4 if bits <= 8 else 0
        info = struct.pack('<IiiHHIIiiII', head, SIDE, height, 1, bits, compression, len(data), 2835, 2835, colours, 0)
        if head > 40:
            info += masks.ljust(16, b'\0') + b'BGRs'
            info = info.ljust(head, b'\0')
        else:
            info += masks
    offset = 14 + len(info) + len(palette)
    return (struct.pack('<2sIHHI', b'BM', offset + len(data), 0, 0, offset) if alone else b'') + info + palette + data


def bgr(samples):
    return [row.tobytes() for row in np.ascontiguousarray(samples[..., ::-1])]


def words(red, green, blue, opacity=None, shifts=(16, 8, 0, 24), size=4):
    value = (red.astype(np.int64) << shifts[0]) | (green.astype(np.int64) << shifts[1]) | (blue.astype(np.int64)
                                                                                         << shifts[2])
    if opacity is not None:
        value |= opacity.astype(np.int64) << shifts[3]
    return [row.astype('<u%d' % size).tobytes() for row in value]


def rle8(index):
    out = b''
    for row in index[::-1]:
        at = 0
        while at < SIDE:
            run = 1
            while at + run < SIDE and row[at + run] == row[at]:
                run += 1
            if run > 1 or SIDE - at < 3:
                out += bytes([run, row[at]])
                at += run
            else:
                count = min(5, SIDE - at)
                out += bytes([0, count]) + row[at:at + count].astype(np.uint8).tobytes() + b'\0' * (count % 2)
                at += count
        out += b'\0\0'
    return out + b'\0\1'


def rle4(index):
    out = b''
    for row in index[::-1]:
        for at in range(0, SIDE, 8):
            if at % 16:
                part = row[at:at + 8]
                out += bytes([0, 8]) + bytes((part[0::2] << 4 | part[1::2]).tolist())
            else:
                for k in range(at, at + 8, 2):
                    out += bytes([2, row[k] << 4 | row[k + 1]])
        out += b'\0\0'
    return out + b'\0\1'


def masks(*values):
    return struct.pack('<%dI' % len(values), *values)


def five(values, bits):
    """As Pillow: cut off, not rounded."""
    most = (1 << bits) - 1
    return (values * 255 // most).astype(np.uint8)


def table(size, entry=4):
    entries = np.random.RandomState(size).randint(0, 256, (size, 3)).astype(np.uint8)
    flat = np.zeros((size, entry), np.uint8)
    flat[:, :3] = entries[:, ::-1]
    return entries, flat.tobytes()


for bits in (1, 4, 8):
    size = 1 << bits
    entries, palette = table(size)
    index = quantised(unit[..., 1], size - 1)
    for head in (12, 40, 64, 108, 124):
        if head == 64:
            continue
        colours = table(size, 3)[1] if head == 12 else palette
        case('palette%d-%d.bmp' % (bits, head), 'palette %d bits, header of %d bytes' % (bits, head),
             bmp(pack(index, bits), bits, 0, colours, head=head), entries[index])
    case('palette%d-top.bmp' % bits, 'palette %d bits, top-down' % bits,
         bmp(pack(index, bits), bits, 0, palette, top_down=True), entries[index])
greys = np.repeat(np.arange(256), 4).reshape(-1, 4).astype(np.uint8)
greys[:, 3] = 0
case('grey8.bmp', 'grey 8 bits', bmp(pack(grey, 8), 8, 0, greys.tobytes()), grey)
case('grey1.bmp', 'black and white 1 bit', bmp(pack(bit, 1), 1, 0, b'\0\0\0\0\xff\xff\xff\0'), 255 * bit)
case('white1.bmp', 'white and black 1 bit', bmp(pack(bit, 1), 1, 0, b'\xff\xff\xff\0\0\0\0\0'), 255 * (1 - bit))
few = quantised(unit[..., 1], 9)
entries, palette = table(10)
case('palette8-few.bmp', 'palette 8 bits, 10 colours', bmp(pack(few, 8), 8, 0, palette), entries[few])
blocks = np.repeat(few[:, ::4], 4, 1)
mixed = np.where(np.arange(SIDE) % 16 < 9, blocks, few)
entries, palette = table(256)
case('rle8.bmp', 'palette 8 bits, RLE', bmp(rle8(mixed), 8, 1, palette), entries[mixed])
entries, palette = table(16)
case('rle4.bmp', 'palette 4 bits, RLE', bmp(rle4(few), 4, 2, palette), entries[few])
skipping = b'\x20\1\0\0' * 8 + b'\0\2\4\4' + b'\x10\2\0\0' + b'\0\1'
case('rle8-jump.bmp', 'palette 8 bits, RLE that leaves pixels out', bmp(skipping, 8, 1, table(256)[1]))
case('rgb24.bmp', 'RGB 24 bits', bmp(bgr(rgb), 24), rgb)
case('rgb24-os2.bmp', 'RGB 24 bits, header of 12 bytes', bmp(bgr(rgb), 24, head=12), rgb)
case('rgb24-top.bmp', 'RGB 24 bits, top-down', bmp(bgr(rgb), 24, top_down=True), rgb)
for head in (108, 124):
    case('rgb24-%d.bmp' % head, 'RGB 24 bits, header of %d bytes' % head, bmp(bgr(rgb), 24, head=head), rgb)
v5, v6 = quantised(unit, 31), quantised(unit[..., 1], 63)
low = five(v5, 5)
case('555.bmp', 'RGB 16 bits (5-5-5)', bmp(words(v5[..., 0], v5[..., 1], v5[..., 2], None, (10, 5, 0), 2), 16), low)
case('555-masks.bmp', 'RGB 16 bits, masks of 5-5-5',
     bmp(words(v5[..., 0], v5[..., 1], v5[..., 2], None, (10, 5, 0), 2), 16, 3, masks=masks(0x7c00, 0x3e0, 0x1f)), low)
case('565.bmp', 'RGB 16 bits, masks of 5-6-5',
     bmp(words(v5[..., 0], v6, v5[..., 2], None, (11, 5, 0), 2), 16, 3, masks=masks(0xf800, 0x7e0, 0x1f)),
     np.dstack([low[..., 0], five(v6, 6), low[..., 2]]))
v4 = quantised(unit, 15)
case('4444.bmp', 'RGBA 16 bits, masks of 4-4-4-4',
     bmp(words(v4[..., 0], v4[..., 1], v4[..., 2], alpha >> 4, (8, 4, 0, 12), 2), 16, 3,
         masks=masks(0xf00, 0xf0, 0xf, 0xf000), head=108), None)
parts = (rgb[..., 0], rgb[..., 1], rgb[..., 2])
case('rgb32.bmp', 'RGB 32 bits', bmp(words(*parts), 32), rgb)
case('rgb32-filled.bmp', 'RGB 32 bits, the fourth byte used', bmp(words(*parts, alpha), 32), rgb)
case('rgb32-top.bmp', 'RGB 32 bits, top-down', bmp(words(*parts), 32, top_down=True), rgb)
normal = masks(0xff0000, 0xff00, 0xff)
case('rgb32-masks.bmp', 'RGB 32 bits, masks', bmp(words(*parts), 32, 3, masks=normal), rgb)
turned = masks(0xff, 0xff00, 0xff0000)
case('rgb32-turned.bmp', 'RGB 32 bits, masks in another order',
     bmp(words(*parts, shifts=(0, 8, 16)), 32, 3, masks=turned), rgb)
left = masks(0xff000000, 0xff0000, 0xff00)
case('rgb32-left.bmp', 'RGB 32 bits, masks in the upper bytes',
     bmp(words(*parts, shifts=(24, 16, 8)), 32, 3, masks=left), rgb)
for head in (56, 108, 124):
    case('rgba32-%d.bmp' % head, 'RGBA 32 bits, masks, header of %d bytes' % head,
         bmp(words(*parts, alpha), 32, 3, masks=normal + masks(0xff000000), head=head), rgb, alpha)
case('rgb10.bmp', 'RGB 32 bits, masks of 10-10-10',
     bmp(words(*parts, shifts=(22, 12, 2)), 32, 3, masks=masks(0x3ff00000, 0xffc00, 0x3ff)), None)
case('jpeg.bmp', 'JPEG in BMP', bmp(b'\xff\xd8', 0, 4), None)


def icon(images, kind=1):
    """Images as (side, bits, bytes)."""
    out, offset = struct.pack('<HHH', 0, kind, len(images)), 6 + 16 * len(images)
    for side, bits, data in images:
        out += struct.pack('<BBBBHHII', side % 256, side % 256, 0, 0, 1, bits, len(data), offset)
        offset += len(data)
    return out + b''.join(data for _, _, data in images)


def in_icon(rows, bits, palette=b'', hidden=None):
    body = bytearray(bmp(rows, bits, 0, palette, alone=False))
    struct.pack_into('<i', body, 8, 2 * SIDE)
    hidden = np.zeros((SIDE, SIDE), int) if hidden is None else hidden
    return bytes(body) + padded(pack(hidden, 1)[::-1])


gone = np.fromfunction(lambda row, column: (row + column) % 7 == 0, (SIDE, SIDE)).astype(int)
shown = np.where(gone, 0, 255).astype(np.uint8)
for bits in (1, 4, 8):
    entries, palette = table(1 << bits)
    index = quantised(unit[..., 1], (1 << bits) - 1)
    case('palette%d.ico' % bits, 'BMP, palette %d bits, mask' % bits,
         icon([(SIDE, bits, in_icon(pack(index, bits), bits, palette, gone))]), entries[index], shown)
case('rgb24.ico', 'BMP, RGB 24 bits, mask', icon([(SIDE, 24, in_icon(bgr(rgb), 24, hidden=gone))]), rgb, shown)
case('rgb24-shown.ico', 'BMP, RGB 24 bits, empty mask', icon([(SIDE, 24, in_icon(bgr(rgb), 24))]), rgb,
     np.full((SIDE, SIDE), 255, np.uint8))
case('rgba32.ico', 'BMP, RGBA 32 bits', icon([(SIDE, 32, in_icon(words(*parts, alpha), 32))]), rgb, alpha)
case('rgb32-noalpha.ico', 'BMP, 32 bits, all alpha zero, mask', icon([(SIDE, 32, in_icon(words(*parts), 32, hidden=gone))]),
     None)
case('rgb32-masked.ico', 'BMP, RGBA 32 bits and a mask',
     icon([(SIDE, 32, in_icon(words(*parts, alpha), 32, hidden=gone))]), rgb, alpha)
case('png-rgb.ico', 'PNG, RGB', icon([(SIDE, 32, png(rgb, 8, 2))]), rgb)
case('png-rgba.ico', 'PNG, RGBA', icon([(SIDE, 32, png(np.dstack([rgb, alpha]), 8, 6))]), rgb, alpha)
small = saved(__import__('PIL.Image').Image.fromarray(rgb[:16, :16]), 'PNG')
case('several.ico', 'several sizes (the largest)',
     icon([(16, 32, small), (SIDE, 32, in_icon(words(*parts, alpha), 32)), (16, 32, small)]), rgb, alpha)
entries, palette = table(256)
index = quantised(unit[..., 1], 255)
case('depths.ico', 'one size, several depths (the deepest)',
     icon([(SIDE, 8, in_icon(pack(index, 8), 8, palette)), (SIDE, 32, in_icon(words(*parts, alpha), 32))]), rgb, alpha)
cursor = icon([(SIDE, 24, in_icon(bgr(rgb), 24, hidden=gone))], 2)
case('rgb24.cur', 'BMP, RGB 24 bits, mask, CUR', cursor, rgb, shown)
