/* SPDX-License-Identifier: LGPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

/* How long it takes to find the pigment for a photo's stubble beside preparing a
 * renderer, which every change of a treatment needs; and how long from a large photo to that
 * pigment. */
#include "match.h"
#include "measure.h"
#include "phantom.h"
#include "render.h"
#include "samples.h"
#include "tone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RUNS 3
#define TARGET 0.7 /* seconds */
#define LARGER 2   /* than it is drawn */
#define PHOTO_RUNS 3
#define PHOTO_TARGET 1.5

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

static double
seconds_of (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

/* Seconds that this program has had cores: others may want them too. */
static double
now (void)
{
  return seconds_of (CLOCK_PROCESS_CPUTIME_ID);
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

static const TonsureStubble stubble = { { 0.46, 0.31, 0.22 },
                                        { 0.27, 0.18, 0.13 },
                                        { 0.35, 0.24, 0.17 },
                                        { 0.02, 0.02, 0.02 },
                                        { 0.01, 0.01, 0.01 },
                                        0.2,
                                        0.5,
                                        0.0,
                                        FALSE };

static void
run_match (const TonsureTreatment *treatment)
{
  TonsureMatch match;

  tonsure_match (&stubble, treatment, NULL, NULL, &match, NULL);
}

static void
run_years (const TonsureTreatment *treatment)
{
  TonsurePerson person;
  TonsureMatchAnswer answers[2];

  tonsure_person_init (&person);
  tonsure_match_years (&stubble, treatment, NULL, NULL, &person, TONSURE_MATCH_YEARS, answers,
                       NULL);
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

/* A photo of some 11 megapixels with all that is needed to read it. */
typedef struct
{
  int width, height;
  double mm_per_px;
  float *rgb;
  guint16 *area, *hair, *skin;
} Photo;

static void
take_photo (Photo *photo)
{
  PhantomOptions options;
  g_autoptr (PhantomPicture) head = NULL;
  gsize n;

  phantom_options_init (&options);
  head = phantom_draw (&options);
  photo->width = LARGER * head->width;
  photo->height = LARGER * head->height;
  photo->mm_per_px = 1 / (LARGER * options.px_per_mm);
  n = (gsize) photo->width * photo->height;
  photo->rgb = g_new (float, 3 * n);
  photo->area = g_new (guint16, n);
  photo->hair = g_new (guint16, n);
  photo->skin = g_new (guint16, n);
  for (int y = 0; y < photo->height; y++)
    for (int x = 0; x < photo->width; x++)
      {
        gsize at = (gsize) y * photo->width + x;
        gsize from = (gsize) (y / LARGER) * head->width + x / LARGER;

        memcpy (photo->rgb + 3 * at, head->photo + 3 * from, 3 * sizeof (float));
        photo->area[at] = (guint16) (65535 * head->area[from]);
      }
}

#define STAGES 4

static const char *const stages[STAGES] = { "finding", "measuring", "reading", "matching" };

/* @spent: (out): seconds of each stage */
static gboolean
match_photo (const Photo *photo, double spent[STAGES], GError **error)
{
  TonsureTreatment treatment;
  TonsureMeasurement measurement;
  TonsureSamples samples;
  TonsureMatch match;
  double at[STAGES + 1] = { now () };

  tonsure_treatment_init (&treatment);
  if (!tonsure_samples_find (photo->rgb, photo->area, photo->width, photo->height, photo->mm_per_px,
                             photo->hair, photo->skin, NULL, error))
    return FALSE;
  at[1] = now ();
  if (!tonsure_measure (photo->rgb, photo->area, photo->width, photo->height, NULL, &measurement,
                        error))
    return FALSE;
  at[2] = now ();
  tonsure_measurement_apply (&measurement, &treatment);
  if (!tonsure_samples_read (photo->rgb, photo->hair, photo->skin, photo->area, photo->width,
                             photo->height, photo->mm_per_px, treatment.blur, FALSE, NULL, &samples,
                             error))
    return FALSE;
  at[3] = now ();
  if (!tonsure_match (&samples.stubble, &treatment, NULL, NULL, &match, error))
    return FALSE;
  at[4] = now ();
  for (int i = 0; i < STAGES; i++)
    spent[i] = at[i + 1] - at[i];
  return TRUE;
}

static gboolean
time_photo (double renderer)
{
  g_autoptr (GError) error = NULL;
  double times[PHOTO_RUNS], walls[PHOTO_RUNS], spent[STAGES];
  Photo photo;

  take_photo (&photo);
  for (int i = 0; i < PHOTO_RUNS; i++)
    {
      double start = now (), begun = seconds_of (CLOCK_MONOTONIC);

      if (!match_photo (&photo, spent, &error))
        {
          fprintf (stderr, "The photo cannot be matched: %s\n", error->message);
          return FALSE;
        }
      times[i] = now () - start;
      walls[i] = seconds_of (CLOCK_MONOTONIC) - begun;
    }
  printf (
      "  from a photo of %2.0f MP to a match %5.0f   %5.2f   on the clock: %.0f ms, target on two "
      "cores: %.0f ms\n",
      1e-6 * photo.width * photo.height, 1e3 * median (times, PHOTO_RUNS),
      median (times, PHOTO_RUNS) / renderer, 1e3 * median (walls, PHOTO_RUNS), 1e3 * PHOTO_TARGET);
  for (int i = 0; i < STAGES; i++)
    printf ("    %-28s %7.0f\n", stages[i], 1e3 * spent[i]);
  g_free (photo.rgb);
  g_free (photo.area);
  g_free (photo.hair);
  g_free (photo.skin);
  return TRUE;
}

int
main (void)
{
  double renderer = time_of (run_renderer), tone = time_of (run_tone), match = time_of (run_match);
  double years = time_of (run_years);

  printf ("Matching pigment, ms of all cores (median of %d) and renderers made\n"
          "  a renderer at .1 mm a pixel     %6.0f\n"
          "  the tone of one treatment       %6.0f   %5.2f\n"
          "  a match, all inks and dilutions %6.0f   %5.2f   target: %.0f ms\n"
          "  the same over ten years, too    %6.0f   %5.2f\n",
          RUNS, 1e3 * renderer, 1e3 * tone, tone / renderer, 1e3 * match, match / renderer,
          1e3 * TARGET, 1e3 * years, years / renderer);
  return time_photo (renderer) ? EXIT_SUCCESS : EXIT_FAILURE;
}
