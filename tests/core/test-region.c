/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "region.h"
#include "treatment.h"

#include "heads.h"

#include <math.h>
#include <string.h>

#define PX_PER_MM 4.0

typedef struct
{
  PhantomPicture *picture;
  guint16 *area, *hair, *head;
  int width, height;
  gsize n;
} Photo;

/* A head of tests/phantom/heads.list. */
typedef struct
{
  PhantomView view;
  PhantomSkin skin;
  PhantomHair hair;
  guint32 seed;
  double length;
} Who;

static void
photo_init (Photo *photo, const Who *who)
{
  PhantomOptions options;

  phantom_options_init (&options);
  options.px_per_mm = PX_PER_MM;
  options.view = who->view;
  options.skin = who->skin;
  options.hair = who->hair;
  options.seed = who->seed;
  options.length = who->length;
  photo->picture = phantom_load (&options);
  photo->width = photo->picture->width;
  photo->height = photo->picture->height;
  photo->n = (gsize) photo->width * photo->height;
  photo->area = g_new (guint16, photo->n);
  photo->hair = g_new (guint16, photo->n);
  photo->head = g_new (guint16, photo->n);
  for (gsize i = 0; i < photo->n; i++)
    photo->area[i] = (guint16) (photo->picture->area[i] * 65535);
}

static void
photo_clear (Photo *photo)
{
  phantom_picture_free (photo->picture);
  g_free (photo->area);
  g_free (photo->hair);
  g_free (photo->head);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Photo, photo_clear)

static TonsureRegion *
read_photo (Photo *photo)
{
  g_autoptr (GError) error = NULL;
  TonsureRegion *region = tonsure_region_new (photo->picture->photo, photo->area, NULL, NULL,
                                              photo->width, photo->height, 1 / PX_PER_MM, &error);

  g_assert_no_error (error);
  tonsure_region_write (region, region->hair, photo->hair, photo->width, photo->height);
  tonsure_region_write (region, region->head, photo->head, photo->width, photo->height);
  return region;
}

/* Share of pixels around (@x, @y), within 2 mm, that hair covers. */
static double
cover_at (const Photo *photo, int x, int y)
{
  const int reach = (int) (2 * PX_PER_MM);
  double sum = 0;
  int n = 0;

  for (int j = MAX (y - reach, 0); j <= MIN (y + reach, photo->height - 1); j++)
    for (int i = MAX (x - reach, 0); i <= MIN (x + reach, photo->width - 1); i++, n++)
      sum += photo->picture->hair[(gsize) j * photo->width + i];
  return sum / n;
}

/* Mean of the region where hair covers at least @least and where there is none at all within
 * 2 mm. */
static void
compare (const Photo *photo, double least, double *in_hair, double *beside)
{
  double with = 0, without = 0;

  *in_hair = *beside = 0;
  for (int y = 2; y < photo->height; y += 5)
    for (int x = 2; x < photo->width; x += 5)
      {
        double cover = cover_at (photo, x, y);
        double value = photo->hair[(gsize) y * photo->width + x] / 65535.0;

        if (cover >= least)
          {
            *in_hair += value;
            with++;
          }
        else if (cover == 0)
          {
            *beside += value;
            without++;
          }
      }
  *in_hair /= MAX (with, 1);
  *beside /= MAX (without, 1);
}

/* Stubble and clipped hair. Of the first the shaded side below the ear is not taken for the head:
 * it is as gray as the wall. */
static const struct
{
  Who who;
  double least_in_hair, least_on_head;
} heads[] = {
  { { PHANTOM_VIEW_BACK, PHANTOM_SKIN_II, PHANTOM_HAIR_DARK_BROWN, 1, 1 }, 0.65, 0.75 },
  { { PHANTOM_VIEW_BACK, PHANTOM_SKIN_III, PHANTOM_HAIR_DARK_BROWN, 2, 1 }, 0.65, 0.75 },
  { { PHANTOM_VIEW_BACK, PHANTOM_SKIN_IV, PHANTOM_HAIR_BLACK, 1, 4 }, 0.85, 0.93 },
  { { PHANTOM_VIEW_TOP, PHANTOM_SKIN_I, PHANTOM_HAIR_DARK_BROWN, 1, 4 }, 0.85, 0.93 },
};

