/* SPDX-License-Identifier: LGPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

/* How fast core draws: dots a second on one thread, and a whole picture of 24
 * megapixels beside a plain pass over its memory. */
#include "render-private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RUNS 5
#define BLOCK 128
#define STRIDE (4 * (BLOCK + 4))
#define WIDTH 6000
#define HEIGHT 4000

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *times, int n)
{
  qsort (times, n, sizeof *times, compare);
  return times[n / 2];
}

/* Seconds that this thread has had a core: others may want it too. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

/* Places and draws the dots of one block, as the renderer does. */
static void
draw_all (const TonsureSprites *sprites, const TonsureDraw *draw, const TonsureDots *dots,
          double mm_per_px, float *density)
{
  const TonsurePixels block = { 0, 0, BLOCK, BLOCK };

  for (gsize k = 0; k < dots->n; k++)
    {
      TonsureSpot spot;

      tonsure_sprites_place (sprites, dots->id[k] % TONSURE_DEPOSIT_CLASSES, dots->x[k] / mm_per_px,
                             dots->y[k] / mm_per_px, 0, 0, &spot);
      tonsure_sprites_draw (sprites, draw, &spot, &block, density + 8, STRIDE);
    }
}

static double
dots_a_second (const TonsureSprites *sprites, const TonsureDraw *draw, double mm_per_px)
{
  g_autofree float *density = g_new0 (float, BLOCK *STRIDE);
  g_auto (TonsureDots) dots;
  TonsureStipple stipple = { .seed = 1, .jitter = 0.0, .warp = TRUE };
  TonsureRamp ramp;
  TonsureRectangle rectangle = { 0, 0, BLOCK * mm_per_px, BLOCK * mm_per_px };
  double times[RUNS];

  tonsure_dots_init (&dots);
  tonsure_stipple_dots (&stipple, tonsure_ramp_init (&ramp, 0, 1, 400, 400), &rectangle, &dots);
  for (int run = 0; run < RUNS; run++)
    {
      double start = now ();
      int repeats = (int) (200000 / dots.n) + 1;

      for (int i = 0; i < repeats; i++)
        draw_all (sprites, draw, &dots, mm_per_px, density);
      times[run] = (now () - start) / repeats;
    }
  return dots.n / median (times, RUNS);
}

static void
print_rate (const char *what, const TonsureSprites *sprites, const TonsureDraw *draw,
            double mm_per_px, const char *target)
{
  printf ("%-44s %-6s %4d × %-4d %8.1f   %s\n", what,
          draw == &tonsure_draw_plain ? "plain" : "AVX2", 2 * sprites->pairs, sprites->rows,
          dots_a_second (sprites, draw, mm_per_px) * 1e-6, target);
}

/* Sprites of 8 × 8 pixels; red, green and blue from one profile or from three. */
static void
small_sprites (TonsureSprites *sprites, gboolean three)
{
  gsize n = (gsize) TONSURE_DEPOSIT_CLASSES * 8 * 8 * 8 * 8;

  *sprites = (TonsureSprites) { .phases = 8, .phase_bits = 3, .reach = 4, .rows = 8, .pairs = 4 };
  sprites->sprites = g_new0 (float, 4 * n);
  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      sprites->sprites[4 * i + c] = 1e-3f * (float) (1 + (i * (three ? c + 1 : 1)) % 7);
}

