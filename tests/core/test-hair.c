/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "hair.h"
#include "phantom.h"
#include "spectrum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double light_skin[3] = { 0.45, 0.31, 0.24 };
static const double dark_skin[3] = { 0.11, 0.060, 0.036 };
static const double brown_hair[3] = { 0.085, 0.052, 0.031 };
static const double black_hair[3] = { 0.018, 0.017, 0.017 };
static const double white_hair[3] = { 0.58, 0.56, 0.50 };

typedef struct
{
  TonsurePixels pixels;
  float *rgba;
} Photo;

static void
photo_clear (Photo *photo)
{
  g_free (photo->rgba);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Photo, photo_clear)

static void
photo_init (Photo *photo, int width, int height)
{
  photo->pixels = (TonsurePixels) { 0, 0, width, height };
  photo->rgba = g_new (float, 4 * (gsize) width * height);
}

static void
set_pixel (Photo *photo, int x, int y, const double rgb[3])
{
  float *p = photo->rgba + 4 * ((gsize) y * photo->pixels.width + x);

  for (int c = 0; c < 3; c++)
    p[c] = (float) rgb[c];
  p[3] = 1.0f;
}

static void
read_matte (const TonsureHair *hair, const Photo *photo, float *coverage, float *skin)
{
  tonsure_hair_matte (hair, photo->rgba, &photo->pixels, 4 * (gsize) photo->pixels.width,
                      &photo->pixels, coverage, skin);
}

/* Skin that is shaded from left to right, with a row of spots of known mixtures. */
static double
mixture_at (int x, int y)
{
  return y % 12 == 5 && x % 12 < 9 ? 0.1 + 0.1 * (x % 12) : 0.0;
}

static void
check_mixtures (const double skin[3], const double color[3])
{
  g_auto (Photo) photo = { 0 };
  g_autofree float *coverage = g_new (float, 240 * 120);
  TonsureHair hair;
  double worst = 0;

  photo_init (&photo, 240, 120);
  for (int y = 0; y < 120; y++)
    for (int x = 0; x < 240; x++)
      {
        double shade = 1 - 0.5 * x / 240, a = mixture_at (x, y), rgb[3];

        for (int c = 0; c < 3; c++)
          rgb[c] = shade * ((1 - a) * skin[c] + a * color[c]);
        set_pixel (&photo, x, y, rgb);
      }
  g_assert_true (tonsure_hair_init (&hair, color, skin, 0.1, 0.0, 0.0, NULL));
  read_matte (&hair, &photo, coverage, NULL);
  for (int y = 20; y < 100; y++)
    for (int x = 40; x < 200; x++)
      worst = MAX (worst, fabs (coverage[y * 240 + x] - mixture_at (x, y)));
  g_test_message ("worst error of coverage: %.3f", worst);
  g_assert_cmpfloat (worst, <, 0.06);
}

static void
linear_mixtures_come_out_exact_in_any_shade (void)
{
  check_mixtures (light_skin, brown_hair);
  check_mixtures (light_skin, black_hair);
  check_mixtures (dark_skin, black_hair);
}

static void
hair_may_be_lighter_than_skin (void)
{
  check_mixtures (dark_skin, white_hair);
}

/* A crop of the phantom where the hair is. */
static PhantomPicture *
draw_crop (PhantomSkin skin, PhantomHair hair, double px_per_mm, double mm, double length)
{
  PhantomOptions options;

  phantom_options_init (&options);
  options.skin = skin;
  options.hair = hair;
  options.view = PHANTOM_VIEW_BACK;
  options.px_per_mm = px_per_mm;
  options.left = 95;
  options.top = 130;
  options.width = options.height = mm;
  options.length = length;
  return phantom_draw (&options);
}

static void
photo_of (const PhantomPicture *picture, Photo *photo)
{
  photo_init (photo, picture->width, picture->height);
  for (gsize i = 0; i < (gsize) picture->width * picture->height; i++)
    {
      memcpy (photo->rgba + 4 * i, picture->photo + 3 * i, 3 * sizeof (float));
      photo->rgba[4 * i + 3] = 1.0f;
    }
}

static void
mean_skin (const PhantomPicture *picture, double skin[3])
{
  gsize n = (gsize) picture->width * picture->height;

  skin[0] = skin[1] = skin[2] = 0;
  for (gsize i = 0; i < 3 * n; i++)
    skin[i % 3] += picture->skin[i] / n;
}