static void
hair_of_drawn_heads_is_found_without_marks (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (heads); k++)
    {
      g_auto (Photo) photo = { 0 };
      g_autoptr (TonsureRegion) region = NULL;
      double in_hair, beside, hair = 0, found = 0, area = 0, treated = 0;

      photo_init (&photo, &heads[k].who);
      region = read_photo (&photo);
      compare (&photo, 0.1, &in_hair, &beside);
      for (gsize i = 0; i < photo.n; i++)
        {
          hair += photo.picture->hair[i];
          found += photo.picture->hair[i] * photo.head[i] / 65535;
          area += photo.picture->area[i];
          treated += photo.picture->area[i] * photo.head[i] / 65535;
        }
      g_test_message ("%s, skin %s: %.3f in hair, %.3f beside; of the head %.3f of hair, %.3f of "
                      "the area",
                      phantom_view_names[heads[k].who.view], phantom_skin_names[heads[k].who.skin],
                      in_hair, beside, found / hair, treated / area);
      g_assert_cmpfloat (in_hair, >, heads[k].least_in_hair);
      g_assert_cmpfloat (beside, <, 0.02);
      g_assert_cmpfloat (found / hair, >, heads[k].least_on_head);
      g_assert_cmpfloat (treated / area, >, 0.99);
      for (int y = 0; y < photo.height / 3; y++)
        {
          g_assert_cmpint (photo.head[(gsize) y * photo.width + 4], ==, 0);
          g_assert_cmpint (photo.head[(gsize) (y + 1) * photo.width - 5], ==, 0);
        }
    }
}

static void
marks_decide_what_they_mark (void)
{
  static const Who who = { PHANTOM_VIEW_TOP, PHANTOM_SKIN_II, PHANTOM_HAIR_BLACK, 1, 1 };
  g_auto (Photo) photo = { 0 };
  g_autoptr (TonsureRegion) region = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint16 *hair = NULL, *skin = NULL;
  int x, y;

  photo_init (&photo, &who);
  hair = g_new0 (guint16, photo.n);
  skin = g_new0 (guint16, photo.n);
  /* A bald place is called hair. */
  x = photo.width / 2;
  for (y = 0; photo.area[(gsize) y * photo.width + x] < 60000; y++)
    ;
  y += 120;
  for (int j = y; j < y + 60; j++)
    for (int i = x; i < x + 60; i++)
      hair[(gsize) j * photo.width + i] = 65535;
  region = tonsure_region_new (photo.picture->photo, photo.area, hair, skin, photo.width,
                               photo.height, 1 / PX_PER_MM, &error);
  g_assert_no_error (error);
  tonsure_region_write (region, region->hair, photo.hair, photo.width, photo.height);
  g_assert_cmpint (photo.hair[(gsize) (y + 30) * photo.width + x + 30], >, 45000);
}

/* One pixel, no contrast, values that are no light, an area along the edge. */
static void
any_picture_is_read (void)
{
  static const struct
  {
    int width, height;
    double mm_per_px;
  } sizes[] = { { 1, 1, 5 }, { 1, 300, 0.1 }, { 300, 1, 0.5 }, { 120, 90, 2 }, { 64, 64, 0.002 } };

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (int kind = 0; kind < 3; kind++)
      {
        gsize n = (gsize) sizes[k].width * sizes[k].height;
        g_autofree float *rgb = g_new (float, 3 * n);
        g_autofree guint16 *area = g_new0 (guint16, n);
        g_autoptr (TonsureRegion) region = NULL;
        g_autoptr (GError) error = NULL;

        for (gsize i = 0; i < 3 * n; i++)
          rgb[i] = kind == 0 ? 0.3f : kind == 1 ? NAN : (float) g_test_rand_double_range (-1, 9);
        area[0] = area[n - 1] = 65535;
        region = tonsure_region_new (rgb, area, NULL, NULL, sizes[k].width, sizes[k].height,
                                     sizes[k].mm_per_px, &error);
        g_assert_no_error (error);
        tonsure_region_write (region, region->hair, area, sizes[k].width, sizes[k].height);
        for (int i = 0; i < region->width * region->height; i++)
          {
            g_assert_true (region->hair[i] >= 0 && region->hair[i] <= 1);
            g_assert_true (region->head[i] >= 0 && region->head[i] <= 1);
          }
      }
}

static void
an_empty_area_and_an_impossible_scale_are_errors (void)
{
  float rgb[3 * 16] = { 0 };
  guint16 area[16] = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (tonsure_region_new (rgb, area, NULL, NULL, 4, 4, 0.2, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE);
  g_clear_error (&error);
  area[5] = 65535;
  g_assert_null (tonsure_region_new (rgb, area, NULL, NULL, 4, 4, NAN, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/hair of drawn heads is found without marks",
                   hair_of_drawn_heads_is_found_without_marks);
  g_test_add_func ("/region/marks decide what they mark", marks_decide_what_they_mark);
  g_test_add_func ("/region/any picture is read", any_picture_is_read);
  g_test_add_func ("/region/an empty area and an impossible scale are errors",
                   an_empty_area_and_an_impossible_scale_are_errors);
  return g_test_run ();
}
