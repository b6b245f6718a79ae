/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:gray-hair, a composer: a picture in, and on its second pad the photo in which the hair
 * is seen, unless that is the picture; out the picture with some of the hair white. */
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
    description (_("Length of the hair as it lies: from 3 mm on it turns white strand by strand, "
                   "below hair by hair"))
    value_range (0.0, 1000.0)
    ui_range (0.0, 10.0)
    ui_steps (0.1, 1.0)
    ui_digits (1)
    ui_meta ("unit", "mm")

property_seed (seed, _("Seed"), rand)
    description (tonsure_property_meaning ("seed"))

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

#define TONSURE_SEES_HAIR_ALONE
#include "tonsure-properties.h"

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME gray_hair
#define GEGL_OP_C_SOURCE gray-hair.c

#include "gegl-op.h"
#include "gray-hair.h"

#include <string.h>

/* What is drawn at a time, and how many rows are read at a time to find the direction of hair. */
#define BLOCK 1024
#define ROWS 64

/* What becomes of the hair at @level; FALSE where nothing does, or it cannot be told from skin. */
static gboolean
init_gray (GeglOperation *operation, int level, TonsureGrayHair *gray)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const double color[3] = { o->hair_red, o->hair_green, o->hair_blue };
  const double skin[3] = { o->skin_red, o->skin_green, o->skin_blue };
  double primaries[9];
  const double *own = tonsure_read_primaries (space, primaries) ? primaries : NULL;
  TonsureHair hair;

  if (!tonsure_hair_init (&hair, color, skin, o->mm_per_px * (1 << level), o->noise,
                          o->blur / (1 << level), own))
    return FALSE;
  tonsure_gray_hair_init (gray, &hair, own);
  gray->share = o->share;
  gray->left = o->left;
  gray->melanin = o->melanin;
  gray->length = o->length;
  gray->seed = o->seed;
  gray->origin_x = o->origin_x;
  gray->origin_y = o->origin_y;
  return tonsure_gray_hair_changes (gray);
}

static void
prepare (GeglOperation *operation)
{
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const Babl *format = gegl_operation_get_source_format (operation, "input");

  if (format == NULL || babl_format_is_palette (format))
    format = babl_format_with_space ("RGBA float", space);
  gegl_operation_set_format (operation, "input", format);
  gegl_operation_set_format (operation, "output", format);
}

static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  const GeglRectangle *box = gegl_operation_source_get_bounding_box (operation, "input");

  return box != NULL ? *box : (GeglRectangle){ 0, 0, 0, 0 };
}

static gboolean
has_aux (GeglOperation *operation)
{
  return gegl_node_get_producer (operation->node, "aux", NULL) != NULL;
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  TonsureGrayHair gray;
  gboolean hair = g_str_equal (pad, "aux") || !has_aux (operation);

  if (!hair || !init_gray (operation, 0, &gray))
    return *roi;
  return tonsure_grow (roi, tonsure_gray_hair_margin (&gray));
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  GeglRectangle changed = get_required_for_output (operation, pad, roi);
  GeglRectangle box = get_bounding_box (operation);

  gegl_rectangle_intersect (&changed, &changed, &box);
  return changed;
}

typedef struct
{
  TonsureGrayField *field;
  GeglBuffer *input, *photo, *output;
  const Babl *own;    /* the format of @input and @output */
  const Babl *linear; /* the same as light */
  int level, near;
  GeglRectangle extent; /* of the photo */
  int shift_x, shift_y; /* from a pixel of the buffers to that of the picture */
  float *rgba, *light, *before; /* of a block; what is around it, for the first */
} Task;

static TonsurePixels
pixels_of (const Task *task, const GeglRectangle *rectangle)
{
  return (TonsurePixels) { rectangle->x + task->shift_x, rectangle->y + task->shift_y,
                           rectangle->width, rectangle->height };
}

