/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <string.h>

#include "example.c"

static void
the_example_darkens_the_area_and_nothing_else (void)
{
  const int side = 120;
  g_autofree float *photo = g_new (float, 4 * side * side);
  g_autofree guint16 *area = g_new0 (guint16, side * side);
  g_autoptr (GError) error = NULL;
  double treated = 0.0;

  for (int i = 0; i < 4 * side * side; i++)
    photo[i] = 0.5f;
  for (int j = 0; j < side; j++)
    for (int i = 0; i < 40; i++)
      area[j * side + i] = 65535;
  g_assert_true (treat (photo, area, side, side, 0.1, &error));
  g_assert_no_error (error);
  for (int j = 0; j < side; j++)
    {
      for (int i = 0; i < 40; i++)
        treated += (double) photo[4 * (j * side + i)] / (40 * side);
      g_assert_cmpfloat ((double) photo[4 * (j * side + side - 1)], ==, 0.5);
    }
  g_assert_cmpfloat (treated, <, 0.45);
  g_assert_false (treat (photo, area, side, side, 0.0, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
}

static void
the_readme_shows_the_example_as_it_is (void)
{
  g_autofree char *example_path = g_test_build_filename (G_TEST_DIST, "example.c", NULL);
  g_autofree char *readme_path = g_test_build_filename (G_TEST_DIST, "..", "..", "README.md", NULL);
  g_autofree char *example = NULL;
  g_autofree char *readme = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (example_path, &example, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (readme_path, &readme, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (readme, g_strchomp (strstr (example, "#include"))));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/example/the example darkens the area and nothing else",
                   the_example_darkens_the_area_and_nothing_else);
  g_test_add_func ("/example/the README shows the example as it is",
                   the_readme_shows_the_example_as_it_is);
  return g_test_run ();
}
