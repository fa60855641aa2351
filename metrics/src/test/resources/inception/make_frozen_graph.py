"""Makes a small frozen TensorFlow graph with the interface of Inception-2015-12-05, pictures, and
what the graph gives for them, computed here with NumPy and PyTorch.

Run in this folder: python3 make_frozen_graph.py
"""
import struct
import numpy as np
import torch
import torch.nn.functional as F

rng = np.random.RandomState(0)


# ---- protocol buffers

def varint(n):
    n &= (1 << 64) - 1
    out = b''
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def num(field, n):
    return varint(field << 3) + varint(n)


def data(field, content):
    content = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(content)) + content


def f32(field, x):
    return varint(field << 3 | 5) + struct.pack('<f', x)


def shape(sizes):
    return b''.join(data(2, num(1, s)) for s in sizes)


def tensor(a):
    a = np.asarray(a)
    kind = {'float32': 1, 'int32': 3}[str(a.dtype)]
    if a.ndim == 0:  # scalars are listed, the rest is packed
        value = f32(5, float(a)) if kind == 1 else num(7, int(a))
        return num(1, kind) + data(2, b'') + value
    return num(1, kind) + data(2, shape(a.shape)) + data(4, a.tobytes())


def node(name, op, inputs=(), **attributes):
    body = data(1, name) + data(2, op) + b''.join(data(3, i) for i in inputs)
    for key, value in attributes.items():
        body += data(5, data(1, key) + data(2, value))
    return data(1, body)


def ints(*values):
    return data(1, data(3, b''.join(varint(v) for v in values)))


FLOAT = num(6, 1)
graph = []
values = {}


def add(name, op, inputs=(), **attributes):
    graph.append(node(name, op, inputs, **attributes))


def const(name, a):
    values[name] = a
    add(name, 'Const', dtype=num(6, 1 if a.dtype == np.float32 else 3), value=data(8, tensor(a)))


# ---- the network; x is [n, channels, height, width] in PyTorch's order

