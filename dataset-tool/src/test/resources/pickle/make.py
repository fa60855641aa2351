# Writes values-pN.pkl: the same values in every protocol, from Python 3 and NumPy 2.
import pickle
import numpy as np


class Network:
    def __init__(self):
        self.name = 'G'
        self.weights = [('w', np.arange(6, dtype=np.float32).reshape(2, 3))]


Network.__module__ = 'tfutil'
values = {
    'none': None,
    'bools': (True, False),
    'ints': [0, 255, 65535, -1, 2**40, -2**70],
    'float': -1.5,
    'text': 'gr\u00fc\u00df \u4f60\\n\U0001f600\n',
    'bytes': bytes(range(256)),
    'empty': b'',
    'bytearray': bytearray(b'ab\0'),
    'u1': np.arange(256, dtype=np.uint8).reshape(2, 128),
    'fortran': np.asfortranarray(np.arange(24, dtype=np.int16).reshape(2, 3, 4)),
    'big': np.array([1, -2, 3], dtype='>i8'),
    'half': np.array([1.5, -65504, 2.0**-24, np.inf], dtype=np.float16),
    'bool': np.array([[True, False]]),
    'u4': np.array([2**32 - 1], dtype=np.uint32),
    'noncontiguous': np.arange(10, dtype=np.float64)[::3],
    'zero': np.zeros((3, 0), np.float32),
    'scalar': np.float32(0.25),
}
values['shared'] = values['u1']
values['self'] = [1]
values['self'].append(values['self'])
import sys, types
tfutil = types.ModuleType('tfutil')
tfutil.Network = Network
sys.modules['tfutil'] = tfutil
values['object'] = Network()
values['object'].values = values
for protocol in range(6):
    with open('values-p%d.pkl' % protocol, 'wb') as file:
        pickle.dump(values, file, protocol=protocol)
