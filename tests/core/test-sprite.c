/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "sprite.h"
#include "sprite-build.h"

#include <math.h>
#include <string.h>

#define SIDE 160

static const float overlap[4] = { 0 };

static void
one_dot (TonsureSplit *split, TonsureProfile *profile)
{
  TonsureSkin skin;
  TonsureDeposit deposit = { 0.2, 0.15, 0.1, 200, 1, 0 };

  tonsure_skin_init (&skin, 0.022, 0.0115);
  g_assert_true (tonsure_profiles_compute (&skin, &deposit, 1, NULL, profile, NULL));
  tonsure_split_compute (profile, &deposit, 1, NULL, split);
}

/* Loss that the sprite takes in all, mm². */
static double
mass_of (const TonsureSprites *sprites, const float *sprite, double mm_per_px, int channel)
{
  double sum = 0.0;

  for (int i = 0; i < sprites->rows * 2 * sprites->pairs; i++)
    sum += 1.0 - exp (-sprite[4 * i + channel]);
  return sum * mm_per_px * mm_per_px;
}

static void
test_mass_of_each_phase (void)
{
  static const double scales[] = { 0.1, 0.5, 1.0, 3.0 };
  TonsureSplit split;
  TonsureProfile profile;

  one_dot (&split, &profile);
  for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      TonsureSprites sprites;
      TonsureSpriteView view = {
        scales[s], g_test_rand_double_range (0, 1), 0.35, overlap, FALSE, 0
      };

      tonsure_sprites_init (&sprites, &view, &split, 1, NULL, tonsure_draw_best ());
      g_assert_nonnull (sprites.sprites);
      for (int p = 0; p < sprites.phases * sprites.phases; p++)
        for (int c = 0; c < 3; c++)
          {
            const float *sprite = sprites.sprites + (gsize) p * sprites.rows * 8 * sprites.pairs;

            g_assert_cmpfloat_with_epsilon (
                mass_of (&sprites, sprite, scales[s], c) / profile.mass[c], 1.0, 0.002);
          }
      tonsure_sprites_clear (&sprites);
    }
}

/* The center of gravity of what is drawn lies where the dot was put. */
static void
test_place (void)
{
  TonsureSplit split;
  TonsureProfile profile;
  TonsureSprites sprites;
  TonsureSpriteView view = { 0.25, 0.0, 0.35, overlap, FALSE, 0 };
  const TonsurePixels block = { 0, 0, SIDE, SIDE };
  const gsize stride = 4 * (SIDE + 4);
  g_autofree float *density = g_new (float, stride *SIDE);

  one_dot (&split, &profile);
  tonsure_sprites_init (&sprites, &view, &split, 1, NULL, tonsure_draw_best ());
  for (int k = 0; k < 200; k++)
    {
      double x = g_test_rand_double_range (-1e5, 1e5), y = g_test_rand_double_range (-1e5, 1e5);
      int x0 = (int) floor (x) - SIDE / 2, y0 = (int) floor (y) - SIDE / 2;
      double sum = 0.0, at_x = 0.0, at_y = 0.0;
      TonsureSpot spot;

      memset (density, 0, sizeof (float) * stride * SIDE);
      tonsure_sprites_place (&sprites, 0, x, y, x0, y0, &spot);
      tonsure_sprites_draw (&sprites, tonsure_draw_best (), &spot, &block, density + 8, stride);
      for (int j = 0; j < SIDE; j++)
        for (int i = 0; i < SIDE; i++)
          {
            double m = 1.0 - exp (-density[8 + stride * j + 4 * i]);

            sum += m;
            at_x += m * (i + 0.5);
            at_y += m * (j + 0.5);
          }
      g_assert_cmpfloat_with_epsilon (at_x / sum + x0, x, 0.65 / sprites.phases);
      g_assert_cmpfloat_with_epsilon (at_y / sum + y0, y, 0.65 / sprites.phases);
    }
  tonsure_sprites_clear (&sprites);
}

/* Mean of the core over the pixel whose corner lies at @x, @y from the dot. */
static double
pixel_loss (const TonsureSplit *split, double x, double y, double mm)
{
  double sum = 0.0;

  for (int k = 0; k < 64; k++)
    {
      double at = hypot (x + (k % 8 + 0.5) * mm / 8.0, y + (k / 8 + 0.5) * mm / 8.0) * 200.0;
      int n = (int) at;

      if (n < 139)
        sum += split->core[0][n] + (at - n) * (split->core[0][n + 1] - split->core[0][n]);
    }
  return sum / 64.0;
}

