/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "measure.h"
#include "skin.h"
#include "spectrum.h"
#include "treatment.h"

/* The phantom shares no code with the library, so that it can be its judge. */
#include "heads.h"
#include "parts.h"

#include <math.h>
#include <string.h>

#define SIDE 320

/* Skin-like texture, each octave as strong as the next, averaged over each pixel's square
 * by 3×3 samples, with the phantom's noise, blur and sensor. */
static float *
texture_new (guint32 seed)
{
  float *rgb = g_new (float, 3 * SIDE * SIDE);

  for (int i = 0; i < SIDE * SIDE; i++)
    {
      float sum = 0;

      for (int k = 0; k < 9; k++)
        for (float wavelength = 1; wavelength < 100; wavelength *= 2)
          {
            float p[3] = { i % SIDE + (k % 3 + .5f) / 3, i / SIDE + (k / 3 + .5f) / 3, 0.5f };

            sum += noise_at (p, wavelength, seed + (guint32) wavelength, NULL) / 9;
          }
      rgb[3 * i] = .5f * (1 + .07f * sum);
      rgb[3 * i + 1] = .32f * (1 + .07f * sum);
      rgb[3 * i + 2] = .24f * (1 + .07f * sum);
    }
  return rgb;
}

static guint16 *
mask_new (gsize n, guint16 value)
{
  guint16 *mask = g_new (guint16, n);

  for (gsize i = 0; i < n; i++)
    mask[i] = value;
  return mask;
}

static void
assert_within (const char *what, const TonsureEstimate *estimate, double truth, double most)
{
  g_test_message ("%s %.4f ± %.4f, truly %.4f", what, estimate->value, estimate->error, truth);
  g_assert_cmpfloat (estimate->error, <=, most);
  g_assert_cmpfloat (fabs (estimate->value - truth), <=, 3 * estimate->error);
}

static void
known_blur_and_noise_come_back_within_their_errors (void)
{
  static const double blurs[] = { 0.5, 0.8, 1.2, 2, 3 }, noises[] = { 0, 0.01, 0.04 };
  guint32 seed = g_test_rand_int ();
  g_autofree float *sharp = texture_new (seed);
  g_autofree guint16 *mask = mask_new (SIDE * SIDE, 65535);

  for (guint b = 0; b < G_N_ELEMENTS (blurs); b++)
    for (guint s = 0; s < G_N_ELEMENTS (noises); s++)
      {
        g_autofree float *rgb = g_memdup2 (sharp, 3 * sizeof (float) * SIDE * SIDE);
        TonsureMeasurement m;

        lens_blur (rgb, SIDE, SIDE, 3, blurs[b]);
        lens_noise (rgb, SIDE * SIDE, noises[s], .32, seed);
        g_assert_true (tonsure_measure (rgb, mask, SIDE, SIDE, NULL, &m, NULL));
        /* Noise hides fine texture: then the error grows, until it is infinite. */
        if (isfinite (m.blur.error))
          assert_within ("blur", &m.blur, blurs[b], noises[s] > .02 ? 1 : 0.2 * blurs[b]);
        else
          g_assert_cmpfloat (noises[s], >, .02);
        assert_within ("noise", &m.noise, noises[s], 0.005 + 0.1 * noises[s]);
      }
}

static PhantomPicture *
phantom_new (double px_per_mm, PhantomSkin skin, double blur, double noise, guint16 **mask)
{
  PhantomPicture *picture;
  PhantomOptions options;

  phantom_options_init (&options);
  options.px_per_mm = px_per_mm;
  options.skin = skin;
  options.blur = blur;
  options.noise = noise;
  picture = phantom_load (&options);
  *mask = g_new (guint16, (gsize) picture->width * picture->height);
  for (gsize i = 0; i < (gsize) picture->width * picture->height; i++)
    (*mask)[i] = (guint16) (picture->area[i] * 65535);
  return picture;
}

