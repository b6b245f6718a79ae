/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The sheet of six skins and four depths: whether what it shows is what it prints. */
#include "spectrum.h"

#include <cairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>

#define SKINS 6
#define DEPTHS 4

typedef struct
{
  char *folder, *file, *figures;
  GStrv lines;
  cairo_surface_t *picture;
} Sheet;

static char *
run (gboolean works, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                        g_getenv ("SHEET"), file, NULL);
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if ((g_subprocess_get_exit_status (process) == 0) != works)
    g_error ("unexpected exit status %d: %s", g_subprocess_get_exit_status (process), text);
  return text;
}

static void
sheet_init (Sheet *sheet)
{
  sheet->folder = g_dir_make_tmp ("tonsure-XXXXXX", NULL);
  sheet->file = g_build_filename (sheet->folder, "sheet.png", NULL);
  sheet->figures = run (TRUE, sheet->file);
  sheet->lines = g_strsplit (g_strchomp (sheet->figures), "\n", -1);
  sheet->picture = cairo_image_surface_create_from_png (sheet->file);
}

static void
sheet_clear (Sheet *sheet)
{
  cairo_surface_destroy (sheet->picture);
  g_strfreev (sheet->lines);
  g_remove (sheet->file);
  g_rmdir (sheet->folder);
  g_free (sheet->figures);
  g_free (sheet->file);
  g_free (sheet->folder);
}

/* A figure by the name of its column. */
static double
figure (const Sheet *sheet, guint skin, guint depth, const char *name)
{
  g_auto (GStrv) names = g_strsplit (sheet->lines[0], ",", -1);
  g_auto (GStrv) values = g_strsplit (sheet->lines[1 + DEPTHS * skin + depth], ",", -1);

  g_assert_cmpuint (g_strv_length (names), ==, g_strv_length (values));
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return g_ascii_strtod (values[i], NULL);
  g_error ("There is no %s in %s", name, sheet->lines[0]);
}

static void
three (const Sheet *sheet, guint skin, guint depth, const char *const names[3], double values[3])
{
  for (int i = 0; i < 3; i++)
    values[i] = figure (sheet, skin, depth, names[i]);
}

static int
place (const Sheet *sheet, guint skin, guint depth, const char *patch, const char *what)
{
  g_autofree char *name = g_strconcat (patch, "_", what, NULL);

  return (int) figure (sheet, skin, depth, name);
}

