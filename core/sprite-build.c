/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the camera sees of a dot's core: see sprite-build.h. */
#include "sprite-build.h"
#include "chroma.h"
#include "exact.h"

#include <math.h>
#include <string.h>

#define LOSS_STEP (TONSURE_PROFILE_REACH / (TONSURE_PROFILE_SAMPLES - 1))

/* Samples are fine against what skin leaves sharp; coarse where the core is all of a
 * dot because a pixel is half a millimeter. */
#define FINE 0.0125
#define COARSE 0.03
#define WIDE_CORE 1.5

/* Enough for all bits but the last: a step squares the error. */
#define NEWTON_STEPS 6
#define CONVERGED 1e-8

/* More light than this never leaves. */
#define MOST_LOSS 0.9999

/* Share of a normal distribution below @x. Abramowitz & Stegun 7.1.26, error 8e-8. */
static double
normal_below (double x)
{
  double u = fabs (x) / G_SQRT2, t = 1.0 / (1.0 + 0.3275911 * u);
  double tail = 0.5 * tonsure_exp (-u * u) * t
                * (0.254829592
                   + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));

  return x < 0.0 ? tail : 1.0 - tail;
}

/* -ln (1 - m) as 2 artanh s. */
static double
density_of (double m)
{
  if (m > 0.5)
    return -tonsure_log (1.0 - MIN (m, MOST_LOSS));

  double s = m / (2.0 - m), s2 = s * s;

  return 2.0 * s
         * (1.0
            + s2
                  * (1.0 / 3.0
                     + s2 * (1.0 / 5.0 + s2 * (1.0 / 7.0 + s2 * (1.0 / 9.0 + s2 * (1.0 / 11.0))))));
}

/* The density d that apart.h makes that of a dot alone, by Newton, from above. */
static double
own_density (double m, double apart)
{
  double density = density_of (m), d;

  d = 2.0 * density / (1.0 + sqrt (1.0 + 2.0 * apart * apart * MAX (density, 0.0)));
  for (int i = 0; i < NEWTON_STEPS && apart > 0.0; i++)
    {
      double e = apart * d, before = d;

      d -= (d + e * e * (0.5 + e * (1.0 / 3.0 + 0.25 * e)) - density)
           / (1.0 + apart * e * (1.0 + e * (1.0 + e)));
      if (fabs (d - before) <= CONVERGED * d)
        break;
    }
  return d;
}

static double
core_at (const TonsureSplit *split, guint channel, double r)
{
  double at = r / LOSS_STEP;

  if (!(r < split->radius && at < TONSURE_PROFILE_SAMPLES - 1))
    return 0.0;
  guint i = (guint) at;
  const float *core = split->core[channel];

  return core[i] + (at - i) * (core[i + 1] - core[i]);
}

/* Where what the raster missed of the mass is put back. */
static double
bump (const TonsureSplit *split, double r)
{
  double u = r / MIN (split->radius, 0.4);

  return u < 1.0 ? (1.0 - u * u) * (1.0 - u * u) : 0.0;
}

static double
sample_step (double mm_per_px, double radius)
{
  return MIN (radius > WIDE_CORE ? MAX (FINE, MIN (COARSE, mm_per_px / 8.0)) : FINE,
              mm_per_px / 4.0);
}

static void
compute_kernel (TonsureSpriteBuild *build, int phase, int pixel, double sigma)
{
  int row = phase * (2 * build->reach + 1) + pixel;
  float *kernel = build->kernel + (gsize) row * build->samples;
  double left = pixel - build->reach - (phase + 0.5) / build->phases;
  double before = left * build->mm_per_px, after = before + build->mm_per_px;
  int first = build->samples, last = 0;

  for (int i = 0; i < build->samples; i++)
    {
      double x = (i + 0.5 - build->samples / 2) * build->step;

      kernel[i] =
          (float) (normal_below ((after - x) / sigma) - normal_below ((before - x) / sigma));
      if (kernel[i] > 1e-7f)
        {
          first = MIN (first, i);
          last = i + 1;
        }
    }
  build->band[row][0] = MIN (first, last);
  build->band[row][1] = last;
}

