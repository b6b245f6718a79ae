/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "gray-map.h"
#include "gray-private.h"
#include "grid.h"
#include "heads.h"
#include "treatment.h"

#include <math.h>
#include <string.h>

#define PX_PER_MM 4.0

static PhantomPicture *picture;

static TonsureGrayMap *
read_head (PhantomHair hair, GError **error)
{
  g_autofree guint16 *area = NULL;
  PhantomOptions options;
  gsize n;

  phantom_options_init (&options);
  options.px_per_mm = PX_PER_MM;
  options.view = PHANTOM_VIEW_BACK;
  options.skin = PHANTOM_SKIN_II;
  options.hair = hair;
  options.seed = 1;
  g_clear_pointer (&picture, phantom_picture_free);
  picture = phantom_load (&options);
  n = (gsize) picture->width * picture->height;
  area = g_new (guint16, n);
  for (gsize i = 0; i < n; i++)
    area[i] = (guint16) (picture->area[i] * 65535);
  return tonsure_gray_map_new (picture->photo, area, NULL, NULL, picture->width, picture->height,
                               1 / PX_PER_MM, error);
}

/* α against the share of hair that the lens shows, where hair or its opacity is not nothing. */
static void
opacity_is_the_share_of_hair (void)
{
  g_autoptr (TonsureGrayMap) map = read_head (PHANTOM_HAIR_DARK_BROWN, NULL);
  gsize n = (gsize) picture->width * picture->height;
  g_autofree guint16 *opacity = g_new (guint16, n);
  double both = 0, found = 0, there = 0;

  tonsure_gray_map_opacity (map, picture->photo, picture->width, picture->height, opacity);
  for (gsize i = 0; i < n; i++)
    {
      double alpha = opacity[i] / 65535.0;

      both += MIN (alpha, picture->matte[i]);
      found += alpha;
      there += picture->matte[i];
    }
  g_test_message ("precision %.3f, recall %.3f", both / found, both / there);
  g_assert_cmpfloat (both / found, >, 0.3);
  g_assert_cmpfloat (both / there, >, 0.3);
}

/* The softer the photo, the more hairs a pixel shows. */
static void
strands_are_told_by_the_softness_of_the_photo (void)
{
  g_autoptr (TonsureGrayMap) sharp = read_head (PHANTOM_HAIR_DARK_BROWN, NULL), soft = NULL;
  gsize n = (gsize) picture->width * picture->height;
  g_autofree float *rgb = g_memdup2 (picture->photo, 3 * n * sizeof *rgb);
  g_autofree float *channel = g_new (float, n);
  g_autofree guint16 *area = g_new (guint16, n);

  for (gsize c = 0; c < 3; c++)
    {
      for (gsize i = 0; i < n; i++)
        channel[i] = rgb[3 * i + c];
      tonsure_grid_smooth (channel, picture->width, picture->height, 2);
      for (gsize i = 0; i < n; i++)
        rgb[3 * i + c] = channel[i];
    }
  for (gsize i = 0; i < n; i++)
    area[i] = (guint16) (picture->area[i] * 65535);
  soft = tonsure_gray_map_new (rgb, area, NULL, NULL, picture->width, picture->height,
                               1 / PX_PER_MM, NULL);
  g_test_message ("a pixel shows %.1f hairs, smoothed by 2 px %.1f", (double) sharp->strands,
                  (double) soft->strands);
  g_assert_cmpfloat (sharp->strands, >=, 1);
  g_assert_cmpfloat (soft->strands, >, 2 * sharp->strands);
}

static void
a_map_comes_back_from_text (void)
{
  g_autoptr (TonsureGrayMap) map = read_head (PHANTOM_HAIR_DARK_BROWN, NULL), again = NULL;
  g_autofree char *text = tonsure_gray_map_to_text (map);
  g_autoptr (GError) error = NULL;

  again = tonsure_gray_map_from_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->x, ==, map->x);
  g_assert_cmpint (again->y, ==, map->y);
  g_assert_cmpint (again->step, ==, map->step);
  g_assert_cmpint (again->width, ==, map->width);
  g_assert_cmpint (again->height, ==, map->height);
  g_assert_cmpfloat_with_epsilon (again->mm_per_px, map->mm_per_px, 1e-9);
  for (int channel = 0; channel < TONSURE_GRAY_CHANNELS; channel++)
    {
      float least = INFINITY, most = -INFINITY;
      gsize n = (gsize) map->width * map->height;

      for (gsize i = 0; i < n; i++)
        {
          least = MIN (least, map->cells[TONSURE_GRAY_CHANNELS * i + (gsize) channel]);
          most = MAX (most, map->cells[TONSURE_GRAY_CHANNELS * i + (gsize) channel]);
        }
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (again->cells[TONSURE_GRAY_CHANNELS * i + (gsize) channel],
                                        map->cells[TONSURE_GRAY_CHANNELS * i + (gsize) channel],
                                        1.01 * (most - least) / 4095 + 1e-7);
    }
}

