"""What all makers of cases share: the samples, the list of cases, two independent decoders."""
import io
import os
import shutil
import subprocess
import warnings

import numpy as np
from PIL import Image, ImageOps

warnings.simplefilter('ignore')
os.environ['MAGICK_THREAD_LIMIT'] = '1'
SIDE = 32
rnd = np.random.RandomState(7)
y, x = np.mgrid[0:SIDE, 0:SIDE]
unit = np.stack([.5 + .4 * np.sin(x / 7 + y / 9), .5 + .4 * np.cos(x / 5 - y / 3), (x + y) / 62.], -1)
unit = (unit + rnd.randn(SIDE, SIDE, 3) * .04).clip(0, 1)
unit[0, :4] = [[0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 0, 1]]
unit_alpha = ((x * 7 + y * 3) % 256 / 255.).clip(0, 1)
cases = []


def quantised(values, most):
    """Whole numbers from 0 to most."""
    return np.floor(values * most + .5).astype(np.int64)


def to8(values, most):
    """The rule of docs/dataset.md: to the nearest, halves up."""
    return ((np.asarray(values, np.int64) * 510 + most) // (2 * most)).astype(np.uint8)


rgb = quantised(unit, 255).astype(np.uint8)
grey = rgb[..., 1].copy()
alpha = quantised(unit_alpha, 255).astype(np.uint8)
wide = quantised(unit, 65535).astype(np.uint16)
wide[1, :3] = [[255, 128, 129], [0x80ff, 0x00ff, 0xff00], [32767, 32768, 65534]]
wide_alpha = quantised(unit_alpha, 65535).astype(np.uint16)
bit = (grey > 127).astype(np.uint8)


class Case:
    """One file. Without a truth the decoders' answer is the truth; None means none is known."""

    def __init__(self, name, what, data, truth='decoder', opacity=None, tolerance=0):
        self.name, self.what, self.data = name, what, data
        self.truth, self.opacity, self.tolerance = truth, opacity, tolerance


def case(name, what, data, truth='decoder', opacity=None, tolerance=0):
    cases.append(Case(name, what, data, truth, opacity, tolerance))


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def tool(command, data=b'', expect=0):
    """What a programme writes to its standard output."""
    done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != expect:
        raise RuntimeError('%s: %s' % (command, done.stderr.decode()))
    return done.stdout


def pack(rows, bits):
    """Rows of samples as packed bytes, the first sample in the highest bits."""
    rows = np.asarray(rows).reshape(len(rows), -1)
    if bits == 16:
        return [row.astype('>u2').tobytes() for row in rows]
    planes = (rows[..., None] >> np.arange(bits - 1, -1, -1)) & 1
    return [np.packbits(row.reshape(-1)).tobytes() for row in planes.astype(np.uint8)]


def grey_palette(image):
    palette = np.array(image.getpalette()).reshape(-1, 3)
    return bool((palette == palette[:, :1]).all())


def pillow(path):
    """(pixels, opacity or None) as Pillow reads the first image of a file, or None."""
    try:
        image = Image.open(path)
        image.load()
        if getattr(image, 'n_frames', 1) == 1:
            image = ImageOps.exif_transpose(image)
        mode = image.mode
        if mode in ('I', 'I;16', 'I;16B'):
            return to8(np.asarray(image, np.int64), 65535), None
        if mode == 'P' or 'transparency' in image.info:
            plain = grey_palette(image) if mode == 'P' else mode != 'RGB'
            image = image.convert('RGBA' if 'transparency' in image.info else 'RGB')
            if plain:
                image = image.convert('LA' if image.mode == 'RGBA' else 'L')
        if image.mode == '1':
            image = image.convert('L')
        if image.mode in ('CMYK', 'YCbCr', 'RGBX'):
            image = image.convert('RGB')
        if image.mode not in ('L', 'LA', 'RGB', 'RGBA'):
            return None
        array = np.asarray(image)
    except Exception:  # whatever it says, it does not read the file
        return None
    if image.mode in ('LA', 'RGBA'):
        opaque = array[..., :-1]
        return (opaque[..., 0] if opaque.shape[2] == 1 else opaque), array[..., -1]
    return array, None


def of_pam(data):
    """(pixels, opacity or None) of a PAM file."""
    head, samples = data.split(b'ENDHDR\n', 1)
    fields = dict(line.split(b' ', 1) for line in head.split(b'\n') if b' ' in line)
    height, width, depth, most = (int(fields[k]) for k in (b'HEIGHT', b'WIDTH', b'DEPTH', b'MAXVAL'))
    array = np.frombuffer(samples, '>u2' if most > 255 else 'u1', height * width * depth)
    array = to8(array, most).reshape(height, width, depth)
    colours = array[..., :-1] if depth in (2, 4) else array
    return colours[..., 0] if colours.shape[2] == 1 else colours, array[..., -1] if depth in (2, 4) else None


def netpbm(path):
    """(pixels, opacity or None) as Netpbm reads a PNM file, scaled to 8 bits by itself; or None."""
    if path.suffix not in ('.pbm', '.pgm', '.ppm', '.pam'):
        return None
    done = subprocess.run(['pamdepth', '255', str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return of_pam(tool(['pamtopam'], done.stdout)) if done.returncode == 0 else None


def magick(paths, work):
    """{path: (pixels, opacity or None)} as ImageMagick reads the first images of files, in 16 bits."""
    shutil.rmtree(work, ignore_errors=True)
    (work / 'out').mkdir(parents=True)
    for number, path in enumerate(paths):
        (work / ('%04d%s' % (number, path.suffix))).symlink_to(path.resolve())
    for ending in sorted({path.suffix for path in paths}):
        left = sorted(f.name for f in work.iterdir() if f.suffix == ending)
        while left:  # one process for many files; it may end at one that it cannot read
            subprocess.run(['mogrify', '-path', 'out', '-auto-orient', '-colorspace', 'sRGB', '-depth', '16', '-format', 'pam']
                           + left, cwd=work, stderr=subprocess.DEVNULL)
            done = [number for number, name in enumerate(left) if (work / 'out' / (name[:4] + '.pam')).exists()]
            left = left[max(done, default=-1) + 2:]
    answers = {}
    for number, path in enumerate(paths):
        pam = work / 'out' / ('%04d.pam' % number)
        if pam.exists():
            answers[path] = of_pam(pam.read_bytes())
    return answers
