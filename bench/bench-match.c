/* SPDX-License-Identifier: LGPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

/* How long it takes to find the pigment for a photo's stubble, on one core, beside preparing a
 * renderer, which every change of a treatment needs. */
#include "match.h"
#include "render.h"
#include "tone.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define RUNS 5
#define TARGET 0.7 /* seconds */

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

static void
run_renderer (const TonsureTreatment *treatment)
{
  tonsure_renderer_unref (tonsure_renderer_new (treatment, NULL, NULL));
}

static void
run_tone (const TonsureTreatment *treatment)
{
  double transmittance[3];

  tonsure_tone_of (treatment, NULL, transmittance, NULL);
}

static void
run_match (const TonsureTreatment *treatment)
{
  const TonsureStubble stubble = { { 0.46, 0.31, 0.22 },
                                   { 0.27, 0.18, 0.13 },
                                   { 0.35, 0.24, 0.17 },
                                   { 0.02, 0.02, 0.02 },
                                   { 0.01, 0.01, 0.01 },
                                   0.2,
                                   0.5 };
  TonsureMatch match;

  tonsure_match (&stubble, treatment, NULL, &match, NULL);
}

static double
time_of (void (*run) (const TonsureTreatment *treatment))
{
  TonsureTreatment treatment;
  double times[RUNS];

  tonsure_treatment_init (&treatment);
  run (&treatment);
  for (int i = 0; i < RUNS; i++)
    {
      double start = now ();

      run (&treatment);
      times[i] = now () - start;
    }
  return median (times, RUNS);
}

int
main (void)
{
  double renderer = time_of (run_renderer), tone = time_of (run_tone), match = time_of (run_match);

  printf ("Matching pigment on one core, ms of its time (median of %d) and renderers made\n"
          "  a renderer at .1 mm a pixel     %6.0f\n"
          "  the tone of one treatment       %6.0f   %5.2f\n"
          "  a match, all inks and dilutions %6.0f   %5.2f   target: %.0f ms\n",
          RUNS, 1e3 * renderer, 1e3 * tone, tone / renderer, 1e3 * match, match / renderer,
          1e3 * TARGET);
  return 0;
}
