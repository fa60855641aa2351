"""WebP (by Pillow's and Google's encoders) and JPEG."""
import struct
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from common import SIDE, alpha, case, grey, rgb, saved, tool

photo, rgba = Image.fromarray(rgb), Image.fromarray(np.dstack([rgb, alpha]))
case('lossless.webp', 'lossless RGB', saved(photo, 'WEBP', lossless=True), rgb)
case('lossless-alpha.webp', 'lossless RGBA', saved(rgba, 'WEBP', lossless=True, exact=True), rgb, alpha)
case('lossless-palette.webp', 'lossless, few colours', saved(photo.quantize(9).convert('RGB'), 'WEBP', lossless=True))
case('lossy.webp', 'lossy RGB', saved(photo, 'WEBP', quality=80))
case('lossy-alpha.webp', 'lossy RGBA', saved(rgba, 'WEBP', quality=80))
exif = photo.getexif()
exif[0x112] = 8
case('orientation.webp', 'lossless, Exif orientation 8', saved(photo, 'WEBP', lossless=True, exif=exif), np.rot90(rgb))


def riff(chunks):
    body = b'WEBP' + b''.join(name + struct.pack('<I', len(data)) + data + b'\0' * (len(data) % 2)
                              for name, data in chunks)
    return b'RIFF' + struct.pack('<I', len(body)) + body


def three(value):
    return struct.pack('<I', value)[:3]


def animation(image, side=SIDE, left=0, top=0, back=bytes(4), transparent=True, **options):
    """The chunks of a still picture as the first of two images."""
    still = saved(image, 'WEBP', **options)
    chunks, at = [], 12
    while at < len(still):
        size, = struct.unpack_from('<I', still, at + 4)
        end = at + 8 + size + size % 2
        if still[at:at + 4] in (b'ALPH', b'VP8 ', b'VP8L'):
            chunks.append(still[at:end])
        at = end
    head = (three(left // 2) + three(top // 2) + three(image.width - 1) + three(image.height - 1) + three(100)
            + b'\0')
    one = (b'ANMF', head + b''.join(chunks))
    flags = bytes([0x12 if transparent else 2, 0, 0, 0])
    return riff([(b'VP8X', flags + three(side - 1) + three(side - 1)), (b'ANIM', back + b'\0\0'), one, one])


case('animated.webp', 'animated, lossless (its first image)', animation(photo, lossless=True), rgb)
case('animated-alpha.webp', 'animated, lossless RGBA', animation(rgba, lossless=True, exact=True))
case('animated-lossy.webp', 'animated, lossy', animation(photo, quality=80))
case('animated-lossy-alpha.webp', 'animated, lossy RGBA', animation(rgba, quality=80))
case('animated-part.webp', 'animated, first image smaller than the canvas',
     animation(photo.crop((0, 0, 20, 10)), left=6, top=4, lossless=True))

def magick_jpeg(*options):
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / 'a.png', Path(folder) / 'a.jpg'
        photo.save(source)
        tool(['convert', str(source)] + list(options) + [str(target)])
        return target.read_bytes()


def edited(data, old, new):
    at = data.find(old)
    if at < 0:
        raise ValueError('nothing to edit')
    return data[:at] + new + data[at + len(old):]


for tag, sampling in (('444', 0), ('422', 1), ('420', 2)):
    for progressive in (False, True):
        name = 'progressive' if progressive else 'baseline'
        case('%s-%s.jpg' % (name, tag), 'YCbCr %s, %s' % (tag, name),
             saved(photo, 'JPEG', quality=90, subsampling=sampling, progressive=progressive))
for factors in ('1x2', '2x2', '4x1', '4x2', '2x4'):
    case('factors-%s.jpg' % factors, 'YCbCr, factors %s' % factors, magick_jpeg('-quality', '90', '-sampling-factor', factors))
case('restarts.jpg', 'YCbCr 420, restart markers', tool(['cjpeg', '-restart', '1', '-quality', '90'], b'P6 32 32 255\n' + rgb.tobytes()))
case('quality100.jpg', 'YCbCr 444, quality 100', saved(photo, 'JPEG', quality=100, subsampling=0))
case('grey.jpg', 'grey', saved(Image.fromarray(grey), 'JPEG', quality=90))
case('grey-progressive.jpg', 'grey, progressive', saved(Image.fromarray(grey), 'JPEG', quality=90, progressive=True))
cmyk = saved(photo.convert('CMYK'), 'JPEG', quality=90)
case('cmyk.jpg', 'CMYK, Adobe', cmyk)
case('ycck.jpg', 'YCCK, Adobe', magick_jpeg('-colorspace', 'CMYK', '-quality', '90'))
at = cmyk.find(b'\xff\xee')
case('cmyk-plain.jpg', 'CMYK without a marker', cmyk[:at] + cmyk[at + 16:])
plain = saved(photo, 'JPEG', quality=90, subsampling=0)
adobe = b'\xff\xee\0\x0eAdobe\0d\0\0\0\0\0'
case('rgb-adobe.jpg', 'RGB, Adobe', plain[:2] + adobe + plain[20:])
case('ycc-adobe.jpg', 'YCbCr, Adobe', plain[:2] + adobe[:-1] + b'\1' + plain[20:])
named = tool(['cjpeg', '-rgb', '-quality', '90'], b'P6 32 32 255\n' + rgb.tobytes())
case('rgb-names.jpg', 'RGB, components named R, G, B', named)
profile = b'\xff\xe2' + struct.pack('>H', 50) + b'ICC_PROFILE\0\1\1' + bytes(34)
case('profile.jpg', 'YCbCr 444, a profile', plain[:20] + profile + plain[20:])
for orientation in range(1, 9):
    exif = photo.getexif()
    exif[0x112] = orientation
    case('orientation-%d.jpg' % orientation, 'YCbCr, Exif orientation %d' % orientation,
         saved(photo, 'JPEG', quality=90, exif=exif))
arithmetic = tool(['cjpeg', '-arithmetic', '-quality', '90'], b'P6 32 32 255\n' + rgb.tobytes())
case('arithmetic.jpg', 'arithmetic coding', arithmetic, None)
case('twelve.jpg', '12 bits', edited(plain, b'\xff\xc0\0\x11\x08', b'\xff\xc1\0\x11\x0c'), None)
case('lossless.jpg', 'lossless (SOF3)', edited(plain, b'\xff\xc0', b'\xff\xc3'), None)
case('hierarchical.jpg', 'hierarchical (SOF5)', edited(plain, b'\xff\xc0', b'\xff\xc5'), None)
case('two.jpg', 'two components', edited(plain, b'\xff\xc0\0\x11\x08\0\x20\0\x20\3', b'\xff\xc0\0\x11\x08\0\x20\0\x20\2'), None)