static void
the_phantoms_skin_comes_back_for_six_skins (void)
{
  for (int skin = 0; skin < PHANTOM_N_SKINS; skin++)
    {
      g_autofree guint16 *mask = NULL;
      g_autoptr (PhantomPicture) picture = phantom_new (1, skin, .8, .02, &mask);
      TonsureMeasurement m;

      g_assert_true (
          tonsure_measure (picture->photo, mask, picture->width, picture->height, NULL, &m, NULL));
      g_test_message ("skin %s: CIEDE2000 %.2f to the bare area, %.2f to even light",
                      phantom_skin_names[skin], tonsure_ciede2000 (m.lab, picture->area_lab),
                      tonsure_ciede2000 (m.lab, picture->skin_lab));
      g_assert_cmpfloat (tonsure_ciede2000 (m.lab, picture->area_lab), <, 1.0);
    }
}

/* The phantom states its noise for the luminance of the skin; photons of green are fewer
 * or more than that. */
static double
green_noise (const PhantomPicture *picture, double noise)
{
  const double *rgb = picture->area_rgb;
  double light = .2126 * rgb[0] + .7152 * rgb[1] + .0722 * rgb[2];

  return noise * sqrt (light * rgb[1] + .01 * light * light) / rgb[1];
}

static void
the_phantoms_camera_comes_back (void)
{
  static const struct
  {
    PhantomSkin skin;
    double blur, noise;
  } cameras[] = { { PHANTOM_SKIN_I, 0.7, 0.01 }, { PHANTOM_SKIN_VI, 1.5, 0.03 } };

  for (guint i = 0; i < G_N_ELEMENTS (cameras); i++)
    {
      g_autofree guint16 *mask = NULL;
      g_autoptr (PhantomPicture) picture =
          phantom_new (3, cameras[i].skin, cameras[i].blur, cameras[i].noise, &mask);
      TonsureMeasurement m;

      g_assert_true (
          tonsure_measure (picture->photo, mask, picture->width, picture->height, NULL, &m, NULL));
      assert_within ("blur", &m.blur, cameras[i].blur, 0.25);
      assert_within ("noise", &m.noise, green_noise (picture, cameras[i].noise),
                     0.1 * cameras[i].noise);
    }
}

static float *
even_new (gsize n, float red, float green, float blue)
{
  float *rgb = g_new (float, 3 * n);

  for (gsize i = 0; i < n; i++)
    rgb[3 * i] = red, rgb[3 * i + 1] = green, rgb[3 * i + 2] = blue;
  return rgb;
}

static void
an_even_surface_has_a_color_no_noise_and_an_unknown_blur (void)
{
  g_autofree float *rgb = even_new (200 * 100, .5f, .32f, .24f);
  g_autofree guint16 *mask = mask_new (200 * 100, 65535);
  TonsureMeasurement m;

  g_assert_true (tonsure_measure (rgb, mask, 200, 100, NULL, &m, NULL));
  g_assert_cmpfloat (m.rgb[1], ==, .32f);
  g_assert_cmpfloat (m.noise.value, <, 1e-6);
  g_assert_true (isinf (m.blur.error));
  g_assert_cmpfloat (m.blur.value, ==, 0.7);
}

static void
noise_alone_tells_nothing_of_the_blur (void)
{
  g_autofree float *rgb = even_new (SIDE * SIDE, .5f, .32f, .24f);
  g_autofree guint16 *mask = mask_new (SIDE * SIDE, 65535);
  TonsureMeasurement m;

  lens_noise (rgb, SIDE * SIDE, .05, .32, g_test_rand_int ());
  g_assert_true (tonsure_measure (rgb, mask, SIDE, SIDE, NULL, &m, NULL));
  assert_within ("noise", &m.noise, .05, .01);
  g_assert_cmpfloat (m.blur.error, >, .5);
}

