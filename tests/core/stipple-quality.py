#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Measures the dots that the program "dots" prints and compares with what was asked.

    stipple-quality.py DOTS [--quick]

Needs numpy and scipy. --quick leaves out the sets of more than 20,000 points; all of it takes
some minutes.

Lengths are relative to d_max = sqrt (2 / (sqrt (3) density)), the distance of neighbors in a
hexagonal lattice, frequencies to f_p = sqrt (2 n / sqrt (3)) of n points in a unit square, its
first peak. The power of a random set is 1.
"""
import io
import subprocess
import sys

import numpy as np
from scipy.spatial import cKDTree

TILE = 128.0
number = failed = 0


def dots(rectangle, *arguments):
    """x, y in 0 to 1 of the rectangle, and ranks."""
    command = [sys.argv[1], '--rect', ','.join(map(str, rectangle)), *map(str, arguments)]
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    table = np.loadtxt(io.StringIO(text), usecols=(0, 1, 2))
    return (table[:, :2] - rectangle[:2]) / rectangle[2:], table[:, 2]


def check(what, figures, asked):
    """One TAP line: each figure with what was asked of it."""
    global number, failed
    good = all(value >= limit if sign == '>' else value <= limit
               for value, (sign, limit) in zip(figures.values(), asked.values()))
    number += 1
    failed += not good
    text = ', '.join('%s %.4g (%s= %g)' % (name, value, *asked[name])
                     for name, value in figures.items())
    print('%sok %d - %s: %s' % ('' if good else 'not ', number, what, text), flush=True)


def neighbors(places):
    """Distance of each point of a torus to its nearest neighbor, relative to d_max."""
    distance, _ = cKDTree(places, boxsize=1).query(places, 2)
    return distance[:, 1] / np.sqrt(2 / (np.sqrt(3) * len(places)))


def low_power(places):
    """Mean power below half of f_p, dB."""
    power, _ = spectrum(places, .5 * np.sqrt(2 * len(places) / np.sqrt(3)))
    return float(10 * np.log10(power.mean()))


def window_error(places, density, expected=64, windows=4000):
    """Root mean square of the relative error of counts in squares at random places.

    density(x), a linear function with a mean of 1, is the share at x in 0 to 1; each square is as
    large as to hold the expected number.
    """
    chance = np.random.default_rng(1)
    center = chance.random((windows, 2))
    half = .5 * np.sqrt(expected / (len(places) * density(center[:, 0])))
    inside = np.all((center > half[:, None]) & (center < 1 - half[:, None]), axis=1)
    center, half = center[inside], half[inside]
    found = cKDTree(places).query_ball_point(center, half, p=np.inf, return_length=True)
    return float(np.sqrt(np.mean((found / expected - 1) ** 2)))


def check_meter():
    """Sets whose figures are known: neighbors in a square lattice have sqrt (sqrt (3) / 2) of
    d_max between them, and a random set has a power of 1 at any frequency."""
    steps = (np.arange(50) + .25) / 50
    distance = neighbors(np.stack(np.meshgrid(steps, steps), -1).reshape(-1, 2))
    check('neighbors in a square lattice',
          {'least': float(distance.min()), 'most': float(distance.max())},
          {'least': ('>', .9305), 'most': ('<', .9307)})
    places = np.random.default_rng(1).random((4000, 2))
    check('a random set', {'Plow_db': abs(low_power(places)),
                           'rms64': abs(window_error(places, np.ones_like) - .125)},
          {'Plow_db': ('<', .3), 'rms64': ('<', .01)})


def check_prefixes(shares):
    """The bare tile is a torus; the first dots of it by rank are one too."""
    places, rank = dots((0, 0, TILE, TILE), '--density', 400, '--no-warp')
    for share in shares:
        first = places[rank < share * 65536]
        distance = neighbors(first)
        check('first %g %% of the bare tile' % (100 * share),
              {'rho': float(distance.min()), 'd01': float(np.quantile(distance, .01)),
               'Plow_db': low_power(first)},
              {'rho': ('>', .50), 'd01': ('>', .56), 'Plow_db': ('<', -10.5)})


def spectrum(places, most):
    """Power at whole frequencies below most, and the frequencies.

    In a square of even density a whole frequency sees nothing of the square's edges, so
    a set that does not wrap around can be read like a torus, without a window.
    """
    steps = np.arange(int(most) + 1)
    power = np.zeros((2 * len(steps) - 1, len(steps)), complex)
    for some in np.array_split(places, len(places) // 4096 + 1):
        along_x = np.exp(-2j * np.pi * np.outer(steps, some[:, 0])).astype(np.complex64)
        along_y = np.exp(-2j * np.pi * np.outer(some[:, 1], steps)).astype(np.complex64)
        power += np.concatenate([np.conj(along_x[:0:-1]), along_x]) @ along_y
    kx, ky = np.meshgrid(np.arange(1 - len(steps), len(steps)), steps, indexing='ij')
    frequency = np.hypot(kx, ky)
    chosen = (frequency < most) & ((ky > 0) | (kx > 0))
    return np.abs(power[chosen]) ** 2 / len(places), frequency[chosen]


def anisotropy(places):
    """Mean over rings of the variance in a ring over its squared mean, dB."""
    most = 1.5 * np.sqrt(2 * len(places) / np.sqrt(3))
    power, frequency = spectrum(places, most)
    ring = np.minimum((frequency / most * 96).astype(int), 95)
    count = np.maximum(np.bincount(ring, minlength=96), 1)
    mean = np.bincount(ring, power, minlength=96) / count
    variance = np.bincount(ring, power ** 2, minlength=96) / count - mean ** 2
    return float((10 * np.log10(variance / mean ** 2))[32:].mean())


def check_repetition(densities):
    for density in densities:
        places, _ = dots((-150, 1000, 3 * TILE, 3 * TILE), '--density', density)
        check('3 x 3 tiles, %g dots per cm2' % density,
              {'anisotropy_db': anisotropy(places)}, {'anisotropy_db': ('<', .3)})


def check_ramp(seeds):
    """The bias is the worst of 16 strips. The sparsest has a noise of 1 to 2 %, so that it is
    taken from the mean of the seeds."""
    side = 158.1139
    strips = []
    errors = []
    for seed in seeds:
        places, _ = dots((20, 30, side, side), '--ramp', '20:380', '--seed', seed)
        errors.append(window_error(places, lambda x: .1 + 1.8 * x))
        strips.append(np.histogram(places[:, 0], 16, (0, 1))[0])
    asked = side ** 2 / 1600 * (20 + 360 * (np.arange(16) + .5) / 16)
    bias = np.abs(np.mean(strips, axis=0) / asked - 1).max()
    check('ramp 19:1, %d seeds' % len(seeds),
          {'rms64': float(np.mean(errors)), 'bias': float(bias)},
          {'rms64': ('<', .036), 'bias': ('<', .015)})


def main():
    quick = '--quick' in sys.argv
    check_meter()
    check_prefixes((.01, .02, .05, .1, .2) if quick
                   else (.01, .02, .05, .1, .2, .3, .5, .7, .75, 1))
    check_repetition((4, 20) if quick else (4, 20, 80, 400))
    if not quick:
        check_ramp(range(8))
    print('1..%d' % number)
    sys.exit(1 if failed else 0)


main()
