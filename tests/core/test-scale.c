/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "scale.h"
#include "treatment.h"

#include "heads.h"

#include <math.h>

#define PX_PER_MM 4.0

/* ln of the scale. The drawn head from behind is smaller than what is seen of real ones, which have
 * necks: .315 mm are read instead of .25. */
#define OFF 0.27

/* An area of @radius pixels around the middle of that of the drawn head. */
static guint16 *
spot (const PhantomPicture *picture, double radius)
{
  gsize n = (gsize) picture->width * picture->height;
  guint16 *area = g_new0 (guint16, n);
  double x = 0, y = 0, sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      x += picture->area[i] * (double) (i % (gsize) picture->width);
      y += picture->area[i] * (double) (i / (gsize) picture->width);
      sum += picture->area[i];
    }
  for (gsize i = 0; i < n; i++)
    if (hypot ((double) (i % (gsize) picture->width) - x / sum,
               (double) (i / (gsize) picture->width) - y / sum)
        < radius)
      area[i] = 65535;
  return area;
}

static void
assert_scale (PhantomView view, double radius, double error_stated, double most_off)
{
  g_autoptr (PhantomPicture) picture = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint16 *area = NULL;
  PhantomOptions options;
  TonsureScale scale;

  phantom_options_init (&options);
  options.px_per_mm = PX_PER_MM;
  options.view = view;
  options.skin = view == PHANTOM_VIEW_BACK ? PHANTOM_SKIN_IV : PHANTOM_SKIN_I;
  options.hair = view == PHANTOM_VIEW_BACK ? PHANTOM_HAIR_BLACK : PHANTOM_HAIR_DARK_BROWN;
  options.seed = 1;
  options.length = 4;
  picture = phantom_load (&options);
  area = spot (picture, radius);
  g_assert_true (tonsure_scale_from_head (picture->photo, area, picture->width, picture->height,
                                          &scale, &error));
  g_assert_no_error (error);
  g_test_message ("%.3f mm per pixel instead of %.3f", scale.mm_per_px, 1 / PX_PER_MM);
  g_assert_cmpint (scale.source, ==, TONSURE_SCALE_HEAD);
  g_assert_cmpfloat (scale.relative_error, ==, error_stated);
  g_assert_cmpfloat (fabs (log (scale.mm_per_px * PX_PER_MM)), <, most_off);
}

static void
the_head_that_is_seen_tells_the_scale (void)
{
  assert_scale (PHANTOM_VIEW_BACK, 40 * PX_PER_MM, 0.12, OFF);
  assert_scale (PHANTOM_VIEW_TOP, 40 * PX_PER_MM, 0.12, OFF);
}

static void
a_small_spot_is_not_taken_for_a_head (void)
{
  /* By its width it would be five times as large as it is. */
  assert_scale (PHANTOM_VIEW_BACK, 17 * PX_PER_MM, 0.3, 2 * 0.3);
}

static void
an_empty_area_has_no_scale (void)
{
  float rgb[3 * 64] = { 0 };
  guint16 area[64] = { 0 };
  TonsureScale scale;
  g_autoptr (GError) error = NULL;

  g_assert_false (tonsure_scale_from_head (rgb, area, 8, 8, &scale, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/the head that is seen tells the scale",
                   the_head_that_is_seen_tells_the_scale);
  g_test_add_func ("/scale/a small spot is not taken for a head",
                   a_small_spot_is_not_taken_for_a_head);
  g_test_add_func ("/scale/an empty area has no scale", an_empty_area_has_no_scale);
  return g_test_run ();
}
