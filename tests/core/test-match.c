/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "match.h"
#include "pigment.h"
#include "skin.h"

#include <math.h>
#include <string.h>

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

static void
match_with (const double *skin, const double ratio[3], const TonsureMatchOptions *options,
            double bright, TonsureMatch *match)
{
  TonsureTreatment treatment;
  TonsureStubble stubble;
  g_autofree char *text = NULL;
  double bare[3];
  guint n;

  skin_init (&treatment, skin);
  color_of_skin (skin, bare);
  stubble_init (&stubble, bare, ratio);
  stubble.bright = bright;
  g_assert_true (tonsure_match (&stubble, &treatment, options, NULL, match, NULL));
  text = tonsure_match_text (match, options);
  g_test_message ("%s + %g, %.0f/cm²: Y %.3f, CIEDE2000 %.2f (%.2f to %.2f), read %.2f\n%s",
                  tonsure_inks (&n)[match->ink].name, match->water, match->density,
                  match->luminance, match->delta_e, match->delta_e_range[0],
                  match->delta_e_range[1], match->target.read, text);
}

/* Luminance of skin in even light that @ratio leaves. */
static double
luminance_of (const double *skin, const double ratio[3])
{
  double bare[3], left[3], xyz[2][3];

  color_of_skin (skin, bare);
  for (int c = 0; c < 3; c++)
    left[c] = bare[c] * ratio[c];
  tonsure_rgb_to_xyz (bare, NULL, xyz[0]);
  tonsure_rgb_to_xyz (left, NULL, xyz[1]);
  return xyz[1][1] / xyz[0][1];
}

/* The rule of match.h, on four tones of three hues. */
static void
tone_lies_between_the_stubble_and_six_tenths_of_the_way (void)
{
  static const double tones[] = { 0.45, 0.6, 0.75, 0.9 };
  static const double hues[3][2] = { { 1.0, 1.0 }, { 1.05, 0.92 }, { 0.95, 1.08 } };

  for (guint skin = 0; skin < 5; skin += 2)
    for (guint t = 0; t < G_N_ELEMENTS (tones); t++)
      {
        double warmth[3];

        for (guint h = 0; h < G_N_ELEMENTS (hues); h++)
          {
            const double ratio[3] = { tones[t] * hues[h][0], tones[t], tones[t] * hues[h][1] };
            double y = luminance_of (skins[skin], ratio);
            TonsureMatch match;

            match_with (skins[skin], ratio, NULL, 0.0, &match);
            g_assert_cmpfloat (match.luminance, >=, y - 0.015);
            g_assert_cmpfloat (match.luminance, <=, pow (y, TONSURE_MATCH_LEAST_WAY) + 0.015);
            warmth[h] = match.transmittance[0] / match.transmittance[2];
          }
        g_assert_cmpfloat (warmth[1], >=, warmth[0] - 0.02);
        g_assert_cmpfloat (warmth[2], <=, warmth[0] + 0.02);
      }
}

static void
darker_stubble_is_answered_darker (void)
{
  double last = 0.0;

  for (double tone = 0.45; tone < 0.99; tone += 0.06)
    {
      const double ratio[3] = { tone, tone, tone };
      TonsureMatch match;

      match_with (skins[2], ratio, NULL, 0.0, &match);
      g_assert_cmpfloat (match.luminance, >=, last - 1e-3);
      last = match.luminance;
    }
}

/* Hair in shadow, or longer than stubble: the amount that is wished for. */
static void
what_is_no_stubble_is_predicted (void)
{
  const double ratio[3] = { 0.1, 0.11, 0.12 };
  double last = 1.0;

  for (int amount = 0; amount < TONSURE_AMOUNTS; amount++)
    {
      TonsureMatchOptions options;
      TonsureMatch match;

      tonsure_match_options_init (&options);
      options.amount = (TonsureAmount) amount;
      match_with (skins[2], ratio, &options, 0.0, &match);
      g_assert_cmpfloat (match.target.read, ==, 0.0);
      g_assert_cmpint (match.certainty, !=, TONSURE_CERTAINTY_SURE);
      g_assert_cmpfloat (match.luminance, <=, last + 1e-9);
      g_assert_cmpfloat (match.luminance, >=, 0.5);
      if (amount == TONSURE_AMOUNT_TYPICAL)
        g_assert_cmpfloat_with_epsilon (match.luminance, 0.68, 0.05);
      last = match.luminance;
    }
}

