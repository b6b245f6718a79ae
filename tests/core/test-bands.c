/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "bands.h"
#include "match.h"
#include "measure.h"
#include "render.h"
#include "samples.h"

#include "heads.h"

#include <math.h>
#include <string.h>

#define SIDE 400

static guint16 *
mask_new (gsize n, guint16 value)
{
  guint16 *mask = g_new (guint16, n);

  for (gsize i = 0; i < n; i++)
    mask[i] = value;
  return mask;
}

static double
normal (void)
{
  double sum = 0;

  for (int i = 0; i < 12; i++)
    sum += g_test_rand_double ();
  return sum - 6;
}

/* Noise of variance @variance, and a wave of amplitude @amplitude and @cycles per pixel. */
static float *
picture_new (double variance, double amplitude, double cycles, gboolean shaded)
{
  float *rgb = g_new (float, 3 * SIDE * SIDE);

  for (int i = 0; i < SIDE * SIDE; i++)
    {
      double light = 0.3 + sqrt (variance) * 0.3 * normal ();
      double x = i % SIDE, y = i / SIDE;

      light += amplitude * 0.3 * sin (2 * G_PI * cycles * (0.8 * x + 0.6 * y));
      if (shaded)
        light *= 0.6 + 0.8 * x / SIDE - 0.3 * (y / SIDE) * (y / SIDE);
      for (int c = 0; c < 3; c++)
        rgb[3 * i + c] = (float) light;
    }
  return rgb;
}

static void
noise_has_the_power_of_its_variance (void)
{
  static const double scales[] = { 0.05, 0.1, 0.25 };
  g_autofree guint16 *mask = mask_new (SIDE * SIDE, 65535);
  g_autofree float *rgb = picture_new (0.01, 0, 0, TRUE);

  for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      double mm = scales[s];
      TonsureBands bands;

      g_assert_true (tonsure_bands_read (rgb, mask, SIDE, SIDE, mm, 0, &bands));
      g_assert_cmpuint (bands.n_bands, ==, mm > 0.1 ? 4 : mm > 0.06 ? 5 : 6);
      for (guint b = 0; b < bands.n_bands; b++)
        {
          g_test_message ("%.2f mm: %.1f to %.1f /mm: %.3g ± %.0f %% for %.3g", mm,
                          tonsure_band_edges[b], tonsure_band_edges[b + 1], bands.power[b],
                          100 * bands.error[b], 0.01 * mm * mm);
          /* The surface takes some of what is coarsest; four patches tell little of it. */
          g_assert_cmpfloat (fabs (bands.power[b] / (0.01 * mm * mm) - 1), <,
                             (b == 0 ? 0.7 : 0.05 + 1.2 / (b * b * b)) + 4 * bands.error[b]);
          /* Measured: up to .25 where there are four patches, up to .05 in finer bands. */
          g_assert_cmpfloat (bands.error[b], <, b < 3 ? 0.6 : 0.2);
        }
    }
}

/* A wave has all of its power, amplitude² / 2, in its band. */
static void
a_wave_is_in_its_band (void)
{
  g_autofree guint16 *mask = mask_new (SIDE * SIDE, 65535);

  for (guint b = 2; b < 5; b++)
    {
      double low = tonsure_band_edges[b], high = tonsure_band_edges[b + 1], sum = 0;
      g_autofree float *rgb = picture_new (0, 0.1, sqrt (low * high) * 0.1, FALSE);
      TonsureBands bands;

      g_assert_true (tonsure_bands_read (rgb, mask, SIDE, SIDE, 0.1, 0, &bands));
      for (guint k = 0; k < bands.n_bands; k++)
        {
          double ring = G_PI
                        * (tonsure_band_edges[k + 1] * tonsure_band_edges[k + 1]
                           - tonsure_band_edges[k] * tonsure_band_edges[k]);

          sum += k == b ? bands.power[k] * ring : 0;
          if (k != b)
            g_assert_cmpfloat (bands.power[k], <,
                               (ABS ((int) k - (int) b) == 1 ? 0.1 : 0.001) * bands.power[b]);
        }
      g_assert_cmpfloat_with_epsilon (sum, 0.005, 0.0007);
    }
}

static void
holes_in_the_mask_do_not_count (void)
{
  g_autofree guint16 *all = mask_new (SIDE * SIDE, 65535);
  g_autofree guint16 *holes = mask_new (SIDE * SIDE, 65535);
  g_autofree float *rgb = picture_new (0.01, 0, 0, FALSE);
  TonsureBands whole, parts;

  g_assert_true (tonsure_bands_read (rgb, all, SIDE, SIDE, 0.1, 0, &whole));
  for (int i = 0; i < SIDE * SIDE; i++)
    if (i / 20 % 3 == 0 && i / SIDE / 20 % 3 == 0)
      {
        holes[i] = 0;
        rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = i % 2 ? 0.9f : NAN;
      }
  g_assert_true (tonsure_bands_read (rgb, holes, SIDE, SIDE, 0.1, 0, &parts));
  g_assert_cmpuint (parts.n_bands, ==, whole.n_bands);
  for (guint b = 0; b < parts.n_bands; b++)
    g_assert_cmpfloat (fabs (parts.power[b] / whole.power[b] - 1), <,
                       0.2 + 4 * (parts.error[b] + whole.error[b]));
}