static void
any_rectangle_gives_the_same_bits (void)
{
  g_autoptr (PhantomPicture) picture =
      draw_crop (PHANTOM_SKIN_II, PHANTOM_HAIR_DARK_BROWN, 8, 20, 1);
  gsize n = (gsize) picture->width * picture->height;
  g_auto (Photo) photo = { 0 };
  g_autofree float *whole = g_new (float, n), *part = g_new (float, n);
  g_autofree float *whole_skin = g_new (float, 3 * n), *part_skin = g_new (float, 3 * n);
  TonsureHair hair;
  double skin[3];

  photo_of (picture, &photo);
  mean_skin (picture, skin);
  g_assert_true (tonsure_hair_init (&hair, picture->hair_rgb, skin, 0.125, 0.015, 0.8, NULL));
  read_matte (&hair, &photo, whole, whole_skin);
  for (int k = 0; k < 50; k++)
    {
      int x = g_test_rand_int_range (0, photo.pixels.width);
      int y = g_test_rand_int_range (0, photo.pixels.height);
      TonsurePixels pixels = { x, y, g_test_rand_int_range (1, photo.pixels.width - x + 1),
                               g_test_rand_int_range (1, photo.pixels.height - y + 1) };
      int m = tonsure_hair_margin (&hair);
      TonsurePixels there = { MAX (x - m, 0), MAX (y - m, 0), 0, 0 };

      there.width = MIN (x + pixels.width + m, photo.pixels.width) - there.x;
      there.height = MIN (y + pixels.height + m, photo.pixels.height) - there.y;
      tonsure_hair_matte (&hair, photo.rgba + 4 * ((gsize) there.y * photo.pixels.width + there.x),
                          &there, 4 * (gsize) photo.pixels.width, &pixels, part, part_skin);
      for (int j = 0; j < pixels.height; j++)
        {
          gsize at = (gsize) (y + j) * photo.pixels.width + x, from = (gsize) j * pixels.width;

          g_assert_cmpmem (part + from, sizeof (float) * pixels.width, whole + at,
                           sizeof (float) * pixels.width);
          g_assert_cmpmem (part_skin + 3 * from, 3 * sizeof (float) * pixels.width,
                           whole_skin + 3 * at, 3 * sizeof (float) * pixels.width);
        }
    }
}

static void
what_makes_no_sense_is_refused (void)
{
  const double black[3] = { 0, 0, 0 }, nan[3] = { NAN, 0.1, 0.1 }, minus[3] = { -1, 0.1, 0.1 };
  TonsureHair hair;

  g_assert_false (tonsure_hair_init (&hair, black, light_skin, 0.1, 0.01, 0.8, NULL));
  g_assert_false (tonsure_hair_init (&hair, nan, light_skin, 0.1, 0.01, 0.8, NULL));
  g_assert_false (tonsure_hair_init (&hair, minus, light_skin, 0.1, 0.01, 0.8, NULL));
  g_assert_false (tonsure_hair_init (&hair, brown_hair, nan, 0.1, 0.01, 0.8, NULL));
  g_assert_false (tonsure_hair_init (&hair, light_skin, light_skin, 0.1, 0.01, 0.8, NULL));
  g_assert_false (tonsure_hair_init (&hair, brown_hair, light_skin, 0, 0.01, 0.8, NULL));
  g_assert_false (tonsure_hair_init (&hair, brown_hair, light_skin, NAN, 0.01, 0.8, NULL));
  g_assert_false (tonsure_hair_init (&hair, brown_hair, light_skin, 0.1, INFINITY, 0.8, NULL));
  g_assert_false (tonsure_hair_init (&hair, brown_hair, light_skin, 0.1, 0.01, -1, NULL));
  g_assert_true (tonsure_hair_init (&hair, brown_hair, light_skin, 0.1, 0.01, 0.8, NULL));
  g_assert_true (tonsure_hair_init (&hair, brown_hair, NULL, 0.1, 0.01, 0.8, NULL));
  g_assert_true (tonsure_hair_init (&hair, brown_hair, black, 0.1, 0.01, 0.8, NULL));
}

