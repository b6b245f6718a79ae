/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "skin-fit.h"

#include <math.h>
#include <string.h>

#define THREADS 8
#define PLACES 50

static gint started;

/* Colors of places all over the atlas, asked for when all threads are there. */
static gpointer
ask (gpointer data)
{
  double (*colors)[3] = data;

  g_atomic_int_inc (&started);
  while (g_atomic_int_get (&started) < THREADS)
    g_thread_yield ();
  for (int i = 0; i < PLACES; i++)
    tonsure_atlas_color (TONSURE_ATLAS_MELANIN * (i + 0.5) / PLACES,
                         TONSURE_ATLAS_BLOOD * (i * 7 % PLACES + 0.5) / PLACES, colors[i]);
  return NULL;
}

/* The first test, so that the atlas is not made yet. */
static void
threads_that_ask_first_at_once_get_the_same_bits (void)
{
  static double colors[THREADS][PLACES][3];
  GThread *threads[THREADS];
  gint64 begin = g_get_monotonic_time ();

  for (int i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("ask", ask, colors[i]);
  for (int i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  g_test_message ("made within %.0f ms", 1e-3 * (g_get_monotonic_time () - begin));
  for (int i = 1; i < THREADS; i++)
    g_assert_cmpmem (colors[i], sizeof colors[i], colors[0], sizeof colors[0]);
  for (int i = 0; i < PLACES; i++)
    for (int k = 0; k < 3; k++)
      g_assert_true (isfinite (colors[0][i][k]) && colors[0][i][k] < 0.0);
}

/* As solved, and not interpolated; what is left to @lab, CIEDE2000. */
static double
difference_of_skin (const double lab[3], const TonsureSkin *skin)
{
  double bare[TONSURE_BANDS], solved[3];
  g_autoptr (GError) error = NULL;

  tonsure_skin_reflectance (skin, NULL, 0, bare, NULL, &error);
  g_assert_no_error (error);
  for (int band = 0; band < TONSURE_BANDS; band++)
    bare[band] += TONSURE_SPECULAR;
  lab_of_reflectance (bare, solved);
  return tonsure_ciede2000 (lab, solved);
}

static void
colors_in_between_are_those_of_solved_skin (void)
{
  for (int trial = 0; trial < 40; trial++)
    {
      double melanin = g_test_rand_double_range (0.0, TONSURE_ATLAS_MELANIN);
      double blood = g_test_rand_double_range (0.0, TONSURE_ATLAS_BLOOD);
      double xyz[3], lab[3];
      TonsureSkin skin;

      tonsure_skin_init (&skin, tonsure_atlas_melanin (melanin), tonsure_atlas_blood (blood));
      tonsure_atlas_color (melanin, blood, xyz);
      for (int k = 0; k < 3; k++)
        xyz[k] = tonsure_exp (xyz[k]);
      tonsure_xyz_to_lab (xyz, lab);
      g_assert_cmpfloat (difference_of_skin (lab, &skin), <, 0.1);
    }
}

static void
lab_of_row (ReferenceTable *table, guint row, double lab[3])
{
  static const char *const names[3] = { "L", "a", "b" };

  for (int k = 0; k < 3; k++)
    lab[k] = reference_table_number (table, row, names[k]);
}

static void
two_fractions_explain_the_published_mean_colors (void)
{
  g_autoptr (ReferenceTable) table = reference_table_read ("skin-colors.csv");
  double sum = 0.0, most = 0.0;

  for (guint row = 0; row < table->cells->len; row++)
    {
      double lab[3];
      TonsureSkin skin;

      lab_of_row (table, row, lab);
      fit_skin (lab, &skin);
      double left = difference_of_skin (lab, &skin);

      g_test_message ("%s, %s, %s: melanin %.4f, blood %.4f, CIEDE2000 %.2f",
                      reference_table_text (table, row, "source"),
                      reference_table_text (table, row, "group"),
                      reference_table_text (table, row, "site"), skin.melanin, skin.blood, left);
      sum += left;
      most = MAX (most, left);
    }
  g_assert_cmpuint (table->cells->len, ==, 31);
  g_test_message ("31 means: CIEDE2000 mean %.3f, max %.3f", sum / 31, most);
  g_assert_cmpfloat (sum / 31, <=, 1.2);
  g_assert_cmpfloat (most, <=, 3.1);
}

static void
two_fractions_explain_a_hundred_forearms (void)
{
  g_autoptr (ReferenceTable) table = reference_table_read ("nist-forearms.csv");
  double sum = 0.0, squares = 0.0, most = 0.0;

  for (guint row = 0; row < table->cells->len; row++)
    {
      double reflectance[TONSURE_BANDS], lab[3];
      TonsureSkin skin;

      forearm_of_row (table, row, reflectance);
      lab_of_reflectance (reflectance, lab);
      fit_skin (lab, &skin);
      double left = difference_of_skin (lab, &skin);

      sum += left;
      squares += left * left;
      most = MAX (most, left);
    }
  g_assert_cmpuint (table->cells->len, ==, 100);
  g_test_message ("100 forearms: CIEDE2000 mean %.3f, root mean square %.3f, max %.3f", sum / 100,
                  sqrt (squares / 100), most);
  g_assert_cmpfloat (sum / 100, <=, 1.2);
  g_assert_cmpfloat (most, <=, 3.1);
}

/* The class means of skin-colors.csv are means of the forearms, by weights at each nm. */
static void
the_means_of_the_forearms_are_those_published (void)
{
  static const double limits[] = { 90.0, 55.0, 41.0, 28.0, 10.0, -90.0 };
  g_autoptr (ReferenceTable) forearms = reference_table_read ("nist-forearms.csv");
  g_autoptr (ReferenceTable) means = reference_table_read ("skin-colors.csv");

  for (guint kind = 0; kind < 5; kind++)
    {
      double sum[3] = { 0.0 }, expected[3];
      int n = 0;

      for (guint row = 0; row < forearms->cells->len; row++)
        {
          double reflectance[TONSURE_BANDS], lab[3];

          forearm_of_row (forearms, row, reflectance);
          lab_of_reflectance (reflectance, lab);
          double ita = atan2 (lab[0] - 50.0, lab[2]) * 180.0 / G_PI;

          if (ita > limits[kind] || ita <= limits[kind + 1])
            continue;
          n++;
          for (int k = 0; k < 3; k++)
            sum[k] += lab[k];
        }
      lab_of_row (means, kind, expected);
      for (int k = 0; k < 3; k++)
        g_assert_cmpfloat_with_epsilon (sum[k] / n, expected[k], 0.1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin-atlas/threads that ask first at once get the same bits",
                   threads_that_ask_first_at_once_get_the_same_bits);
  g_test_add_func ("/skin-atlas/colors in between are those of solved skin",
                   colors_in_between_are_those_of_solved_skin);
  g_test_add_func ("/skin-atlas/two fractions explain the published mean colors",
                   two_fractions_explain_the_published_mean_colors);
  g_test_add_func ("/skin-atlas/two fractions explain a hundred forearms",
                   two_fractions_explain_a_hundred_forearms);
  g_test_add_func ("/skin-atlas/the means of the forearms are those published",
                   the_means_of_the_forearms_are_those_published);
  return g_test_run ();
}
