/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:gray-hair, a composer: a photo in, and on its second pad the treatment area, unless the
 * hair is known as a map; out the photo with some of the hair white. */
#include "common.h"

#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

property_double (share, _("Share white"), 0.0)
    description (_("Share of the hairs with color that turn white"))
    value_range (0.0, 1.0)
    ui_steps (0.01, 0.1)
    ui_digits (2)

property_double (left, _("Hair left"), 1.0)
    description (_("Share of the hairs that still stand"))
    value_range (0.0, 1.0)
    ui_steps (0.01, 0.1)
    ui_digits (2)

property_double (melanin, _("Melanin left"), 1.0)
    description (_("Share of melanin left in hair that keeps its color; the sun bleaches it"))
    value_range (0.0, 1.0)
    ui_steps (0.01, 0.1)
    ui_digits (2)

property_double (length, _("Length (mm)"), 1.0)
    description (_("Length of the hair as it lies: locks that turn white together are no longer"))
    value_range (0.0, 1000.0)
    ui_range (0.0, 10.0)
    ui_steps (0.1, 1.0)
    ui_digits (1)
    ui_meta ("unit", "mm")

property_seed (seed, _("Seed"), rand)
    description (tonsure_property_meaning ("seed"))

property_double (mm_per_px, _("Millimeters per pixel"),
                 tonsure_property_field ("mm_per_px")->standard)
    description (tonsure_property_meaning ("mm_per_px"))
    value_range (tonsure_property_minimum ("mm_per_px"), tonsure_property_maximum ("mm_per_px"))
    ui_range (0.02, 1.0)
    ui_gamma (2.0)
    ui_steps (0.001, 0.01)
    ui_digits (4)
    ui_meta ("unit", "mm")

property_double (origin_x, _("Origin X (mm)"), 0.0)
    description (tonsure_property_meaning ("origin_x"))
    value_range (tonsure_property_minimum ("origin_x"), tonsure_property_maximum ("origin_x"))
    ui_range (-300.0, 300.0)
    ui_meta ("unit", "mm")

property_double (origin_y, _("Origin Y (mm)"), 0.0)
    description (tonsure_property_meaning ("origin_y"))
    value_range (tonsure_property_minimum ("origin_y"), tonsure_property_maximum ("origin_y"))
    ui_range (-300.0, 300.0)
    ui_meta ("unit", "mm")

property_double (blur, _("Blur (pixels)"), tonsure_property_field ("blur")->standard)
    description (tonsure_property_meaning ("blur"))
    value_range (tonsure_property_minimum ("blur"), tonsure_property_maximum ("blur"))
    ui_range (0.0, 5.0)
    ui_steps (0.1, 0.5)
    ui_digits (2)
    ui_meta ("unit", "pixel-distance")

property_double (noise, _("Noise"), tonsure_property_field ("noise")->standard)
    description (tonsure_property_meaning ("noise"))
    value_range (tonsure_property_minimum ("noise"), tonsure_property_maximum ("noise"))
    ui_range (0.0, 0.1)
    ui_steps (0.001, 0.01)
    ui_digits (3)

property_string (map, _("Map of the hair"), "")
    description (_("Where hair is and how it is lit, as text; if empty, it is found around the "
                   "treatment area, which is the second input"))

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME gray_hair
#define GEGL_OP_C_SOURCE gray-hair.c

#include "gegl-op.h"
#include "tonsure.h"

#include <string.h>

/* Rows that are drawn at a time. */
#define ROWS 128

/* The map that was last read or made, and of what; a photo's is made once. */
typedef struct
{
  GMutex mutex;
  TonsureGrayMap *map;
  char *text;
  gboolean warned;
} State;

static void
warn (State *state, const char *message)
{
  if (!state->warned)
    g_warning ("tonsure:gray-hair: %s", message);
  state->warned = TRUE;
}

static TonsureGrayHair
hair_of (GeglOperation *operation)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  TonsureGrayHair gray;

  tonsure_gray_hair_init (&gray);
  gray.share = o->share;
  gray.left = o->left;
  gray.melanin = o->melanin;
  gray.length = o->length;
  gray.blur = o->blur;
  gray.noise = o->noise;
  gray.seed = o->seed;
  gray.origin_x = o->origin_x;
  gray.origin_y = o->origin_y;
  return gray;
}

