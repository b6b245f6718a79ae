/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Heads as files: see heads.h. */
#include "heads.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* What a file begins with. The planes follow, in the order of planes_of(). */
typedef struct
{
  PhantomOptions options;
  PhantomPicture picture; /* its pointers say nothing */
} Header;

/* Channels of each plane, see planes_of(). */
static const int channels[] = { 3, 3, 1, 1, 1, 1 };

#define N_PLANES G_N_ELEMENTS (channels)

static void
planes_of (PhantomPicture *picture, float **planes[N_PLANES])
{
  planes[0] = &picture->photo;
  planes[1] = &picture->skin;
  planes[2] = &picture->gloss;
  planes[3] = &picture->hair;
  planes[4] = &picture->matte;
  planes[5] = &picture->area;
}

/* Padding between fields is not defined, so that options are compared by this text. */
static char *
options_text (const PhantomOptions *options)
{
  return g_strdup_printf ("%s %s %s %.9g %u %.9g %.9g %.9g %.9g %.9g %.9g %.9g",
                          phantom_view_names[options->view], phantom_skin_names[options->skin],
                          phantom_hair_names[options->hair], options->px_per_mm, options->seed,
                          options->noise, options->blur, options->length, options->left,
                          options->top, options->width, options->height);
}

static char *
path_of (const char *folder, const PhantomOptions *options)
{
  g_autofree char *text = options_text (options);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *name = g_strdup_printf ("%.16s.head", hash);

  return g_build_filename (folder, name, NULL);
}

static PhantomPicture *
read_head (const char *path, const PhantomOptions *options)
{
  g_autofree char *wanted = options_text (options);
  g_autofree char *stored = NULL;
  GMappedFile *file = g_mapped_file_new (path, TRUE, NULL);
  PhantomPicture *picture;
  float **planes[N_PLANES], *at;
  const Header *header;

  if (file == NULL)
    return NULL;
  header = (const Header *) g_mapped_file_get_contents (file);
  stored = options_text (&header->options);
  g_assert_cmpstr (stored, ==, wanted);
  picture = g_memdup2 (&header->picture, sizeof header->picture);
  picture->file = file;
  planes_of (picture, planes);
  at = (float *) (header + 1);
  for (guint i = 0; i < N_PLANES; i++)
    {
      *planes[i] = at;
      at += (gsize) channels[i] * picture->width * picture->height;
    }
  g_assert_true ((char *) at == (const char *) header + g_mapped_file_get_length (file));
  return picture;
}

PhantomPicture *
phantom_load (const PhantomOptions *options)
{
  g_autofree char *path = path_of (PHANTOM_HEADS, options);
  g_autofree char *text = options_text (options);
  PhantomPicture *picture = read_head (path, options);

  if (picture != NULL)
    return picture;
  g_test_message ("draws %s, which is not in heads.list", text);
  return phantom_draw (options);
}

static gboolean
write_head (const char *path, const PhantomOptions *options, PhantomPicture *picture,
            GError **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".new", NULL);
  FILE *file = g_fopen (unfinished, "wb");
  float **planes[N_PLANES];
  Header header;
  gboolean good;

  memset (&header, 0, sizeof header);
  header.options = *options;
  header.picture = *picture;
  planes_of (picture, planes);
  good = file != NULL && fwrite (&header, sizeof header, 1, file) == 1;
  for (guint i = 0; good && i < N_PLANES; i++)
    {
      gsize n = (gsize) channels[i] * picture->width * picture->height;

      good = fwrite (*planes[i], sizeof (float), n, file) == n;
    }
  good = file != NULL && fclose (file) == 0 && good && g_rename (unfinished, path) == 0;
  if (!good)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be written", path);
  return good;
}

static gboolean
find_name (const char *name, const char *const *names, int n, int *found)
{
  for (*found = 0; *found < n; ++*found)
    if (g_str_equal (name, names[*found]))
      return TRUE;
  return FALSE;
}

static gboolean
parse_line (const char *line, PhantomOptions *options)
{
  g_auto (GStrv) words = g_strsplit_set (line, " ", -1);
  guint n = g_strv_length (words);
  int view, skin, hair;

  if (n != 12 || !find_name (words[0], phantom_view_names, PHANTOM_N_VIEWS, &view)
      || !find_name (words[1], phantom_skin_names, PHANTOM_N_SKINS, &skin)
      || !find_name (words[2], phantom_hair_names, PHANTOM_N_HAIRS, &hair))
    return FALSE;
  phantom_options_init (options);
  options->view = view, options->skin = skin, options->hair = hair;
  options->px_per_mm = g_ascii_strtod (words[3], NULL);
  options->seed = (guint32) g_ascii_strtoull (words[4], NULL, 10);
  options->noise = g_ascii_strtod (words[5], NULL);
  options->blur = g_ascii_strtod (words[6], NULL);
  options->length = g_ascii_strtod (words[7], NULL);
  options->left = g_ascii_strtod (words[8], NULL);
  options->top = g_ascii_strtod (words[9], NULL);
  options->width = g_ascii_strtod (words[10], NULL);
  options->height = g_ascii_strtod (words[11], NULL);
  return TRUE;
}

static gboolean
store (const char *line, const char *folder, PhantomScene **scenes, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (PhantomPicture) picture = NULL;
  PhantomOptions options;

  if (!parse_line (line, &options))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "“%s” is not a head", line);
      return FALSE;
    }
  path = path_of (folder, &options);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (scenes[options.view] == NULL)
    scenes[options.view] = phantom_scene_new (options.view);
  picture = phantom_draw_scene (scenes[options.view], &options);
  return write_head (path, &options, picture, error);
}

gboolean
phantom_heads_store (const char *list, const char *folder, GError **error)
{
  PhantomScene *scenes[PHANTOM_N_VIEWS] = { NULL };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean good = g_file_get_contents (list, &text, NULL, error);

  lines = g_strsplit (good ? text : "", "\n", -1);
  for (guint i = 0; good && lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#')
      good = store (lines[i], folder, scenes, error);
  for (int view = 0; view < PHANTOM_N_VIEWS; view++)
    g_clear_pointer (&scenes[view], phantom_scene_free);
  return good;
}