static void
light_hair_is_answered_with_little (void)
{
  static const double gray[3] = { 0.66, 0.7, 0.85 }, red[3] = { 0.88, 0.83, 0.8 };
  static const double white[3] = { 1.05, 1.1, 1.2 }, none[3] = { 0.99, 0.99, 0.99 };
  TonsureMatchOptions options;
  TonsureMatch match;

  match_with (skins[2], gray, NULL, 0.1, &match);
  g_assert_cmpint (match.target.tone, ==, TONSURE_TONE_GRAY);
  g_assert_cmpfloat (match.luminance, >=, 0.85);
  match_with (skins[2], white, NULL, 0.0, &match);
  g_assert_cmpint (match.target.tone, ==, TONSURE_TONE_GRAY);
  g_assert_cmpfloat (match.luminance, >=, 0.85);
  match_with (skins[2], red, NULL, 0.0, &match);
  g_assert_cmpint (match.target.tone, ==, TONSURE_TONE_COLORFUL);
  g_assert_cmpfloat (match.luminance, >=, 0.83);
  match_with (skins[2], none, NULL, 0.0, &match);
  g_assert_cmpint (match.target.tone, ==, TONSURE_TONE_NONE);
  g_assert_cmpfloat (match.luminance, >=, 0.9);
  tonsure_match_options_init (&options);
  options.target.gray = 0.8;
  match_with (skins[2], gray, &options, 0.0, &match);
  g_assert_cmpint (match.target.tone, ==, TONSURE_TONE_GRAY);
  options.target.gray = 0.1;
  match_with (skins[2], gray, &options, 0.1, &match);
  g_assert_cmpint (match.target.tone, ==, TONSURE_TONE_DARK);
}

/* Longer hair stays where nobody says otherwise, and dots beside it are lighter. */
static void
hair_that_stays_asks_for_less (void)
{
  const double ratio[3] = { 0.1, 0.1, 0.1 };
  TonsureMatchOptions options;
  TonsureMatch shaved, stays;

  tonsure_match_options_init (&options);
  options.target.length = 20.0;
  match_with (skins[2], ratio, &options, 0.0, &shaved);
  options.target.length = 21.0;
  match_with (skins[2], ratio, &options, 0.0, &stays);
  g_assert_cmpint (shaved.target.look, ==, TONSURE_LOOK_SHAVED);
  g_assert_cmpint (stays.target.look, ==, TONSURE_LOOK_HAIR_STAYS);
  g_assert_cmpfloat (stays.luminance, >, shaved.luminance);
  options.target.look = TONSURE_LOOK_SHAVED;
  match_with (skins[2], ratio, &options, 0.0, &stays);
  g_assert_cmpint (stays.target.look, ==, TONSURE_LOOK_SHAVED);
}

static void
every_skin_and_every_tone_is_answered (void)
{
  for (guint skin = 0; skin < G_N_ELEMENTS (skins); skin++)
    for (double tone = 0.03; tone < 2.0; tone *= 2.8)
      {
        const double ratio[3] = { tone, tone * 1.05, tone * 0.9 };
        TonsureMatch match;

        match_with (skins[skin], ratio, NULL, 0.0, &match);
        g_assert_true (isfinite (match.delta_e) && match.luminance > 0.4);
        /* Of what a recipe says the front ends can draw. */
        g_assert_cmpfloat (match.water, >=, TONSURE_INK_LEAST_WATER);
      }
}

static void
grades_are_those_of_the_difference (void)
{
  static const double ends[] = { 2.0, 5.0, 10.0, G_MAXDOUBLE };

  for (double tone = 0.45; tone < 1.3; tone += 0.2)
    {
      const double ratio[3] = { tone, tone, tone };
      TonsureMatch match;

      match_with (skins[1], ratio, NULL, 0.0, &match);
      g_assert_cmpfloat (match.delta_e, <=, ends[match.grade]);
      if (match.grade > TONSURE_GRADE_BLENDS)
        g_assert_cmpfloat (match.delta_e, >, ends[match.grade - 1]);
    }
}