void
tonsure_sprite_build_init (TonsureSpriteBuild *build, double mm_per_px, double blur, double radius,
                           int phases, int n_computed, int reach, const TonsureHaloShape *halo,
                           const float *apart, double chroma_blur)
{
  int size = 2 * reach + 1;

  build->step = sample_step (mm_per_px, radius);
  build->samples = 2 * (int) ceil (radius / build->step);
  build->reach = reach;
  build->phases = phases;
  build->n_computed = n_computed;
  build->mm_per_px = mm_per_px;
  build->apart = apart;
  build->chroma_blur = chroma_blur;
  build->kernel = g_new (float, (gsize) n_computed *size * build->samples);
  build->limit = radius + TONSURE_BLUR_REACH * blur + G_SQRT2 / 2.0 * mm_per_px;
  if (chroma_blur > 0.0)
    build->limit += TONSURE_CHROMA_REACH * G_SQRT2 * mm_per_px;
  build->center = g_new (double, (gsize) n_computed *size);
  build->band = g_malloc_n ((gsize) n_computed * size, sizeof *build->band);
  build->halo = halo ? g_new (double, (gsize) n_computed *size *TONSURE_HALO_WIDTHS) : NULL;

  /* A sample stands for the square around it. */
  double sigma = sqrt (blur * blur + build->step * build->step / 12.0);

  for (int p = 0; p < n_computed; p++)
    for (int j = 0; j < size; j++)
      {
        double x = (j - reach + 0.5 - (p + 0.5) / phases) * mm_per_px;

        build->center[p * size + j] = x;
        compute_kernel (build, p, j, sigma);
        for (guint k = 0; halo && k < TONSURE_HALO_WIDTHS; k++)
          build->halo[(p * size + j) * TONSURE_HALO_WIDTHS + k] =
              tonsure_halo_shape_at (halo, k, x);
      }
}

void
tonsure_sprite_build_clear (TonsureSpriteBuild *build)
{
  g_clear_pointer (&build->kernel, g_free);
  g_clear_pointer (&build->center, g_free);
  g_clear_pointer (&build->band, g_free);
  g_clear_pointer (&build->halo, g_free);
}

/* The core on the raster, mm² a sample; one quarter of it is computed. */
static void
rasterize (const TonsureSplit *split, int n, double step, float *raster)
{
  double sum[3] = { 0 }, bumps = 0.0;
  int half = n / 2;

  for (int pass = 0; pass < 2; pass++)
    for (int j = 0; j < half; j++)
      for (int i = 0; i <= j; i++)
        {
          double r = sqrt ((i + 0.5) * (i + 0.5) + (j + 0.5) * (j + 0.5)) * step;
          double fix = bump (split, r), value[4] = { 0 };
          int here[8] = { half + i, half + j, half - 1 - i, half - 1 - j };

          for (int c = 0; c < 3; c++)
            value[c] = core_at (split, c, r);
          if (pass == 0)
            {
              double times = (i == j ? 4.0 : 8.0) * step * step;

              for (int c = 0; c < 3; c++)
                sum[c] += times * value[c];
              bumps += times * fix;
              continue;
            }
          for (int c = 0; c < 3; c++)
            value[c] = (value[c] + fix * (split->core_mass[c] - sum[c]) / bumps) * step * step;
          for (int x = 0; x < 4; x += 2)
            for (int y = 1; y < 4; y += 2)
              for (int c = 0; c < 4; c++)
                {
                  raster[4 * ((gsize) here[y] * n + here[x]) + c] = (float) value[c];
                  raster[4 * ((gsize) here[x] * n + here[y]) + c] = (float) value[c];
                }
        }
}

/* Along x: sample row, phase, pixel. */
static void
gather_rows (const TonsureSpriteBuild *build, const float *raster, float *rows)
{
  int n = build->samples, outputs = build->n_computed * (2 * build->reach + 1);

  for (int j = 0; j < n; j++)
    for (int o = 0; o < outputs; o++)
      {
        const float *kernel = build->kernel + (gsize) o * n;
        const float *from = raster + (gsize) 4 * n * j;
        float sum[4] = { 0 };

        for (int i = build->band[o][0]; i < build->band[o][1]; i++)
          for (int c = 0; c < 4; c++)
            sum[c] += kernel[i] * from[4 * i + c];
        memcpy (rows + 4 * ((gsize) outputs * j + o), sum, sizeof sum);
      }
}

/* A row of mean losses to optical densities less the halo's. Nothing is left in the
 * corners that lie farther from the dot than core and blur go. */
static void
finish_row (const TonsureSpriteBuild *build, const TonsureSplit *split, int phase_x, int output_y,
            const float *core, float *sprite)
{
  int size = 2 * build->reach + 1;
  double area = build->mm_per_px * build->mm_per_px;
  double y = build->center[output_y];

  for (int i = 0; i < size; i++)
    for (int c = 0; c < 3; c++)
      {
        double x = build->center[phase_x * size + i], halo = 0.0;

        if (x * x + y * y > build->limit * build->limit)
          break;

        for (guint k = 0; build->halo && k < TONSURE_HALO_WIDTHS; k++)
          halo += split->halo[c][k] * build->halo[output_y * TONSURE_HALO_WIDTHS + k]
                  * build->halo[(phase_x * size + i) * TONSURE_HALO_WIDTHS + k];
        sprite[4 * i + c] =
            (float) (own_density (core[4 * i + c] / area + halo, build->apart[c]) - halo);
      }
}

