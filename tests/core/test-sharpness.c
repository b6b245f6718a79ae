/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "sharpness.h"
#include "treatment.h"

#include <math.h>
#include <string.h>

static void
draw_lots (TonsureSharpness *s, int columns, int rows)
{
  memset (s, 0, sizeof *s);
  s->columns = columns;
  s->rows = rows;
  s->x = g_test_rand_double_range (-500, 500);
  s->y = g_test_rand_double_range (-500, 500);
  s->cell = g_test_rand_double_range (1, 100);
  for (int i = 0; i < columns * rows; i++)
    {
      s->blur[i] = (guint8) g_test_rand_int_range (0, TONSURE_SHARPNESS_MOST + 1);
      s->lost[i] = (guint8) g_test_rand_int_range (0, TONSURE_SHARPNESS_MOST + 1);
    }
}

static void
the_text_form_gives_the_same_grid_again (void)
{
  for (int round = 0; round < 20; round++)
    {
      TonsureSharpness s, again;
      g_autofree char *text = NULL;

      draw_lots (&s, g_test_rand_int_range (1, 65), g_test_rand_int_range (1, 65));
      text = tonsure_sharpness_to_text (&s);
      g_assert_true (tonsure_sharpness_from_text (&again, text, NULL));
      g_assert_cmpmem (&s, sizeof s, &again, sizeof again);
    }
}

static void
a_treatment_keeps_its_grid_as_text (void)
{
  TonsureTreatment treatment, again;
  g_autofree char *text = NULL;

  tonsure_treatment_init (&treatment);
  draw_lots (&treatment.sharpness, 9, 7);
  text = tonsure_treatment_to_text (&treatment);
  g_assert_true (tonsure_treatment_from_text (&again, text, NULL));
  g_assert_cmpmem (&treatment.sharpness, sizeof treatment.sharpness, &again.sharpness,
                   sizeof again.sharpness);
}

static void
no_grid_is_an_empty_text (void)
{
  TonsureSharpness s;
  g_autofree char *text = NULL;

  draw_lots (&s, 3, 3);
  g_assert_true (tonsure_sharpness_from_text (&s, "", NULL));
  g_assert_cmpint (s.columns, ==, 0);
  text = tonsure_sharpness_to_text (&s);
  g_assert_cmpstr (text, ==, "");
}

static void
a_bad_text_is_refused_and_changes_nothing (void)
{
  static const char *const bad[] = {
    "x",
    "1x1",
    "1x1,0,0,8,",
    "1x1,0,0,8,A",
    "1x1,0,0,8,AAA",
    "1x1,0,0,8,A!",
    "0x1,0,0,8,",
    "65x1,0,0,8,AA",
    "1.5x1,0,0,8,AA",
    "-1x1,0,0,8,AA",
    "1x1,nan,0,8,AA",
    "1x1,0,inf,8,AA",
    "1x1,0,0,0,AA",
    "1x1,0,0,-8,AA",
    "1x1,0,0,8,AA ",
    "1x1;0;0;8;AA",
    "1x1,0,0,8,\xc3\xa4",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      TonsureSharpness s, before;
      g_autoptr (GError) error = NULL;

      draw_lots (&s, 2, 2);
      before = s;
      g_assert_false (tonsure_sharpness_from_text (&s, bad[i], &error));
      g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE);
      g_assert_cmpmem (&s, sizeof s, &before, sizeof before);
    }
}

static void
codes_are_blurs_an_eighth_of_an_octave_apart (void)
{
  g_assert_cmpfloat_with_epsilon (tonsure_sharpness_blur (0), 0.1, 1e-12);
  g_assert_cmpfloat_with_epsilon (tonsure_sharpness_blur (8), 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (tonsure_sharpness_blur (28), 0.1 * pow (2, 3.5), 1e-12);
  for (double code = 0; code < 64; code += 0.7)
    g_assert_cmpfloat_with_epsilon (tonsure_sharpness_code (tonsure_sharpness_blur (code)), code,
                                    1e-9);
}

/* Cells of 10 pixels whose centers lie at 5, 15 and 25. */
static void
places_between_cells_are_mixed (void)
{
  TonsureSharpness s = { .columns = 3,
                         .rows = 2,
                         .cell = 10,
                         .blur = { 0, 8, 8, 16, 24, 24 },
                         .lost = { 0, 10, 20, 0, 10, 20 } };
  double blur, lost;

  tonsure_sharpness_at (&s, 5, 5, &blur, &lost);
  g_assert_cmpfloat (blur, ==, 0);
  tonsure_sharpness_at (&s, 10, 5, &blur, &lost);
  g_assert_cmpfloat_with_epsilon (blur, 4, 1e-12);
  g_assert_cmpfloat_with_epsilon (lost, 0.05, 1e-12);
  tonsure_sharpness_at (&s, 10, 10, &blur, &lost);
  g_assert_cmpfloat_with_epsilon (blur, 12, 1e-12);
  tonsure_sharpness_at (&s, 1000, -1000, &blur, &lost);
  g_assert_cmpfloat_with_epsilon (blur, 8, 1e-12);
  g_assert_cmpfloat_with_epsilon (lost, 0.2, 1e-12);
  tonsure_sharpness_at (&s, -1000, 1000, &blur, &lost);
  g_assert_cmpfloat_with_epsilon (blur, 16, 1e-12);
}

static void
a_grid_follows_a_picture_that_is_scaled_and_cropped (void)
{
  TonsureSharpness s, moved;

  draw_lots (&s, 5, 4);
  for (int i = 0; i < 20; i++)
    s.blur[i] = 8 + s.blur[i] % 40;
  moved = s;
  tonsure_sharpness_follow (&moved, 0.5, 7, -3);
  for (int i = 0; i < 50; i++)
    {
      double x = g_test_rand_double_range (-300, 300), y = g_test_rand_double_range (-300, 300);
      double blur[2], lost[2];

      tonsure_sharpness_at (&s, x, y, &blur[0], &lost[0]);
      tonsure_sharpness_at (&moved, 0.5 * x + 7, 0.5 * y - 3, &blur[1], &lost[1]);
      g_assert_cmpfloat_with_epsilon (tonsure_sharpness_blur (blur[1]),
                                      0.5 * tonsure_sharpness_blur (blur[0]), 1e-6);
      g_assert_cmpfloat_with_epsilon (lost[1], lost[0], 1e-9);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharpness/the text form gives the same grid again",
                   the_text_form_gives_the_same_grid_again);
  g_test_add_func ("/sharpness/a treatment keeps its grid as text",
                   a_treatment_keeps_its_grid_as_text);
  g_test_add_func ("/sharpness/no grid is an empty text", no_grid_is_an_empty_text);
  g_test_add_func ("/sharpness/a bad text is refused and changes nothing",
                   a_bad_text_is_refused_and_changes_nothing);
  g_test_add_func ("/sharpness/codes are blurs an eighth of an octave apart",
                   codes_are_blurs_an_eighth_of_an_octave_apart);
  g_test_add_func ("/sharpness/places between cells are mixed", places_between_cells_are_mixed);
  g_test_add_func ("/sharpness/a grid follows a picture that is scaled and cropped",
                   a_grid_follows_a_picture_that_is_scaled_and_cropped);
  return g_test_run ();
}