/* Words follow the signs of the differences. */
static void
words_say_lighter_and_cooler (void)
{
  TonsureMatchOptions options;
  TonsureMatch match = { .delta_lab = { 2.0, -1.0, -1.5 }, .delta_e = 3.0 };
  g_autofree char *text = NULL, *other = NULL;

  tonsure_match_options_init (&options);
  match.grade = TONSURE_GRADE_CLOSE;
  match.target.look = TONSURE_LOOK_SHAVED;
  text = tonsure_match_text (&match, &options);
  g_assert_nonnull (strstr (text, "a little lighter and a little cooler than the stubble"));
  g_assert_nonnull (strstr (text, "look cooler than stubble longer than 1 mm"));
  g_assert_nonnull (strstr (text, "shaved to 3 mm"));
  match.delta_lab[0] = -9.0;
  match.delta_lab[1] = match.delta_lab[2] = 3.0;
  match.target.look = TONSURE_LOOK_HAIR_STAYS;
  match.target.tone = TONSURE_TONE_GRAY;
  other = tonsure_match_text (&match, &options);
  g_assert_nonnull (strstr (other, "much darker and warmer"));
  g_assert_nonnull (strstr (other, "gray or white"));
  g_assert_nonnull (strstr (other, "stay as it is"));
}

static void
a_match_says_how_it_looks_and_how_sure_it_is (void)
{
  const double ratio[3] = { 0.75, 0.78, 0.8 };
  TonsureMatch match;
  double sum = 0.0;

  match_with (skins[1], ratio, NULL, 0.0, &match);
  g_assert_cmpfloat (match.lab[TONSURE_COLOR_FRESH][0], <, match.lab[TONSURE_COLOR_HEALED][0]);
  g_assert_cmpfloat (match.lab[TONSURE_COLOR_HEALED][0], <, match.lab[TONSURE_COLOR_SKIN][0]);
  g_assert_cmpfloat (match.lab[TONSURE_COLOR_HAIR][0], <, match.lab[TONSURE_COLOR_STUBBLE][0]);
  g_assert_cmpfloat (
      match.delta_e, ==,
      tonsure_ciede2000 (match.lab[TONSURE_COLOR_STUBBLE], match.lab[TONSURE_COLOR_HEALED]));
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (
        match.delta_lab[i],
        match.lab[TONSURE_COLOR_HEALED][i] - match.lab[TONSURE_COLOR_STUBBLE][i], 1e-9);
  g_assert_cmpfloat (match.delta_e_range[0], <, match.delta_e_range[1]);
  for (int i = 0; i < TONSURE_MATCH_SESSIONS; i++)
    sum += match.sessions[i];
  g_assert_cmpfloat_with_epsilon (sum, match.density, 1e-9);
  g_assert_cmpfloat (match.sessions[1], >, match.sessions[0]);
  g_assert_cmpint (match.certainty, ==, TONSURE_CERTAINTY_SURE);
}

