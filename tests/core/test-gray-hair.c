/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "gray-hair.h"
#include "phantom.h"
#include "treatment.h"

#include <math.h>
#include <string.h>

/* A crop of the phantom and its hair as it will be. */
typedef struct
{
  PhantomPicture *picture;
  TonsurePixels all;
  TonsureGrayHair gray;
  float *rgba;
} Head;

static PhantomScene *scene; /* of all pictures */

static void
head_clear (Head *head)
{
  phantom_picture_free (head->picture);
  g_free (head->rgba);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

/* @length: times stubble of half a millimeter */
static void
head_init (Head *head, PhantomSkin skin, PhantomHair color, double px_per_mm, double mm,
           double length)
{
  PhantomOptions options;
  TonsureHair hair;
  double bare[3] = { 0, 0, 0 };
  gsize n;

  phantom_options_init (&options);
  options.skin = skin;
  options.hair = color;
  options.view = PHANTOM_VIEW_BACK;
  options.px_per_mm = px_per_mm;
  options.left = 95;
  options.top = 130;
  options.width = options.height = mm;
  options.length = length;
  head->picture = phantom_draw_scene (scene, &options);
  head->all = (TonsurePixels) { 0, 0, head->picture->width, head->picture->height };
  n = (gsize) head->all.width * head->all.height;
  head->rgba = g_new (float, 4 * n);
  for (gsize i = 0; i < n; i++)
    {
      memcpy (head->rgba + 4 * i, head->picture->photo + 3 * i, 3 * sizeof (float));
      head->rgba[4 * i + 3] = 1.0f;
      for (int c = 0; c < 3; c++)
        bare[c] += head->picture->skin[3 * i + c] / n;
    }
  g_assert_true (tonsure_hair_init (&hair, head->picture->hair_rgb, bare, 1 / px_per_mm,
                                    options.noise, options.blur, NULL));
  tonsure_gray_hair_init (&head->gray, &hair, NULL);
  head->gray.length = 0.5 * length;
}

/* What becomes of a part of the picture. */
static float *
turn (const Head *head, const TonsurePixels *pixels)
{
  float *light = g_new (float, 4 * (gsize) pixels->width * pixels->height);
  gsize stride = 4 * (gsize) head->all.width;
  int m = tonsure_gray_hair_margin (&head->gray);
  int x0 = MAX (pixels->x - m, 0), y0 = MAX (pixels->y - m, 0);
  TonsurePixels there = { x0, y0, MIN (pixels->x + pixels->width + m, head->all.width) - x0,
                          MIN (pixels->y + pixels->height + m, head->all.height) - y0 };

  for (int j = 0; j < pixels->height; j++)
    memcpy (light + 4 * (gsize) j * pixels->width,
            head->rgba + stride * (gsize) (pixels->y + j) + 4 * (gsize) pixels->x,
            4 * sizeof (float) * pixels->width);
  tonsure_gray_hair (&head->gray, head->rgba + stride * (gsize) y0 + 4 * (gsize) x0, &there, stride,
                     &head->all, pixels, light);
  return light;
}

static void
check_rectangles (double px_per_mm, double length)
{
  g_auto (Head) head = { 0 };
  g_autofree float *whole = NULL;

  head_init (&head, PHANTOM_SKIN_II, PHANTOM_HAIR_DARK_BROWN, px_per_mm, 240 / px_per_mm, length);
  head.gray.share = 0.4;
  head.gray.left = 0.9;
  whole = turn (&head, &head.all);
  for (int k = 0; k < 20; k++)
    {
      int x = g_test_rand_int_range (0, head.all.width);
      int y = g_test_rand_int_range (0, head.all.height);
      TonsurePixels pixels = { x, y, g_test_rand_int_range (1, head.all.width - x + 1),
                               g_test_rand_int_range (1, head.all.height - y + 1) };
      g_autofree float *part = turn (&head, &pixels);

      for (int j = 0; j < pixels.height; j++)
        g_assert_cmpmem (part + 4 * (gsize) j * pixels.width, 4 * sizeof (float) * pixels.width,
                         whole + 4 * ((gsize) (y + j) * head.all.width + x),
                         4 * sizeof (float) * pixels.width);
    }
}

static void
any_rectangle_gives_the_same_bits (void)
{
  check_rectangles (3, 20);
  check_rectangles (8, 20);
  check_rectangles (8, 1);
}

static void
hair_that_stays_as_it_is_keeps_its_bits (void)
{
  g_auto (Head) head = { 0 };
  g_autofree float *light = NULL;

  head_init (&head, PHANTOM_SKIN_III, PHANTOM_HAIR_BLACK, 8, 20, 1);
  g_assert_false (tonsure_gray_hair_changes (&head.gray));
  light = turn (&head, &head.all);
  g_assert_cmpmem (light, 4 * sizeof (float) * head.all.width * head.all.height, head.rgba,
                   4 * sizeof (float) * head.all.width * head.all.height);
}

static void
what_makes_no_sense_is_refused (void)
{
  const double black[3] = { 0.02, 0.02, 0.02 }, skin[3] = { 0.5, 0.3, 0.2 };
  TonsureGrayHair gray, other;
  TonsureHair hair;
  g_autoptr (GError) error = NULL;

  g_assert_true (tonsure_hair_init (&hair, black, skin, 0.1, 0.01, 1, NULL));
  tonsure_gray_hair_init (&gray, &hair, NULL);
  g_assert_true (tonsure_gray_hair_validate (&gray, NULL));
  other = gray;
  other.share = 1.1;
  g_assert_false (tonsure_gray_hair_validate (&other, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "share"));
  other = gray;
  other.left = -1;
  g_assert_false (tonsure_gray_hair_validate (&other, NULL));
  other = gray;
  other.melanin = NAN;
  g_assert_false (tonsure_gray_hair_validate (&other, NULL));
}

#define ADD(sentence, function) g_test_add_func ("/gray-hair/" sentence, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scene = phantom_scene_new (PHANTOM_VIEW_BACK);
  ADD ("any rectangle gives the same bits", any_rectangle_gives_the_same_bits);
  ADD ("hair that stays as it is keeps its bits", hair_that_stays_as_it_is_keeps_its_bits);
  ADD ("what makes no sense is refused", what_makes_no_sense_is_refused);
  status = g_test_run ();
  phantom_scene_free (scene);
  return status;
}
