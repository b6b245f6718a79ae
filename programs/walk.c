/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Random walks of light through skin: see walk.h. */
#include "walk.h"
#include "exact.h"
#include "tissue.h"

#include <math.h>

/* Where this much is absorbed, in powers of e, nine photons of ten end and the tenth
 * counts for all. */
#define FAINT 4.6
#define SURVIVORS 0.1

typedef struct
{
  double x, y, z;    /* mm, z downward */
  double u, v, w;    /* direction */
  double absorption; /* so far, in powers of e */
} Photon;

double
walk_random (guint64 *state)
{
  *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return ((double) (tonsure_hash64 (*state) >> 12) + 0.5) / 4503599627370496.0;
}

void
walk_turn (guint64 *state, double *cosine, double *sine)
{
  double a, b, r2;

  do
    {
      a = 2.0 * walk_random (state) - 1.0;
      b = 2.0 * walk_random (state) - 1.0;
      r2 = a * a + b * b;
    }
  while (r2 > 1.0 || r2 < 1e-12);
  /* The double angle, which needs no square root. */
  *cosine = (a * a - b * b) / r2;
  *sine = 2.0 * a * b / r2;
}

/* A new direction after Henyey and Greenstein (1941). */
static void
scatter (Photon *photon, guint64 *state)
{
  const double g = TONSURE_TISSUE_ANISOTROPY;
  double part = (1.0 - g * g) / (1.0 - g + 2.0 * g * walk_random (state));
  double cosine = (1.0 + g * g - part * part) / (2.0 * g);
  double sine = sqrt (MAX (0.0, 1.0 - cosine * cosine));
  double u = photon->u, v = photon->v, w = photon->w;
  double c, s;

  walk_turn (state, &c, &s);
  c *= sine;
  s *= sine;
  double flat2 = u * u + v * v;
  if (flat2 < 1e-14)
    {
      photon->u = c;
      photon->v = s;
      photon->w = w > 0.0 ? cosine : -cosine;
      return;
    }
  double flat = sqrt (flat2);
  photon->u = (c * u * w - s * v) / flat + u * cosine;
  photon->v = (c * v * w + s * u) / flat + v * cosine;
  photon->w = -c * flat + w * cosine;
}

/* Share of a straight way from depth @from to @to that lies between two depths; @begin
 * is where that part begins. */
static double
share_between (double from, double to, double upper, double lower, double *begin)
{
  double t0 = 0.0, t1 = 1.0;

  if (fabs (to - from) < 1e-12)
    {
      *begin = 0.0;
      return from >= upper && from < lower ? 1.0 : 0.0;
    }
  double a = (upper - from) / (to - from), b = (lower - from) / (to - from);

  t0 = MAX (t0, MIN (a, b));
  t1 = MIN (t1, MAX (a, b));
  *begin = t0;
  return MAX (0.0, t1 - t0);
}

static void
note_stretch (const Photon *photon, double length, double deepest, Walk *walk)
{
  if (MIN (photon->z, photon->z + length * photon->w) >= deepest || walk->n == WALK_MOST_STRETCHES)
    return;
  walk->stretch[walk->n++] = (Stretch) {
    photon->x,          photon->y,          photon->z, length * photon->u,
    length * photon->v, length * photon->w, length,
  };
}

static void
go (const Medium *medium, Photon *photon, double length, Walk *walk)
{
  double begin;
  double above =
      share_between (photon->z, photon->z + length * photon->w, 0.0, medium->thickness, &begin);

  walk->epidermis += length * above;
  walk->dermis += length * (1.0 - above);
  photon->absorption += length * (above * medium->epidermis + (1.0 - above) * medium->dermis);
  photon->x += length * photon->u;
  photon->y += length * photon->v;
  photon->z += length * photon->w;
}

/* Fresnel's reflectance of the surface from inside. */
static double
reflectance (double cosine)
{
  const double n = TONSURE_TISSUE_INDEX;
  double outside2 = 1.0 - n * n * (1.0 - cosine * cosine);

  if (outside2 <= 0.0)
    return 1.0;
  double outside = sqrt (outside2);
  double s = (n * cosine - outside) / (n * cosine + outside);
  double p = (cosine - n * outside) / (cosine + n * outside);

  return 0.5 * (s * s + p * p);
}

static gboolean
fades_away (Photon *photon, guint64 *state)
{
  if (photon->absorption < FAINT)
    return FALSE;
  if (walk_random (state) > SURVIVORS)
    return TRUE;
  photon->absorption += tonsure_log (SURVIVORS);
  return FALSE;
}

void
walk_photon (const Medium *medium, double deepest, guint64 *state, Walk *walk)
{
  Photon photon = { 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0 };

  walk->weight = 0.0;
  walk->epidermis = 0.0;
  walk->dermis = 0.0;
  walk->n = 0;
  for (;;)
    {
      double length = -tonsure_log (walk_random (state)) / medium->scattering;

      while (photon.z + length * photon.w < 0.0)
        {
          double first = -photon.z / photon.w;

          note_stretch (&photon, first, deepest, walk);
          go (medium, &photon, first, walk);
          if (walk_random (state) >= reflectance (-photon.w))
            {
              walk->weight = tonsure_exp (-photon.absorption);
              walk->x = photon.x;
              walk->y = photon.y;
              return;
            }
          photon.z = 0.0;
          photon.w = -photon.w;
          length -= first;
        }
      note_stretch (&photon, length, deepest, walk);
      go (medium, &photon, length, walk);
      if (fades_away (&photon, state))
        return;
      scatter (&photon, state);
    }
}

void
walk_cut (const Walk *walk, double top, double bottom, Slab *slab)
{
  slab->n = 0;
  for (guint i = 0; i < walk->n; i++)
    {
      const Stretch *s = &walk->stretch[i];
      double begin, share = share_between (s->z, s->z + s->dz, top, bottom, &begin);

      if (share > 0.0)
        slab->crossing[slab->n++] = (Crossing) {
          s->x + begin * s->dx, s->y + begin * s->dy, share * s->dx,
          share * s->dy,        share * s->length,
        };
    }
}

/* Share of a stretch that lies in a circle around the origin. */
static double
share_in_circle (double x, double y, double dx, double dy, double radius)
{
  double a = dx * dx + dy * dy, b = x * dx + y * dy, c = x * x + y * y - radius * radius;

  if (a < 1e-18)
    return c < 0.0 ? 1.0 : 0.0;
  if (c > 0.0 && (b >= 0.0 || -b > a + radius * sqrt (a)))
    return 0.0;
  double d2 = b * b - a * c;
  if (d2 <= 0.0)
    return 0.0;
  double d = sqrt (d2);

  return MAX (0.0, MIN (1.0, (d - b) / a) - MAX (0.0, (-b - d) / a));
}

double
crossing_in_disc (const Crossing *c, double x, double y, double radius)
{
  return c->length * share_in_circle (c->x - x, c->y - y, c->dx, c->dy, radius);
}

double
slab_length_in_disc (const Slab *slab, double x, double y, double radius)
{
  double sum = 0.0;

  for (guint i = 0; i < slab->n; i++)
    sum += crossing_in_disc (&slab->crossing[i], x, y, radius);
  return sum;
}
