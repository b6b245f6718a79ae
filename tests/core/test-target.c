/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "target.h"
#include "treatment.h"

#include <math.h>
#include <string.h>

/* Light skin in white light, and dark hair on it. */
static const double skin[3] = { 0.46, 0.31, 0.22 };

static void
stubble_init (TonsureStubble *stubble, double red, double green, double blue)
{
  const double left[3] = { red, green, blue };

  memset (stubble, 0, sizeof *stubble);
  for (int c = 0; c < 3; c++)
    {
      stubble->bare[c] = stubble->under[c] = skin[c];
      stubble->mean[c] = skin[c] * left[c];
      stubble->hair[c] = 0.02;
      stubble->error[c] = 0.02;
    }
}

static double
luminance_left (const double left[3])
{
  return (0.2126 * skin[0] * left[0] + 0.7152 * skin[1] * left[1] + 0.0722 * skin[2] * left[2])
         / (0.2126 * skin[0] + 0.7152 * skin[1] + 0.0722 * skin[2]);
}

/* Eight heads: .56, half of them .54 to .59. */
static void
hair_clipped_to_3_mm_leaves_what_photos_show (void)
{
  static const double dark[3] = { 0.05, 0.06, 0.08 }, blond[3] = { 0.6, 0.5, 0.4 };
  double left[3], lighter[3], shorter[3];

  tonsure_target_predict (3.0, dark, left);
  g_assert_cmpfloat_with_epsilon (luminance_left (left), 0.56, 0.01);
  tonsure_target_predict (3.0, blond, lighter);
  g_assert_cmpfloat (luminance_left (lighter), >, luminance_left (left) + 0.05);
  tonsure_target_predict (1.0, dark, shorter);
  g_assert_cmpfloat (luminance_left (shorter), >, luminance_left (left) + 0.1);
}

static void
find (double red, double green, double blue, const TonsureTargetOptions *options,
      TonsureTarget *target)
{
  TonsureStubble stubble;

  stubble_init (&stubble, red, green, blue);
  g_assert_true (tonsure_target_find (&stubble, options, skin, NULL, target, NULL));
}

static void
readable_stubble_is_taken_as_it_is (void)
{
  TonsureTargetOptions options;
  TonsureTarget target;

  tonsure_target_options_init (&options);
  find (0.57, 0.62, 0.67, &options, &target);
  g_assert_cmpfloat (target.read, ==, 1.0);
  g_assert_true (target.like_light);
  g_assert_cmpint (target.tone, ==, TONSURE_TONE_DARK);
  g_assert_cmpfloat_with_epsilon (target.left[0], 0.57, 1e-9);
  g_assert_cmpfloat_with_epsilon (target.left[2], 0.67, 1e-9);
  g_assert_cmpfloat (target.error[1], <, 0.1);
  options.length = 1.0;
  find (0.7, 0.75, 0.8, &options, &target);
  g_assert_cmpfloat (target.left[1], <, 0.7);
}

static void
hair_in_shadow_is_predicted (void)
{
  TonsureTargetOptions options;
  TonsureTarget target;

  tonsure_target_options_init (&options);
  find (0.2, 0.2, 0.2, &options, &target);
  g_assert_cmpfloat (target.read, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (luminance_left (target.left), 0.56, 0.01);
  g_assert_cmpfloat (target.error[1], >, 0.1);
  find (0.37, 0.37, 0.37, &options, &target);
  g_assert_cmpfloat (target.read, >, 0.0);
  g_assert_cmpfloat (target.read, <, 1.0);
}

/* Its hue is not that of hair in the light of the skin, so its luminance counts for a third. */
static void
hair_in_other_light_counts_less_and_not_for_its_hue (void)
{
  static const double seen[3] = { 0.45, 0.85, 1.3 };
  TonsureTargetOptions options;
  TonsureTarget target;

  tonsure_target_options_init (&options);
  find (seen[0], seen[1], seen[2], &options, &target);
  g_assert_false (target.like_light);
  g_assert_cmpfloat (target.read, >, 0.1);
  g_assert_cmpfloat (target.read, <, 0.5);
  g_assert_cmpfloat (luminance_left (target.left), <, luminance_left (seen) - 0.05);
  g_assert_cmpfloat (luminance_left (target.left), >, 0.57);
  g_assert_cmpfloat (target.left[2] / target.left[0], <, 1.4);
  g_assert_cmpfloat (target.error[1], >, 0.15);
}

/* Faint stubble on skin that is less red than the skin that was marked: red falls by a quarter,
 * green and blue hardly. Light of another color temperature does not look so, and is followed. */
static void
skin_of_another_redness_lessens_belief (void)
{
  TonsureTargetOptions options;
  TonsureTarget redder, cooler, warmer;

  tonsure_target_options_init (&options);
  find (0.77, 0.91, 0.91, &options, &redder);
  g_assert_cmpfloat (redder.read, <, 0.8);
  g_assert_cmpfloat (redder.read, >, 0.4);
  g_assert_cmpfloat (luminance_left (redder.left), <, 0.80);
  find (0.855, 0.9, 0.972, &options, &cooler);
  g_assert_cmpfloat (cooler.read, ==, 1.0);
  find (0.945, 0.9, 0.828, &options, &warmer);
  g_assert_cmpfloat (warmer.read, ==, 1.0);
}

/* A mass of dark hair is never taken to be blue because its light is. */
static void
dark_hair_in_blue_light_is_predicted_like_dark_hair (void)
{
  TonsureTargetOptions options;
  TonsureStubble stubble;
  TonsureTarget dark, blue;

  tonsure_target_options_init (&options);
  stubble_init (&stubble, 0.2, 0.2, 0.2);
  g_assert_true (tonsure_target_find (&stubble, &options, skin, NULL, &dark, NULL));
  stubble.hair[1] = 0.5 * skin[1];
  stubble.hair[2] = 0.7 * skin[2];
  g_assert_true (tonsure_target_find (&stubble, &options, skin, NULL, &blue, NULL));
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (blue.left[c], dark.left[c], 0.01);
}

static void
values_out_of_range_are_refused (void)
{
  TonsureTargetOptions options;
  TonsureStubble stubble;
  TonsureTarget target;
  g_autoptr (GError) error = NULL;

  stubble_init (&stubble, 0.6, 0.6, 0.6);
  tonsure_target_options_init (&options);
  options.guard = NAN;
  g_assert_false (tonsure_target_find (&stubble, &options, skin, NULL, &target, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_clear_error (&error);
  tonsure_target_options_init (&options);
  options.length = -1.0;
  g_assert_false (tonsure_target_find (&stubble, &options, skin, NULL, &target, &error));
  g_assert_nonnull (strstr (error->message, "length"));
}

#define ADD(name, function) g_test_add_func ("/target/" name, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hair clipped to 3 mm leaves what photos show",
       hair_clipped_to_3_mm_leaves_what_photos_show);
  ADD ("readable stubble is taken as it is", readable_stubble_is_taken_as_it_is);
  ADD ("hair in shadow is predicted", hair_in_shadow_is_predicted);
  ADD ("hair in other light counts less, and not for its hue",
       hair_in_other_light_counts_less_and_not_for_its_hue);
  ADD ("skin of another redness lessens belief", skin_of_another_redness_lessens_belief);
  ADD ("dark hair in blue light is predicted like dark hair",
       dark_hair_in_blue_light_is_predicted_like_dark_hair);
  ADD ("values out of range are refused", values_out_of_range_are_refused);
  return g_test_run ();
}
