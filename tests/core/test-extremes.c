/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Treatments whose fields lie at the ends of their ranges, and rectangles at the end of an int. */
#include "render.h"

#include <string.h>
#include <time.h>

#define SIDE 64
#define AROUND (3 * SIDE)

/* Seconds of one core for three small rectangles, a renderer included: from .4 to 10.6 at most were
 * measured in five runs on a machine with ten times more to do than cores; most of it goes to a
 * renderer for sixteen generations of dots. Without bounds it was several minutes. */
#define MOST_SECONDS 30.0

static void
any_extreme (TonsureTreatment *treatment)
{
  guint n;
  const TonsureField *fields = tonsure_treatment_fields (&n);

  tonsure_treatment_init (treatment);
  for (guint i = 0; i < n; i++)
    {
      double *value = G_STRUCT_MEMBER_P (treatment, fields[i].offset);
      int end = g_test_rand_int_range (0, 4);

      if (fields[i].kind == TONSURE_FIELD_DOUBLE && end < 2)
        *value = end == 0 ? fields[i].minimum : fields[i].maximum;
    }
  treatment->outcome = (TonsureOutcome) g_test_rand_int_range (0, 3);
}

static void
draw_three (const TonsureRenderer *renderer)
{
  static guint16 mask[AROUND * AROUND];
  static float rgba[4 * SIDE * SIDE];

  memset (mask, 0xff, sizeof mask);
  for (int i = 0; i < 3; i++)
    {
      TonsurePixels pixels = { SIDE * i, 0, SIDE, SIDE };
      TonsurePixels around = { SIDE * (i - 1), -SIDE, AROUND, AROUND };

      tonsure_render_transmittance (renderer, mask, &around, AROUND, &pixels, rgba, 4 * SIDE);
      for (int k = 0; k < 4 * SIDE * SIDE; k++)
        g_assert_true (rgba[k] >= 0.0f && rgba[k] <= 2.0f);
    }
}

static void
extreme_treatments_take_bounded_time_or_are_refused (void)
{
  double worst = 0.0;
  int drawn = 0;

  for (int round = 0; round < 24; round++)
    {
      TonsureTreatment treatment;
      g_autoptr (TonsureRenderer) renderer = NULL;
      clock_t begin = clock ();

      any_extreme (&treatment);
      renderer = tonsure_renderer_new (&treatment, NULL, NULL);
      if (renderer == NULL)
        continue;
      draw_three (renderer);
      drawn++;
      worst = MAX (worst, (double) (clock () - begin) / CLOCKS_PER_SEC);
    }
  g_test_message ("%d drawn, %.2f s at most", drawn, worst);
  g_assert_cmpint (drawn, >, 6);
  g_assert_cmpfloat (worst, <, MOST_SECONDS);
}

static void
a_blur_that_leaves_no_dots_is_refused (void)
{
  TonsureTreatment treatment;
  g_autoptr (TonsureRenderer) blurred = NULL;
  g_autoptr (TonsureRenderer) too_blurred = NULL;
  g_autoptr (GError) error = NULL;

  tonsure_treatment_init (&treatment);
  treatment.blur = 20.0;
  treatment.mm_per_px = 0.25;
  blurred = tonsure_renderer_new (&treatment, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (blurred);
  treatment.mm_per_px = 0.26;
  too_blurred = tonsure_renderer_new (&treatment, NULL, &error);
  g_assert_null (too_blurred);
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "blur is 20 px at 0.26 mm per pixel"));
}

static void
rectangles_at_the_end_of_an_int_hold_no_dots (void)
{
  static const int ends[] = { G_MININT, -TONSURE_MOST_PIXEL - 1, TONSURE_MOST_PIXEL, G_MAXINT - 7,
                              G_MAXINT - 3 };
  static guint16 mask[8 * 8];
  TonsureTreatment treatment;
  g_autoptr (TonsureRenderer) renderer =
      tonsure_renderer_new (tonsure_treatment_init (&treatment), NULL, NULL);

  memset (mask, 0xff, sizeof mask);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
      {
        TonsurePixels pixels = { ends[i], ends[j], 8, 8 };
        float rgba[4 * 8 * 8], before[4 * 8 * 8];

        g_assert_false (
            tonsure_render_transmittance (renderer, mask, &pixels, 8, &pixels, rgba, 32));
        for (guint k = 0; k < G_N_ELEMENTS (rgba); k++)
          {
            g_assert_cmpfloat (rgba[k], ==, 1.0f);
            rgba[k] = before[k] = 0.5f;
          }
        g_assert_false (tonsure_render_treat (renderer, mask, &pixels, 8, &pixels, rgba, 32));
        g_assert_cmpmem (rgba, sizeof rgba, before, sizeof before);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extremes/extreme treatments take bounded time or are refused",
                   extreme_treatments_take_bounded_time_or_are_refused);
  g_test_add_func ("/extremes/a blur that leaves no dots is refused",
                   a_blur_that_leaves_no_dots_is_refused);
  g_test_add_func ("/extremes/rectangles at the end of an int hold no dots",
                   rectangles_at_the_end_of_an_int_hold_no_dots);
  return g_test_run ();
}
