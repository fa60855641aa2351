# Writes the database of LsunArchiveTest and what Pillow makes of it: python3 make_pictures.py
# pictures (needs the packages lmdb, numpy and pillow; written by Pillow 9.4.0).
import io, os, sys, tempfile
import lmdb, numpy as np
from PIL import Image

rng = np.random.RandomState(11)


def picture(width, height, mode):
    noise = rng.randint(0, 256, (height // 4 + 1, width // 4 + 1, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((width, height), Image.BICUBIC).convert(mode)


def encoded(image, **options):
    out = io.BytesIO()
    image.save(out, **options)
    return out.getvalue()


values = {
    b'b-jpeg': encoded(picture(61, 48, 'RGB'), format='JPEG', quality=80),
    b'a-webp': encoded(picture(48, 53, 'RGB'), format='WEBP', quality=80),
    b'c-webp-lossless': encoded(picture(40, 41, 'RGB'), format='WEBP', lossless=True),
    b'd-progressive': encoded(picture(64, 64, 'RGB'), format='JPEG', quality=95, progressive=True),
    b'e-broken': encoded(picture(64, 64, 'RGB'), format='JPEG')[:300],
    b'f-text': b'this is no picture',
    b'g-grey-jpeg': encoded(picture(50, 70, 'L'), format='JPEG', quality=90),
    b'h-444': encoded(picture(33, 32, 'RGB'), format='JPEG', quality=90, subsampling=0),
    b'i-tiny': encoded(picture(1, 1, 'RGB'), format='PNG'),
}
folder = tempfile.mkdtemp()
e = lmdb.open(folder, map_size=1 << 24)
with e.begin(write=True) as t:
    for key, value in values.items():
        t.put(key, value)
os.makedirs(sys.argv[1], exist_ok=True)
e.copy(sys.argv[1], compact=True)

images = []
for key in sorted(values):
    if key in (b'e-broken', b'f-text'):
        continue
    image = Image.open(io.BytesIO(values[key])).convert('RGB')
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    image = image.crop((left, top, left + side, top + side)).resize((16, 16), Image.LANCZOS)
    images.append(np.asarray(image).transpose(2, 0, 1))
np.save(os.path.join(sys.argv[1], 'resized.npy'), np.stack(images))
