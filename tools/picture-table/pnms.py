"""PNM: P1 to P7, all ranges, comments, blanks, several images in a file."""
import struct

import numpy as np

from common import SIDE, alpha, bit, case, grey, pack, quantised, rgb, to8, unit, unit_alpha, wide

SIZE = b'%d %d' % (SIDE, SIDE)


def text(values, per_line=16):
    flat = np.asarray(values).reshape(-1)
    return b'\n'.join(b' '.join(b'%d' % v for v in flat[i:i + per_line]) for i in range(0, len(flat), per_line))


def binary(values, most):
    return np.asarray(values).astype('>u2' if most > 255 else 'u1').tobytes()


def pam(samples, most, kind):
    depth = 1 if np.ndim(samples) == 2 else samples.shape[2]
    return (b'P7\n# a comment\nWIDTH %d\nHEIGHT %d\nDEPTH %d\nMAXVAL %d\n' % (SIDE, SIDE, depth, most)
            + (b'TUPLTYPE %s\n' % kind if kind else b'') + b'ENDHDR\n' + binary(samples, most))


black = 255 * (1 - bit)  # in a bitmap 1 is black
rows = b'\n'.join(b''.join(b'%d' % v for v in row) for row in bit)
case('p1.pbm', 'P1', b'P1\n' + SIZE + b'\n' + text(bit, 32) + b'\n', black)
case('p1-packed.pbm', 'P1 without blanks', b'P1\n' + SIZE + b'\n' + rows, black)
case('p1-comment.pbm', 'P1 with comments', b'P1#a\n#b\n32#c\n32\n#d\n' + rows.replace(b'\n', b'#e\n', 1), black)
case('p4.pbm', 'P4', b'P4\n' + SIZE + b'\n' + b''.join(pack(bit, 1)), black)
for most in (1, 2, 3, 10, 15, 100, 254, 255, 256, 1023, 4095, 16383, 32767, 65534, 65535):
    values, ones = quantised(unit, most), quantised(unit[..., 1], most)
    if most == 65535:
        values, ones = wide, wide[..., 0]
    end = b'\n' + SIZE + b'\n%d\n' % most
    case('p2-%d.pgm' % most, 'P2, 0 to %d' % most, b'P2' + end + text(ones) + (b'' if most == 255 else b'\n'), to8(ones, most))
    case('p3-%d.ppm' % most, 'P3, 0 to %d' % most, b'P3' + end + text(values) + b'\n', to8(values, most))
    case('p5-%d.pgm' % most, 'P5, 0 to %d' % most, b'P5' + end + binary(ones, most), to8(ones, most))
    case('p6-%d.ppm' % most, 'P6, 0 to %d' % most, b'P6' + end + binary(values, most), to8(values, most))
    opacity = quantised(unit_alpha, most)
    case('p7-g%d.pam' % most, 'P7 GRAYSCALE, 0 to %d' % most, pam(ones, most, b'GRAYSCALE'), to8(ones, most))
    case('p7-rgb%d.pam' % most, 'P7 RGB, 0 to %d' % most, pam(values, most, b'RGB'), to8(values, most))
    case('p7-ga%d.pam' % most, 'P7 GRAYSCALE_ALPHA, 0 to %d' % most,
         pam(np.dstack([ones, opacity]), most, b'GRAYSCALE_ALPHA'), to8(ones, most), to8(opacity, most))
    case('p7-rgba%d.pam' % most, 'P7 RGB_ALPHA, 0 to %d' % most,
         pam(np.dstack([values, opacity]), most, b'RGB_ALPHA'), to8(values, most), to8(opacity, most))
case('p7-bw.pam', 'P7 BLACKANDWHITE', pam(bit, 1, b'BLACKANDWHITE'), 255 * bit)
case('p7-bwa.pam', 'P7 BLACKANDWHITE_ALPHA', pam(np.dstack([bit, 1 - bit]), 1, b'BLACKANDWHITE_ALPHA'), 255 * bit,
     255 * (1 - bit))
case('p7-cmyk.pam', 'P7 CMYK', pam(np.dstack([rgb, alpha]), 255, b'CMYK'), None)
case('p7-none.pam', 'P7 without a TUPLTYPE, depth 3', pam(rgb, 255, b''), rgb)
case('p6-comment.ppm', 'P6 with comments', b'P6 # one\n#two\n32 #three\n32\n#four\n255\n' + rgb.tobytes(), rgb)
case('p6-tabs.ppm', 'P6 with tabs and carriage returns', b'P6\t32\r\n32\r\n255 ' + rgb.tobytes(), rgb)
case('p5-several.pgm', 'P5, several images (the first)', (b'P5 ' + SIZE + b' 255\n' + grey.tobytes()) * 2, grey)
case('p3-commented.ppm', 'P3 with comments between samples', b'P3\n32 32\n255\n' + text(rgb).replace(
    b'\n', b' # x 12\n'), rgb)
case('p5-above.pgm', 'P5, a sample above the maxval', b'P5 32 32 100\n' + grey.tobytes(), None)
case('p3-above.ppm', 'P3, a sample above the maxval', b'P3 32 32 100\n' + text(rgb), None)
case('p3-junk.ppm', 'P3, a sample that is no number', b'P3 32 32 255\n' + text(rgb).replace(b' 0 ', b' x ', 1), None)
case('p5-max0.pgm', 'P5, maxval 0', b'P5 32 32 0\n' + bytes(SIDE * SIDE), None)
case('p5-max70000.pgm', 'P5, maxval 70000', b'P5 32 32 70000\n' + bytes(SIDE * SIDE * 2), None)
case('grey.pfm', 'PFM (floats)', b'Pf\n32 32\n-1.0\n' + unit[..., 1].astype('<f4').tobytes(), None)
case('colour.pfm', 'PFM (floats), colour', b'PF\n32 32\n1.0\n' + unit.astype('>f4').tobytes(), None)