static void
read (GeglBuffer *buffer, const Task *task, const GeglRectangle *rectangle, const Babl *format,
      gpointer to)
{
  gegl_buffer_get (buffer, rectangle, 1.0 / (1 << task->level), format, to, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
}

static void
read_field (const Task *task)
{
  TonsurePixels reads = tonsure_gray_field_reads (task->field);
  g_autofree float *rgba = g_new (float, 4 * (gsize) reads.width * ROWS);

  for (int y = reads.y; y < reads.y + reads.height; y += ROWS)
    {
      GeglRectangle rows = { reads.x - task->shift_x, y - task->shift_y, reads.width,
                             MIN (ROWS, reads.y + reads.height - y) };

      read (task->photo, task, &rows, task->linear, rgba);
      tonsure_gray_field_read (task->field, rgba, 4 * (gsize) reads.width, y, rows.height);
    }
  tonsure_gray_field_finish (task->field);
}

/* Writes those pixels whose light is no longer what it was: to light and back need not be exact. */
static void
write_changed (const Task *task, const GeglRectangle *block, const float *before,
               const float *light)
{
  gsize n = (gsize) block->width * block->height;
  gsize size = babl_format_get_bytes_per_pixel (task->own);
  g_autofree char *own = NULL, *changed = NULL;

  if (task->own == task->linear)
    {
      gegl_buffer_set (task->output, block, task->level, task->own, light, GEGL_AUTO_ROWSTRIDE);
      return;
    }
  own = g_malloc (n * size);
  changed = g_malloc (n * size);
  read (task->input, task, block, task->own, own);
  babl_process (babl_fish (task->linear, task->own), light, changed, n);
  for (gsize i = 0; i < n; i++)
    if (memcmp (before + 4 * i, light + 4 * i, 4 * sizeof (float)) != 0)
      memcpy (own + i * size, changed + i * size, size);
  gegl_buffer_set (task->output, block, task->level, task->own, own, GEGL_AUTO_ROWSTRIDE);
}

/* The picture to change as light: often it is the photo. */
static void
read_light (const Task *task, const GeglRectangle *block, const GeglRectangle *around,
            const float *rgba, float *light)
{
  const float *from = rgba + 4 * ((gsize) (block->y - around->y) * around->width)
                      + 4 * (gsize) (block->x - around->x);

  if (task->input != task->photo)
    read (task->input, task, block, task->linear, light);
  else
    for (int y = 0; y < block->height; y++)
      memcpy (light + 4 * (gsize) y * block->width, from + 4 * (gsize) y * around->width,
              4 * sizeof (float) * block->width);
}

static void
do_block (const Task *task, const GeglRectangle *block)
{
  gsize n = (gsize) block->width * block->height;
  GeglRectangle around = tonsure_grow (block, task->near);
  TonsurePixels pixels = pixels_of (task, block), there;

  gegl_rectangle_intersect (&around, &around, &task->extent);
  gegl_rectangle_bounding_box (&around, &around, block);
  there = pixels_of (task, &around);

  read (task->photo, task, &around, task->linear, task->rgba);
  read_light (task, block, &around, task->rgba, task->light);
  if (task->before != NULL)
    memcpy (task->before, task->light, 4 * n * sizeof (float));
  tonsure_gray_draw (task->field, task->rgba, &there, 4 * (gsize) around.width, &pixels,
                     task->light);
  write_changed (task, block, task->before, task->light);
}

static void
do_blocks (Task *task, const GeglRectangle *rectangle)
{
  gsize width = MIN (rectangle->width, BLOCK), height = MIN (rectangle->height, BLOCK);
  gsize more = (width + 2 * (gsize) task->near) * (height + 2 * (gsize) task->near);

  task->rgba = gegl_malloc (4 * more * sizeof (float));
  task->light = gegl_malloc (4 * width * height * sizeof (float));
  if (task->own != task->linear)
    task->before = gegl_malloc (4 * width * height * sizeof (float));
  for (int y = rectangle->y; y < rectangle->y + rectangle->height; y += BLOCK)
    for (int x = rectangle->x; x < rectangle->x + rectangle->width; x += BLOCK)
      {
        GeglRectangle block = { x, y, MIN (BLOCK, rectangle->x + rectangle->width - x),
                                MIN (BLOCK, rectangle->y + rectangle->height - y) };

        do_block (task, &block);
      }
  gegl_free (task->rgba);
  gegl_free (task->light);
  if (task->before != NULL)
    gegl_free (task->before);
}

static gboolean
process (GeglOperation *operation, GeglBuffer *input, GeglBuffer *aux, GeglBuffer *output,
         const GeglRectangle *roi, gint level)
{
  GeglRectangle rectangle = tonsure_level_rectangle (roi, level);
  const GeglRectangle *box = gegl_operation_source_get_bounding_box (operation, aux ? "aux" : "input");
  const Babl *own = gegl_buffer_get_format (output);
  Task task = { .input = input,
                .photo = aux != NULL ? aux : input,
                .output = output,
                .own = own,
                .linear = babl_format_with_space ("RGBA float", own),
                .level = level,
                .extent = tonsure_level_rectangle (box != NULL ? box : roi, level) };
  g_autoptr (TonsureGrayField) field = NULL;
  TonsurePixels pixels, picture;
  TonsureGrayHair gray;

  if (!init_gray (operation, level, &gray))
    return FALSE; /* not called for it */
  tonsure_shift_of (operation, &task.shift_x, &task.shift_y);
  task.shift_x >>= level;
  task.shift_y >>= level;
  task.near = tonsure_gray_hair_near (&gray);
  pixels = pixels_of (&task, &rectangle);
  picture = pixels_of (&task, &task.extent);
  field = task.field = tonsure_gray_field_new (&gray, &pixels, &picture);
  read_field (&task);
  do_blocks (&task, &rectangle);
  return TRUE;
}

/* Where there is nothing to do the picture itself is the result. */
static gboolean
operation_process (GeglOperation *operation, GeglOperationContext *context, const gchar *pad,
                   const GeglRectangle *roi, gint level)
{
  GObject *input = gegl_operation_context_get_object (context, "input");
  TonsureGrayHair gray;

  if (input == NULL || init_gray (operation, level, &gray))
    return GEGL_OPERATION_CLASS (gegl_op_parent_class)
        ->process (operation, context, pad, roi, level);
  gegl_operation_context_set_object (context, "output", input);
  return TRUE;
}

static void
finalize (GObject *object)
{
  g_clear_pointer (&GEGL_PROPERTIES (object)->rand, gegl_random_free);
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
  operation_class->threaded = TRUE;
  operation_class->process = operation_process;
  tonsure_property_set_default_seed (G_OBJECT_CLASS (klass));
  GEGL_OPERATION_COMPOSER_CLASS (klass)->process = process;

  /* No "license": GEGL takes it for a demand on the host and knows none but the GPL. */
  gegl_operation_class_set_keys (operation_class,
    "name", "tonsure:gray-hair",
    "title", _("Gray Hair"),
    "categories", "render:artistic",
    "op-version", "1",
    "gimp:menu-path", "<Image>/Filters/Scalp Micropigmentation",
    "gimp:menu-label", _("Gray Hair..."),
    "description",
    _("Shows the hair of a photo with a share of it white, some bleached, some lost"),
    NULL);
}

#endif
