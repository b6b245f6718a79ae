/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a survey measures, on pictures whose figures are known. */
#include "survey-gray.h"
#include "survey-median.h"
#include "survey-panel.h"

#include "spectrum.h"

#include <gegl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>

#define WIDTH 120
#define HEIGHT 90
#define N (WIDTH * HEIGHT)

static const float skin[3] = { 0.40f, 0.25f, 0.18f };
static const float hair[3] = { 0.20f, 0.14f, 0.11f };
static const float left_of[3] = { 0.60f, 0.70f, 0.80f }; /* T */

/* Skin with a block of hair at the right; the area is the left half but for the rim. */
typedef struct
{
  float before_rgb[3 * N], after_rgb[3 * N];
  guint16 area[N], hair[N], skin[N], trimap[N];
  Photo before, after;
  SurveyPictures pictures;
} Drawing;

static void
draw (Drawing *d)
{
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        int i = y * WIDTH + x;
        gboolean in_area = x >= 10 && x < 60 && y >= 10 && y < 80;

        d->area[i] = in_area ? 65535 : 0;
        d->hair[i] = x >= 90 && y >= 50 ? 65535 : 0;
        d->skin[i] = x >= 20 && x < 40 && y >= 30 && y < 50 ? 65535 : 0;
        d->trimap[i] = 0;
        for (int c = 0; c < 3; c++)
          {
            d->before_rgb[3 * i + c] = x >= 80 ? hair[c] : skin[c];
            d->after_rgb[3 * i + c] = d->before_rgb[3 * i + c] * (in_area ? left_of[c] : 1);
          }
      }
  d->before = (Photo) { WIDTH, HEIGHT, d->before_rgb, { 0 } };
  d->after = (Photo) { WIDTH, HEIGHT, d->after_rgb, { 0 } };
  d->pictures = (SurveyPictures) { &d->before, &d->after, d->area, d->hair, d->skin, NULL, 1.0 };
}

static void
set (float *rgb, int x, int y, float light)
{
  for (int c = 0; c < 3; c++)
    rgb[3 * (y * WIDTH + x) + c] = light;
}

static Drawing *
drawing_new (void)
{
  Drawing *d = g_new (Drawing, 1);

  draw (d);
  return d;
}

