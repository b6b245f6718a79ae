/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The ground truth has to be true itself. */
#include "phantom.h"

#include <math.h>
#include <string.h>

/* Of all pictures but those that have their own. */
static PhantomScene *scene;

static void
the_same_options_give_the_same_picture (void)
{
  PhantomOptions options;
  g_autoptr (PhantomPicture) one = NULL;
  g_autoptr (PhantomPicture) two = NULL;

  phantom_options_init (&options);
  options.px_per_mm = 2;
  options.seed = g_test_rand_int ();
  one = phantom_draw (&options);
  two = phantom_draw_scene (scene, &options);
  g_assert_cmpmem (one->photo, 12 * (gsize) one->width * one->height, two->photo,
                   12 * (gsize) two->width * two->height);
}

static double
covered_area (double px_per_mm, guint *n_hairs)
{
  PhantomOptions options;
  g_autoptr (PhantomPicture) picture = NULL;
  double sum = 0;

  phantom_options_init (&options);
  options.px_per_mm = px_per_mm;
  picture = phantom_draw_scene (scene, &options);
  *n_hairs = picture->n_hairs;
  for (gsize i = 0; i < (gsize) picture->width * picture->height; i++)
    sum += picture->hair[i];
  return sum / (px_per_mm * px_per_mm);
}

static void
every_scale_shows_the_same_hairs (void)
{
  guint coarse_hairs, fine_hairs;
  double coarse = covered_area (2, &coarse_hairs), fine = covered_area (4, &fine_hairs);

  g_assert_cmpuint (coarse_hairs, ==, fine_hairs);
  g_assert_cmpuint (fine_hairs, >, 10000);
  g_assert_cmpfloat_with_epsilon (coarse / fine, 1, .05);
}

/* Skin shows in the photo wherever no hair or shadow is near; matte and skin explain it.
 */
static void
bare_skin_in_the_photo_is_the_bare_head (void)
{
  PhantomOptions options;
  g_autoptr (PhantomPicture) picture = NULL;
  gsize bare = 0, n;

  phantom_options_init (&options);
  options.px_per_mm = 3;
  options.noise = 0;
  options.blur = 0;
  picture = phantom_draw_scene (scene, &options);
  n = (gsize) picture->width * picture->height;
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpfloat (picture->hair[i], >=, 0);
      g_assert_cmpfloat (picture->hair[i], <=, 1.00001);
      bare += memcmp (picture->photo + 3 * i, picture->skin + 3 * i, 12) == 0;
    }
  g_assert_cmpuint (bare, >, n / 2);
}

static void
the_treated_skin_is_exposed_as_its_own_color (void)
{
  for (int skin = 0; skin < PHANTOM_N_SKINS; skin += PHANTOM_N_SKINS - 1)
    {
      PhantomOptions options;
      g_autoptr (PhantomPicture) picture = NULL;

      phantom_options_init (&options);
      options.px_per_mm = 2;
      options.skin = skin;
      picture = phantom_draw_scene (scene, &options);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (picture->area_lab[c], picture->skin_lab[c], 4);
    }
}

static void
noise_is_as_strong_as_stated (void)
{
  PhantomOptions options;
  g_autoptr (PhantomPicture) clean = NULL;
  g_autoptr (PhantomPicture) noisy = NULL;
  double sum = 0, light;
  gsize n = 0;

  phantom_options_init (&options);
  options.px_per_mm = 2;
  options.noise = 0;
  clean = phantom_draw_scene (scene, &options);
  options.noise = .03;
  noisy = phantom_draw_scene (scene, &options);
  light = .2126 * clean->area_rgb[0] + .7152 * clean->area_rgb[1] + .0722 * clean->area_rgb[2];
  for (gsize i = 1; i < 3 * (gsize) clean->width * clean->height; i += 3)
    if (fabs (clean->photo[i] - light) < .02 * light)
      {
        double d = (noisy->photo[i] - clean->photo[i]) / clean->photo[i];

        sum += d * d;
        n++;
      }
  g_assert_cmpuint (n, >, 500);
  g_assert_cmpfloat_with_epsilon (sqrt (sum / n), .03, .002);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phantom/the same options give the same picture",
                   the_same_options_give_the_same_picture);
  g_test_add_func ("/phantom/every scale shows the same hairs", every_scale_shows_the_same_hairs);
  g_test_add_func ("/phantom/bare skin in the photo is the bare head",
                   bare_skin_in_the_photo_is_the_bare_head);
  g_test_add_func ("/phantom/the treated skin is exposed as its own color",
                   the_treated_skin_is_exposed_as_its_own_color);
  g_test_add_func ("/phantom/noise is as strong as stated", noise_is_as_strong_as_stated);
  scene = phantom_scene_new (PHANTOM_VIEW_TOP);
  int status = g_test_run ();
  phantom_scene_free (scene);
  return status;
}
