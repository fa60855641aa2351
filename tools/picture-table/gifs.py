"""GIF: palettes of all sizes, interlaced, transparent, first images that do not fill the canvas."""
import struct

import numpy as np

from common import SIDE, case, quantised, unit


def lzw(index, bits, clears=0):
    """Codes of growing width; with `clears`, a clear code after that many pixels."""
    size = max(2, bits)
    clear, stream, total = 1 << size, 0, 0
    out = []

    def put(code, width):
        nonlocal stream, total
        stream |= code << total
        total += width
        while total >= 8:
            out.append(stream & 255)
            stream >>= 8
            total -= 8

    width, known, word = size + 1, {(k,): k for k in range(clear)}, ()
    put(clear, width)
    for number, value in enumerate(index):
        longer = word + (int(value),)
        if longer in known:
            word = longer
            continue
        put(known[word], width)
        following = len(known) + 2
        if following < 4096:
            known[longer] = following
            if following == 1 << width and width < 12:
                width += 1
        if clears and number % clears == 0:
            put(clear, width)
            width, known = size + 1, {(k,): k for k in range(clear)}
        word = (int(value),)
    put(known[word], width)
    put(clear + 1, width)
    if total:
        out.append(stream & 255)
    data = bytes(out)
    parts = [data[i:i + 255] for i in range(0, len(data), 255)]
    return bytes([size]) + b''.join(bytes([len(part)]) + part for part in parts) + b'\0'


def frame(index, bits, table=b'', left=0, top=0, woven=False, key=None, clears=0):
    height, width = index.shape
    if woven:
        index = np.concatenate([index[0::8], index[4::8], index[2::4], index[1::2]])
    flags = (0x80 | bits - 1 if table else 0) | (0x40 if woven else 0)
    control = b'' if key is None else b'\x21\xf9\4' + struct.pack('<BHBB', 1, 5, key, 0)
    return (control + b',' + struct.pack('<HHHHB', left, top, width, height, flags) + table
            + lzw(index.reshape(-1), bits, clears))


def gif(frames, bits, table=b'', background=0, version=b'89a', side=SIDE):
    flags = 0x80 | 0x70 | bits - 1 if table else 0x70
    return b'GIF' + version + struct.pack('<HHBBB', side, side, flags, background, 0) + table + b''.join(frames) + b';'


for bits in range(1, 9):
    entries = np.random.RandomState(bits).randint(0, 256, (1 << bits, 3)).astype(np.uint8)
    index = quantised(unit[..., 1], (1 << bits) - 1)
    table = entries.tobytes()
    case('palette%d.gif' % bits, 'palette %d bits' % bits, gif([frame(index, bits)], bits, table), entries[index])
    case('woven%d.gif' % bits, 'palette %d bits, interlaced' % bits, gif([frame(index, bits, woven=True)], bits, table),
         entries[index])
    case('local%d.gif' % bits, 'palette %d bits of the image' % bits, gif([frame(index, bits, table)], bits),
         entries[index])
    key = int(index[3, 5])
    shown = np.where(index == key, 0, 255).astype(np.uint8)
    case('key%d.gif' % bits, 'palette %d bits, transparent' % bits, gif([frame(index, bits, key=key)], bits, table),
         entries[index], shown)
case('clears.gif', 'palette 8 bits, clear codes', gif([frame(index, 8, clears=100)], 8, table), entries[index])
noise = np.random.RandomState(1).randint(0, 256, (128, 128))
case('full.gif', 'palette 8 bits, code table full', gif([frame(noise, 8)], 8, table, side=128), entries[noise])
case('87a.gif', 'GIF87a', gif([frame(index, 8)], 8, table, version=b'87a'), entries[index])
greys = np.repeat(np.arange(256), 3).astype(np.uint8).tobytes()
case('grey.gif', 'palette of greys', gif([frame(index, 8)], 8, greys), index.astype(np.uint8))
case('animated.gif', 'animated (its first image)', gif([frame(index, 8), frame(255 - index, 8)], 8, table),
     entries[index])
both = gif([frame(index, 8, greys[::-1])], 8, table)
case('both.gif', 'palettes of file and image', both, (255 - index).astype(np.uint8))
part = index[4:20, 4:28]
canvas = np.full((SIDE, SIDE), 9)
canvas[3:19, 5:29] = part
there = np.zeros((SIDE, SIDE), np.uint8)
there[3:19, 5:29] = np.where(part == 9, 0, 255)
case('part-key.gif', 'first image smaller than the canvas, transparent',
     gif([frame(part, 8, left=5, top=3, key=9)], 8, table), entries[canvas], there)
canvas[canvas == 9] = 0
canvas[3:19, 5:29] = part
case('part.gif', 'first image smaller than the canvas', gif([frame(part, 8, left=5, top=3)], 8, table), entries[canvas])
case('part-background.gif', 'the same, another background', gif([frame(part, 8, left=5, top=3)], 8, table, 7), None)
case('beyond.gif', 'first image beyond the canvas', gif([frame(index, 8, left=5, top=3)], 8, table), None)
case('none.gif', 'no palette', gif([frame(index, 8)], 8), None)