static void
lab_of (const float *rgb, const float *t, double lab[3])
{
  double light[3], xyz[3];

  for (int c = 0; c < 3; c++)
    light[c] = rgb[c] * (t != NULL ? t[c] : 1.0f);
  tonsure_rgb_to_xyz (light, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

static double
luminance (const float *rgb)
{
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

/* Hair of two tones in columns, whose contrast is halved when it is white. */
static void
white_hair_is_measured_where_it_is_marked (void)
{
  g_autofree Drawing *d = drawing_new (), *gray = drawing_new (), *white = drawing_new ();
  const SurveyBox none = { 0, 0, 0, 0 };
  double f[SURVEY_N_FIGURES];

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 80; x < WIDTH; x++)
      {
        float ratio = x / 3 % 2 ? 1.4f : 1;

        set (d->before_rgb, x, y, 0.1f * ratio);
        set (gray->before_rgb, x, y, 0.3f);
        set (white->before_rgb, x, y, 0.5f * sqrtf (ratio));
      }
  d->pictures.trimap = d->trimap;
  for (int i = 0; i < SURVEY_N_FIGURES; i++)
    f[i] = NAN;
  survey_gray (&d->pictures, &gray->before, &white->before, &none, f);
  g_assert_cmpfloat_with_epsilon (f[SURVEY_HAIR_Y], 0.12, 1e-3);
  g_assert_cmpfloat_with_epsilon (f[SURVEY_GRAY_Y], 0.3, 1e-3);
  g_assert_cmpfloat_with_epsilon (f[SURVEY_WHITE_Y], 0.5 * (1 + sqrt (1.4)) / 2, 1e-3);
  g_assert_cmpfloat_with_epsilon (f[SURVEY_WHITE_TEXTURE], 0.5, 0.02);
  /* The trimap is 0 everywhere. */
  g_assert_cmpfloat_with_epsilon (f[SURVEY_WHITE_OUTSIDE], 40.0 / WIDTH, 1e-9);
  d->pictures.hair = NULL;
  f[SURVEY_WHITE_Y] = NAN;
  survey_gray (&d->pictures, NULL, &white->before, &none, f);
  g_assert_true (isnan (f[SURVEY_WHITE_Y]));
}

static void
treated_skin_is_measured_against_skin_and_hair (void)
{
  g_autofree Drawing *d = drawing_new ();
  const SurveyBox none = { 0, 0, 0, 0 };
  float treated[3];
  double f[SURVEY_N_FIGURES], lab[2][3];

  for (int c = 0; c < 3; c++)
    treated[c] = skin[c] * left_of[c];
  g_assert_true (survey_measure (&d->pictures, &none, f));
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (f[SURVEY_T_RED + c], left_of[c], 1e-5);
  g_assert_cmpfloat_with_epsilon (f[SURVEY_T_Y], luminance (treated) / luminance (skin), 1e-5);
  g_assert_cmpfloat_with_epsilon (f[SURVEY_R_Y], luminance (hair) / luminance (skin), 1e-5);
  lab_of (skin, left_of, lab[0]);
  lab_of (hair, NULL, lab[1]);
  g_assert_cmpfloat_with_epsilon (f[SURVEY_DELTA_E], tonsure_ciede2000 (lab[0], lab[1]), 1e-3);
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (f[SURVEY_DELTA_L + c], lab[0][c] - lab[1][c], 1e-3);
  g_assert_cmpfloat_with_epsilon (f[SURVEY_CORE], 50 * 70 / 100.0, 1e-9);
}

static void
without_marks_there_is_nothing_to_compare_with (void)
{
  g_autofree Drawing *d = drawing_new ();
  const SurveyBox none = { 0, 0, 0, 0 };
  double f[SURVEY_N_FIGURES];

  d->pictures.hair = d->pictures.skin = NULL;
  g_assert_true (survey_measure (&d->pictures, &none, f));
  g_assert_cmpfloat_with_epsilon (f[SURVEY_T_GREEN], left_of[1], 1e-5);
  g_assert_false (isnan (f[SURVEY_T_Y]));
  g_assert_true (isnan (f[SURVEY_R_Y]));
  g_assert_true (isnan (f[SURVEY_DELTA_E]));
}

/* A tenth of the core shines, and dots are less seen there. */
static void
gloss_does_not_count (void)
{
  g_autofree Drawing *d = drawing_new ();
  const SurveyBox none = { 0, 0, 0, 0 };
  double f[SURVEY_N_FIGURES];

  for (int y = 60; y < 67; y++)
    for (int x = 10; x < 60; x++)
      {
        set (d->before_rgb, x, y, 0.95f);
        set (d->after_rgb, x, y, 0.94f);
      }
  g_assert_true (survey_measure (&d->pictures, &none, f));
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (f[SURVEY_T_RED + c], left_of[c], 1e-5);
}

static void
hair_in_the_area_does_not_count_where_a_trimap_tells (void)
{
  g_autofree Drawing *d = drawing_new ();
  const SurveyBox none = { 0, 0, 0, 0 };
  double f[SURVEY_N_FIGURES];

  for (int y = 10; y < 80; y++)
    for (int x = 40; x < 60; x++)
      {
        d->trimap[y * WIDTH + x] = 128 * 257;
        set (d->before_rgb, x, y, 0.05f);
        set (d->after_rgb, x, y, 0.05f);
      }
  d->pictures.trimap = d->trimap;
  g_assert_true (survey_measure (&d->pictures, &none, f));
  g_assert_cmpfloat_with_epsilon (f[SURVEY_T_GREEN], left_of[1], 1e-5);
  g_assert_cmpfloat_with_epsilon (f[SURVEY_CORE], 30 * 70 / 100.0, 1e-9);
}

static void
a_small_core_is_measured_and_does_not_count (void)
{
  g_autofree Drawing *d = drawing_new ();
  const SurveyBox none = { 0, 0, 0, 0 };
  double f[SURVEY_N_FIGURES];

  d->pictures.mm_per_px = 0.3; /* 3.2 cm² */
  g_assert_false (survey_measure (&d->pictures, &none, f));
  g_assert_cmpfloat_with_epsilon (f[SURVEY_T_RED], left_of[0], 1e-5);
  d->pictures.mm_per_px = 0; /* not known */
  g_assert_false (survey_measure (&d->pictures, &none, f));
  g_assert_true (isnan (f[SURVEY_CORE]));
  for (int i = 0; i < N; i++)
    d->area[i] = 0;
  g_assert_false (survey_measure (&d->pictures, &none, f));
  g_assert_true (isnan (f[SURVEY_T_RED]));
}

/* Black with a white rim, over the corner of the area. */
static void
the_plate_is_found_and_left_out (void)
{
  g_autofree Drawing *d = drawing_new ();
  double f[SURVEY_N_FIGURES];
  SurveyBox plate = survey_find_plate (&d->pictures);

  g_assert_cmpint (plate.width, ==, 0);
  for (int y = 0; y < 20; y++)
    for (int x = 0; x < 70; x++)
      set (d->after_rgb, x, y, x == 0 || y == 0 || x == 69 || y == 19 ? 1 : 0);
  plate = survey_find_plate (&d->pictures);
  g_assert_cmpint (plate.x, ==, 0);
  g_assert_cmpint (plate.y, ==, 0);
  g_assert_cmpint (plate.width, ==, 70);
  g_assert_cmpint (plate.height, ==, 20);
  g_assert_true (survey_measure (&d->pictures, &plate, f));
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (f[SURVEY_T_RED + c], left_of[c], 1e-5);
}

/* A strip below the photo is no part of it. */
static void
a_result_may_be_larger_than_the_photo (void)
{
  g_autofree Drawing *d = drawing_new ();
  g_autofree float *larger = g_new0 (float, 3 * (WIDTH + 5) * (HEIGHT + 9));
  const SurveyBox none = { 0, 0, 0, 0 };
  double f[SURVEY_N_FIGURES];

  for (int y = 0; y < HEIGHT; y++)
    for (int i = 0; i < 3 * WIDTH; i++)
      larger[3 * y * (WIDTH + 5) + i] = d->after_rgb[3 * y * WIDTH + i];
  d->after = (Photo) { WIDTH + 5, HEIGHT + 9, larger, { 0 } };
  g_assert_cmpint (survey_find_plate (&d->pictures).width, ==, 0);
  g_assert_true (survey_measure (&d->pictures, &none, f));
  g_assert_cmpfloat_with_epsilon (f[SURVEY_T_BLUE], left_of[2], 1e-5);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

static void
medians_are_those_of_sorted_values (void)
{
  float values[101], sorted[101];

  g_assert_true (isnan (survey_median (values, 0)));
  for (gsize n = 1; n <= G_N_ELEMENTS (values); n++)
    {
      for (gsize i = 0; i < n; i++)
        values[i] = sorted[i] = (float) g_test_rand_int_range (0, 30);
      qsort (sorted, n, sizeof *sorted, compare);
      g_assert_cmpfloat (survey_median (values, n), ==,
                         0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]));
    }
}

/* The square is half of the shorter side, and the border goes through it. */
static void
the_crop_shows_the_border_near_the_hair (void)
{
  g_autofree Drawing *d = drawing_new ();
  const SurveyBox none = { 0, 0, 0, 0 }, corner = { 30, 40, 90, 50 };
  SurveyBox box = survey_find_border (&d->pictures, &none, 300);
  cairo_surface_t *panel;

  g_assert_cmpint (box.width, ==, HEIGHT / 2);
  g_assert_cmpint (box.x, <, 60);
  g_assert_cmpint (box.x + box.width, >, 60);
  g_assert_cmpint (box.y + box.height, >, 60);
  box = survey_find_border (&d->pictures, &corner, 20);
  g_assert_true (box.y + box.height <= corner.y || box.x + box.width <= corner.x);
  box = survey_find_border (&d->pictures, &none, 30);
  panel = survey_panel_crop (&d->before, &box);
  g_assert_cmpint (cairo_image_surface_get_width (panel), ==, 30);
  cairo_surface_destroy (panel);
}

/* Half black and half white by light is code 188 of 255, not 128. */
static void
panels_are_reduced_in_linear_light (void)
{
  g_autofree Drawing *d = drawing_new ();
  cairo_surface_t *panel;
  const guint32 *pixels;

  for (int i = 0; i < N; i++)
    set (d->before_rgb, i % WIDTH, i / WIDTH, i % 2);
  panel = survey_panel_whole (&d->before, WIDTH / 2);
  g_assert_cmpint (cairo_image_surface_get_width (panel), ==, WIDTH / 2);
  g_assert_cmpint (cairo_image_surface_get_height (panel), ==, HEIGHT / 2);
  pixels = (const guint32 *) cairo_image_surface_get_data (panel);
  g_assert_cmphex (pixels[7] & 0xffffff, ==, 0xbcbcbc);
  cairo_surface_destroy (panel);
  panel = survey_panel_whole (&d->before, 1000);
  g_assert_cmpint (cairo_image_surface_get_width (panel), ==, WIDTH);
  cairo_surface_destroy (panel);
}

/* Linear sRGB of a file with a color coded in @space. Spaces differ in how exactly a profile gives
 * their curve and white: measured .0003 and .003. */
static void
assert_loaded (const char *space, const double light[3], double error_allowed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) buffer = gegl_buffer_new (
      GEGL_RECTANGLE (0, 0, 2, 2), babl_format_with_space ("R'G'B' u16", babl_space (space)));
  GeglColor *color = gegl_color_new (NULL);
  GeglNode *source, *save;
  Photo *photo;

  g_assert_cmpint (g_close (g_file_open_tmp ("survey-XXXXXX.png", &path, &error), &error), ==,
                   TRUE);
  gegl_color_set_pixel (color, babl_format ("RGB double"), light);
  gegl_buffer_set_color (buffer, NULL, color);
  g_object_unref (color);
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  save = gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path, NULL);
  gegl_node_link (source, save);
  gegl_node_process (save);
  photo = survey_photo_load (path, &error);
  g_assert_no_error (error);
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (photo->rgb[c], light[c], error_allowed * light[c]);
  photo_free (photo);
  g_remove (path);
}

