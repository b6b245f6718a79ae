/* SPDX-License-Identifier: LGPL-3.0-or-later */
#define _POSIX_C_SOURCE 199309L
/**
 * How many dots a second one core places, in a table.
 *
 * The figures beside are what was asked; copying memory, in the same run, says how fast
 * the machine is today.
 */
#include "exact.h"
#include "loops.h"
#include "stipple.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define RUNS 15
#define SIDE 384.0 /* mm: three tiles by three */
#define PIXELS 1920
#define MM_PER_PX (SIDE / PIXELS)

/* The time this thread has worked, in seconds: other programs do not count. */
static double
worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The median of several runs, in Mdots/s. */
static double
measure (const TonsureStipple *stipple, const TonsureDensity *density)
{
  TonsureRectangle all = { 0.0, 0.0, SIDE, SIDE };
  g_auto (TonsureDots) dots;
  double rate[RUNS];

  tonsure_dots_init (&dots);
  for (int run = -1; run < RUNS; run++)
    {
      double start = worked ();

      dots.n = 0;
      tonsure_stipple_dots (stipple, density, &all, &dots);
      if (run >= 0)
        rate[run] = dots.n * 1e-6 / (worked () - start);
    }
  qsort (rate, RUNS, sizeof *rate, compare);
  return rate[RUNS / 2];
}

static void
row (const char *name, const TonsureDensity *density, const char *asked, const char *asked_warped)
{
  TonsureStipple bare = { .seed = 1 }, warped = { .seed = 1, .jitter = 0.05, .warp = TRUE };
  double fast[2] = { measure (&bare, density), measure (&warped, density) }, plain[2];

  tonsure_loops_force (&tonsure_loops_plain);
  plain[0] = measure (&bare, density);
  plain[1] = measure (&warped, density);
  tonsure_loops_force (NULL);
  printf ("%-34s %8.0f %8s %8.0f %10.0f %8s %8.0f\n", name, fast[0], asked, plain[0], fast[1],
          asked_warped, plain[1]);
}

static void
row_of_map (const char *name, guint16 (*value) (int i, int j), const char *asked,
            const char *asked_warped)
{
  g_autofree guint16 *mask = g_new (guint16, PIXELS * PIXELS);
  TonsurePixels pixels = { 0, 0, PIXELS, PIXELS };
  TonsureTreatment treatment;
  TonsureArea area;

  tonsure_treatment_init (&treatment)->mm_per_px = MM_PER_PX;
  treatment.density = TONSURE_MAX_DENSITY;
  for (int j = 0; j < PIXELS; j++)
    for (int i = 0; i < PIXELS; i++)
      mask[j * PIXELS + i] = value (i, j);
  row (name, tonsure_area_init (&area, &treatment, mask, &pixels, PIXELS), asked, asked_warped);
}

static guint16
full (int i, int j)
{
  return 65535;
}

static guint16
ramp (int i, int j)
{
  return (guint16) (65535 * (0.05 + 0.95 * i / PIXELS));
}

static guint16
noise (int i, int j)
{
  return (guint16) tonsure_hash32 ((guint32) (j * PIXELS + i));
}

static void
print_anchor (void)
{
  gsize size = 16 << 20;
  g_autofree char *from = g_malloc0 (size), *to = g_malloc0 (size);
  double rate[RUNS];

  for (int run = 0; run < RUNS; run++)
    {
      double start = worked ();

      memcpy (to, from, size);
      from[run] = to[run] + 1; /* so that no copy can be left out */
      rate[run] = size * 1e-9 / (worked () - start);
    }
  qsort (rate, RUNS, sizeof *rate, compare);
  printf ("memcpy of 16 MiB: %.1f GB/s; a dot is 26 bytes\n", rate[RUNS / 2]);
}

int
main (void)
{
  TonsureRamp flat;

  printf ("Placing dots with ids, Mdots/s of one core, medians of %d runs%s\n", RUNS,
          tonsure_loops_fast () ? "" : " (no AVX2 here)");
  printf ("%-34s %8s %8s %8s %10s %8s %8s\n", "", "bare", "asked", "plain C", "warp+jitter",
          "asked", "plain C");
  row ("flat, 400/cm2", tonsure_ramp_init (&flat, 0.0, SIDE, 400.0, 400.0), "-", "-");
  row ("flat, 40/cm2", tonsure_ramp_init (&flat, 0.0, SIDE, 40.0, 40.0), "-", "-");
  row_of_map ("bilinear map, full", full, "100", "60");
  row_of_map ("bilinear map, ramp 1:20", ramp, "100", "60");
  row_of_map ("bilinear map, white noise", noise, "100", "60");
  print_anchor ();
  return 0;
}
