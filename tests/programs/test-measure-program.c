/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The programs measure and phantom, as somebody at a terminal meets them. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>

static char *folder;

/* Runs a program; the answer is what it printed, an error included. */
static char *
run (gboolean works, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if ((g_subprocess_get_exit_status (process) == 0) != works)
    g_error ("unexpected exit status %d: %s", g_subprocess_get_exit_status (process), text);
  return text;
}

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static char *
measure (gboolean works, const char *photo, const char *area)
{
  g_autofree char *photo_path = in_folder (photo);
  g_autofree char *area_path = in_folder (area);

  return run (works, (const char *[]) { g_getenv ("MEASURE"), photo_path, area_path, NULL });
}

static void
draw_phantom (const char *name, const char *px_per_mm)
{
  g_autofree char *prefix = in_folder (name);
  g_autofree char *text =
      run (TRUE, (const char *[]) { g_getenv ("PHANTOM"), "--px-per-mm", px_per_mm, "--skin", "IV",
                                    "--output", prefix, NULL });
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” does not say “%s”", text, words);
}

static double
value_of (const char *text, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *prefix = g_strconcat (name, "=", NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], prefix))
      return g_ascii_strtod (lines[i] + strlen (prefix), NULL);
  g_error ("There is no %s in %s", name, text);
}

static void
a_photo_of_known_skin_is_measured (void)
{
  g_autofree char *text = measure (TRUE, "head.png", "head-area.png");
  g_autofree char *path = in_folder ("head.txt");
  g_autoptr (GKeyFile) key = g_key_file_new ();
  g_autofree double *lab = NULL;
  gsize n;

  g_assert_true (g_key_file_load_from_file (key, path, G_KEY_FILE_NONE, NULL));
  lab = g_key_file_get_double_list (key, "phantom", "area-lab", &n, NULL);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat_with_epsilon (value_of (text, "L"), lab[0], 1);
  g_assert_cmpfloat_with_epsilon (value_of (text, "a"), lab[1], 1);
  g_assert_cmpfloat_with_epsilon (value_of (text, "b"), lab[2], 1);
  /* A JPEG takes fine texture away, which looks like blur. */
  g_assert_cmpfloat (value_of (text, "blur"), >, .6);
  g_assert_cmpfloat (value_of (text, "blur"), <, 1.4);
  g_assert_true (isfinite (value_of (text, "melanin-error")));
}

static void
an_area_of_another_size_is_refused_with_both_sizes (void)
{
  g_autofree char *text = measure (FALSE, "head.png", "small-area.png");

  assert_says (text, "210 x 230");
  assert_says (text, "420 x 460");
}

static void
missing_and_foreign_files_are_refused (void)
{
  g_autofree char *missing = measure (FALSE, "nowhere.png", "head-area.png");
  g_autofree char *foreign = measure (FALSE, "head.txt", "head-area.png");

  assert_says (missing, "nowhere.png");
  assert_says (foreign, "is not a PNG");
}

static void
write_part (const char *from, const char *to, double share)
{
  g_autofree char *whole = in_folder (from);
  g_autofree char *part = in_folder (to);
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (whole, &data, &size, NULL));
  g_assert_true (g_file_set_contents (part, data, (gssize) (share * size), NULL));
}

static void
truncated_files_are_refused (void)
{
  static const double shares[] = { 0, .001, .3, .9, .9999 };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autofree char *text = NULL;

      write_part ("head.png", "part.png", shares[i]);
      text = measure (FALSE, "part.png", "head-area.png");
      assert_says (text, shares[i] > 0 ? "truncated" : "is empty");
    }
}

static void
an_empty_area_is_refused (void)
{
  g_autofree char *prefix = in_folder ("empty");
  g_autofree char *text = NULL;

  /* In pixels of a millimeter none is half covered by a hair. */
  text = measure (FALSE, "small.png", "small-hair.png");
  assert_says (text, "64 are needed");
}

static void
phantom_refuses_what_it_cannot_draw (void)
{
  static const char *const wrong[][2] = { { "--px-per-mm", "0" }, { "--px-per-mm", "nan" },
                                          { "--skin", "VII" },    { "--hair", "green" },
                                          { "--noise", "3" },     { "--jpeg", "0" } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *prefix = in_folder ("wrong");
      g_autofree char *text =
          run (FALSE, (const char *[]) { g_getenv ("PHANTOM"), "--output", prefix, wrong[i][0],
                                         wrong[i][1], NULL });

      assert_says (text, "phantom: ");
    }
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = in_folder (name);

      g_remove (path);
    }
  g_rmdir (folder);
}

#define ADD(sentence, function) g_test_add_func ("/programs/" sentence, function)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("tonsure-XXXXXX", NULL);
  draw_phantom ("head", "2");
  draw_phantom ("small", "1");
  ADD ("a photo of known skin is measured", a_photo_of_known_skin_is_measured);
  ADD ("an area of another size is refused with both sizes",
       an_area_of_another_size_is_refused_with_both_sizes);
  ADD ("missing and foreign files are refused", missing_and_foreign_files_are_refused);
  ADD ("truncated files are refused", truncated_files_are_refused);
  ADD ("an empty area is refused", an_empty_area_is_refused);
  ADD ("phantom refuses what it cannot draw", phantom_refuses_what_it_cannot_draw);
  status = g_test_run ();
  remove_folder ();
  return status;
}