static void
photos_are_read_as_linear_srgb_whatever_their_space (void)
{
  assert_loaded ("sRGB", (const double[]) { .40, .25, .18 }, 5e-4);
  assert_loaded ("sRGB", (const double[]) { .050, .015, .005 }, 5e-4);
  assert_loaded ("Adobish", (const double[]) { .40, .25, .18 }, 5e-3);
  assert_loaded ("Apple", (const double[]) { .40, .25, .18 }, 5e-3);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  gegl_init (NULL, NULL);
  g_test_add_func ("/survey/white hair is measured where it is marked",
                   white_hair_is_measured_where_it_is_marked);
  g_test_add_func ("/survey/treated skin is measured against skin and hair",
                   treated_skin_is_measured_against_skin_and_hair);
  g_test_add_func ("/survey/without marks there is nothing to compare with",
                   without_marks_there_is_nothing_to_compare_with);
  g_test_add_func ("/survey/gloss does not count", gloss_does_not_count);
  g_test_add_func ("/survey/hair in the area does not count where a trimap tells",
                   hair_in_the_area_does_not_count_where_a_trimap_tells);
  g_test_add_func ("/survey/a small core is measured and does not count",
                   a_small_core_is_measured_and_does_not_count);
  g_test_add_func ("/survey/the plate is found and left out", the_plate_is_found_and_left_out);
  g_test_add_func ("/survey/a result may be larger than the photo",
                   a_result_may_be_larger_than_the_photo);
  g_test_add_func ("/survey/medians are those of sorted values",
                   medians_are_those_of_sorted_values);
  g_test_add_func ("/survey/the crop shows the border near the hair",
                   the_crop_shows_the_border_near_the_hair);
  g_test_add_func ("/survey/panels are reduced in linear light",
                   panels_are_reduced_in_linear_light);
  g_test_add_func ("/survey/photos are read as linear sRGB whatever their space",
                   photos_are_read_as_linear_srgb_whatever_their_space);
  status = g_test_run ();
  gegl_exit ();
  return status;
}
