/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Power in bands of frequency: see bands.h. */
#include "bands.h"

#include "exact.h"
#include "fourier.h"
#include "shrunk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double tonsure_band_edges[TONSURE_N_BANDS + 1] = { 0.1, 0.2, 0.35, 0.7, 1.4, 2.8, 5.6 };

#define SIDE 12.0   /* mm; a patch is at least as large */
#define SCALE 11.2  /* pixels a mm that are read, if there are as many: the last band needs them */
#define LARGEST 512 /* pixels */
#define SMALLEST 16
#define MOST_PATCHES 64
#define FULL 0.8
#define TERMS 6
#define LEAST_CONTRAST 0.1
#define TRIMMED 10 /* one in as many at either end */

typedef struct
{
  const TonsureShrunk *photo;
  const guint8 *mask;
  int n;
  double window[LARGEST], cosine[LARGEST], sine[LARGEST];
  int *band; /* of each frequency, -1 for none */
  double modes[TONSURE_N_BANDS];
  double *re, *im, *weight;
} Work;

/* The band that a frequency lies in. */
static int
band_of (double frequency)
{
  for (int b = 0; b < TONSURE_N_BANDS; b++)
    if (frequency >= tonsure_band_edges[b] && frequency < tonsure_band_edges[b + 1])
      return b;
  return -1;
}

static void
work_init (Work *work, const TonsureShrunk *photo, const guint8 *mask)
{
  int n = SMALLEST;

  memset (work, 0, sizeof *work);
  while (n < LARGEST && n * photo->mm_per_px < SIDE)
    n *= 2;
  work->photo = photo;
  work->mask = mask;
  work->n = n;
  work->band = g_new (int, (gsize) n *n);
  work->re = g_new (double, (gsize) n *n);
  work->im = g_new (double, (gsize) n *n);
  work->weight = g_new (double, (gsize) n *n);
  tonsure_fourier_tables (n, work->cosine, work->sine);
  for (int i = 0; i < n; i++)
    work->window[i] = 0.5 - 0.5 * work->cosine[i];
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++)
      {
        int u = i < n / 2 ? i : i - n, v = j < n / 2 ? j : j - n;
        double cycles = sqrt ((double) u * u + (double) v * v);
        int band = band_of (cycles / (n * photo->mm_per_px));

        /* What the surface takes off tells nothing. */
        work->band[j * n + i] = cycles < 1.9 ? -1 : band;
        if (work->band[j * n + i] >= 0)
          work->modes[band]++;
      }
}

static void
work_clear (Work *work)
{
  g_free (work->band);
  g_free (work->re);
  g_free (work->im);
  g_free (work->weight);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* Takes light and where it counts; FALSE if that is not enough. */
static gboolean
take (Work *work, int x, int y)
{
  const TonsureShrunk *s = work->photo;
  int n = work->n, inside = 0;

  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++)
      {
        gsize at = (gsize) (y + j) * s->width + x + i;
        gboolean counts = work->mask[at] && s->usable[at];

        work->re[j * n + i] = counts ? tonsure_light_of (s->rgb + 3 * at) : 0;
        work->weight[j * n + i] = counts;
        inside += counts;
      }
  return inside >= FULL * n * n;
}

/* Solves the normal equations of a surface of second order; FALSE if there is none. */
static gboolean
solve (double a[TERMS][TERMS + 1], double solution[TERMS])
{
  for (int k = 0; k < TERMS; k++)
    {
      if (!(fabs (a[k][k]) > 1e-12))
        return FALSE;
      for (int i = 0; i < TERMS; i++)
        for (int j = TERMS; i != k && j >= k; j--)
          a[i][j] -= a[k][j] * a[i][k] / a[k][k];
    }
  for (int k = 0; k < TERMS; k++)
    solution[k] = a[k][TERMS] / a[k][k];
  return TRUE;
}

static void
terms_of (int n, int i, int j, double terms[TERMS])
{
  double x = (2 * i - n + 1) / (double) n, y = (2 * j - n + 1) / (double) n;
  const double all[TERMS] = { 1, x, y, x * x, y * y, x * y };

  memcpy (terms, all, sizeof all);
}

/* Makes light relative to the surface that fits best. */
static gboolean
flatten (Work *work)
{
  double a[TERMS][TERMS + 1] = { { 0 } }, solution[TERMS], terms[TERMS];
  int n = work->n;

  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++)
      {
        int at = j * n + i;

        if (work->weight[at] == 0)
          continue;
        terms_of (n, i, j, terms);
        for (int t = 0; t < TERMS; t++)
          {
            for (int u = 0; u < TERMS; u++)
              a[t][u] += terms[t] * terms[u];
            a[t][TERMS] += terms[t] * work->re[at];
          }
      }
  if (!solve (a, solution))
    return FALSE;
  for (int at = 0; at < n * n; at++)
    {
      double surface = 0;

      terms_of (n, at % n, at / n, terms);
      for (int t = 0; t < TERMS; t++)
        surface += solution[t] * terms[t];
      if (work->weight[at] > 0 && surface > 1e-9)
        work->re[at] = work->re[at] / surface - 1;
      else
        work->re[at] = work->weight[at] = 0;
    }
  return TRUE;
}

