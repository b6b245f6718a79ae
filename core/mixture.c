/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Gaussian mixtures: see mixture.h. */
#include "mixture.h"
#include "exact.h"

#include <math.h>
#include <string.h>

#define D TONSURE_MIXTURE_DIMENSIONS
#define MOST_CELLS 4000
#define FEWEST_CELLS 20
#define ROUNDS 12 /* of k-means */
#define EM_ROUNDS 5
#define LEAST_SHARE 0.02
#define LEAST_CELLS 5

typedef struct
{
  gsize n;
  double (*x)[D];
  double scale[D]; /* 1 / standard deviation */
  int *cluster;
} Sample;

/* Every so many of the cells that are chosen. */
static void
take (Sample *sample, const float *features, const guint8 *chosen, gsize n, gsize count)
{
  gsize seen = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!chosen[i])
        continue;
      if (count <= MOST_CELLS || seen * MOST_CELLS / count != (seen + 1) * MOST_CELLS / count)
        {
          for (int d = 0; d < D; d++)
            sample->x[sample->n][d] = features[D * i + d];
          sample->n++;
        }
      seen++;
    }
}

static void
find_scale (Sample *sample)
{
  for (int d = 0; d < D; d++)
    {
      double mean = 0, square = 0;

      for (gsize i = 0; i < sample->n; i++)
        mean += sample->x[i][d] / (double) sample->n;
      for (gsize i = 0; i < sample->n; i++)
        square += (sample->x[i][d] - mean) * (sample->x[i][d] - mean) / (double) sample->n;
      sample->scale[d] = 1 / MAX (sqrt (square), 1e-3);
    }
}

static int
nearest (const Sample *sample, const double x[D], double (*centers)[D], int k)
{
  double best = HUGE_VAL;
  int at = 0;

  for (int j = 0; j < k; j++)
    {
      double far = 0;

      for (int d = 0; d < D; d++)
        far +=
            (x[d] - centers[j][d]) * (x[d] - centers[j][d]) * sample->scale[d] * sample->scale[d];
      if (far < best)
        {
          best = far;
          at = j;
        }
    }
  return at;
}

static void
move_centers (const Sample *sample, double (*centers)[D], int k)
{
  for (int j = 0; j < k; j++)
    {
      double sum[D] = { 0 }, count = 0;

      for (gsize i = 0; i < sample->n; i++)
        if (sample->cluster[i] == j)
          {
            count++;
            for (int d = 0; d < D; d++)
              sum[d] += sample->x[i][d];
          }
      for (int d = 0; d < D && count > 0; d++)
        centers[j][d] = sum[d] / count;
    }
}

static void
find_clusters (Sample *sample, int k)
{
  double centers[TONSURE_MIXTURE_MOST][D];

  for (int j = 0; j < k; j++)
    memcpy (centers[j], sample->x[tonsure_hash64 ((guint64) j + 1) % sample->n], sizeof centers[j]);
  for (int round = 0; round < ROUNDS; round++)
    {
      for (gsize i = 0; i < sample->n; i++)
        sample->cluster[i] = nearest (sample, sample->x[i], centers, k);
      move_centers (sample, centers, k);
    }
}

/* The inverse of the lower Cholesky factor of @covariance, and ln of its determinant. */
static double
whiten (double covariance[D][D], double inverse[D][D])
{
  double l[D][D] = { { 0 } }, log_det = 0;

  memset (inverse, 0, D * sizeof *inverse);
  for (int i = 0; i < D; i++)
    for (int j = 0; j <= i; j++)
      {
        double sum = covariance[i][j];

        for (int k = 0; k < j; k++)
          sum -= l[i][k] * l[j][k];
        l[i][j] = i == j ? sqrt (MAX (sum, 1e-12)) : sum / l[j][j];
      }
  for (int j = 0; j < D; j++)
    for (int i = j; i < D; i++)
      {
        double sum = i == j;

        for (int k = j; k < i; k++)
          sum -= l[i][k] * inverse[k][j];
        inverse[i][j] = sum / l[i][i];
      }
  for (int i = 0; i < D; i++)
    log_det += 2 * tonsure_log (l[i][i]);
  return log_det;
}

