/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "match.h"
#include "pigment.h"
#include "render.h"
#include "skin.h"

#include <math.h>
#include <string.h>

#define SIDE 320
#define EDGE 40

/* Melanin and blood of the six types of skin. */
static const double skins[6][2] = { { 0.009, 0.010 }, { 0.016, 0.011 }, { 0.030, 0.012 },
                                    { 0.055, 0.013 }, { 0.11, 0.016 },  { 0.25, 0.020 } };

static void
color_of_skin (const double *parts, double rgb[3])
{
  double bare[TONSURE_BANDS], xyz[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, parts[0], parts[1]);
  g_assert_true (tonsure_skin_reflectance (&skin, NULL, 0, bare, NULL, NULL));
  tonsure_spectrum_to_xyz (bare, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, rgb);
}

/* The mean of what a renderer leaves of the light. */
static void
draw_mean (const TonsureTreatment *treatment, double mean[3])
{
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (treatment, NULL, NULL);
  g_autofree guint16 *mask = g_new (guint16, SIDE * SIDE);
  g_autofree float *rgba = g_new (float, 4 * SIDE * SIDE);
  TonsurePixels pixels = { 0, 0, SIDE, SIDE };
  double n = (SIDE - 2.0 * EDGE) * (SIDE - 2.0 * EDGE);

  for (int i = 0; i < SIDE * SIDE; i++)
    mask[i] = 65535;
  tonsure_render_transmittance (renderer, mask, &pixels, SIDE, &pixels, rgba, 4 * SIDE);
  mean[0] = mean[1] = mean[2] = 0.0;
  for (int y = EDGE; y < SIDE - EDGE; y++)
    for (int x = EDGE; x < SIDE - EDGE; x++)
      for (int c = 0; c < 3; c++)
        mean[c] += rgba[4 * (y * SIDE + x) + c] / n;
}

/* Stubble of black hair that leaves @ratio of the light, in half the light of the area. */
static void
stubble_init (TonsureStubble *stubble, const double bare[3], const double ratio[3])
{
  *stubble = (TonsureStubble) { .cover = 0.2, .length = 0.5 };
  for (int c = 0; c < 3; c++)
    {
      stubble->bare[c] = bare[c];
      stubble->under[c] = 0.5 * bare[c];
      stubble->mean[c] = 0.5 * bare[c] * ratio[c];
      stubble->hair[c] = 0.01;
      stubble->error[c] = 0.01;
    }
}

static void
skin_init (TonsureTreatment *treatment, const double *parts)
{
  tonsure_treatment_init (treatment);
  treatment->melanin = parts[0];
  treatment->blood = parts[1];
  treatment->mm_per_px = 0.25;
}

/* Draws an ink and finds it by its mean color alone. FALSE where a deposit cannot hold it. */
static gboolean
comes_back (const double *parts, guint ink, guint step)
{
  guint n;
  const TonsureInk *inks = tonsure_inks (&n);
  const double *water = tonsure_ink_dilutions (&n);
  TonsureInkDeposit deposit;
  TonsureTreatment treatment;
  TonsureStubble stubble;
  TonsureMatch match;
  double bare[3], mean[3];

  g_assert_true (tonsure_ink_deposit (&inks[ink], water[step], &deposit, NULL));
  if (deposit.absorption > TONSURE_MATCH_STRONGEST || water[step] < TONSURE_INK_LEAST_WATER)
    return FALSE;
  skin_init (&treatment, parts);
  treatment.absorption = deposit.absorption;
  treatment.carbon_exponent = deposit.carbon_exponent;
  treatment.iron_oxide = deposit.iron_oxide;
  color_of_skin (parts, bare);
  draw_mean (&treatment, mean);
  stubble_init (&stubble, bare, mean);
  skin_init (&treatment, parts);
  g_assert_true (tonsure_match (&stubble, &treatment, NULL, &match, NULL));
  g_test_message ("melanin %.3f, %s + %g: %s + %g, %.0f/cm², CIEDE2000 %.3f", parts[0],
                  inks[ink].name, water[step], inks[match.ink].name, match.water, match.density,
                  match.delta_e);
  g_assert_cmpfloat (match.delta_e, <, 0.3);
  g_assert_cmpint (ABS ((int) match.step - (int) step), <=, 1);

  return TRUE;
}