static gboolean
read_patch (Work *work, int x, int y, double power[TONSURE_N_BANDS])
{
  TonsureFourier fourier = { work->n, work->cosine, work->sine };
  double mm = work->photo->mm_per_px, energy = 0;
  int n = work->n;

  if (!take (work, x, y) || !flatten (work))
    return FALSE;
  for (int at = 0; at < n * n; at++)
    {
      double window = work->window[at % n] * work->window[at / n] * work->weight[at];

      work->re[at] *= window;
      work->im[at] = 0;
      energy += window * window;
    }
  for (int j = 0; j < n; j++)
    tonsure_fourier (&fourier, work->re + j * n, work->im + j * n, 1);
  for (int i = 0; i < n; i++)
    tonsure_fourier (&fourier, work->re + i, work->im + i, n);
  memset (power, 0, sizeof (double) * TONSURE_N_BANDS);
  for (int at = 0; at < n * n; at++)
    if (work->band[at] >= 0)
      power[work->band[at]] += work->re[at] * work->re[at] + work->im[at] * work->im[at];
  for (int b = 0; b < TONSURE_N_BANDS; b++)
    power[b] *= mm * mm / (energy * MAX (work->modes[b], 1));
  return TRUE;
}

/* Patches that overlap by half, spread evenly over the places where they find room. */
static guint
read_patches (Work *work, double (*power)[TONSURE_N_BANDS])
{
  int half = work->n / 2;
  int across = work->photo->width < work->n ? 0 : (work->photo->width - work->n) / half + 1;
  int down = work->photo->height < work->n ? 0 : (work->photo->height - work->n) / half + 1;
  g_autofree int *places = g_new (int, (gsize) across *(gsize) down + 1);
  gint64 n_places = 0, step;
  guint n_patches = 0;

  for (int place = 0; place < across * down; place++)
    if (take (work, place % across * half, place / across * half))
      places[n_places++] = place;
  step = MAX (1, (n_places + MOST_PATCHES - 1) / MOST_PATCHES);
  for (gint64 i = 0; i < n_places; i += step)
    n_patches +=
        read_patch (work, places[i] % across * half, places[i] / across * half, power[n_patches]);
  return n_patches;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
summarize (double (*power)[TONSURE_N_BANDS], guint n, TonsureBands *bands)
{
  guint first = n / TRIMMED, last = n - n / TRIMMED;

  bands->n_patches = n;
  for (guint b = 0; b < bands->n_bands; b++)
    {
      double values[MOST_PATCHES], sum = 0, square = 0, count = last - first;

      for (guint p = 0; p < n; p++)
        values[p] = power[p][b];
      qsort (values, n, sizeof *values, compare);
      for (guint p = first; p < last; p++)
        sum += values[p], square += values[p] * values[p];
      bands->power[b] = sum / count;
      /* Patches overlap: every other one tells something of its own. */
      bands->error[b] =
          count > 1 && sum > 0
              ? sqrt (MAX (square / count - sum / count * sum / count, 0) / (0.5 * count))
                    / (sum / count)
              : 1;
    }
}

/* How many bands pixels and lens leave. */
static guint
count_bands (const Work *work, double blur)
{
  double mm = work->photo->mm_per_px, lens = blur * mm / work->photo->step;

  for (guint b = 0; b < TONSURE_N_BANDS; b++)
    {
      double low = tonsure_band_edges[b] * lens;

      if (tonsure_band_edges[b + 1] * mm > 0.5 || work->modes[b] == 0
          || tonsure_exp (-2 * G_PI * G_PI * low * low) < LEAST_CONTRAST)
        return b;
    }
  return TONSURE_N_BANDS;
}

gboolean
tonsure_bands_read (const float *rgb, const guint16 *mask, int width, int height, double mm_per_px,
                    double blur, TonsureBands *bands)
{
  g_autofree double (*power)[TONSURE_N_BANDS] = g_malloc_n (MOST_PATCHES, sizeof *power);
  g_auto (TonsureShrunk) shrunk = { 0 };
  g_autofree guint8 *small = NULL;
  TonsurePixels bounds;
  g_auto (Work) work = { 0 };

  memset (bands, 0, sizeof *bands);
  if (!(mm_per_px >= 0.002 && mm_per_px <= 5)
      || tonsure_bounds_of (mask, width, height, &bounds) == 0)
    return FALSE;
  tonsure_shrunk_init (&shrunk, rgb, width, &bounds, mm_per_px, SCALE);
  small = tonsure_shrunk_mask (&shrunk, mask, width);
  work_init (&work, &shrunk, small);
  bands->n_bands = count_bands (&work, blur);
  summarize (power, read_patches (&work, power), bands);
  if (bands->n_patches > 0)
    return TRUE;
  memset (bands, 0, sizeof *bands);
  return FALSE;
}
