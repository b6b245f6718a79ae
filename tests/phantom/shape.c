/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The body as a signed distance, and where on it hair grows and treatment is wanted. */
#include "parts.h"

/* Smooth minimum (Quilez): like min, with a fillet of about @k mm. */
static inline float
join (float a, float b, float k)
{
  float h = MAX (k - fabsf (a - b), 0) / k;

  return MIN (a, b) - h * h * k * .25f;
}

static inline float
ellipsoid (float x, float y, float z, float rx, float ry, float rz)
{
  float k0 = sqrtf (x * x / (rx * rx) + y * y / (ry * ry) + z * z / (rz * rz));
  float k1 = sqrtf (x * x / (rx * rx * rx * rx) + y * y / (ry * ry * ry * ry)
                    + z * z / (rz * rz * rz * rz));

  return k0 * (k0 - 1) / (k1 + 1e-6f);
}

static inline float
capsule (const float p[3], const float a[3], const float b[3], float ra, float rb)
{
  float ab[3] = { b[0] - a[0], b[1] - a[1], b[2] - a[2] };
  float ap[3] = { p[0] - a[0], p[1] - a[1], p[2] - a[2] };
  float t = CLAMP (dot3 (ap, ab) / dot3 (ab, ab), 0, 1);
  float d[3] = { ap[0] - t * ab[0], ap[1] - t * ab[1], ap[2] - t * ab[2] };

  return sqrtf (dot3 (d, d)) - mix (ra, rb, t);
}

/* Fuller than an ellipsoid, an egg from above: broad behind, narrower in front. */
static float
skull (const float p[3])
{
  float narrow = 1 - .10f * ease (-25, 110, p[1]) - .05f * ease (-30, -110, p[1]);
  float x = p[0] / (78.0f * narrow);
  float y = (p[1] + 3) / 97;
  float z = p[2] / (p[2] > 0 ? 90 - 6 * ease (0, 90, p[1]) : 84);
  float x2 = x * x, y2 = y * y, z2 = z * z;
  float round = sqrtf (x2 + y2 + z2);
  float square = sqrtf (sqrtf (x2 * x2 + y2 * y2 + z2 * z2));

  return (.66f * round + .34f * square - 1) * 80;
}

/* The back of an auricle: a thin shell with a rolled rim and the bulge of the concha. */
static float
ear (const float p[3])
{
  float y = p[1] - 17, z = p[2] + 20;
  float x = fabsf (p[0]) - 69 - .24f * z; /* the lobe lies nearer to the neck */
  float out = .42f, back = .9075f;        /* stands off by 25° */
  float b = out * x - back * y - 12;
  float n = back * x + out * y;
  float u, rim, shell, bulge;

  b += .16f * z; /* leans back */
  u = b / (15.5f + .09f * z);
  n -= .006f * b * b - .5f;
  rim = sqrtf (u * u + z * z / (29 * 29)) - .9f;
  rim = sqrtf (rim * rim * 300 + n * n) - 2.7f;
  shell = ellipsoid (b, z, n, 15, 28.5f, 3.2f);
  bulge = ellipsoid (b + 5, z + 2, n + 6, 11, 17, 8);
  return .8f * join (join (rim, shell, 12), bulge, 16);
}

static float
body (const float p[3])
{
  static const float neck_top[3] = { 0, -16, -50 }, neck_foot[3] = { 0, -34, -210 };
  static const float slope_top[3] = { 24, -34, -150 }, slope_foot[3] = { 190, -26, -222 };
  float q[3] = { fabsf (p[0]), p[1], p[2] };
  float d = skull (p);

  if (p[2] < 15)
    {
      float face = ellipsoid (p[0], p[1] - 40, p[2] + 58, 61, 60, 72);
      float neck = capsule (p, neck_top, neck_foot, 50, 60);

      d = join (join (d, face, 24), neck, 20);
    }
  if (p[2] < -50)
    {
      float slope = capsule (q, slope_top, slope_foot, 30, 48);
      float chest = ellipsoid (p[0], p[1] + 12, p[2] + 300, 225, 100, 110);

      d = join (d, join (slope, chest, 40), 46);
    }
  if (q[0] > 50 && p[2] > -80 && p[2] < 40)
    d = join (d, ear (p), 5);
  return d;
}

