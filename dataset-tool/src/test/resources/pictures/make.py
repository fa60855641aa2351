"""Makes the picture files beside it and, in expected.npz, their pixels as Pillow reads them.

Run with Pillow 9.4 (libjpeg-turbo 2.1, libwebp 1.2) and NumPy: python3 make.py
A file NAME gives the arrays NAME (height, width, channels or none) and, if it has transparency,
NAME + '/alpha'.
"""
import struct
import zlib
import numpy as np
from PIL import Image, ImageCms, ImageOps

rnd = np.random.RandomState(7)
H, W = 21, 34
y, x = np.mgrid[0:H, 0:W]
rgb = np.stack([127 + 100 * np.sin(x / 7. + y / 9.), 127 + 90 * np.cos(x / 5. - y / 3.), 4. * x + 5 * y], -1)
rgb = (rgb + rnd.randn(H, W, 3) * 10).clip(0, 255).astype(np.uint8)
photo = Image.fromarray(rgb)
grey = photo.convert('L')
alpha = Image.fromarray((x * 7 + y * 3).clip(0, 255).astype(np.uint8))
rgba = photo.copy()
rgba.putalpha(alpha)
arrays = {}


def expect(name, image=None, mode=None):
    image = image or ImageOps.exif_transpose(Image.open(name))
    if image.mode in ('RGBA', 'LA'):
        arrays[name + '/alpha'] = np.asarray(image)[..., -1]
        image = image.convert(image.mode[:-1])
    arrays[name] = np.asarray(image if mode is None else image.convert(mode))


def save(name, image, mode=None, **options):
    image.save(name, **options)
    expect(name, mode=mode)


def write(name, data, mode=None, like=None):
    with open(name, 'wb') as file:
        file.write(data)
    expect(name, Image.open(like) if like else None, mode)


def read(name):
    with open(name, 'rb') as file:
        return file.read()


def segment(marker, data):
    return bytes([0xff, marker]) + struct.pack('>H', len(data) + 2) + data


for tag, sampling in (('444', 0), ('422', 1), ('420', 2)):
    save('baseline-%s.jpg' % tag, photo, quality=85, subsampling=sampling)
save('progressive.jpg', photo, quality=85, progressive=True)
save('grey.jpg', grey, quality=85)
save('cmyk.jpg', photo.convert('CMYK'), mode='RGB', quality=90)
data = bytearray(read('cmyk.jpg'))
data[data.find(b'Adobe') + 11] = 2
write('ycck.jpg', bytes(data), mode='RGB')
plain = read('baseline-420.jpg')
exif = b'Exif\0\0II*\0\x08\0\0\0' + struct.pack('<HHHIHH', 1, 0x112, 3, 1, 6, 0) + b'\0\0\0\0'
write('exif-before-jfif.jpg', plain[:2] + segment(0xe1, exif) + plain[2:])
write('broken-profile.jpg', plain[:20] + segment(0xe2, b'ICC_PROFILE\0\1\5' + b'junk' * 9) + plain[20:])
profile = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()
write('profile.jpg', plain[:20] + segment(0xe2, b'ICC_PROFILE\0\1\1' + profile) + plain[20:])
write('jfif-and-adobe.jpg', plain[:20] + segment(0xee, b'Adobe\0d\0\0\0\0\0') + plain[20:])
write('no-markers.jpg', (lambda b: b[:2] + b[20:])(read('baseline-444.jpg')))
write('trailing-junk.jpg', plain + b'junk' * 50)
write('fill-bytes.jpg', plain[:2] + b'\xff\xff' + plain[2:])

save('rgb.png', photo)
save('grey.png', grey)
save('rgba.png', rgba)
save('grey-alpha.png', rgba.convert('LA'))
save('palette.png', photo.quantize(40), mode='RGB', bits=8)
save('palette-4bit.png', photo.quantize(13), mode='RGB', bits=4)
save('bilevel.png', photo.convert('1'), mode='L')
transparent = photo.quantize(40)
transparent.save('palette-transparent.png', transparency=bytes(range(0, 240, 6)))
expect('palette-transparent.png', Image.open('palette-transparent.png').convert('RGBA'))
wide = (rgb[..., 0].astype(np.uint16) * 257 - 100 * (rgb[..., 0] > 9)).astype(np.uint16)
Image.fromarray(wide).save('grey-16bit.png')
arrays['grey-16bit.png'] = ((wide.astype(np.int64) * 255 + 32767) // 65535).astype(np.uint8)


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(depth, color, rows, extra=b''):
    head = struct.pack('>IIBBBBB', W, H, depth, color, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + extra
            + chunk(b'IDAT', zlib.compress(b''.join(b'\0' + r for r in rows))) + chunk(b'IEND', b''))


wide3 = rgb.astype(np.uint16) * 256 + 200
with open('rgb-16bit.png', 'wb') as file:
    file.write(png(16, 2, [r.astype('>u2').tobytes() for r in wide3]))
arrays['rgb-16bit.png'] = ((wide3.astype(np.int64) * 255 + 32767) // 65535).astype(np.uint8)
four = np.asarray(grey) >> 4
with open('grey-4bit.png', 'wb') as file:
    file.write(png(4, 0, [bytes(a << 4 | b for a, b in zip(r[0::2], r[1::2])) for r in four]))
arrays['grey-4bit.png'] = (four * 17).astype(np.uint8)
two = np.asarray(grey) >> 6
two36 = np.pad(two, [(0, 0), (0, 2)])
with open('grey-2bit.png', 'wb') as file:
    file.write(png(2, 0, [bytes(a << 6 | b << 4 | c << 2 | d for a, b, c, d in zip(r[0::4], r[1::4], r[2::4], r[3::4]))
                          for r in two36]))
arrays['grey-2bit.png'] = (two * 85).astype(np.uint8)
key = rgb[3, 5]
with open('rgb-key.png', 'wb') as file:
    file.write(png(8, 2, [r.tobytes() for r in rgb], chunk(b'tRNS', struct.pack('>HHH', *[int(v) for v in key]))))
arrays['rgb-key.png'] = rgb
arrays['rgb-key.png/alpha'] = np.where((rgb == key).all(-1), 0, 255).astype(np.uint8)
turned = photo.copy()
note = turned.getexif()
note[0x112] = 8
turned.save('exif.png', exif=note)
expect('exif.png')

save('lossless.webp', photo, lossless=True)
save('lossy.webp', photo, quality=70)
save('alpha.webp', rgba, quality=70)
save('rgb.bmp', photo)
save('palette.bmp', photo.quantize(40), mode='RGB')
save('palette.gif', photo.quantize(40), mode='RGB')
save('rgb.tif', photo)
save('lzw.tif', photo, compression='tiff_lzw')
save('deflate.tif', photo, compression='tiff_adobe_deflate')
save('jpeg.tif', photo, compression='jpeg')
save('grey.tif', grey)
save('bilevel.tif', photo.convert('1'), mode='L', compression='group4')
save('cmyk.tif', photo.convert('CMYK'), mode='RGB')
save('rgba.tif', rgba)
save('rgb.ppm', photo)
save('grey.pgm', grey)
for orientation in range(1, 9):
    name = 'orientation-%d.jpg' % orientation
    note = photo.getexif()
    note[0x112] = orientation
    photo.save(name, quality=85, exif=note)
    expect(name)
note[0x112] = 6
photo.save('orientation.webp', lossless=True, exif=note)
expect('orientation.webp')
np.savez('expected.npz', **arrays)
