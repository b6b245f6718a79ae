/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static void
copy (const char *from, const char *to)
{
  g_autofree char *from_path = gimp_test_path (from);
  g_autofree char *to_path = gimp_test_path (to);
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from_path, &data, &size, NULL));
  g_assert_true (g_file_set_contents (to_path, data, (gssize) size, NULL));
}

static void
make_folder (const char *name)
{
  g_autofree char *path = gimp_test_path (name);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static gboolean
exists (const char *name)
{
  g_autofree char *path = gimp_test_path (name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Runs a script of the project as from a shell: the exit status is a part of it. */
static int
run_script (const char *script, const char *call, char **output)
{
  g_autofree char *code =
      g_strdup_printf ("(load \"%s/%s\") %s", g_getenv ("TONSURE_SCRIPTS"), script, call);

  return gimp_run_alone (code, output);
}

static void
one_bad_photo_does_not_stop_the_others (void)
{
  g_autofree char *said = NULL;
  g_autofree char *truncated = gimp_test_path ("in/b.png");
  g_autofree char *data = NULL;

  make_folder ("in");
  make_folder ("out");
  for (const char *name = "abcd"; *name != '\0'; name++)
    {
      g_autofree char *photo = g_strdup_printf ("in/%c.png", *name);
      g_autofree char *area = g_strdup_printf ("in/%c-area.png", *name);

      copy ("photo.png", photo);
      if (*name != 'c')
        copy ("area.png", area);
    }
  g_assert_true (g_file_get_contents (truncated, &data, NULL, NULL));
  g_assert_true (g_file_set_contents (truncated, data, 5000, NULL));
  g_assert_cmpint (run_script ("tonsure-batch.scm",
                               "(tonsure-batch (in-folder \"in\") (in-folder \"out\")"
                               " 0 250 \"typical\")",
                               &said),
                   ==, 70);
  g_assert_nonnull (strstr (said, "[1/4] a.png: done\n"));
  g_assert_nonnull (strstr (said, "[2/4] b.png: "));
  g_assert_nonnull (strstr (said, "b.png is damaged"));
  g_assert_nonnull (strstr (said, "[3/4] c.png: there is no area c-area.png beside it"));
  g_assert_nonnull (strstr (said, "[4/4] d.png: done\n"));
  g_assert_nonnull (strstr (said, "2 of 4 photos failed"));
  g_assert_true (exists ("out/a-simulation.png"));
  g_assert_false (exists ("out/b-simulation.png"));
  g_assert_false (exists ("out/c-simulation.png"));
  g_assert_true (exists ("out/d-simulation.png"));
}

static void
run_shell (const char *folder, const char *commands)
{
  g_autofree char *path = gimp_test_path (folder);
  g_autofree char *line = g_strdup_printf ("cd '%s' && %s", path, commands);

  g_assert_cmpint (system (line), ==, 0);
}

/* Part of the pixels of a result that are not the photo's, the mark included. */
static double
share_treated (const char *photo, const char *result)
{
  g_autofree char *photo_path = gimp_test_path (photo);
  g_autofree char *result_path = gimp_test_path (result);
  g_auto (Picture) before = { 0 };
  g_auto (Picture) after = { 0 };

  picture_load (&before, photo_path);
  picture_load (&after, result_path);
  return picture_share_changed (&before, &after);
}

/* Two photos of one name, an indexed and a deep gray one with alpha, and what only has the name of
 * a photo. A pipe that is opened would block without end. */
static void
each_photo_of_a_folder_has_a_result_of_its_own (void)
{
  g_autofree char *said = NULL;

  make_folder ("mixed");
  make_folder ("results");
  copy ("photo.png", "mixed/a.png");
  copy ("area.png", "mixed/a-area.png");
  run_shell ("mixed", "magick a.png -quality 95 a.jpg"
                      " && magick a.png -colors 64 -type Palette b.png"
                      " && magick a.png -colorspace Gray -depth 16 -alpha set c.png"
                      " && cp a-area.png b-area.png && cp a-area.png c-area.png"
                      " && mkdir d.png && mkfifo e.png && ln -s nowhere f.png"
                      " && cp a.png \"$(printf 'g\\377.png')\""
                      " && cp a.png h.png && mkfifo h-area.png");
  g_assert_cmpint (run_script ("tonsure-batch.scm",
                               "(tonsure-batch (in-folder \"mixed\") (in-folder \"results\")"
                               " 0.2 250 \"typical\")",
                               &said),
                   ==, 70);
  g_assert_nonnull (strstr (said, "d.png is a folder"));
  g_assert_nonnull (strstr (said, "e.png is a pipe"));
  g_assert_nonnull (strstr (said, "f.png is a link to a file that is not there"));
  g_assert_nonnull (strstr (said, "[1/6] a.jpg: done, as a.jpg-simulation.png\n"));
  g_assert_nonnull (strstr (said, "[2/6] a.png: done, as a.png-simulation.png\n"));
  g_assert_nonnull (strstr (said, "[3/6] b.png: done\n"));
  g_assert_nonnull (strstr (said, "[4/6] c.png: done\n"));
  g_assert_nonnull (strstr (said, ".png: its name is not in UTF-8"));
  g_assert_nonnull (strstr (said, "[6/6] h.png: "));
  g_assert_nonnull (strstr (said, "h-area.png is a pipe"));
  g_assert_nonnull (strstr (said, "2 of 6 photos failed"));
  g_assert_false (exists ("results/a-simulation.png"));
  g_assert_cmpfloat (share_treated ("mixed/a.jpg", "results/a.jpg-simulation.png"), >, 0.1);
  g_assert_cmpfloat (share_treated ("mixed/a.png", "results/a.png-simulation.png"), >, 0.1);
  g_assert_cmpfloat (share_treated ("mixed/b.png", "results/b-simulation.png"), >, 0.1);
  g_assert_cmpfloat (share_treated ("mixed/c.png", "results/c-simulation.png"), >, 0.1);
}

static void
all_well_is_a_success (void)
{
  g_autofree char *said = NULL;

  make_folder ("well");
  make_folder ("done");
  copy ("photo.png", "well/a.png");
  copy ("area.png", "well/a-area.png");
  g_assert_cmpint (run_script ("tonsure-batch.scm",
                               "(tonsure-batch (in-folder \"well\") (in-folder \"done\")"
                               " 0.2 250 \"unfavorable\")",
                               &said),
                   ==, 0);
  g_assert_true (exists ("done/a-simulation.png"));
  g_assert_false (exists ("well/a-simulation.png"));
  g_assert_cmpint (run_script ("tonsure-batch.scm",
                               "(tonsure-batch (in-folder \"well\") (in-folder \"done\")"
                               " 0.2 250 \"splendid\")",
                               NULL),
                   ==, 70);
  g_clear_pointer (&said, g_free);
  g_assert_cmpint (run_script ("tonsure-batch.scm",
                               "(tonsure-batch (in-folder \"well\") (in-folder \"done\")"
                               " (sqrt -1) 250 \"typical\")",
                               &said),
                   ==, 70);
  g_assert_nonnull (strstr (said, "The scale must be from 0.002 to 5 mm"));
}

static void
the_demo_writes_what_there_is_to_look_at (void)
{
  static const char *const files[] = { "show/before.png",        "show/after-favorable.png",
                                       "show/after-typical.png", "show/after-unfavorable.png",
                                       "show/crop-1to1.png",     "show/layers.xcf" };
  g_autofree char *said = NULL;
  g_autofree char *before_path = gimp_test_path ("show/before.png");
  g_autofree char *typical_path = gimp_test_path ("show/after-typical.png");
  g_autofree char *unfavorable_path = gimp_test_path ("show/after-unfavorable.png");
  g_auto (Picture) before = { 0 };
  g_auto (Picture) typical = { 0 };
  g_auto (Picture) unfavorable = { 0 };

  make_folder ("show");
  g_assert_cmpint (run_script ("tonsure-demo.scm",
                               "(tonsure-demo (in-folder \"photo.png\") (in-folder \"area.png\")"
                               " 0 (in-folder \"show\"))",
                               &said),
                   ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_assert_true (exists (files[i]));
  g_assert_nonnull (strstr (said, "This is an assumption"));
  picture_load (&before, before_path);
  picture_load (&typical, typical_path);
  picture_load (&unfavorable, unfavorable_path);
  g_assert_cmpfloat (picture_share_changed (&before, &typical), >, 0.1);
  g_assert_cmpfloat (picture_share_changed (&typical, &unfavorable), >, 0.01);
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/batch/one bad photo does not stop the others",
                   one_bad_photo_does_not_stop_the_others);
  g_test_add_func ("/batch/each photo of a folder has a result of its own",
                   each_photo_of_a_folder_has_a_result_of_its_own);
  g_test_add_func ("/batch/all well is a success", all_well_is_a_success);
  g_test_add_func ("/batch/the demo writes what there is to look at",
                   the_demo_writes_what_there_is_to_look_at);
  return gimp_test_run ();
}