static gboolean
has_text (GeglOperation *operation)
{
  const char *text = GEGL_PROPERTIES (operation)->map;

  return text != NULL && *text != '\0';
}

static void
forget (State *state)
{
  g_clear_pointer (&state->map, tonsure_gray_map_free);
  g_clear_pointer (&state->text, g_free);
  state->warned = FALSE;
}

static void
prepare (GeglOperation *operation)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const Babl *format = gegl_operation_get_source_format (operation, "input");
  State *state = o->user_data;

  if (state == NULL)
    {
      o->user_data = state = g_new0 (State, 1);
      g_mutex_init (&state->mutex);
    }
  if (!has_text (operation) || g_strcmp0 (state->text, o->map) != 0)
    forget (state); /* the photo may be another one */
  if (format == NULL || babl_format_is_palette (format))
    format = babl_format_with_space ("RGBA float", space);
  gegl_operation_set_format (operation, "input", format);
  gegl_operation_set_format (operation, "output", format);
}

static GeglRectangle
box_of (GeglOperation *operation, const char *pad)
{
  const GeglRectangle *box = gegl_operation_source_get_bounding_box (operation, pad);

  return box != NULL ? *box : (GeglRectangle) { 0, 0, 0, 0 };
}

static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  return box_of (operation, "input");
}

/* To find hair all of the photo is looked at; with a map no pixel beside the one that is drawn. */
static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  TonsureGrayHair gray = hair_of (operation);

  if (has_text (operation) || !tonsure_gray_hair_changes (&gray))
    return *roi;
  return box_of (operation, pad);
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  return has_text (operation) ? *roi : get_bounding_box (operation);
}

static GeglRectangle
get_cached_region (GeglOperation *operation, const GeglRectangle *roi)
{
  return has_text (operation) ? *roi : get_bounding_box (operation);
}

/* The area where the photo is, encoded as it stands. */
static guint16 *
read_area (GeglBuffer *area, const GeglRectangle *box)
{
  guint16 *mask = g_new (guint16, (gsize) box->width * box->height);

  tonsure_read_gray (area, box, 0, mask, (gsize) box->width);
  return mask;
}

/* Of the photo, its upper left pixel as 0, 0. */
static TonsureGrayMap *
make_map (GeglOperation *operation, GeglBuffer *input, GeglBuffer *area, State *state)
{
  GeglRectangle box = get_bounding_box (operation);
  g_autofree float *rgb = NULL;
  g_autofree guint16 *mask = NULL;
  g_autoptr (GError) error = NULL;
  TonsureGrayMap *map;

  if (area == NULL)
    {
      warn (state, _("there is no treatment area to find the hair around: connect it as the second "
                     "input"));
      return NULL;
    }
  rgb = g_new (float, 3 * (gsize) box.width * box.height);
  gegl_buffer_get (input, &box, 1.0, babl_format ("RGB float"), rgb, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  mask = read_area (area, &box);
  map = tonsure_gray_map_new (rgb, mask, NULL, NULL, box.width, box.height,
                              GEGL_PROPERTIES (operation)->mm_per_px, &error);
  if (map == NULL)
    warn (state, error->message);
  return map;
}

static const TonsureGrayMap *
find_map (GeglOperation *operation, GeglBuffer *input, GeglBuffer *area)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  State *state = o->user_data;

  g_mutex_lock (&state->mutex);
  if (state->map == NULL && !state->warned)
    {
      if (has_text (operation))
        {
          g_autoptr (GError) error = NULL;

          state->text = g_strdup (o->map);
          state->map = tonsure_gray_map_from_text (o->map, &error);
          if (state->map == NULL)
            warn (state, error->message);
        }
      else
        state->map = make_map (operation, input, area, state);
    }
  g_mutex_unlock (&state->mutex);
  return state->map;
}

typedef struct
{
  TonsureGrayHair gray;
  const TonsureGrayMap *map;
  GeglBuffer *input, *output;
  int level;
  int shift_x, shift_y; /* from a pixel of the buffers to that of the map */
} Task;