/* Along y, for one phase of it: row, phase of x, pixel. */
static void
gather_columns (const TonsureSpriteBuild *build, const TonsureDraw *draw, const float *rows,
                int phase_y, float *lines)
{
  int n = build->samples, size = 2 * build->reach + 1, outputs = build->n_computed * size;

  memset (lines, 0, sizeof (float) * 4 * outputs * size);
  for (int i = 0; i < size; i++)
    {
      int o = phase_y * size + i;

      for (int j = build->band[o][0]; j < build->band[o][1]; j++)
        draw->add_scaled (lines + (gsize) 4 * outputs * i, rows + (gsize) 4 * outputs * j,
                          build->kernel[(gsize) o * n + j], 4 * outputs);
    }
}

void
tonsure_sprite_build_run (const TonsureSpriteBuild *build, const TonsureSplit *split,
                          const TonsureDraw *draw, int pairs, float *sprites)
{
  int n = build->samples, size = 2 * build->reach + 1, phases = build->n_computed;
  int outputs = phases * size;
  g_autofree float *raster = g_new0 (float, (gsize) 4 * n * n);
  g_autofree float *rows = g_new (float, (gsize) 4 * n * outputs);
  g_autofree float *lines = g_new (float, (gsize) 4 * outputs * size);

  rasterize (split, n, build->step, raster);
  gather_rows (build, raster, rows);
  for (int y = 0; y < phases; y++)
    {
      gather_columns (build, draw, rows, y, lines);
      for (int x = 0; x < phases; x++)
        {
          float *core = lines + (gsize) 4 * size * x;
          float *to = sprites + ((gsize) y * phases + x) * size * 8 * pairs;

          if (build->chroma_blur > 0.0)
            tonsure_chroma_soften (core, size, (gsize) 4 * outputs, build->chroma_blur);
          memset (to, 0, sizeof (float) * 8 * pairs * size);
          for (int i = 0; i < size; i++)
            finish_row (build, split, x, y * size + i, core + (gsize) 4 * outputs * i,
                        to + (gsize) 8 * pairs * i);
        }
    }
}

/* The blurred core along a line through its middle, mm² a sample square. */
static void
blurred_line (const TonsureSplit *split, double sigma, double step, int n, double *line)
{
  double fine = sample_step (1.0, split->radius);
  int samples = 2 * (int) ceil (split->radius / fine);
  g_autofree float *raster = g_new0 (float, (gsize) 4 * samples * samples);
  g_autofree double *middle = g_new0 (double, (gsize) 4 * samples);

  rasterize (split, samples, fine, raster);
  for (int j = 0; j < samples; j++)
    {
      double y = (j + 0.5 - samples / 2) * fine / sigma;
      double weight = tonsure_exp (-0.5 * y * y);

      for (int i = 0; i < 4 * samples; i++)
        middle[i] += weight * raster[(gsize) 4 * samples * j + i];
    }
  for (int k = 0; k < n; k++)
    {
      memset (line + 4 * k, 0, sizeof (double) * 4);
      for (int i = 0; i < samples; i++)
        {
          double x = (k * step - (i + 0.5 - samples / 2) * fine) / sigma;
          double weight = tonsure_exp (-0.5 * x * x) / (2.0 * G_PI * sigma * sigma);

          for (int c = 0; c < 3; c++)
            line[4 * k + c] += weight * middle[4 * i + c];
        }
    }
}

void
tonsure_sprite_radial (const TonsureSplit *split, double blur, const TonsureHaloShape *halo,
                       const float *apart, double step, int n, float *radial)
{
  g_autofree double *core = g_new (double, (gsize) 4 * n);

  /* A blur finer than the raster is finer than anything that skin leaves sharp. */
  if (blur > 0.6 * FINE)
    blurred_line (split, blur, step, n, core);
  else
    for (int i = 0; i < 4 * n; i++)
      core[i] = i % 4 < 3 ? core_at (split, i % 4, i / 4 * step) : 0.0;

  for (int i = 0; i < n; i++)
    for (int c = 0; c < 4; c++)
      {
        double wide = 0.0;

        for (guint k = 0; halo && c < 3 && k < TONSURE_HALO_WIDTHS; k++)
          wide += split->halo[c][k] * tonsure_halo_shape_at (halo, k, i * step)
                  * tonsure_halo_shape_at (halo, k, 0.0);
        radial[4 * i + c] =
            c < 3 ? (float) (own_density (core[4 * i + c] + wide, apart[c]) - wide) : 0.0f;
      }
}