static void
the_treatment_takes_over_density_and_pigment (void)
{
  const double ratio[3] = { 0.75, 0.77, 0.78 };
  TonsureMatch match;
  TonsureTreatment treatment, before;

  match_with (skins[3], ratio, NULL, 0.0, &match);
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

/* Neither shading and the color of the light on the hair, nor exposure and white balance. */
static void
the_light_does_not_count (void)
{
  static const double light[3] = { 1.4, 1.0, 0.7 }, ratio[3] = { 0.75, 0.77, 0.8 };
  TonsureTreatment treatment;
  TonsureStubble stubble;
  TonsureMatch matches[3];
  double bare[3];

  skin_init (&treatment, skins[1]);
  color_of_skin (skins[1], bare);
  stubble_init (&stubble, bare, ratio);
  for (int i = 0; i < 3; i++)
    {
      g_assert_true (tonsure_match (&stubble, &treatment, NULL, NULL, &matches[i], NULL));
      g_assert_cmpuint (matches[i].ink, ==, matches[0].ink);
      g_assert_cmpuint (matches[i].step, ==, matches[0].step);
      g_assert_cmpfloat_with_epsilon (matches[i].density, matches[0].density, 0.01);
      for (int c = 0; c < 3; c++)
        {
          stubble.mean[c] *= light[c];
          stubble.under[c] *= light[c];
          stubble.hair[c] *= light[c];
          stubble.bare[c] *= i == 1 ? 0.5 * light[c] : 1.0;
        }
    }
}

static void
assert_refused (const TonsureStubble *stubble, double melanin, const char *word)
{
  TonsureTreatment treatment;
  TonsureMatch match, before;
  g_autoptr (GError) error = NULL;

  memset (&match, 7, sizeof match);
  before = match;
  tonsure_treatment_init (&treatment)->melanin = melanin;
  g_assert_false (tonsure_match (stubble, &treatment, NULL, NULL, &match, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpmem (&match, sizeof match, &before, sizeof before);
}

static void
values_out_of_range_are_refused_and_nothing_is_written (void)
{
  const double ratio[3] = { 0.75, 0.77, 0.8 };
  TonsureStubble good, bad;
  double bare[3];

  color_of_skin (skins[1], bare);
  stubble_init (&good, bare, ratio);
#define REFUSED(change, word)                                                                      \
  bad = good;                                                                                      \
  change;                                                                                          \
  assert_refused (&bad, 0.016, word)
  REFUSED (bad.mean[1] = NAN, "mean");
  REFUSED (bad.under[2] = 0, "under");
  REFUSED (bad.bare[0] = -1, "bare");
  REFUSED (bad.hair[0] = INFINITY, "hair");
  REFUSED (bad.error[0] = -0.1, "error");
  REFUSED (bad.cover = 1.1, "cover");
  REFUSED (bad.length = NAN, "length");
#undef REFUSED
  assert_refused (&good, NAN, "melanin");
}

#define ADD(name, function) g_test_add_func ("/match/" name, function)

/* Touch-ups and laser come after what is matched, even laser in year 0. */
static void
what_is_done_later_does_not_enter_a_match (void)
{
  static const double ratio[3] = { 0.7, 0.7, 0.7 };
  TonsureTreatment treatment;
  TonsureStubble stubble;
  TonsureMatch plain, later;
  double bare[3];

  skin_init (&treatment, skins[0]);
  color_of_skin (skins[0], bare);
  stubble_init (&stubble, bare, ratio);
  g_assert_true (tonsure_match (&stubble, &treatment, NULL, NULL, &plain, NULL));
  treatment.years = 12.0;
  treatment.touch_ups = 2.0;
  treatment.laser = 5.0;
  treatment.laser_year = 0.0;
  g_assert_true (tonsure_match (&stubble, &treatment, NULL, NULL, &later, NULL));
  g_assert_cmpmem (&plain, sizeof plain, &later, sizeof later);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("tone lies between the stubble and six tenths of the way",
       tone_lies_between_the_stubble_and_six_tenths_of_the_way);
  ADD ("darker stubble is answered darker", darker_stubble_is_answered_darker);
  ADD ("what is no stubble is predicted", what_is_no_stubble_is_predicted);
  ADD ("light hair is answered with little", light_hair_is_answered_with_little);
  ADD ("hair that stays asks for less", hair_that_stays_asks_for_less);
  ADD ("every skin and every tone is answered", every_skin_and_every_tone_is_answered);
  ADD ("grades are those of the difference", grades_are_those_of_the_difference);
  ADD ("words say lighter and cooler", words_say_lighter_and_cooler);
  ADD ("a match says how it looks and how sure it is",
       a_match_says_how_it_looks_and_how_sure_it_is);
  ADD ("the treatment takes over density and pigment",
       the_treatment_takes_over_density_and_pigment);
  ADD ("the light does not count", the_light_does_not_count);
  ADD ("values out of range are refused and nothing is written",
       values_out_of_range_are_refused_and_nothing_is_written);
  ADD ("what is done later does not enter a match", what_is_done_later_does_not_enter_a_match);
  return g_test_run ();
}