/* ln of the density of each part, weighted; returns that of all. */
static double
log_densities (const TonsureMixture *mixture, const double x[D], double log[TONSURE_MIXTURE_MOST])
{
  double most = -1e9, sum = 0;

  for (int k = 0; k < mixture->n; k++)
    {
      const TonsureGaussian *part = mixture->parts + k;

      log[k] = part->log_scale;
      for (int i = 0; i < D; i++)
        {
          double z = 0;

          for (int j = 0; j <= i; j++)
            z += part->whiten[i][j] * (x[j] - part->mean[j]);
          log[k] -= 0.5 * z * z;
        }
      most = MAX (most, log[k]);
    }
  if (mixture->n == 0)
    return most;
  for (int k = 0; k < mixture->n; k++)
    sum += log[k] > most - 30 ? tonsure_exp (log[k] - most) : 0;
  return most + tonsure_log (sum);
}

/* A Gaussian of the cells, each of which counts @weights[i]; FALSE where they are too few. */
static gboolean
fit_part (TonsureGaussian *part, const Sample *sample, const double *weights, const double floor[D])
{
  double covariance[D][D] = { { 0 } }, count = 0;

  memset (part, 0, sizeof *part);
  for (gsize i = 0; i < sample->n; i++)
    {
      count += weights[i];
      for (int d = 0; d < D; d++)
        part->mean[d] += weights[i] * sample->x[i][d];
    }
  if (count < LEAST_SHARE * (double) sample->n + LEAST_CELLS)
    return FALSE;
  for (int d = 0; d < D; d++)
    part->mean[d] /= count;
  for (gsize i = 0; i < sample->n; i++)
    for (int a = 0; a < D && weights[i] > 0; a++)
      for (int b = 0; b <= a; b++)
        covariance[a][b] += weights[i] * (sample->x[i][a] - part->mean[a])
                            * (sample->x[i][b] - part->mean[b]) / count;
  for (int d = 0; d < D; d++)
    covariance[d][d] += floor[d] * floor[d];
  part->log_scale =
      tonsure_log (count / (double) sample->n) - 0.5 * whiten (covariance, part->whiten);
  return TRUE;
}

/* Fits each part to its weights, one row of @weights a part; parts with too little are left out. */
static void
maximize (TonsureMixture *mixture, int parts, const Sample *sample, const double *weights,
          const double floor[D])
{
  mixture->n = 0;
  for (int j = 0; j < parts; j++)
    if (fit_part (mixture->parts + mixture->n, sample, weights + (gsize) j * sample->n, floor))
      mixture->n++;
}

/* How much of each cell belongs to each part. */
static void
expect (const TonsureMixture *mixture, const Sample *sample, double *weights)
{
  for (gsize i = 0; i < sample->n; i++)
    {
      double log[TONSURE_MIXTURE_MOST], all = log_densities (mixture, sample->x[i], log);

      for (int j = 0; j < mixture->n; j++)
        weights[(gsize) j * sample->n + i] = log[j] > all - 20 ? tonsure_exp (log[j] - all) : 0;
    }
}

gboolean
tonsure_mixture_fit (TonsureMixture *mixture, const float *features, const guint8 *chosen, gsize n,
                     int parts, const double floor[D])
{
  g_autofree double *weights = NULL;
  Sample sample = { 0 };
  gsize count = 0;

  mixture->n = 0;
  parts = CLAMP (parts, 1, TONSURE_MIXTURE_MOST);
  for (gsize i = 0; i < n; i++)
    count += chosen[i] != 0;
  if (count < FEWEST_CELLS)
    return FALSE;
  sample.x = g_malloc_n (MIN (count, MOST_CELLS) + 1, sizeof *sample.x);
  sample.cluster = g_new (int, MIN (count, MOST_CELLS) + 1);
  take (&sample, features, chosen, n, count);
  find_scale (&sample);
  find_clusters (&sample, parts);
  weights = g_new0 (double, sample.n *parts);
  for (gsize i = 0; i < sample.n; i++)
    weights[(gsize) sample.cluster[i] * sample.n + i] = 1;
  maximize (mixture, parts, &sample, weights, floor);
  for (int round = 0; round < EM_ROUNDS && mixture->n > 1; round++)
    {
      expect (mixture, &sample, weights);
      maximize (mixture, mixture->n, &sample, weights, floor);
    }
  g_free (sample.x);
  g_free (sample.cluster);
  return mixture->n > 0;
}

double
tonsure_mixture_log (const TonsureMixture *mixture, const float feature[D])
{
  double x[D], log[TONSURE_MIXTURE_MOST];

  for (int d = 0; d < D; d++)
    x[d] = feature[d];
  return log_densities (mixture, x, log);
}
