# Writes the database of LmdbDatabaseTest: python3 make.py deep (needs the package lmdb).
import lmdb, os, random, sys, tempfile

e = lmdb.open(tempfile.mkdtemp(), map_size=1 << 24)
ids = list(range(500))
random.Random(3).shuffle(ids)


def value(i):
    n = 5000 + i if i % 100 == 7 else (i * 37) % 260
    return bytes((i * 7 + j) & 0xff for j in range(n))


with e.begin(write=True) as t:
    for i in ids:
        t.put(b'%08d' % i + b'k' * 90, value(i))
with e.begin(write=True) as t:
    for i in range(0, 500, 10):
        t.delete(b'%08d' % i + b'k' * 90)
os.makedirs(sys.argv[1], exist_ok=True)
e.copy(sys.argv[1], compact=True)
