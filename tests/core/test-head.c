/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "head.h"
#include "treatment.h"

#include "heads.h"

#include <math.h>
#include <string.h>

#define PX_PER_MM 2.0
#define SMALL 40

typedef struct
{
  PhantomPicture *picture;
  guint16 *area, *head;
  gsize n;
} Photo;

static void
photo_init (Photo *photo, PhantomSkin skin, PhantomHair hair, PhantomView view)
{
  PhantomOptions options;

  phantom_options_init (&options);
  options.px_per_mm = PX_PER_MM;
  options.skin = skin;
  options.hair = hair;
  options.view = view;
  options.seed = (guint32) g_test_rand_int ();
  photo->picture = phantom_load (&options);
  photo->n = (gsize) photo->picture->width * photo->picture->height;
  photo->area = g_new (guint16, photo->n);
  photo->head = g_new (guint16, photo->n);
  for (gsize i = 0; i < photo->n; i++)
    photo->area[i] = (guint16) (photo->picture->area[i] * 65535);
}

static void
photo_clear (Photo *photo)
{
  phantom_picture_free (photo->picture);
  g_free (photo->area);
  g_free (photo->head);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Photo, photo_clear)

static void
find (Photo *photo)
{
  g_autoptr (GError) error = NULL;

  tonsure_head_find (photo->picture->photo, photo->area, photo->picture->width,
                     photo->picture->height, 1 / PX_PER_MM, photo->picture->hair_rgb, TRUE,
                     photo->head, &error);
  g_assert_no_error (error);
}

/* Of all hair and of the treatment area, the part that is found; what is seen at a flat angle,
 * along the outline, is left out. */
static void
hair_and_area_are_of_the_head (void)
{
  for (int skin = 0; skin < PHANTOM_N_SKINS; skin++)
    {
      g_auto (Photo) photo = { 0 };
      double hair = 0, found = 0, area = 0, treated = 0;

      photo_init (&photo, skin, g_test_rand_int_range (0, PHANTOM_HAIR_RED), skin % 2);
      find (&photo);
      for (gsize i = 0; i < photo.n; i++)
        {
          hair += photo.picture->hair[i];
          found += photo.picture->hair[i] * photo.head[i] / 65535;
          area += photo.picture->area[i];
          treated += photo.picture->area[i] * photo.head[i] / 65535;
        }
      g_test_message ("skin %s: %.3f of hair, %.3f of area", phantom_skin_names[skin], found / hair,
                      treated / area);
      /* Measured over six skins and both views: .86 to .96 of hair, what is lost is seen at a flat
       * angle; .986 to .995 of the area. */
      g_assert_cmpfloat (found / hair, >, 0.82);
      g_assert_cmpfloat (treated / area, >, 0.98);
    }
}

static void
the_background_is_not_of_the_head (void)
{
  for (int view = 0; view < PHANTOM_N_VIEWS; view++)
    {
      g_auto (Photo) photo = { 0 };
      int width, height;

      photo_init (&photo, g_test_rand_int_range (0, PHANTOM_N_SKINS), PHANTOM_HAIR_BLACK, view);
      find (&photo);
      width = photo.picture->width;
      height = photo.picture->height;
      for (int y = 0; y < height / 2; y++)
        for (int x = 0; x < 8; x++)
          {
            g_assert_cmpint (photo.head[(gsize) y * width + x], ==, 0);
            g_assert_cmpint (photo.head[(gsize) y * width + width - 1 - x], ==, 0);
          }
    }
}

