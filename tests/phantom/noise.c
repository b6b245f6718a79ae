/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "chance.h"

/* The twelve edges of a cube, four of them twice. */
static const signed char edges[16][3] = {
  { 1, 1, 0 },  { -1, 1, 0 },  { 1, -1, 0 }, { -1, -1, 0 }, { 1, 0, 1 },  { -1, 0, 1 },
  { 1, 0, -1 }, { -1, 0, -1 }, { 0, 1, 1 },  { 0, -1, 1 },  { 0, 1, -1 }, { 0, -1, -1 },
  { 1, 1, 0 },  { -1, 1, 0 },  { 0, -1, 1 }, { 0, -1, -1 },
};

/* A rotation, so that the lattice lies askew to everything and does not show. */
static const float turn[3][3] = { { .36f, .48f, -.8f }, { -.8f, .6f, 0 }, { .48f, .64f, .6f } };

static inline const signed char *
edge_at (gint32 i, gint32 j, gint32 k, guint32 seed)
{
  guint32 h = (guint32) i * 0x9e3779b1u ^ (guint32) j * 0x85ebca77u ^ (guint32) k * 0xc2b2ae3du
              ^ seed * 0x27d4eb2fu;

  h = (h ^ h >> 15) * 0x2c1b3c6du;
  h = (h ^ h >> 12) * 0x297a2d39u;
  return edges[h >> 28];
}

float
noise_at (const float p[3], float wavelength, guint32 seed, float slope[3])
{
  float f[3], w[3], dw[3], value = 0, d[3] = { 0, 0, 0 };
  gint32 cell[3];

  for (int a = 0; a < 3; a++)
    {
      float q = (turn[a][0] * p[0] + turn[a][1] * p[1] + turn[a][2] * p[2]) / wavelength;
      float t = floorf (q);

      cell[a] = (gint32) t;
      f[a] = t = q - t;
      w[a] = t * t * t * (t * (t * 6 - 15) + 10);
      dw[a] = 30 * t * t * (t - 1) * (t - 1);
    }
  for (int c = 0; c < 8; c++)
    {
      int i = c & 1, j = c >> 1 & 1, k = c >> 2;
      const signed char *g = edge_at (cell[0] + i, cell[1] + j, cell[2] + k, seed);
      float v = g[0] * (f[0] - i) + g[1] * (f[1] - j) + g[2] * (f[2] - k);
      float wx = i ? w[0] : 1 - w[0], wy = j ? w[1] : 1 - w[1], wz = k ? w[2] : 1 - w[2];

      value += wx * wy * wz * v;
      d[0] += wx * wy * wz * g[0] + (i ? dw[0] : -dw[0]) * wy * wz * v;
      d[1] += wx * wy * wz * g[1] + (j ? dw[1] : -dw[1]) * wx * wz * v;
      d[2] += wx * wy * wz * g[2] + (k ? dw[2] : -dw[2]) * wx * wy * v;
    }
  if (slope != NULL)
    for (int a = 0; a < 3; a++)
      slope[a] = (turn[0][a] * d[0] + turn[1][a] * d[1] + turn[2][a] * d[2]) / wavelength;
  return value;
}
