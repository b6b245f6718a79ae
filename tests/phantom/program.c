/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* phantom: draws the phantom head and writes it with all that is known about it. */
#include "phantom.h"

#include <gegl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *output, *skin_name, *hair_name, *view_name;
static double px_per_mm = 8, noise = -1, blur = -1, length = 1;
static int seed = 1, quality = 92;
static gboolean png;

static const GOptionEntry entries[] = {
  { "px-per-mm", 0, 0, G_OPTION_ARG_DOUBLE, &px_per_mm, "Scale, 1 to 40 (8)", "N" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
    "Writes PREFIX.png, -area, -hair, -matte and -skin.png, and PREFIX.txt", "PREFIX" },
  { "skin", 0, 0, G_OPTION_ARG_STRING, &skin_name, "I, II, III, IV, V or VI (II)", "TYPE" },
  { "hair", 0, 0, G_OPTION_ARG_STRING, &hair_name,
    "black, dark-brown, brown, blond, red, gray or white (dark-brown)", "COLOR" },
  { "view", 0, 0, G_OPTION_ARG_STRING, &view_name, "top or back (top)", "SIDE" },
  { "length", 0, 0, G_OPTION_ARG_DOUBLE, &length,
    "How many times longer than stubble of half a millimeter the hair is, .2 to 20 (1)", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Another number, another head (1)", "S" },
  { "noise", 0, 0, G_OPTION_ARG_DOUBLE, &noise,
    "Standard deviation of the noise relative to the light of the skin, 0 to .2 (.015)", "N" },
  { "blur", 0, 0, G_OPTION_ARG_DOUBLE, &blur, "Standard deviation of the lens's blur, 0 to 20 (.8)",
    "PX" },
  { "jpeg", 0, 0, G_OPTION_ARG_INT, &quality, "Goes through a JPEG of this quality (92)", "Q" },
  { "png", 0, 0, G_OPTION_ARG_NONE, &png, "Does not go through a JPEG", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static gboolean
choose (const char *what, const char *name, const char *const *names, guint n, int *choice,
        GError **error)
{
  for (guint i = 0; i < n; i++)
    if (name == NULL || g_ascii_strcasecmp (name, names[i]) == 0)
      {
        if (name != NULL)
          *choice = i;
        return TRUE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "There is no %s “%s”", what, name);
  return FALSE;
}

static gboolean
check (const char *what, double value, double low, double high, GError **error)
{
  if (value >= low && value <= high)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s is %g, must be %g to %g", what,
               value, low, high);
  return FALSE;
}

static gboolean
read_options (int *argc, char ***argv, PhantomOptions *options, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- draws a head");
  int skin, hair, view;

  phantom_options_init (options);
  skin = options->skin, hair = options->hair, view = options->view;
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error)
      || !choose ("skin", skin_name, phantom_skin_names, PHANTOM_N_SKINS, &skin, error)
      || !choose ("hair color", hair_name, phantom_hair_names, PHANTOM_N_HAIRS, &hair, error)
      || !choose ("view", view_name, phantom_view_names, PHANTOM_N_VIEWS, &view, error))
    return FALSE;
  options->skin = skin, options->hair = hair, options->view = view;
  options->px_per_mm = px_per_mm;
  options->seed = seed;
  options->length = length;
  options->noise = noise < 0 ? options->noise : noise;
  options->blur = blur < 0 ? options->blur : blur;
  if (output == NULL || *argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s",
                   output == NULL ? "Where to? Give --output PREFIX" : "Too many arguments");
      return FALSE;
    }
  return check ("--px-per-mm", px_per_mm, 1, 40, error)
         && check ("--noise", options->noise, 0, .2, error)
         && check ("--blur", options->blur, 0, 20, error)
         && check ("--jpeg", quality, 1, 100, error);
}

static GeglBuffer *
to_buffer (const PhantomPicture *picture, const float *pixels, gboolean color)
{
  GeglRectangle all = { 0, 0, picture->width, picture->height };
  const Babl *format = babl_format (color ? "R'G'B' u8" : "Y' u8");
  GeglBuffer *buffer = gegl_buffer_new (&all, format);

  /* Densities and coverage are numbers, not light: they are written as they are. */
  gegl_buffer_set (buffer, &all, 0, babl_format (color ? "RGB float" : "Y' float"), pixels,
                   GEGL_AUTO_ROWSTRIDE);
  return buffer;
}

/* GEGL's savers only warn when they fail, so success is a file that stands there. */
static gboolean
save (GeglBuffer *buffer, const char *path, const char *operation, const char *property, int value,
      GError **error)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *source =
      gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  GeglNode *sink =
      gegl_node_new_child (graph, "operation", operation, "path", path, property, value, NULL);

  g_remove (path);
  gegl_node_link (source, sink);
  gegl_node_process (sink);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "Cannot write %s", path);
  return FALSE;
}