/* Every ink and dilution, each in another skin; in all of them takes minutes (-m slow). */
static void
known_pigment_comes_back_within_a_step_of_the_ladder (void)
{
  guint n_inks, n_steps, found = 0, number = 0;

  tonsure_inks (&n_inks);
  tonsure_ink_dilutions (&n_steps);
  for (guint ink = 0; ink < n_inks; ink++)
    for (guint step = 0; step < n_steps; step++, number++)
      for (guint skin = 0; skin < G_N_ELEMENTS (skins); skin++)
        if (g_test_slow () || skin == number % (G_N_ELEMENTS (skins) - 1))
          found += comes_back (skins[skin], ink, step);
  g_assert_cmpuint (found, >=, 4 * n_inks);
}

/* Touch-ups and laser come after what is matched, even laser in year 0. */
static void
what_is_done_later_does_not_enter_a_match (void)
{
  double bare[3], hair[3];
  TonsureTreatment treatment;
  TonsureStubble stubble;
  TonsureMatch plain, later;

  skin_init (&treatment, skins[0]);
  color_of_skin (skins[0], bare);
  for (int c = 0; c < 3; c++)
    hair[c] = 0.7 * bare[c];
  stubble_init (&stubble, bare, hair);
  g_assert_true (tonsure_match (&stubble, &treatment, NULL, &plain, NULL));
  treatment.years = 12.0;
  treatment.touch_ups = 2.0;
  treatment.laser = 5.0;
  treatment.laser_year = 0.0;
  g_assert_true (tonsure_match (&stubble, &treatment, NULL, &later, NULL));
  g_assert_cmpmem (&plain, sizeof plain, &later, sizeof later);
}

/* What a recipe says is what the front ends can draw. */
static void
no_recipe_has_less_water_than_can_be_drawn (void)
{
  for (guint skin = 0; skin < G_N_ELEMENTS (skins); skin++)
    for (double light = 0.05; light < 0.7; light += 0.15)
      {
        double bare[3], hair[3];
        TonsureTreatment treatment;
        TonsureStubble stubble;
        TonsureMatch match;

        skin_init (&treatment, skins[skin]);
        color_of_skin (skins[skin], bare);
        for (int c = 0; c < 3; c++)
          hair[c] = light * bare[c];
        stubble_init (&stubble, bare, hair);
        if (tonsure_match (&stubble, &treatment, NULL, &match, NULL))
          g_assert_cmpfloat (match.water, >=, TONSURE_INK_LEAST_WATER);
      }
}

static void
match_within (const double *skin, double red, double green, double blue, const double hair[3],
              double length, double error, TonsureMatch *match)
{
  const double ratio[3] = { red, green, blue };
  TonsureTreatment treatment;
  TonsureStubble stubble;
  double bare[3];

  skin_init (&treatment, skin);
  color_of_skin (skin, bare);
  stubble_init (&stubble, bare, ratio);
  stubble.length = length;
  for (int c = 0; c < 3; c++)
    {
      stubble.hair[c] = 0.5 * hair[c];
      stubble.error[c] = error;
    }
  g_assert_true (tonsure_match (&stubble, &treatment, NULL, match, NULL));
  g_test_message ("verdict %d, CIEDE2000 %.2f (%.2f to %.2f), %.0f/cm² of %.0f/cm", match->verdict,
                  match->delta_e, match->delta_e_range[0], match->delta_e_range[1], match->density,
                  match->absorption);
  g_assert_nonnull (tonsure_verdict_text (match->verdict));
}

static void
match_of (const double *skin, double red, double green, double blue, const double hair[3],
          double length, TonsureMatch *match)
{
  match_within (skin, red, green, blue, hair, length, 0.01, match);
}