static void
what_is_not_resolved_is_left_out (void)
{
  g_autofree guint16 *all = mask_new (SIDE * SIDE, 65535);
  g_autofree guint16 *little = mask_new (SIDE * SIDE, 0);
  g_autofree float *rgb = picture_new (0.01, 0, 0, FALSE);
  TonsureBands bands;

  g_assert_true (tonsure_bands_read (rgb, all, SIDE, SIDE, 0.1, 4, &bands));
  g_assert_cmpuint (bands.n_bands, ==, 4);
  g_assert_true (tonsure_bands_read (rgb, all, SIDE, SIDE, 2, 0, &bands));
  g_assert_cmpuint (bands.n_bands, ==, 1);
  for (int i = 0; i < SIDE * SIDE; i++)
    little[i] = i % SIDE < 100 ? 65535 : 0;
  g_assert_false (tonsure_bands_read (rgb, little, SIDE, SIDE, 0.1, 0, &bands));
  g_assert_cmpuint (bands.n_bands, ==, 0);
  g_assert_false (tonsure_bands_read (rgb, all, 0, 0, 0.1, 0, &bands));
  g_assert_false (tonsure_bands_read (rgb, all, SIDE, SIDE, NAN, 0, &bands));
  g_assert_false (tonsure_bands_read (rgb, all, 10, 10, 0.1, 0, &bands));
}

/* The whole way, without marks: find, read, match, treat, and compare. Hairs stand in units of
 * one to four and dots keep apart, so treated skin is more even than stubble: that is shown, and
 * not mended. It must lie between bare skin and stubble. */
static void
treated_skin_is_more_even_than_stubble (void)
{
  g_autoptr (TonsureRenderer) renderer = NULL;
  g_autoptr (PhantomPicture) picture = NULL;
  g_autofree guint16 *area = NULL, *hair = NULL, *skin = NULL;
  g_autofree float *rgba = NULL;
  g_autoptr (GError) error = NULL;
  TonsureBands stubble, treated, bare;
  TonsureMeasurement measurement;
  TonsureTreatment treatment;
  TonsureSamples samples;
  PhantomOptions options;
  TonsurePixels all = { 0 };
  TonsureMatch match;
  gsize n;

  phantom_options_init (&options);
  options.view = PHANTOM_VIEW_BACK;
  picture = phantom_load (&options);
  all.width = picture->width, all.height = picture->height;
  n = (gsize) all.width * all.height;
  area = g_new (guint16, n), hair = g_new (guint16, n), skin = g_new (guint16, n);
  for (gsize i = 0; i < n; i++)
    area[i] = (guint16) (picture->area[i] * 65535);
  tonsure_treatment_init (&treatment);
  tonsure_samples_find (picture->photo, area, all.width, all.height, 1 / options.px_per_mm, hair,
                        skin, NULL, &error);
  g_assert_no_error (error);
  tonsure_measure (picture->photo, area, all.width, all.height, NULL, &measurement, &error);
  g_assert_no_error (error);
  tonsure_measurement_apply (&measurement, &treatment);
  treatment.mm_per_px = 1 / options.px_per_mm;
  tonsure_samples_read (picture->photo, hair, skin, area, all.width, all.height,
                        treatment.mm_per_px, treatment.blur, FALSE, NULL, &samples, &error);
  g_assert_no_error (error);
  tonsure_match (&samples.stubble, &treatment, NULL, NULL, &match, &error);
  g_assert_no_error (error);
  tonsure_match_apply (&match, &treatment);
  renderer = tonsure_renderer_new (&treatment, NULL, &error);
  g_assert_no_error (error);
  rgba = g_new (float, 4 * n);
  for (gsize i = 0; i < n; i++)
    {
      memcpy (rgba + 4 * i, picture->photo + 3 * i, 3 * sizeof (float));
      rgba[4 * i + 3] = 1;
    }
  g_assert_true (tonsure_render_treat (renderer, area, &all, all.width, &all, rgba, 4 * all.width));
  g_assert_true (tonsure_bands_read (picture->photo, hair, all.width, all.height,
                                     treatment.mm_per_px, treatment.blur, &stubble));
  g_assert_true (tonsure_bands_read (picture->photo, skin, all.width, all.height,
                                     treatment.mm_per_px, treatment.blur, &bare));
  for (gsize i = 0; i < n; i++)
    memcpy (picture->photo + 3 * i, rgba + 4 * i, 3 * sizeof (float));
  g_assert_true (tonsure_bands_read (picture->photo, skin, all.width, all.height,
                                     treatment.mm_per_px, treatment.blur, &treated));
  g_test_message ("grade %d, density %.0f, CIEDE2000 %.2f; %u and %u patches", match.grade,
                  match.density, match.delta_e, stubble.n_patches, treated.n_patches);
  g_assert_cmpuint (stubble.n_bands, ==, 5);
  for (guint b = 0; b < stubble.n_bands; b++)
    {
      g_assert_cmpfloat (treated.power[b], <, 1.5 * stubble.power[b]);
      g_assert_cmpfloat (treated.power[b], >, bare.power[b]);
      g_assert_cmpfloat (treated.power[b], >, 0.08 * stubble.power[b]);
      g_test_message ("%.2f to %.2f /mm: stubble %.3g (± %.0f %%), treated %.3g (± %.0f %%), bare "
                      "%.3g: × %.2f",
                      tonsure_band_edges[b], tonsure_band_edges[b + 1], stubble.power[b],
                      100 * stubble.error[b], treated.power[b], 100 * treated.error[b],
                      bare.power[b], treated.power[b] / stubble.power[b]);
    }
}

#define ADD(sentence, function) g_test_add_func ("/bands/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("noise has the power of its variance", noise_has_the_power_of_its_variance);
  ADD ("a wave is in its band", a_wave_is_in_its_band);
  ADD ("holes in the mask do not count", holes_in_the_mask_do_not_count);
  ADD ("what is not resolved is left out", what_is_not_resolved_is_left_out);
  ADD ("treated skin is more even than stubble", treated_skin_is_more_even_than_stubble);
  return g_test_run ();
}