/* As a camera would hand it over. */
static GeglBuffer *
through_jpeg (GeglBuffer *photo, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglBuffer *result = NULL;
  GeglNode *source, *sink;
  int file = g_file_open_tmp ("phantom-XXXXXX.jpg", &path, error);

  if (file < 0 || !g_close (file, error)
      || !save (photo, path, "gegl:jpg-save", "quality", quality, error))
    return NULL;
  source = gegl_node_new_child (graph, "operation", "gegl:jpg-load", "path", path, NULL);
  sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &result, NULL);
  gegl_node_link (source, sink);
  gegl_node_process (sink);
  g_remove (path);
  return result;
}

static gboolean
save_layer (const PhantomPicture *picture, const float *pixels, const char *suffix, GError **error)
{
  gboolean color = pixels == picture->photo || pixels == picture->skin;
  g_autoptr (GeglBuffer) buffer = to_buffer (picture, pixels, color);
  g_autofree char *path = g_strconcat (output, suffix, NULL);

  if (pixels == picture->photo && !png)
    {
      GeglBuffer *taken = through_jpeg (buffer, error);

      if (taken == NULL)
        return FALSE;
      g_object_unref (buffer);
      buffer = taken;
    }
  return save (buffer, path, "gegl:png-save", "bitdepth", 8, error);
}

static gboolean
save_key (const PhantomPicture *picture, const PhantomOptions *options, GError **error)
{
  g_autoptr (GKeyFile) key = g_key_file_new ();
  g_autofree char *path = g_strconcat (output, ".txt", NULL);
  const char *group = "phantom";

  g_key_file_set_comment (
      key, NULL, NULL,
      " Colors are linear sRGB and CIELAB (D65). skin: the skin in even light;"
      " area: median of PREFIX-skin.png\n where the area is at least half;"
      " hair: mean color of the hair as lit. noise: standard deviation relative\n"
      " to the luminance of the area, before the JPEG; blur: standard deviation, px.\n"
      " PREFIX-hair.png: share of each pixel under hair, PREFIX-matte.png: the same"
      " through the lens.",
      NULL);
  g_key_file_set_double (key, group, "px-per-mm", options->px_per_mm);
  g_key_file_set_double (key, group, "mm-per-px", 1 / options->px_per_mm);
  g_key_file_set_integer (key, group, "width", picture->width);
  g_key_file_set_integer (key, group, "height", picture->height);
  g_key_file_set_string (key, group, "view", phantom_view_names[options->view]);
  g_key_file_set_integer (key, group, "seed", options->seed);
  g_key_file_set_string (key, group, "skin", phantom_skin_names[options->skin]);
  g_key_file_set_string (key, group, "hair", phantom_hair_names[options->hair]);
  g_key_file_set_integer (key, group, "hairs", picture->n_hairs);
  g_key_file_set_double (key, group, "blur", options->blur);
  g_key_file_set_double (key, group, "noise", options->noise);
  g_key_file_set_integer (key, group, "jpeg", png ? 0 : quality);
  g_key_file_set_double_list (key, group, "skin-rgb", (double *) picture->skin_rgb, 3);
  g_key_file_set_double_list (key, group, "skin-lab", (double *) picture->skin_lab, 3);
  g_key_file_set_double_list (key, group, "area-rgb", (double *) picture->area_rgb, 3);
  g_key_file_set_double_list (key, group, "area-lab", (double *) picture->area_lab, 3);
  g_key_file_set_double_list (key, group, "hair-rgb", (double *) picture->hair_rgb, 3);
  return g_key_file_save_to_file (key, path, error);
}

static gboolean
run (int argc, char *argv[], GError **error)
{
  PhantomOptions options;
  g_autoptr (PhantomPicture) picture = NULL;

  if (!read_options (&argc, &argv, &options, error))
    return FALSE;
  picture = phantom_draw (&options);
  return save_layer (picture, picture->photo, ".png", error)
         && save_layer (picture, picture->area, "-area.png", error)
         && save_layer (picture, picture->hair, "-hair.png", error)
         && save_layer (picture, picture->matte, "-matte.png", error)
         && save_layer (picture, picture->skin, "-skin.png", error)
         && save_key (picture, &options, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status = EXIT_SUCCESS;

  gegl_init (NULL, NULL);
  if (!run (argc, argv, &error))
    {
      g_printerr ("phantom: %s\n", error->message);
      status = EXIT_FAILURE;
    }
  gegl_exit ();
  return status;
}