static void
rates_of (const TonsureDraw *draw)
{
  gboolean plain = draw == &tonsure_draw_plain;
  TonsureSprites sprites;

  small_sprites (&sprites, FALSE);
  print_rate ("one profile", &sprites, draw, 0.2, plain ? "≥ 6.7" : "≥ 20");
  tonsure_sprites_clear (&sprites);
  small_sprites (&sprites, TRUE);
  print_rate ("three profiles", &sprites, draw, 0.2, plain ? "≥ 2.7" : "≥ 8");
  tonsure_sprites_clear (&sprites);
  for (int px_per_mm = 5; px_per_mm <= 20; px_per_mm *= 2)
    {
      TonsureTreatment treatment;
      g_autofree char *what =
          g_strdup_printf ("default dot's core, %d px/mm, blur .7 px", px_per_mm);

      tonsure_treatment_init (&treatment);
      treatment.mm_per_px = 1.0 / px_per_mm;

      double start = now ();
      g_autoptr (TonsureRenderer) renderer =
          tonsure_renderer_new_with_draw (&treatment, NULL, draw, NULL);
      double ready = now () - start;

      print_rate (what, &renderer->sprites[0], draw, treatment.mm_per_px, "");
      printf ("  renderer ready after %.0f ms, %d phases\n", ready * 1e3,
              renderer->sprites[0].phases);
    }
}

/* An ellipse of 240 cm² at .05 mm a pixel. */
static guint16 *
draw_area (gboolean empty)
{
  guint16 *mask = g_new0 (guint16, (gsize) WIDTH * HEIGHT);
  double a = 2300.0, b = 24000.0 / (0.05 * 0.05) / (G_PI * a);

  for (int y = 0; y < HEIGHT && !empty; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        double u = (x - WIDTH / 2) / a, v = (y - HEIGHT / 2) / b;

        mask[(gsize) WIDTH * y + x] = u * u + v * v <= 1.0 ? 65535 : 0;
      }
  return mask;
}

static double
time_picture (const TonsureRenderer *renderer, const guint16 *mask, float *photo)
{
  TonsurePixels pixels = { 0, 0, WIDTH, HEIGHT };
  double start = now ();

  tonsure_render_treat (renderer, mask, &pixels, WIDTH, &pixels, photo, 4 * WIDTH);
  return now () - start;
}

static double
time_pass (float *photo)
{
  double start = now ();

  for (gsize i = 0; i < (gsize) 4 * WIDTH * HEIGHT; i++)
    photo[i] *= 0.999f;
  return now () - start;
}

static void
whole_picture (double noise, double chroma_blur)
{
  TonsureTreatment treatment;
  double times[3][RUNS];
  g_autofree float *photo = g_new (float, (gsize) 4 * WIDTH * HEIGHT);
  g_autofree guint16 *mask = draw_area (FALSE), *empty = draw_area (TRUE);

  for (gsize i = 0; i < (gsize) 4 * WIDTH * HEIGHT; i++)
    photo[i] = 0.5f;
  tonsure_treatment_init (&treatment);
  treatment.mm_per_px = 0.05;
  treatment.blur = 1.5;
  treatment.noise = noise;
  treatment.chroma_blur = chroma_blur;
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&treatment, NULL, NULL);

  for (int run = 0; run < RUNS; run++)
    {
      times[0][run] = time_pass (photo);
      times[1][run] = time_picture (renderer, mask, photo);
      times[2][run] = time_picture (renderer, empty, photo);
    }
  double pass = median (times[0], RUNS), dots = median (times[1], RUNS);
  double none = median (times[2], RUNS);

  printf ("24 Mpixel, .05 mm/px, 240 cm² at 250/cm², blur 1.5 px, noise %g, color %g px softer, "
          "one thread:\n"
          "  one pass over the memory %.3f s\n"
          "  60,000 dots              %.3f s = %.2f passes\n"
          "  no dots                  %.3f s = %.2f passes\n",
          noise, chroma_blur, pass, dots, dots / pass, none, none / pass);
}

int
main (void)
{
  printf ("Drawing on one core, million dots a second of its time (median of %d)\n"
          "%-44s %-6s %-11s %8s   target\n",
          RUNS, "dot", "loops", "sprite, px", "Mdots/s");
#ifdef TONSURE_AVX2
  if (__builtin_cpu_supports ("avx2"))
    rates_of (&tonsure_draw_avx2);
#endif
  rates_of (&tonsure_draw_plain);
  printf ("\n");
  whole_picture (0.0, 0.0);
  whole_picture (0.0, 1.0);
  whole_picture (0.02, 0.0);
  return 0;
}