/* A photo of anything, of any size. */
static void
bad_photos_give_shares_from_0_to_1 (void)
{
  static const float odd[] = { NAN, INFINITY, -INFINITY, 0, -1, 1e30f, 1e-30f, -0.0f, 0.3f, 2 };

  for (int k = 0; k < 300; k++)
    {
      int width = g_test_rand_int_range (1, 60), height = g_test_rand_int_range (1, 60);
      gsize n = (gsize) width * height;
      gboolean mixed = g_test_rand_bit ();
      float one = odd[g_test_rand_int_range (0, G_N_ELEMENTS (odd))];
      g_auto (Photo) photo = { 0 };
      g_autofree float *coverage = g_new (float, n), *skin = g_new (float, 3 * n);
      TonsureHair hair;

      photo_init (&photo, width, height);
      for (gsize i = 0; i < 4 * n; i++)
        photo.rgba[i] = mixed ? odd[g_test_rand_int_range (0, G_N_ELEMENTS (odd))] : one;
      g_assert_true (tonsure_hair_init (&hair, brown_hair, g_test_rand_bit () ? light_skin : NULL,
                                        g_test_rand_double_range (0.001, 1),
                                        g_test_rand_double_range (0, 0.2), 0.8, NULL));
      read_matte (&hair, &photo, coverage, skin);
      for (gsize i = 0; i < n; i++)
        g_assert_true (coverage[i] >= 0 && coverage[i] <= 1);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Mean light to CIELAB, D65. */
static void
to_lab (const double rgb[3], double lab[3])
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

/* CIEDE2000 between the skin that was found and that of the phantom, averaged over squares of
 * 3 mm; sorted. */
static guint
skin_errors (const PhantomPicture *picture, const float *skin, int side, double *errors)
{
  guint n = 0;

  for (int y = 0; y + side <= picture->height; y += side)
    for (int x = 0; x + side <= picture->width; x += side)
      {
        double found[3] = { 0 }, truth[3] = { 0 }, lab[2][3];

        for (int k = 0; k < side * side; k++)
          for (int c = 0; c < 3; c++)
            {
              gsize at = 3 * ((gsize) (y + k / side) * picture->width + x + k % side) + c;

              found[c] += skin[at] / (side * side);
              truth[c] += picture->skin[at] / (side * side);
            }
        to_lab (found, lab[0]);
        to_lab (truth, lab[1]);
        errors[n++] = tonsure_ciede2000 (lab[0], lab[1]);
      }
  qsort (errors, n, sizeof *errors, compare);
  return n;
}

static void
skin_is_recovered_under_hair (void)
{
  static const double scales[] = { 4, 8, 16 };

  for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
    {
      g_autoptr (PhantomPicture) picture =
          draw_crop (PHANTOM_SKIN_II, PHANTOM_HAIR_DARK_BROWN, scales[k], 24, 1);
      gsize n_pixels = (gsize) picture->width * picture->height;
      g_auto (Photo) photo = { 0 };
      g_autofree float *coverage = g_new (float, n_pixels), *skin = g_new (float, 3 * n_pixels);
      double errors[100], mean[3];
      TonsureHair hair;
      guint n;

      photo_of (picture, &photo);
      mean_skin (picture, mean);
      g_assert_true (
          tonsure_hair_init (&hair, picture->hair_rgb, mean, 1 / scales[k], 0.015, 0.8, NULL));
      read_matte (&hair, &photo, coverage, skin);
      n = skin_errors (picture, skin, (int) (3 * scales[k]), errors);
      g_test_message ("%g px/mm: CIEDE2000 %.2f, one in ten %.2f", scales[k], errors[n / 2],
                      errors[n * 9 / 10]);
      g_assert_cmpfloat (errors[n / 2], <, 1.5);
    }
}

#define ADD(sentence, function) g_test_add_func ("/hair/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("linear mixtures come out exact in any shade", linear_mixtures_come_out_exact_in_any_shade);
  ADD ("hair may be lighter than skin", hair_may_be_lighter_than_skin);
  ADD ("any rectangle gives the same bits", any_rectangle_gives_the_same_bits);
  ADD ("what makes no sense is refused", what_makes_no_sense_is_refused);
  ADD ("bad photos give shares from 0 to 1", bad_photos_give_shares_from_0_to_1);
  ADD ("skin is recovered under hair", skin_is_recovered_under_hair);
  return g_test_run ();
}
