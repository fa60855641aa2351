"""What is refused by name, and damaged files of each kind."""
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from common import Case, case, cases, rgb, saved

photo = Image.fromarray(rgb)


def converted(suffix):
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / 'a.png', Path(folder) / ('a.' + suffix)
        photo.save(source)
        subprocess.run(['convert', str(source), str(target)], stderr=subprocess.DEVNULL)
        return target.read_bytes() if target.exists() else None


def box(brand):
    return bytes([0, 0, 0, 24]) + b'ftyp' + brand + bytes(4) + b'mif1' + brand + bytes(99)


for suffix, what in (('pcx', 'PCX'), ('dcx', 'DCX'), ('xbm', 'XBM'), ('xpm', 'XPM'), ('hdr', 'Radiance HDR'), ('wbmp', 'WBMP'),
                     ('tga', 'TGA'), ('icns', 'ICNS'), ('sgi', 'SGI'), ('ras', 'Sun raster'), ('dds', 'DDS'), ('fits', 'FITS'),
                     ('jp2', 'JPEG 2000'), ('j2k', 'JPEG 2000 codestream'), ('svg', 'SVG'), ('pdf', 'PDF'), ('eps', 'EPS'),
                     ('exr', 'OpenEXR'), ('jxl', 'JPEG XL'), ('dpx', 'DPX'), ('pict', 'PICT'), ('viff', 'VIFF'), ('miff', 'MIFF'),
                     ('xcf', 'GIMP XCF'), ('mng', 'MNG'), ('jng', 'JNG')):
    data = converted(suffix)
    if data and data[1:4] != b'PNG':  # which ImageMagick writes when it does not know the ending
        case('other.' + suffix, what, data, None)
case('other.heic', 'HEIC', box(b'heic'), None)
case('other.avif', 'AVIF', box(b'avif'), None)
case('codestream.jxl', 'JPEG XL codestream', b'\xff\x0a' + bytes(99), None)
case('container.jxl', 'JPEG XL container', bytes.fromhex('0000000c4a584c200d0a870a') + bytes(99), None)
case('box.jp2', 'JPEG 2000 file', bytes.fromhex('0000000c6a5020200d0a870a') + bytes(99), None)
case('stream.j2k', 'JPEG 2000 codestream', bytes.fromhex('ff4fff51') + bytes(99), None)
case('magic.exr', 'OpenEXR', bytes.fromhex('762f3101') + bytes(99), None)
case('magic.jxr', 'JPEG XR', b'II\xbc\1' + bytes(99), None)
case('magic.jls', 'JPEG-LS', bytes.fromhex('ffd8fff7000b08002000200101110 0ffda'.replace(' ', '')) + bytes(99), None)
case('text.png', 'no picture', b'this is no picture', None)
case('empty.png', 'empty', b'', None)


def damaged():
    """Halves of all kinds of files; none may be read as a whole picture."""
    for name in ('rgb8.png', 'rgb8-interlaced.png', 'palette4.png', 'baseline-420.jpg', 'progressive-444.jpg', 'cmyk.jpg', 'palette8.gif',
                 'woven8.gif', 'rgb24.bmp', 'rle8.bmp', 'palette4-40.bmp', 'rgba32.ico', 'png-rgb.ico', 'p1.pbm', 'p4.pbm', 'p3-255.ppm',
                 'p6-255.ppm', 'p7-rgba255.pam', 'rgb8.psd', 'rgb8-rle.psd', 'rgb16.psd', 'rgb8.tif', 'rgb8-lzw.tif', 'rgb8-zip2.tif',
                 'rgb8-packbits.tif', 'grey1-g4-msb2lsb.tif', 'jpeg-ycc.tif', 'lossless.webp', 'lossy.webp', 'lossy-alpha.webp',
                 'animated.webp'):
        data = next(c for c in cases if c.name == name).data
        yield Case('half-' + name, 'cut at half: ' + name, data[:len(data) // 2], None)
        yield Case('tail-' + name, 'last tenth missing: ' + name, data[:len(data) * 9 // 10], None)
    data = bytearray(next(c for c in cases if c.name == 'rgb8.png').data)
    data[-20] ^= 1
    yield Case('crc-rgb8.png', 'a CRC damaged: rgb8.png', bytes(data), None)