static const double black[3] = { 0.02, 0.02, 0.02 }, white[3] = { 0.58, 0.56, 0.5 };
static const double red[3] = { 0.25, 0.088, 0.03 };

static void
what_pigment_cannot_match_is_refused_with_the_reason (void)
{
  TonsureMatch match;

  match_of (skins[2], 0.75, 0.78, 0.8, black, 0.5, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_POSSIBLE);
  match_of (skins[2], 0.75, 0.78, 0.8, black, 0.0, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_POSSIBLE);
  match_of (skins[2], 0.75, 0.78, 0.8, black, 6.0, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_GROWN);
  match_within (skins[2], 0.75, 0.78, 0.8, black, 0.5, 0.1, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_UNSURE);
  match_of (skins[2], 1.05, 1.1, 1.2, white, 6.0, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_LIGHT_HAIR);
  match_of (skins[2], 1.05, 1.1, 1.2, white, 0.5, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_LIGHT_HAIR);
  match_of (skins[2], 0.88, 0.83, 0.8, red, 0.5, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_COLORFUL);
  match_of (skins[2], 0.4, 0.9, 0.5, black, 0.5, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_COLORFUL);
  match_of (skins[2], 0.995, 0.995, 0.995, black, 0.5, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_SPARSE);
  match_of (skins[5], 0.97, 0.97, 0.97, black, 0.5, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_DARK_SKIN);
  match_of (skins[2], 0.2, 0.22, 0.25, black, 0.5, &match);
  g_assert_cmpint (match.verdict, ==, TONSURE_VERDICT_TOO_DARK);
}

static void
a_match_says_how_it_looks_and_how_sure_it_is (void)
{
  TonsureMatch match;
  double sum = 0.0;

  match_of (skins[1], 0.75, 0.78, 0.8, black, 0.5, &match);
  g_assert_cmpfloat (match.lab[TONSURE_LOOK_FRESH][0], <, match.lab[TONSURE_LOOK_HEALED][0]);
  g_assert_cmpfloat (match.lab[TONSURE_LOOK_HEALED][0], <, match.lab[TONSURE_LOOK_SKIN][0]);
  g_assert_cmpfloat (match.lab[TONSURE_LOOK_HAIR][0], <, match.lab[TONSURE_LOOK_STUBBLE][0]);
  g_assert_cmpfloat (
      match.delta_e, ==,
      tonsure_ciede2000 (match.lab[TONSURE_LOOK_STUBBLE], match.lab[TONSURE_LOOK_HEALED]));
  g_assert_cmpfloat (match.delta_e_range[0], <, match.delta_e_range[1]);
  g_assert_cmpfloat (match.delta_e, <, match.delta_e_range[1]);
  for (int i = 0; i < TONSURE_MATCH_SESSIONS; i++)
    sum += match.sessions[i];
  g_assert_cmpfloat_with_epsilon (sum, match.density, 1e-9);
  g_assert_cmpfloat (match.sessions[1], >, match.sessions[0]);
}

static void
the_treatment_takes_over_density_and_pigment (void)
{
  TonsureMatch match;
  TonsureTreatment treatment, before;

  match_of (skins[3], 0.75, 0.77, 0.78, black, 0.5, &match);
  tonsure_treatment_init (&before);
  treatment = before;
  tonsure_match_apply (&match, &treatment);
  g_assert_true (tonsure_treatment_validate (&treatment, NULL));
  g_assert_cmpfloat (treatment.density, ==, match.density);
  g_assert_cmpfloat (treatment.absorption, ==, match.absorption);
  g_assert_cmpfloat (treatment.carbon_exponent, ==, match.carbon_exponent);
  g_assert_cmpfloat (treatment.iron_oxide, ==, match.iron_oxide);
  g_assert_cmpfloat (treatment.diameter, ==, before.diameter);
}

