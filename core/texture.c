/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The power spectrum of skin: see texture.h. */
#include "texture.h"

#include "fourier.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST 64
#define SMALLEST 16
#define MOST_PATCHES 400
#define MOST_PLACES 6000
#define ENOUGH 24 /* patches, to stay with their size */
#define HALF 32768
#define CLIPPED 0.99f

typedef struct
{
  const float *rgb;
  const guint16 *mask;
  int width, height;
  float low, high;
} Photo;

/* What every patch of one size needs. */
typedef struct
{
  int n;
  double window[LARGEST];
  double cosine[LARGEST], sine[LARGEST];
  int annulus[LARGEST * LARGEST]; /* of each frequency, n for none */
  int modes[LARGEST + 1];
  double norm;
} Patchwork;

static void
patchwork_init (Patchwork *work, int n)
{
  double sum = 0;

  memset (work, 0, sizeof *work);
  work->n = n;
  tonsure_fourier_tables (n, work->cosine, work->sine);
  for (int i = 0; i < n; i++)
    {
      work->window[i] = 0.5 - 0.5 * cos (2 * G_PI * (i + 0.5) / n);
      sum += work->window[i] * work->window[i];
    }
  work->norm = sum * sum;
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++)
      {
        int u = i < n / 2 ? i : i - n, v = j < n / 2 ? j : j - n;
        int k = (int) floor (sqrt ((double) (u * u + v * v)) + 0.5);

        work->annulus[j * n + i] = MIN (k, n);
        work->modes[MIN (k, n)]++;
      }
}

/* Removes the smooth surface of second order that fits best, and returns the rest in
 * relation to it: shading is not texture. Odd and even terms of a square grid are
 * orthogonal but for 1, x² and y², which Legendre's polynomials part. */
static void
flatten (int n, double *values)
{
  double sum[6] = { 0 }, square[6] = { 0 }, second = (n * n - 1) / 12.0;

  for (int pass = 0; pass < 2; pass++)
    for (int j = 0; j < n; j++)
      for (int i = 0; i < n; i++)
        {
          double x = i - (n - 1) / 2.0, y = j - (n - 1) / 2.0, surface = 0;
          double term[6] = { 1, x, y, x * x - second, y * y - second, x * y };

          if (pass == 0)
            for (int t = 0; t < 6; t++)
              sum[t] += term[t] * values[j * n + i], square[t] += term[t] * term[t];
          else
            {
              for (int t = 0; t < 6; t++)
                surface += sum[t] / square[t] * term[t];
              values[j * n + i] = surface > 0 ? values[j * n + i] / surface - 1 : 0;
            }
        }
}

static gboolean
take (const Photo *photo, int x, int y, int n, double *values)
{
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++)
      {
        gsize at = (gsize) (y + j) * photo->width + x + i;
        const float *p = photo->rgb + 3 * at;

        if (photo->mask[at] < HALF || !(p[1] >= photo->low && p[1] <= photo->high)
            || !(p[0] < CLIPPED && p[1] < CLIPPED && p[2] < CLIPPED))
          return FALSE;
        values[j * n + i] = p[1];
      }
  return TRUE;
}

static void
spectrum_of (const Patchwork *work, double *re, double *power)
{
  static const double zero[LARGEST * LARGEST];
  double im[LARGEST * LARGEST];
  TonsureFourier fourier = { work->n, work->cosine, work->sine };
  int n = work->n;

  flatten (n, re);
  memcpy (im, zero, sizeof (double) * n * n);
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++)
      re[j * n + i] *= work->window[i] * work->window[j];
  for (int j = 0; j < n; j++)
    tonsure_fourier (&fourier, re + j * n, im + j * n, 1);
  for (int i = 0; i < n; i++)
    tonsure_fourier (&fourier, re + i, im + i, n);
  memset (power, 0, sizeof (double) * (n + 1));
  for (int i = 0; i < n * n; i++)
    power[work->annulus[i]] += (re[i] * re[i] + im[i] * im[i]) / work->norm;
  for (int k = 0; k <= n / 2; k++)
    power[k] /= work->modes[k];
}

/* Reads up to MOST_PATCHES, spread evenly over the places where they might lie. */
static guint
read_patches (const Photo *photo, const Patchwork *work, double (*power)[LARGEST + 1])
{
  int n = work->n, across = (photo->width - n) / (n / 2) + 1;
  int down = (photo->height - n) / (n / 2) + 1;
  gsize places = photo->width < n || photo->height < n ? 0 : (gsize) across * down;
  g_autofree guint32 *likely = g_new (guint32, places + 1);
  double values[LARGEST * LARGEST];
  guint n_patches = 0;
  gsize n_likely = 0, tries;

  for (gsize place = 0; place < places; place++)
    {
      gsize x = place % across * (n / 2), y = place / across * (n / 2);
      const guint16 *first = photo->mask + y * photo->width + x,
                    *last = first + (gsize) (n - 1) * photo->width;

      if (first[0] >= HALF && first[n - 1] >= HALF && last[0] >= HALF && last[n - 1] >= HALF)
        likely[n_likely++] = (guint32) place;
    }
  tries = MIN (n_likely, MOST_PLACES);
  for (gsize t = 0; t < tries && n_patches < MOST_PATCHES; t++)
    {
      /* A stride that shares no factor with the number of tries visits all of them. */
      gsize place = likely[(t * 7919 % tries) * n_likely / tries];

      if (take (photo, place % across * (n / 2), place / across * (n / 2), n, values))
        spectrum_of (work, values, power[n_patches++]);
    }
  return n_patches;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Median over the patches, for each frequency that the smooth surface left alone. */
static void
summarize (const Patchwork *work, double (*power)[LARGEST + 1], guint n_patches,
           TonsureTexture *texture)
{
  double values[MOST_PATCHES];
  int first = work->n == LARGEST ? 3 : 2;

  texture->n_patches = n_patches;
  texture->n_bins = 0;
  for (int k = first; k <= work->n / 2; k++)
    {
      guint bin = texture->n_bins++;

      for (guint p = 0; p < n_patches; p++)
        values[p] = power[p][k];
      qsort (values, n_patches, sizeof *values, compare);
      texture->frequency[bin] = (double) k / work->n;
      texture->power[bin] = values[n_patches / 2];
      /* A periodogram's mode has a relative variance of 1; the window ties about two
       * neighbors together, half of the modes mirror the others, patches overlap. */
      texture->spread[bin] = sqrt (8.0 / (work->modes[k] * (double) n_patches));
    }
}

gboolean
tonsure_texture_read (const float *rgb, const guint16 *mask, int width, int height, double skin,
                      TonsureTexture *texture)
{
  Photo photo = { rgb, mask, width, height, (float) (skin / 4), (float) (skin * 2) };
  g_autofree Patchwork *work = g_new (Patchwork, 1);
  g_autofree double (*power)[LARGEST + 1] = g_malloc_n (MOST_PATCHES, sizeof *power);

  for (int n = LARGEST; n >= SMALLEST; n /= 2)
    {
      guint n_patches;

      patchwork_init (work, n);
      n_patches = read_patches (&photo, work, power);
      if (n_patches >= (n > SMALLEST ? ENOUGH : 4))
        {
          summarize (work, power, n_patches, texture);
          return TRUE;
        }
    }
  return FALSE;
}