/* A gray square far below in the same photo, of the color of hair but not led to. */
static void
hair_colored_things_that_skin_does_not_lead_to_are_not_of_the_head (void)
{
  const int width = 400, height = 800, low = 700;
  const double hair[3] = { 0.03, 0.028, 0.027 };
  g_autofree float *rgb = g_new (float, 3 * width * height);
  g_autofree guint16 *area = g_new0 (guint16, width * height);
  g_autofree guint16 *head = g_new (guint16, width * height);
  g_autoptr (GError) error = NULL;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gboolean skin = hypot (x - 200, y - 250)<180, cap = y> low || (skin && y > 300);
        const double light[3] = { skin ? 0.5 : 0.2, skin ? 0.33 : 0.5, skin ? 0.25 : 0.9 };

        for (int c = 0; c < 3; c++)
          rgb[3 * (y * width + x) + c] = (float) (cap ? hair[c] : light[c]);
        area[y * width + x] = skin && y < 200 ? 65535 : 0;
      }
  tonsure_head_find (rgb, area, width, height, 0.5, hair, FALSE, head, &error);
  g_assert_no_error (error);
  g_assert_cmpint (head[150 * width + 200], ==, 65535);
  g_assert_cmpint (head[350 * width + 200], ==, 65535);
  g_assert_cmpint (head[750 * width + 200], ==, 0);
  g_assert_cmpint (head[20 * width + 20], ==, 0);
}

static void
what_a_head_encloses_is_of_it (void)
{
  g_auto (Photo) photo = { 0 };
  PhantomPicture *picture;
  int width;

  photo_init (&photo, PHANTOM_SKIN_III, PHANTOM_HAIR_BROWN, PHANTOM_VIEW_BACK);
  picture = photo.picture;
  width = picture->width;
  for (int y = 150; y < 170; y++)
    for (int x = width / 2; x < width / 2 + 20; x++)
      memcpy (picture->photo + 3 * (y * width + x), (float[]) { 0, 1, 0 }, 3 * sizeof (float));
  find (&photo);
  g_assert_cmpint (photo.head[160 * width + width / 2 + 10], ==, 65535);
}

static void
small_and_broken_pictures_are_read_or_refused (void)
{
  for (int round = 0; round < 200; round++)
    {
      int width = g_test_rand_int_range (1, SMALL), height = g_test_rand_int_range (1, SMALL);
      gsize n = (gsize) width * height;
      g_autofree float *rgb = g_new (float, 3 * n);
      g_autofree guint16 *area = g_new (guint16, n), *head = g_new (guint16, n);
      g_autoptr (GError) error = NULL;
      const double hair[3] = { 0.03, 0.03, 0.03 };
      const float odd[] = { NAN, INFINITY, -1, 0, 1e30f };

      for (gsize i = 0; i < 3 * n; i++)
        rgb[i] = g_test_rand_int_range (0, 4) ? (float) g_test_rand_double ()
                                              : odd[g_test_rand_int_range (0, 5)];
      for (gsize i = 0; i < n; i++)
        area[i] = (guint16) g_test_rand_int_range (0, 65536);
      if (!tonsure_head_find (rgb, area, width, height, g_test_rand_double_range (0.01, 5), hair,
                              round % 2, head, &error))
        g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE);
    }
}

static void
values_outside_their_range_are_named (void)
{
  const float rgb[3] = { 0.5f, 0.4f, 0.3f };
  const guint16 area = 65535;
  guint16 head;
  g_autoptr (GError) scale = NULL;
  g_autoptr (GError) hair = NULL;

  g_assert_false (
      tonsure_head_find (rgb, &area, 1, 1, NAN, (double[]) { 1, 1, 1 }, TRUE, &head, &scale));
  g_assert_error (scale, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_nonnull (strstr (scale->message, "mm_per_px"));
  g_assert_false (
      tonsure_head_find (rgb, &area, 1, 1, 1.0, (double[]) { 1, 0, 1 }, TRUE, &head, &hair));
  g_assert_error (hair, TONSURE_ERROR, TONSURE_ERROR_INVALID);
}

#define ADD(sentence, function) g_test_add_func ("/head/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hair and area are of the head", hair_and_area_are_of_the_head);
  ADD ("the background is not of the head", the_background_is_not_of_the_head);
  ADD ("hair-colored things that skin does not lead to are not of the head",
       hair_colored_things_that_skin_does_not_lead_to_are_not_of_the_head);
  ADD ("what a head encloses is of it", what_a_head_encloses_is_of_it);
  ADD ("small and broken pictures are read or refused",
       small_and_broken_pictures_are_read_or_refused);
  ADD ("values outside their range are named", values_outside_their_range_are_named);
  return g_test_run ();
}