/* Shading and the color of the light cancel. */
static void
the_light_on_the_stubble_does_not_count (void)
{
  static const double light[3] = { 1.4, 1.0, 0.7 }, ratio[3] = { 0.75, 0.77, 0.8 };
  TonsureTreatment treatment;
  TonsureStubble stubble;
  TonsureMatch one, other;
  double bare[3];

  skin_init (&treatment, skins[1]);
  color_of_skin (skins[1], bare);
  stubble_init (&stubble, bare, ratio);
  g_assert_true (tonsure_match (&stubble, &treatment, NULL, &one, NULL));
  for (int c = 0; c < 3; c++)
    {
      stubble.mean[c] *= light[c];
      stubble.under[c] *= light[c];
      stubble.hair[c] *= light[c];
    }
  g_assert_true (tonsure_match (&stubble, &treatment, NULL, &other, NULL));
  g_assert_cmpuint (one.ink, ==, other.ink);
  g_assert_cmpuint (one.step, ==, other.step);
  g_assert_cmpfloat_with_epsilon (one.density, other.density, 0.01);
}

static void
assert_refused (const TonsureStubble *stubble, double melanin, TonsureError code, const char *word)
{
  TonsureTreatment treatment;
  TonsureMatch match, before;
  g_autoptr (GError) error = NULL;

  memset (&match, 7, sizeof match);
  before = match;
  tonsure_treatment_init (&treatment)->melanin = melanin;
  g_assert_false (tonsure_match (stubble, &treatment, NULL, &match, &error));
  g_assert_error (error, TONSURE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpmem (&match, sizeof match, &before, sizeof before);
}

static void
bad_photos_are_refused_and_nothing_is_written (void)
{
  const double ratio[3] = { 0.75, 0.77, 0.8 };
  TonsureStubble good, bad;
  double bare[3];

  color_of_skin (skins[1], bare);
  stubble_init (&good, bare, ratio);
#define REFUSED(change, code, word)                                                                \
  bad = good;                                                                                      \
  change;                                                                                          \
  assert_refused (&bad, 0.016, TONSURE_ERROR_##code, word)
  REFUSED (bad.mean[1] = NAN, INVALID, "mean");
  REFUSED (bad.under[2] = 0, INVALID, "under");
  REFUSED (bad.bare[0] = -1, INVALID, "bare");
  REFUSED (bad.hair[0] = INFINITY, INVALID, "hair");
  REFUSED (bad.error[0] = -0.1, INVALID, "error");
  REFUSED (bad.cover = 1.1, INVALID, "cover");
  REFUSED (bad.length = NAN, INVALID, "length");
  REFUSED (bad.bare[0] = 0.995, UNMEASURABLE, "overexposed");
  REFUSED (for (int c = 0; c < 3; c++) bad.under[c] = 0.001, UNMEASURABLE, "underexposed");
  REFUSED (
      for (int c = 0; c < 3; c++) {
        bad.bare[c] = 0.5;
        bad.under[c] = 0.4;
        bad.mean[c] = 0.3;
      },
      UNMEASURABLE, "no color");
#undef REFUSED
  assert_refused (&good, NAN, TONSURE_ERROR_INVALID, "melanin");
}

#define ADD(name, function) g_test_add_func ("/match/" name, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("known pigment comes back within a step of the ladder",
       known_pigment_comes_back_within_a_step_of_the_ladder);
  ADD ("what pigment cannot match is refused with the reason",
       what_pigment_cannot_match_is_refused_with_the_reason);
  ADD ("a match says how it looks and how sure it is",
       a_match_says_how_it_looks_and_how_sure_it_is);
  ADD ("the treatment takes over density and pigment",
       the_treatment_takes_over_density_and_pigment);
  ADD ("the light on the stubble does not count", the_light_on_the_stubble_does_not_count);
  ADD ("bad photos are refused and nothing is written",
       bad_photos_are_refused_and_nothing_is_written);
  g_test_add_func ("/match/what is done later does not enter a match",
                   what_is_done_later_does_not_enter_a_match);
  g_test_add_func ("/match/no recipe has less water than can be drawn",
                   no_recipe_has_less_water_than_can_be_drawn);
  return g_test_run ();
}