/* Cells without hair must stay so, or bits of pixels would change there. */
static void
what_has_no_hair_has_none_as_text (void)
{
  g_autoptr (TonsureGrayMap) map = read_head (PHANTOM_HAIR_DARK_BROWN, NULL), again = NULL;
  g_autofree char *text = tonsure_gray_map_to_text (map);
  gsize n = (gsize) map->width * map->height, none = 0;

  again = tonsure_gray_map_from_text (text, NULL);
  for (gsize i = 0; i < n; i++)
    {
      const float *one = map->cells + TONSURE_GRAY_CHANNELS * i;
      const float *other = again->cells + TONSURE_GRAY_CHANNELS * i;

      if (tonsure_gray_cell_has_hair (one))
        continue;
      none++;
      g_assert_cmpfloat (tonsure_gray_gate (other[0], other[1], -2), ==, 0);
    }
  g_assert_cmpint (none, >, 100);
}

static void
text_that_is_no_map_is_refused (void)
{
  g_autoptr (TonsureGrayMap) map = read_head (PHANTOM_HAIR_DARK_BROWN, NULL);
  g_autofree char *text = tonsure_gray_map_to_text (map);
  gsize size = strlen (text), head = (gsize) (strrchr (text, ':') - text);

  for (int k = 0; k < 300; k++)
    {
      g_autofree char *bad = g_strdup (text);
      g_autoptr (TonsureGrayMap) read = NULL;

      /* Damage to the head may still be a map; nothing may crash. */
      for (int i = 0; i < 3; i++)
        bad[g_test_rand_int_range (0, (int) head)] =
            "0123456789:-.enaifx"[g_test_rand_int_range (0, 19)];
      if (k % 2)
        bad[g_test_rand_int_range (0, (int) size)] = '\0';
      read = tonsure_gray_map_from_text (bad, NULL);
      if (read != NULL)
        {
          TonsureGrayHair gray;
          float rgba[4 * 16 * 16];
          const TonsurePixels pixels = { 40, 40, 16, 16 };

          for (int i = 0; i < 4 * 16 * 16; i++)
            rgba[i] = 0.1f;
          tonsure_gray_hair_init (&gray);
          gray.share = 0.5;
          if (read->width * read->height < 100000 && read->mm_per_px > 0.01 && read->mm_per_px < 10)
            tonsure_gray_hair (&gray, read, 1, &pixels, rgba);
        }
    }
  for (gsize cut = 0; cut < size; cut += size / 50)
    {
      g_autofree char *bad = g_strndup (text, cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (tonsure_gray_map_from_text (bad, &error));
      g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE);
    }
}

static void
without_an_area_there_is_no_map (void)
{
  g_autoptr (GError) error = NULL;
  float rgb[3 * 64] = { 0 };
  guint16 area[64] = { 0 };

  g_assert_null (tonsure_gray_map_new (rgb, area, NULL, NULL, 8, 8, 1, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE);
}

/* A few pixels, black, white, no numbers. */
static void
bad_photos_give_maps (void)
{
  for (int k = 0; k < 60; k++)
    {
      int width = g_test_rand_int_range (1, 40), height = g_test_rand_int_range (1, 40);
      gsize n = (gsize) width * height;
      g_autofree float *rgb = g_new (float, 3 * n), *rgba = g_new (float, 4 * n);
      g_autofree guint16 *area = g_new (guint16, n);
      g_autoptr (TonsureGrayMap) map = NULL;
      const TonsurePixels all = { 0, 0, width, height };
      TonsureGrayHair gray;

      for (gsize i = 0; i < 3 * n; i++)
        rgb[i] = k % 4 == 0   ? 0
                 : k % 4 == 1 ? 1
                 : k % 4 == 2 ? (float) g_test_rand_double ()
                              : (i % 5 ? NAN : INFINITY);
      for (gsize i = 0; i < n; i++)
        area[i] = i % 3 ? 65535 : 0;
      area[0] = 65535;
      map = tonsure_gray_map_new (rgb, area, NULL, NULL, width, height,
                                  g_test_rand_double_range (0.01, 5), NULL);
      if (map == NULL)
        continue;
      for (gsize i = 0; i < 4 * n; i++)
        rgba[i] = i % 4 < 3 ? rgb[i / 4 * 3 + i % 4] : 1;
      tonsure_gray_hair_init (&gray);
      gray.share = 0.5;
      tonsure_gray_hair (&gray, map, 1, &all, rgba);
      for (gsize i = 0; i < 4 * n; i++)
        g_assert_true (isfinite (rgba[i]) || !isfinite (rgb[i / 4 * 3 + MIN (i % 4, 2)]));
    }
}

#define ADD(sentence, function) g_test_add_func ("/gray-map/" sentence, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ADD ("opacity is the share of hair", opacity_is_the_share_of_hair);
  ADD ("strands are told by the softness of the photo",
       strands_are_told_by_the_softness_of_the_photo);
  ADD ("a map comes back from text", a_map_comes_back_from_text);
  ADD ("what has no hair has none as text", what_has_no_hair_has_none_as_text);
  ADD ("text that is no map is refused", text_that_is_no_map_is_refused);
  ADD ("without an area there is no map", without_an_area_there_is_no_map);
  ADD ("bad photos give maps", bad_photos_give_maps);
  status = g_test_run ();
  g_clear_pointer (&picture, phantom_picture_free);
  return status;
}