/* Where pixels are fine, a dot looks the same wherever in its pixel it lies. */
static void
test_fine_place (void)
{
  TonsureSplit split;
  TonsureProfile profile;
  TonsureSprites sprites;
  TonsureSpriteView view = { 0.02, 0.0, 0.245, overlap, FALSE, 0 };
  const TonsurePixels block = { 0, 0, SIDE, SIDE };
  const gsize stride = 4 * (SIDE + 4);
  g_autofree float *density = g_new (float, stride *SIDE);
  double worst = 0.0;

  one_dot (&split, &profile);
  split.radius = 0.7;
  for (int c = 0; c < 3; c++)
    for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
      split.core[c][i] *= i < 140 ? (140 - i) / 140.0f : 0.0f;
  for (int c = 0; c < 3; c++)
    {
      split.core_mass[c] = 0.0;
      for (int i = 0; i < 140; i++)
        split.core_mass[c] += 2.0 * G_PI * i * 0.005 * 0.005 * split.core[c][i];
    }
  tonsure_sprites_init (&sprites, &view, &split, 1, NULL, tonsure_draw_best ());
  g_assert_true (sprites.mixes);
  for (int k = 0; k < 30; k++)
    {
      double x = g_test_rand_double_range (79, 81), y = g_test_rand_double_range (79, 81);
      TonsureSpot spot;

      memset (density, 0, sizeof (float) * stride * SIDE);
      tonsure_sprites_place (&sprites, 0, x, y, 0, 0, &spot);
      tonsure_sprites_draw (&sprites, tonsure_draw_best (), &spot, &block, density + 8, stride);
      for (int j = 0; j < SIDE; j++)
        for (int i = 0; i < SIDE; i++)
          {
            double loss = pixel_loss (&split, (i - x) * view.mm_per_px, (j - y) * view.mm_per_px,
                                      view.mm_per_px);

            worst = MAX (worst, fabs (exp (-density[8 + stride * j + 4 * i]) - 1.0 + loss));
          }
    }
  g_test_message ("worst error %.5f", worst);
  g_assert_cmpfloat (worst, <, 0.006);
  tonsure_sprites_clear (&sprites);
}

/* Sprites and the function of distance are two ways to one picture. */
static void
test_radial_agrees (void)
{
  enum
  {
    STEPS = 400
  };
  const double mm = 0.02, step = 0.0025;
  TonsureSplit split;
  TonsureProfile profile;
  TonsureSprites sprites;
  TonsureSpriteView view = { mm, 1.0, 0.35, overlap, FALSE, 0 };
  float radial[4 * STEPS];

  one_dot (&split, &profile);
  split.radius = 0.8; /* small enough for sprites */
  for (int c = 0; c < 3; c++)
    for (int i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
      split.core[c][i] *= i < 160 ? (160 - i) / 160.0f : 0.0f;
  for (int c = 0; c < 3; c++)
    {
      split.core_mass[c] = 0.0;
      for (int i = 0; i < 160; i++)
        split.core_mass[c] += 2.0 * G_PI * i * 0.005 * 0.005 * split.core[c][i];
    }
  tonsure_sprites_init (&sprites, &view, &split, 1, NULL, tonsure_draw_best ());
  tonsure_sprite_radial (&split, sqrt (1.0 + 1.0 / 12.0) * mm, NULL, overlap, step, STEPS, radial);
  g_assert_nonnull (sprites.sprites);
  for (int j = 0; j < sprites.rows; j++)
    for (int i = 0; i < sprites.rows; i++)
      {
        double middle = 0.5 / sprites.phases;
        double at =
            hypot (i - sprites.reach + 0.5 - middle, j - sprites.reach + 0.5 - middle) * mm / step;
        int k = (int) at;

        if (k < STEPS - 1)
          g_assert_cmpfloat_with_epsilon (radial[4 * k]
                                              + (at - k) * (radial[4 * k + 4] - radial[4 * k]),
                                          sprites.sprites[4 * (j * 2 * sprites.pairs + i)], 0.002);
      }
  tonsure_sprites_clear (&sprites);
}

static void
test_memory_is_bounded (void)
{
  g_autofree TonsureSplit *splits = g_new (TonsureSplit, 16);
  g_autofree TonsureProfile *profile = g_new (TonsureProfile, 1);

  for (int k = 0; k < 16; k++)
    one_dot (&splits[k], profile);
  for (double mm = 0.002; mm < 6; mm *= 2.3)
    {
      TonsureSprites sprites;
      TonsureSpriteView view = { mm, g_test_rand_double_range (0, 20), 0.35, overlap, FALSE, 0 };
      gsize size;

      tonsure_sprites_init (&sprites, &view, splits, 16, NULL, tonsure_draw_best ());
      size = sprites.sprites ? (gsize) 16 * sprites.phases * sprites.phases * sprites.rows
                                   * sprites.pairs * 8 * sizeof (float)
                             : (gsize) 16 * 4 * sprites.n_radial * sizeof (float);
      g_assert_cmpuint (size, <=, 16 << 20);
      g_assert_true ((sprites.sprites != NULL) != (sprites.radial != NULL));
      tonsure_sprites_clear (&sprites);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sprite/each phase has the dot's mass", test_mass_of_each_phase);
  g_test_add_func ("/sprite/a dot is drawn where it is", test_place);
  g_test_add_func ("/sprite/a dot is drawn between the places of sprites", test_fine_place);
  g_test_add_func ("/sprite/the function of distance agrees", test_radial_agrees);
  g_test_add_func ("/sprite/memory is bounded", test_memory_is_bounded);
  return g_test_run ();
}