def same(x, kernel, stride, fill):
    pads = []
    for size in (x.shape[3], x.shape[2]):
        total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
        pads += [total // 2, total - total // 2]
    return F.pad(x, pads, value=fill)


def conv(x, name, source, size, out, stride, padding):
    weights = (rng.randn(size, size, x.shape[1], out) / size / x.shape[1] ** .5).astype('f4')
    const(name + '/conv2d_params', weights)
    add(name + '/Conv2D', 'Conv2D', [source, name + '/conv2d_params'], T=FLOAT,
        strides=ints(1, stride, stride, 1), padding=data(2, padding))
    if padding == 'SAME':
        x = same(x, size, stride, 0)
    x = F.conv2d(x, torch.tensor(weights.transpose(3, 2, 0, 1)), stride=stride)
    mean, beta, gamma = [rng.randn(out).astype('f4') for _ in range(3)]
    variance = (rng.rand(out) + .5).astype('f4')
    b = name + '/batchnorm'
    for key, a in [('moving_mean', mean), ('moving_variance', variance), ('beta', beta), ('gamma', gamma)]:
        const(b + '/' + key, a)
    add(b, 'BatchNormWithGlobalNormalization',
        [name + '/Conv2D'] + [b + '/' + k for k in ('moving_mean', 'moving_variance', 'beta', 'gamma')],
        T=FLOAT, variance_epsilon=f32(4, .001), scale_after_normalization=num(5, 0))
    add(name + '/CheckNumerics', 'CheckNumerics', [b], T=FLOAT, message=data(2, 'not finite'))
    add(name + '/control_dependency', 'Identity', [b, '^' + name + '/CheckNumerics'], T=FLOAT)
    add(name, 'Relu', [name + '/control_dependency'], T=FLOAT)
    c = lambda a: torch.tensor(a)[None, :, None, None]
    return torch.relu((x - c(mean)) / torch.sqrt(c(variance) + .001) + c(beta))


def pool(x, name, source, op, size, stride, padding):
    add(name, op, [source], T=FLOAT, ksize=ints(1, size, size, 1),
        strides=ints(1, stride, stride, 1), padding=data(2, padding))
    if op == 'MaxPool':
        return F.max_pool2d(same(x, size, stride, -1e30) if padding == 'SAME' else x, size, stride)
    if padding == 'VALID':
        return F.avg_pool2d(x, size, stride)
    ones = torch.ones_like(x)
    total = F.avg_pool2d(same(x, size, stride, 0), size, stride)
    return total / F.avg_pool2d(same(ones, size, stride, 0), size, stride)


def resize(x, size):  # TensorFlow 1: no half pixels
    for axis in (2, 3):
        scale = x.shape[axis] / size
        at = np.float32(np.arange(size)) * np.float32(scale)
        low = at.astype(int)
        high = np.minimum(low + 1, x.shape[axis] - 1)
        share = torch.tensor((at - low).astype('f4')).reshape([-1 if i == axis else 1 for i in range(4)])
        a, b = x.index_select(axis, torch.tensor(low)), x.index_select(axis, torch.tensor(high))
        x = a + (b - a) * share
    return x


images = rng.randint(0, 256, size=(5, 3, 16, 20)).astype('u1')
x = torch.tensor(images.astype('f4'))
add('DecodeJpeg/contents', 'Const', dtype=num(6, 7), value=data(8, num(1, 7) + data(2, b'') + data(8, 'JPEG')))
add('DecodeJpeg', 'DecodeJpeg', ['DecodeJpeg/contents'], channels=num(3, 3))
add('Cast', 'Cast', ['DecodeJpeg'], SrcT=num(6, 4), DstT=FLOAT)
const('ExpandDims/dim', np.int32(0))
add('ExpandDims', 'ExpandDims', ['Cast', 'ExpandDims/dim'], T=FLOAT)
const('ResizeBilinear/size', np.int32([23, 23]))
add('ResizeBilinear', 'ResizeBilinear', ['ExpandDims', 'ResizeBilinear/size'], T=FLOAT, align_corners=num(5, 0))
const('Sub/y', np.float32(128))
add('Sub', 'Sub', ['ResizeBilinear', 'Sub/y'], T=FLOAT)
const('Mul/y', np.float32(1 / 128))
add('Mul', 'Mul', ['Sub', 'Mul/y'], T=FLOAT)
x = (resize(x, 23) - 128) / 128
x = conv(x, 'conv', 'Mul', 3, 6, 2, 'VALID')
x = conv(x, 'conv_1', 'conv', 3, 7, 1, 'SAME')
x = pool(x, 'pool', 'conv_1', 'MaxPool', 3, 2, 'VALID')
left = conv(x, 'mixed/conv', 'pool', 1, 4, 1, 'SAME')
middle = conv(x, 'mixed/tower/conv', 'pool', 4, 5, 1, 'SAME')
right = pool(x, 'mixed/tower_1/pool', 'pool', 'AvgPool', 3, 1, 'SAME')
last = pool(x, 'mixed/tower_2/pool', 'pool', 'MaxPool', 3, 1, 'SAME')
const('mixed/join/concat_dim', np.int32(3))
add('mixed/join', 'Concat',
    ['mixed/join/concat_dim', 'mixed/conv', 'mixed/tower/conv', 'mixed/tower_1/pool', 'mixed/tower_2/pool'],
    N=num(3, 4), T=FLOAT)
x = torch.cat([left, middle, right, last], 1)
assert x.shape[2:] == (5, 5)
x = pool(x, 'pool_3', 'mixed/join', 'AvgPool', 5, 1, 'VALID')
features = x.reshape(len(images), -1).numpy()
const('pool_3/_reshape/shape', np.int32([1, features.shape[1]]))
add('pool_3/_reshape', 'Reshape', ['pool_3', 'pool_3/_reshape/shape'], T=FLOAT)
weights = rng.randn(features.shape[1], 6).astype('f4')
const('softmax/weights', weights)
const('softmax/biases', rng.randn(6).astype('f4'))
add('softmax/logits/MatMul', 'MatMul', ['pool_3/_reshape', 'softmax/weights'], T=FLOAT)
add('softmax/logits', 'BiasAdd', ['softmax/logits/MatMul', 'softmax/biases'], T=FLOAT)
add('softmax', 'Softmax', ['softmax/logits'], T=FLOAT)
logits = features.astype('f8') @ weights
probabilities = np.exp(logits - logits.max(1, keepdims=True))
probabilities /= probabilities.sum(1, keepdims=True)

open('small_graph_def.pb', 'wb').write(b''.join(graph))
np.save('images.npy', images)
np.save('features.npy', features)
np.save('probabilities.npy', probabilities.astype('f4'))
