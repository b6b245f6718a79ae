/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A photo treated by one call: see tonsure_render_treat(). */
#include "render.h"

#include <string.h>

#define WIDTH 420
#define HEIGHT 330

static const double skin[3] = { 0.45, 0.31, 0.24 }, hair[3] = { 0.04, 0.03, 0.025 };

static void
treatment_init (TonsureTreatment *t)
{
  tonsure_treatment_init (t);
  t->mm_per_px = 0.1;
  t->hair_red = hair[0];
  t->hair_green = hair[1];
  t->hair_blue = hair[2];
  t->skin_red = skin[0];
  t->skin_green = skin[1];
  t->skin_blue = skin[2];
}

/* Skin on the left, thick strands of hair, eight pixels wide, on the right. */
static gboolean
is_hair (int x, int y)
{
  return x >= WIDTH / 2 && (x + y / 4) % 24 < 8;
}

static float *
photo_new (void)
{
  float *rgba = g_new (float, 4 * WIDTH * HEIGHT);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      double light = g_test_rand_double_range (0.99, 1.01);

      for (int c = 0; c < 3; c++)
        rgba[4 * i + c] = (float) (light * (is_hair (i % WIDTH, i / WIDTH) ? hair[c] : skin[c]));
      rgba[4 * i + 3] = 1.0f;
    }
  return rgba;
}

static guint16 *
mask_new (void)
{
  guint16 *mask = g_new (guint16, WIDTH * HEIGHT);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    mask[i] = G_MAXUINT16;
  return mask;
}

static const TonsurePixels all = { 0, 0, WIDTH, HEIGHT };

/* Light that is lost in the middle of strands or of skin, relative to what was there. */
static double
loss (const float *before, const float *after, gboolean in_hair)
{
  double sum = 0.0, lost = 0.0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = in_hair ? WIDTH / 2 : 0; x < (in_hair ? WIDTH : WIDTH / 2); x++)
      if (!in_hair || (is_hair (x - 2, y) && is_hair (x, y) && is_hair (x + 2, y)))
        {
          sum += before[4 * (y * WIDTH + x) + 1];
          lost += before[4 * (y * WIDTH + x) + 1] - after[4 * (y * WIDTH + x) + 1];
        }
  return lost / sum;
}

static double
loss_of (const TonsureTreatment *treatment, gboolean in_hair)
{
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (treatment, NULL, NULL);
  g_autofree float *photo = photo_new (), *rgba = g_memdup2 (photo, 16 * WIDTH * HEIGHT);
  g_autofree guint16 *mask = mask_new ();

  g_assert_true (tonsure_render_treat (renderer, mask, &all, WIDTH, &all, rgba, 4 * (gsize) WIDTH));
  return loss (photo, rgba, in_hair);
}

static void
one_call_draws_dots_under_hair_that_the_treatment_knows (void)
{
  TonsureTreatment knows, does_not;

  treatment_init (&knows);
  treatment_init (&does_not);
  does_not.hair_red = does_not.hair_green = does_not.hair_blue = 0.0;
  g_test_message ("loss in hair %.4f known, %.4f not known; on skin %.4f", loss_of (&knows, TRUE),
                  loss_of (&does_not, TRUE), loss_of (&knows, FALSE));
  g_assert_cmpfloat (loss_of (&does_not, TRUE), >, 0.05);
  g_assert_cmpfloat (loss_of (&knows, TRUE), <, 0.1 * loss_of (&does_not, TRUE));
  g_assert_cmpfloat_with_epsilon (loss_of (&knows, FALSE), loss_of (&does_not, FALSE), 0.01);
}

static void
any_split_gives_the_same_bits_under_hair (void)
{
  g_autofree float *photo = photo_new (), *whole = g_memdup2 (photo, 16 * WIDTH * HEIGHT);
  g_autofree guint16 *mask = mask_new ();
  TonsureTreatment treatment;

  treatment_init (&treatment);
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&treatment, NULL, NULL);

  tonsure_render_treat (renderer, mask, &all, WIDTH, &all, whole, 4 * (gsize) WIDTH);
  for (int round = 0; round < 12; round++)
    {
      int x = g_test_rand_int_range (0, WIDTH - 1), y = g_test_rand_int_range (0, HEIGHT - 1);
      TonsurePixels part = { x, y, g_test_rand_int_range (1, WIDTH - x + 1),
                             g_test_rand_int_range (1, HEIGHT - y + 1) };
      gsize row = 4 * (gsize) part.width;
      g_autofree float *rgba = g_new (float, row *part.height);

      tonsure_render_treat_part (renderer, mask, &all, WIDTH, photo, &all, 4 * WIDTH, &part, rgba,
                                 row);
      for (int j = 0; j < part.height; j++)
        g_assert_cmpmem (rgba + row * j, sizeof (float) * row,
                         whole + 4 * ((gsize) (y + j) * WIDTH + x), sizeof (float) * row);
    }
}

static void
without_an_area_the_photo_keeps_its_bits (void)
{
  g_autofree float *photo = photo_new (), *rgba = g_memdup2 (photo, 16 * WIDTH * HEIGHT);
  g_autofree guint16 *mask = g_new0 (guint16, WIDTH * HEIGHT);
  TonsureTreatment treatment;

  treatment_init (&treatment);
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&treatment, NULL, NULL);

  g_assert_false (tonsure_render_treat (renderer, mask, &all, WIDTH, &all, rgba, 4 * WIDTH));
  g_assert_cmpmem (rgba, 16 * WIDTH * HEIGHT, photo, 16 * WIDTH * HEIGHT);
  memset (rgba, 0, 16 * WIDTH * HEIGHT);
  g_assert_false (tonsure_render_treat_part (renderer, mask, &all, WIDTH, photo, &all, 4 * WIDTH,
                                             &all, rgba, 4 * WIDTH));
  g_assert_cmpmem (rgba, 16 * WIDTH * HEIGHT, photo, 16 * WIDTH * HEIGHT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render-treat/one call draws dots under hair that the treatment knows",
                   one_call_draws_dots_under_hair_that_the_treatment_knows);
  g_test_add_func ("/render-treat/any split gives the same bits under hair",
                   any_split_gives_the_same_bits_under_hair);
  g_test_add_func ("/render-treat/without an area the photo keeps its bits",
                   without_an_area_the_photo_keeps_its_bits);
  return g_test_run ();
}
