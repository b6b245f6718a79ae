/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "photo-file.h"
#include "picture.h"
#include "treatment.h"

#include <gegl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static char *folder;

static void
make (const char *what)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "fixtures.sh", NULL);
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char *[]) { script, (char *) what, folder, NULL }, NULL,
                               G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

static PhotoFile *
open_file (const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return photo_file_new (file, error);
}

static Photo *
load (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  Photo *photo = photo_load (path, &error);

  g_assert_no_error (error);
  return photo;
}

/* The same pixels as the program measure sees. */
static void
check_operation (const char *name, const Photo *photo)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) buffer = NULL;
  GeglNode *load = gegl_node_new_child (graph, "operation", "tonsure:load", "path", path, NULL);
  GeglNode *sink =
      gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);
  gsize n = 3 * (gsize) photo->width * photo->height;
  g_autofree float *rgb = g_new (float, n);

  gegl_node_link (load, sink);
  gegl_node_process (sink);
  g_assert_cmpint (gegl_buffer_get_width (buffer), ==, photo->width);
  g_assert_cmpint (gegl_buffer_get_height (buffer), ==, photo->height);
  gegl_buffer_get (buffer, NULL, 1.0,
                   babl_format_with_space ("RGB float", gegl_buffer_get_format (buffer)), rgb,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (rgb[i], photo->rgb[i], 1e-5);
}

/* Against ImageMagick, for every orientation of every kind of file. */
static void
photos_are_read_upright (void)
{
  static const char *const kinds[] = { "png", "jpg", "tif", "webp" };

  make ("turned");
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (int orientation = 1; orientation <= 8; orientation++)
      {
        g_autofree char *name = g_strdup_printf ("%s-%d.%s", kinds[k], orientation, kinds[k]);
        g_autofree char *upright = g_strdup_printf ("%s-%d.upright.png", kinds[k], orientation);
        g_autoptr (PhotoFile) file = open_file (name, NULL);
        g_autoptr (Photo) photo = load (name), truth = load (upright);
        double worst = 0.0;

        g_assert_cmpint (photo_file_orientation (file), ==, orientation);
        g_assert_cmpint (photo->width, ==, truth->width);
        g_assert_cmpint (photo->height, ==, truth->height);
        g_assert_cmpint (photo->width, ==, orientation >= 5 ? 30 : 44);
        for (int i = 0; i < 3 * photo->width * photo->height; i++)
          worst = MAX (worst, fabs (photo->rgb[i] - truth->rgb[i]));
        g_test_message ("%s: %g", name, worst);
        check_operation (name, photo);
        /* ImageMagick decodes JPEG a little differently: .017 at most, where another place would
         * be .3 off. */
        g_assert_cmpfloat (worst, <, g_str_equal (kinds[k], "jpg") ? 0.03 : 1e-4);
      }
}

static void
an_orientation_that_makes_no_sense_is_none (void)
{
  for (int round = 0; round < 20000; round++)
    {
      guint8 bytes[96] = "\xff\xd8\xff\xe1\0\x50"
                         "Exif\0\0";
      PhotoFile file = { .data = bytes, .size = sizeof bytes, .kind = PHOTO_FILE_JPEG };

      for (guint i = 12; i < sizeof bytes; i++)
        bytes[i] = (guint8) g_test_rand_int_range (0, g_test_rand_int_range (0, 2) ? 3 : 256);
      memcpy (bytes + 12, g_test_rand_int_range (0, 2) ? "II*\0" : "MM\0*", 4);
      file.size = (gsize) g_test_rand_int_range (3, sizeof bytes + 1);
      file.kind = (PhotoFileKind) g_test_rand_int_range (0, PHOTO_FILE_EXR + 1);
      g_assert_cmpint (photo_file_orientation (&file), >=, 1);
      g_assert_cmpint (photo_file_orientation (&file), <=, 8);
    }
}

/* Calls @func for each file whose name begins with @prefix; returns how many there are. */
static guint
for_each (const char *prefix, void (*func) (const char *name))
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        func (name);
        n++;
      }
  return n;
}

static void
assert_lost (const char *name)
{
  g_autoptr (PhotoFile) file = open_file (name, NULL);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", name);
  g_assert_false (photo_file_check (file, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE);
  g_assert_nonnull (strstr (error->message, name));
}

static void
assert_odd (const char *name)
{
  g_autoptr (PhotoFile) file = open_file (name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;

  photo_file_check (file, &note, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %s", name, note);
  g_assert_nonnull (note);
}

static void
assert_whole (const char *name)
{
  g_autoptr (PhotoFile) file = open_file (name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;

  photo_file_check (file, &note, &error);
  g_assert_no_error (error);
  g_assert_null (note);
}

static void
lost_pixels_are_an_error_and_odd_bytes_a_note (void)
{
  make ("damaged");
  g_assert_cmpuint (for_each ("lost-", assert_lost), >=, 29);
  g_assert_cmpuint (for_each ("odd-", assert_odd), >=, 9);
  g_assert_cmpuint (for_each ("whole", assert_whole), >=, 12);
}

static void
assert_no_picture (const char *name, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_file (name, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_PARSE);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* Nothing here is waited for: a pipe without a writer would block whoever opens it. */
static void
what_is_no_file_is_named_and_never_opened (void)
{
  g_autofree char *command = g_strdup_printf (
      "cd '%s' && mkdir a.png && mkfifo b.png && ln -s nowhere c.png && : >e.png", folder);

  g_assert_cmpint (system (command), ==, 0);
  assert_no_picture ("a.png", "is a folder");
  assert_no_picture ("b.png", "is a pipe");
  assert_no_picture ("c.png", "link to a file that is not there");
  assert_no_picture ("d\xff.png", "There is no file");
  assert_no_picture ("e.png", "is empty");
}

static void
remove_folder (void)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);

  g_assert_cmpint (system (command), ==, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  gegl_init (NULL, NULL);
  folder = g_dir_make_tmp ("tonsure-files-XXXXXX", NULL);
  g_test_add_func ("/files/photos are read upright", photos_are_read_upright);
  g_test_add_func ("/files/an orientation that makes no sense is none",
                   an_orientation_that_makes_no_sense_is_none);
  g_test_add_func ("/files/lost pixels are an error and odd bytes a note",
                   lost_pixels_are_an_error_and_odd_bytes_a_note);
  g_test_add_func ("/files/what is no file is named and never opened",
                   what_is_no_file_is_named_and_never_opened);
  status = g_test_run ();
  remove_folder ();
  gegl_exit ();
  return status;
}