float
shape_distance (const float p[3], Material *material)
{
  float skin = body (p), cloth, collar;

  /* The neckline of a shirt, lower in front; its ribbing stands off a little more. */
  collar = p[2] + 118 + .22f * (p[1] + 60);
  if (collar > 30)
    {
      if (material != NULL)
        *material = MATERIAL_SKIN;
      return skin;
    }
  cloth = skin - 2.2f - 1.2f * ease (-17, -15, collar);
  cloth = MAX (cloth, collar);
  if (material != NULL)
    *material = cloth < skin ? MATERIAL_CLOTH : MATERIAL_SKIN;
  return MIN (cloth, skin);
}

void
shape_normal (const float p[3], float normal[3])
{
  const float e = .25f;

  for (int a = 0; a < 3; a++)
    {
      float q[3] = { p[0], p[1], p[2] };

      q[a] += e;
      normal[a] = shape_distance (q, NULL);
      q[a] -= 2 * e;
      normal[a] -= shape_distance (q, NULL);
    }
  unit3 (normal);
}

/* How far above the upper edge of the fringe a place is, mm; below it negative. */
static float
above_fringe (const float p[3])
{
  float side = ease (25, 75, fabsf (p[0]));
  float front = ease (10, 80, p[1]);

  return p[2] - (24 + 20 * side - 14 * front);
}

/* Share of the follicular units that still bear terminal hair. */
float
shape_hair (const float p[3], guint32 seed)
{
  float edge = above_fringe (p) + 14 * noise_at (p, 26, seed + 11, NULL)
               + 7 * noise_at (p, 7, seed + 12, NULL);
  float nape = p[2] + 92 - 9 * ease (20, 60, fabsf (p[0])) + 10 * noise_at (p, 12, seed + 13, NULL);
  float top = ease (11, -12, edge);
  float bottom = ease (-9, 9, nape);
  float temple = ease (75, 60, p[1] + .3f * p[2]);
  /* Skin around the ear is bare, and the ear itself. */
  float y = (p[1] - 12) / 24, z = (p[2] + 22) / 38;
  float ear_zone = fabsf (p[0]) > 45 ? ease (.9f, 1.15f, sqrtf (y * y + z * z)) : 1;
  float below = p[1] > 0 ? ease (-45, -20, p[2]) : 1;

  if (fabsf (p[0]) > 81)
    return 0;
  return top * bottom * temple * ear_zone * below;
}

/* Bald skin as far as one would paint it: feathered into the fringe, not over the rim. */
float
shape_area (const float p[3], const float normal[3], const float toward[3])
{
  float bald = ease (-14, 4, above_fringe (p));
  float hairline = ease (72, 60, p[1] - .12f * fabsf (p[0]));

  return bald * hairline * ease (.12f, .34f, dot3 (normal, toward));
}

/* Away from a whorl near the crown and downward. */
void
shape_hair_direction (const float p[3], const float normal[3], float direction[3])
{
  float r[3] = { p[0] - 8, p[1] + 62, p[2] - 62 };
  float far = sqrtf (dot3 (r, r)), swirl = 1.1f * expf (-far / 30), along;
  float cross[3] = { normal[1] * r[2] - normal[2] * r[1], normal[2] * r[0] - normal[0] * r[2],
                     normal[0] * r[1] - normal[1] * r[0] };

  for (int a = 0; a < 3; a++)
    direction[a] = (r[a] + swirl * cross[a]) / (far + 1);
  direction[2] -= .7f * ease (20, 70, far);
  along = dot3 (direction, normal);
  for (int a = 0; a < 3; a++)
    direction[a] -= along * normal[a];
  unit3 (direction);
}