static double
decode (guint code)
{
  double value = code / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
encode (double light)
{
  return 255.0 * (light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055);
}

/* Mean color of a patch of the picture, in linear light. */
static void
mean_rgb (const Sheet *sheet, guint skin, guint depth, const char *patch, double rgb[3])
{
  int x = place (sheet, skin, depth, patch, "x"), y = place (sheet, skin, depth, patch, "y");
  int width = place (sheet, skin, depth, patch, "width");
  int height = place (sheet, skin, depth, patch, "height");
  const guint8 *data = cairo_image_surface_get_data (sheet->picture);

  rgb[0] = rgb[1] = rgb[2] = 0.0;
  for (int j = y; j < y + height; j++)
    for (int i = x; i < x + width; i++)
      {
        guint32 pixel =
            ((const guint32 *) (data + cairo_image_surface_get_stride (sheet->picture) * j))[i];

        for (int c = 0; c < 3; c++)
          rgb[c] += decode (pixel >> (16 - 8 * c) & 255) / ((double) width * height);
      }
}

static void
mean_lab (const Sheet *sheet, guint skin, guint depth, const char *patch, double lab[3])
{
  double rgb[3], xyz[3];

  mean_rgb (sheet, skin, depth, patch, rgb);
  tonsure_rgb_to_xyz (rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

static void
each_cell (const Sheet *sheet, void (*test) (const Sheet *sheet, guint skin, guint depth))
{
  for (guint skin = 0; skin < SKINS; skin++)
    for (guint depth = 0; depth < DEPTHS; depth++)
      test (sheet, skin, depth);
}

static const char *const bare_lab[3] = { "bare_L", "bare_a", "bare_b" };
static const char *const treated_lab[3] = { "mean_L", "mean_a", "mean_b" };
static const char *const mean_t[3] = { "mean_T_red", "mean_T_green", "mean_T_blue" };
static const char *const drawn_t[3] = { "drawn_T_red", "drawn_T_green", "drawn_T_blue" };
static const char *const center_t[3] = { "center_T_red", "center_T_green", "center_T_blue" };

static void
the_sheet_holds_every_cell (gconstpointer data)
{
  const Sheet *sheet = data;

  g_assert_cmpint (cairo_surface_status (sheet->picture), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (sheet->picture), ==, 1852);
  g_assert_cmpint (cairo_image_surface_get_height (sheet->picture), ==, 1682);
  g_assert_cmpuint (g_strv_length (sheet->lines), ==, 1 + SKINS * DEPTHS);
}

static void
assert_color (const Sheet *sheet, guint skin, guint depth, const char *patch,
              const char *const names[3])
{
  double shown[3], printed[3];

  mean_lab (sheet, skin, depth, patch, shown);
  three (sheet, skin, depth, names, printed);
  g_assert_cmpfloat (tonsure_ciede2000 (shown, printed), <, 0.1);
}

/* An even color is the nearest that eight bits have: of dark skin CIEDE2000 .6 away. */
static void
assert_even (const Sheet *sheet, guint skin, guint depth, const char *patch, const char *flat)
{
  double mean[3], even[3];

  mean_rgb (sheet, skin, depth, patch, mean);
  mean_rgb (sheet, skin, depth, flat, even);
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (encode (mean[c]), encode (even[c]), 0.6);
}

static void
cell_shows_its_colors (const Sheet *sheet, guint skin, guint depth)
{
  assert_color (sheet, skin, depth, "bare", bare_lab);
  assert_color (sheet, skin, depth, "mean", treated_lab);
  assert_even (sheet, skin, depth, "bare", "flat_bare");
  assert_even (sheet, skin, depth, "mean", "flat_treated");
}

static void
patches_have_the_colors_that_are_printed (gconstpointer data)
{
  each_cell (data, cell_shows_its_colors);
}

/* The surface's share is the same before and after, so that losses compare without it. Seen
 * near there are some hundred dots at most. */
static void
cell_loses_alike_near_and_afar (const Sheet *sheet, guint skin, guint depth)
{
  double bare[3], near[3], afar[3];

  mean_rgb (sheet, skin, depth, "bare", bare);
  mean_rgb (sheet, skin, depth, "treated", near);
  mean_rgb (sheet, skin, depth, "mean", afar);
  g_assert_cmpfloat_with_epsilon ((bare[0] - near[0]) / (bare[0] - afar[0]), 1.0, 0.12);
}

static void
near_and_afar_as_much_light_is_lost (gconstpointer data)
{
  each_cell (data, cell_loses_alike_near_and_afar);
}

static void
cell_agrees_with_itself (const Sheet *sheet, guint skin, guint depth)
{
  double raw[3], drawn[3], bare[3], treated[3];

  three (sheet, skin, depth, mean_t, raw);
  three (sheet, skin, depth, drawn_t, drawn);
  three (sheet, skin, depth, bare_lab, bare);
  three (sheet, skin, depth, treated_lab, treated);
  for (int c = 0; c < 3; c++)
    {
      g_assert_cmpfloat (drawn[c], <=, MIN (raw[c], 1.0) + 0.005);
      /* Where some of a halo is outside of sRGB, which takes dark skin, the drawn mean is less. */
      if (c < 2 || bare[0] > 50.0)
        g_assert_cmpfloat (drawn[c], >=, raw[c] - 0.005);
    }
  g_assert_cmpfloat_with_epsilon (figure (sheet, skin, depth, "change"),
                                  tonsure_ciede2000 (bare, treated), 0.01);
  g_assert_cmpfloat_with_epsilon (figure (sheet, skin, depth, "bare_ITA"),
                                  atan2 (bare[0] - 50.0, bare[2]) * 180.0 / G_PI, 0.1);
}

static void
the_figures_agree_with_each_other (gconstpointer data)
{
  each_cell (data, cell_agrees_with_itself);
}

/* Deeper dots are fainter, and what they take is red more and more. Blue is compared as drawn:
 * outside of sRGB nothing is known of its order. */
static void
deeper_is_fainter_and_takes_red_first (gconstpointer data)
{
  const Sheet *sheet = data;

  for (guint skin = 0; skin < SKINS; skin++)
    for (guint depth = 0; depth < DEPTHS; depth++)
      {
        double t[3], mean[3], above[3], above_mean[3], drawn[3], above_drawn[3];

        three (sheet, skin, depth, center_t, t);
        three (sheet, skin, depth, mean_t, mean);
        g_assert_cmpfloat (mean[0], <, mean[1]);
        g_assert_cmpfloat (mean[1], <, mean[2]);
        g_assert_cmpfloat (t[0], <, t[1]);
        if (depth == 0)
          continue;
        three (sheet, skin, depth - 1, center_t, above);
        three (sheet, skin, depth - 1, mean_t, above_mean);
        g_assert_cmpfloat (t[0], >, above[0]);
        g_assert_cmpfloat (t[1], >, above[1]);
        three (sheet, skin, depth, drawn_t, drawn);
        three (sheet, skin, depth - 1, drawn_t, above_drawn);
        g_assert_cmpfloat ((1.0 - mean[1]) / (1.0 - mean[0]), <,
                           (1.0 - above_mean[1]) / (1.0 - above_mean[0]));
        g_assert_cmpfloat ((1.0 - drawn[2]) / (1.0 - drawn[0]), <=,
                           (1.0 - above_drawn[2]) / (1.0 - above_drawn[0]));
      }
}

/* ITA of Chardon's classes from very light to dark; that of the first by another program. */
static void
skins_go_from_light_to_dark (gconstpointer data)
{
  static const double ita[SKINS] = { 55.0, 46.0, 32.0, 14.0, -12.0, -47.0 };

  for (guint skin = 0; skin < SKINS; skin++)
    g_assert_cmpfloat_with_epsilon (figure (data, skin, 0, "bare_ITA"), ita[skin], 1.0);
}

static void
the_file_says_what_it_is (gconstpointer data)
{
  const Sheet *sheet = data;
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (sheet->file, &content, &size, NULL));
  g_autoptr (GString) text = g_string_new (NULL);
  for (gsize i = 0; i < MIN (size, 2000); i++)
    g_string_append_c (text, content[i] == '\0' ? ' ' : content[i]);
  g_assert_nonnull (strstr (text->str, "XML:com.adobe.xmp"));
  g_assert_nonnull (strstr (text->str, "digitalsourcetype/composite"));
  g_assert_nonnull (strstr (text->str, "SIMULATION of scalp micropigmentation"));
  /* The band with the mark: white letters on black, over 7 % of the sheet. */
  const guint32 *pixels = (const guint32 *) cairo_image_surface_get_data (sheet->picture);
  guint white = 0, dark = 0, n = 118 * 1852;

  for (guint i = 0; i < n; i++)
    {
      white += (pixels[i] & 0xffffff) == 0xffffff;
      dark += (pixels[i] & 0xffffff) == 0;
    }
  g_assert_cmpuint (white, >, n / 20);
  g_assert_cmpuint (dark, >, n / 2);
}

static void
the_same_bits_come_again (gconstpointer data)
{
  const Sheet *sheet = data;
  g_autofree char *before = NULL, *after = NULL, *text = NULL;
  gsize size_before, size_after;

  g_assert_true (g_file_get_contents (sheet->file, &before, &size_before, NULL));
  text = run (TRUE, sheet->file);
  g_assert_true (g_file_get_contents (sheet->file, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
what_cannot_be_written_is_refused (gconstpointer data)
{
  const Sheet *sheet = data;
  g_autofree char *missing = g_build_filename (sheet->folder, "missing", "sheet.png", NULL);
  const char *const wrong[] = { missing, sheet->folder };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = run (FALSE, wrong[i]);

      g_assert_true (g_str_has_prefix (text, "sheet: "));
      g_assert_nonnull (strstr (text, wrong[i]));
      g_assert_null (strstr (text, "mean_T"));
    }
  g_autofree char *text = run (FALSE, NULL);
  g_assert_nonnull (strstr (text, "sheet PICTURE"));
}

#define ADD(sentence, function) g_test_add_data_func ("/sheet/" sentence, &sheet, function)

int
main (int argc, char *argv[])
{
  Sheet sheet;
  int status;

  g_test_init (&argc, &argv, NULL);
  sheet_init (&sheet);
  ADD ("the sheet holds every cell", the_sheet_holds_every_cell);
  ADD ("patches have the colors that are printed", patches_have_the_colors_that_are_printed);
  ADD ("near and afar as much light is lost", near_and_afar_as_much_light_is_lost);
  ADD ("the figures agree with each other", the_figures_agree_with_each_other);
  ADD ("deeper is fainter and takes red first", deeper_is_fainter_and_takes_red_first);
  ADD ("skins go from light to dark", skins_go_from_light_to_dark);
  ADD ("the file says what it is", the_file_says_what_it_is);
  if (g_test_slow ())
    ADD ("the same bits come again", the_same_bits_come_again);
  ADD ("what cannot be written is refused", what_cannot_be_written_is_refused);
  status = g_test_run ();
  sheet_clear (&sheet);
  return status;
}