static void
assert_unmeasurable (const float *rgb, const guint16 *mask, int width, int height)
{
  g_autoptr (GError) error = NULL;
  TonsureMeasurement m, before;

  memset (&m, 7, sizeof m);
  before = m;
  g_assert_false (tonsure_measure (rgb, mask, width, height, NULL, &m, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE);
  g_assert_cmpmem (&m, sizeof m, &before, sizeof before);
}

static void
areas_without_usable_skin_are_an_error (void)
{
  g_autofree float *skin = even_new (64 * 64, .5f, .32f, .24f);
  g_autofree float *white = even_new (64 * 64, 1, 1, 1);
  g_autofree float *black = even_new (64 * 64, 0, 0, 0);
  g_autofree float *nothing = even_new (64 * 64, NAN, NAN, NAN);
  g_autofree guint16 *all = mask_new (64 * 64, 65535);
  g_autofree guint16 *faint = mask_new (64 * 64, 32767);

  assert_unmeasurable (skin, faint, 64, 64);
  assert_unmeasurable (white, all, 64, 64);
  assert_unmeasurable (black, all, 64, 64);
  assert_unmeasurable (nothing, all, 64, 64);
  assert_unmeasurable (skin, all, 63, 1);
  assert_unmeasurable (skin, all, 0, 0);
}

static void
sixty_four_pixels_have_a_color_and_nothing_else (void)
{
  g_autofree float *rgb = even_new (64, .5f, .32f, .24f);
  g_autofree guint16 *mask = mask_new (64, 32768);
  TonsureMeasurement m;

  g_assert_true (tonsure_measure (rgb, mask, 64, 1, NULL, &m, NULL));
  g_assert_cmpuint (m.n_pixels, ==, 64);
  g_assert_true (isinf (m.blur.error));
  g_assert_true (isinf (m.noise.error));
}

/* Whatever a file of floats may hold. */
static void
wild_numbers_do_no_harm (void)
{
  static const float wild[] = { NAN, INFINITY, -INFINITY, -1, 0, 1e30f, -0.0f, 1e-42f };

  for (int run = 0; run < 20; run++)
    {
      int width = g_test_rand_int_range (1, 200), height = g_test_rand_int_range (1, 200);
      gsize n = (gsize) width * height;
      g_autofree float *rgb = even_new (n, .5f, .32f, .24f);
      g_autofree guint16 *mask = g_new (guint16, n);
      gboolean many = g_test_rand_bit ();
      TonsureMeasurement m;

      for (gsize i = 0; i < 3 * n; i++)
        if (g_test_rand_int_range (0, many ? 3 : 500) == 0)
          rgb[i] = wild[g_test_rand_int_range (0, G_N_ELEMENTS (wild))];
      for (gsize i = 0; i < n; i++)
        mask[i] = (guint16) g_test_rand_int_range (many ? 0 : 32768, 65536);
      if (!tonsure_measure (rgb, mask, width, height, NULL, &m, NULL))
        continue;
      g_assert_cmpfloat_with_epsilon (m.rgb[0], .5, .001);
      g_assert_cmpfloat_with_epsilon (m.rgb[2], .24, .001);
      g_assert_true (isfinite (m.blur.value) && isfinite (m.noise.value));
      g_assert_true (m.blur.error >= 0 && m.noise.error >= 0);
    }
}

/* Gloss on a tenth of the skin, shadow on another, a few moles. */
static void
gloss_shadow_and_moles_do_not_color_the_skin (void)
{
  gsize n = SIDE * SIDE;
  g_autofree float *clean = texture_new (1);
  g_autofree float *rgb = g_memdup2 (clean, 3 * n * sizeof (float));
  g_autofree guint16 *mask = mask_new (n, 65535);
  TonsureMeasurement before, after;

  for (gsize i = 0; i < 3 * n; i++)
    rgb[i] = i < 3 * n / 10    ? .9f
             : i > 27 * n / 10 ? rgb[i] * .3f
             : i / 3 % 97 == 0 ? .05f
                               : rgb[i];
  g_assert_true (tonsure_measure (clean, mask, SIDE, SIDE, NULL, &before, NULL));
  g_assert_true (tonsure_measure (rgb, mask, SIDE, SIDE, NULL, &after, NULL));
  g_assert_cmpfloat (tonsure_ciede2000 (before.lab, after.lab), <, 0.2);
}

static void
other_primaries_give_the_same_skin (void)
{
  /* Display P3 at D50, ICC registry */
  static const double p3[9] = { 0.51512, 0.29198,  0.15710, 0.24120, 0.69225,
                                0.06657, -0.00105, 0.04189, 0.78407 };
  gsize n = SIDE * SIDE;
  g_autofree float *rgb = texture_new (2);
  g_autofree float *wide = g_new (float, 3 * n);
  g_autofree guint16 *mask = mask_new (n, 65535);
  TonsureMeasurement one, two;

  for (gsize i = 0; i < n; i++)
    {
      double srgb[3] = { rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2] }, xyz[3], other[3];

      tonsure_rgb_to_xyz (srgb, NULL, xyz);
      g_assert_true (tonsure_xyz_to_rgb (xyz, p3, other));
      for (int c = 0; c < 3; c++)
        wide[3 * i + c] = (float) other[c];
    }
  g_assert_true (tonsure_measure (rgb, mask, SIDE, SIDE, NULL, &one, NULL));
  g_assert_true (tonsure_measure (wide, mask, SIDE, SIDE, p3, &two, NULL));
  g_assert_cmpfloat (tonsure_ciede2000 (one.lab, two.lab), <, 0.1);
  g_assert_cmpfloat_with_epsilon (one.melanin.value, two.melanin.value, 0.02 * one.melanin.value);
  g_assert_cmpfloat_with_epsilon (one.blur.value, two.blur.value, 0.05);
}