/* Writes those pixels whose light is no longer what it was: to light and back need not be exact. */
static void
do_rows (const Task *task, const GeglRectangle *rows)
{
  const Babl *own = gegl_buffer_get_format (task->output), *linear = babl_format ("RGBA float");
  double scale = 1.0 / (1 << task->level);
  gsize n = (gsize) rows->width * rows->height, size = babl_format_get_bytes_per_pixel (own);
  g_autofree float *before = g_new (float, 4 * n), *after = NULL;
  g_autofree char *pixels = g_malloc (n * size), *changed = g_malloc (n * size);
  TonsurePixels there = { rows->x + task->shift_x, rows->y + task->shift_y, rows->width,
                          rows->height };

  gegl_buffer_get (task->input, rows, scale, own, pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  babl_process (babl_fish (own, linear), pixels, before, (glong) n);
  after = g_memdup2 (before, 4 * n * sizeof *before);
  tonsure_gray_hair (&task->gray, task->map, 1 << task->level, &there, after);
  babl_process (babl_fish (linear, own), after, changed, (glong) n);
  for (gsize i = 0; i < n; i++)
    if (memcmp (before + 4 * i, after + 4 * i, 4 * sizeof (float)) != 0)
      memcpy (pixels + i * size, changed + i * size, size);
  gegl_buffer_set (task->output, rows, task->level, own, pixels, GEGL_AUTO_ROWSTRIDE);
}

static gboolean
process (GeglOperation *operation, GeglBuffer *input, GeglBuffer *aux, GeglBuffer *output,
         const GeglRectangle *roi, gint level)
{
  GeglRectangle all = tonsure_level_rectangle (roi, level);
  Task task = { hair_of (operation), find_map (operation, input, aux), input, output, level, 0, 0 };

  if (task.map == NULL)
    {
      gegl_buffer_copy (input, roi, GEGL_ABYSS_NONE, output, roi);
      return TRUE;
    }
  if (has_text (operation))
    tonsure_shift_of (operation, &task.shift_x, &task.shift_y);
  else
    {
      GeglRectangle box = get_bounding_box (operation);

      task.shift_x = -box.x;
      task.shift_y = -box.y;
    }
  task.shift_x >>= level;
  task.shift_y >>= level;
  for (int y = all.y; y < all.y + all.height; y += ROWS)
    {
      GeglRectangle rows = { all.x, y, all.width, MIN (ROWS, all.y + all.height - y) };

      do_rows (&task, &rows);
    }
  return TRUE;
}

/* Where there is nothing to do the picture itself is the result. */
static gboolean
operation_process (GeglOperation *operation, GeglOperationContext *context, const gchar *pad,
                   const GeglRectangle *roi, gint level)
{
  GObject *input = gegl_operation_context_get_object (context, "input");
  TonsureGrayHair gray = hair_of (operation);

  if (input == NULL || tonsure_gray_hair_changes (&gray))
    return GEGL_OPERATION_CLASS (gegl_op_parent_class)
        ->process (operation, context, pad, roi, level);
  gegl_operation_context_set_object (context, "output", input);
  return TRUE;
}

static void
finalize (GObject *object)
{
  GeglProperties *o = GEGL_PROPERTIES (object);
  State *state = o->user_data;

  if (state != NULL)
    {
      forget (state);
      g_mutex_clear (&state->mutex);
      g_clear_pointer (&o->user_data, g_free);
    }
  g_clear_pointer (&o->rand, gegl_random_free);
  G_OBJECT_CLASS (gegl_op_parent_class)->finalize (object);
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  operation_class->prepare = prepare;
  operation_class->get_bounding_box = get_bounding_box;
  operation_class->get_required_for_output = get_required_for_output;
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->get_cached_region = get_cached_region;
  operation_class->threaded = TRUE;
  operation_class->process = operation_process;
  tonsure_property_set_default_seed (G_OBJECT_CLASS (klass));
  GEGL_OPERATION_COMPOSER_CLASS (klass)->process = process;

  /* No "license": GEGL takes it for a demand on the host and knows none but the GPL. */
  gegl_operation_class_set_keys (operation_class,
    "name", "tonsure:gray-hair",
    "title", _("Gray Hair"),
    "categories", "render:artistic",
    "op-version", "2",
    "gimp:menu-path", "<Image>/Filters/Scalp Micropigmentation",
    "gimp:menu-label", _("Gray Hair..."),
    "description",
    _("Shows the hair of a photo with a share of it white, some bleached, some lost"),
    NULL);
}

#endif