static void
what_no_skin_explains_has_no_melanin (void)
{
  g_autofree float *rgb = even_new (4096, .05f, .4f, .2f);
  g_autofree guint16 *mask = mask_new (4096, 65535);
  TonsureMeasurement m;

  g_assert_true (tonsure_measure (rgb, mask, 64, 64, NULL, &m, NULL));
  g_assert_true (isinf (m.melanin.error));
  g_assert_true (isinf (m.blood.error));
  g_assert_true (isinf (m.matte[0].error));
  g_assert_cmpfloat (m.matte[0].value, ==, 0);
}

/* Types I, III, V and VI with a percent of the light more on the surface than is expected. */
static void
melanin_under_a_little_sheen_is_within_its_error (void)
{
  static const double melanin[] = { 0.009, 0.03, 0.11, 0.25 };

  for (guint i = 0; i < G_N_ELEMENTS (melanin); i++)
    {
      double bare[TONSURE_BANDS], xyz[3], rgb[3];
      g_autofree guint16 *mask = mask_new (4096, 65535);
      g_autofree float *picture = NULL;
      TonsureSkinRange range;
      TonsureMeasurement m;
      TonsureSkin skin;

      tonsure_skin_init (&skin, melanin[i], 0.013);
      g_assert_true (tonsure_skin_reflectance (&skin, NULL, 0, bare, NULL, NULL));
      for (int band = 0; band < TONSURE_BANDS; band++)
        bare[band] += TONSURE_SPECULAR + 0.01;
      tonsure_spectrum_to_xyz (bare, xyz);
      tonsure_xyz_to_rgb (xyz, NULL, rgb);
      picture = even_new (4096, (float) rgb[0], (float) rgb[1], (float) rgb[2]);
      g_assert_true (tonsure_measure (picture, mask, 64, 64, NULL, &m, NULL));
      assert_within ("melanin", &m.melanin, melanin[i], melanin[i]);
      tonsure_skin_explain_range (m.rgb, NULL, &range);
      g_assert_cmpfloat (m.melanin.error, >, (range.melanin[1] - range.melanin[0]) / 2.6);
      g_assert_cmpfloat (m.blood.error, >, (range.blood[1] - range.blood[0]) / 2.6);
    }
}

static void
what_is_applied_is_within_the_ranges (void)
{
  TonsureMeasurement m = {
    .melanin = { 5, 1 },
    .blood = { -1, 1 },
    .blur = { 1000, 1 },
    .noise = { 7, 1 },
    .matte = { { 1000, 1 } },
    .matte_spread = { 7, 1 },
    .gloss = { -1, 1000, INFINITY },
  };
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment);
  tonsure_measurement_apply (&m, &treatment);
  g_assert_true (tonsure_treatment_validate (&treatment, NULL));
  m = (TonsureMeasurement) {
    .melanin = { .1, 0 },
    .blood = { .02, 0 },
    .blur = { 1.5, 0 },
    .noise = { .03, 0 },
    .matte = { { .3, 0 }, { .2, 0 }, { .1, 0 } },
    .matte_spread = { .12, 0 },
    .gloss = { 1.2, 1, .8 },
  };
  tonsure_measurement_apply (&m, &treatment);
  g_assert_cmpfloat (treatment.melanin, ==, .1);
  g_assert_cmpfloat (treatment.blood, ==, .02);
  g_assert_cmpfloat (treatment.blur, ==, 1.5);
  g_assert_cmpfloat (treatment.noise, ==, .03);
  g_assert_cmpfloat (treatment.matte_red, ==, .3);
  g_assert_cmpfloat (treatment.matte_green, ==, .2);
  g_assert_cmpfloat (treatment.matte_blue, ==, .1);
  g_assert_cmpfloat (treatment.matte_spread, ==, .12);
  g_assert_cmpfloat (treatment.gloss_red, ==, 1.2);
  g_assert_cmpfloat (treatment.gloss_green, ==, 1);
  g_assert_cmpfloat (treatment.gloss_blue, ==, .8);
  g_assert_cmpfloat (treatment.chroma_blur, ==, 1);
}

/* Sheen over three quarters of the skin, ever brighter from one side to the other. */
static void
sheen_does_not_make_skin_paler (void)
{
  const int n = SIDE * SIDE;
  g_autofree float *clean = texture_new (3);
  g_autofree float *rgb = g_memdup2 (clean, 3 * n * sizeof (float));
  g_autofree guint16 *mask = mask_new (n, 65535);
  TonsureMeasurement bare, glossy;

  for (int i = 0; i < 3 * n; i++)
    rgb[i] += .4f * MAX (0, i / 3 % SIDE - SIDE / 4) / SIDE;
  g_assert_true (tonsure_measure (clean, mask, SIDE, SIDE, NULL, &bare, NULL));
  g_assert_true (tonsure_measure (rgb, mask, SIDE, SIDE, NULL, &glossy, NULL));
  g_test_message ("melanin %.4f ± %.4f, with sheen %.4f ± %.4f", bare.melanin.value,
                  bare.melanin.error, glossy.melanin.value, glossy.melanin.error);
  g_assert_cmpfloat (glossy.melanin.value, >, bare.melanin.value / 1.5);
  g_assert_cmpfloat (glossy.melanin.value, <, bare.melanin.value * 1.5);
  g_assert_cmpfloat (glossy.matte[2].value / glossy.matte[0].value, <, .24 / .5 + .03);
}

#define ADD(sentence, function) g_test_add_func ("/measure/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("known blur and noise come back within their errors",
       known_blur_and_noise_come_back_within_their_errors);
  ADD ("the phantom's skin comes back for six skins", the_phantoms_skin_comes_back_for_six_skins);
  ADD ("the phantom's camera comes back", the_phantoms_camera_comes_back);
  ADD ("an even surface has a color, no noise and an unknown blur",
       an_even_surface_has_a_color_no_noise_and_an_unknown_blur);
  ADD ("noise alone tells nothing of the blur", noise_alone_tells_nothing_of_the_blur);
  ADD ("areas without usable skin are an error", areas_without_usable_skin_are_an_error);
  ADD ("sixty-four pixels have a color and nothing else",
       sixty_four_pixels_have_a_color_and_nothing_else);
  ADD ("wild numbers do no harm", wild_numbers_do_no_harm);
  ADD ("gloss, shadow and moles do not color the skin",
       gloss_shadow_and_moles_do_not_color_the_skin);
  ADD ("sheen does not make skin paler", sheen_does_not_make_skin_paler);
  ADD ("other primaries give the same skin", other_primaries_give_the_same_skin);
  ADD ("what no skin explains has no melanin", what_no_skin_explains_has_no_melanin);
  ADD ("melanin under a little sheen is within its error",
       melanin_under_a_little_sheen_is_within_its_error);
  ADD ("what is applied is within the ranges", what_is_applied_is_within_the_ranges);
  return g_test_run ();
}
