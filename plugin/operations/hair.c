/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:hair, a filter: a photo in, out how much of each pixel is hair, or the photo's skin
 * without hair. */
#include "common.h"

#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

enum_start (tonsure_hair_output)
  enum_value (TONSURE_HAIR_OUTPUT_MATTE, "matte", N_("Matte"))
  enum_value (TONSURE_HAIR_OUTPUT_SKIN, "skin", N_("Skin"))
enum_end (tonsure_hair_output)

property_enum (output, _("Output"), tonsure_hair_output, tonsure_hair_output,
               TONSURE_HAIR_OUTPUT_MATTE)
    description (_("The share of hair in each pixel, or the skin as if it had no hair"))

#define TONSURE_SEES_HAIR_ALONE
#include "tonsure-properties.h"

#else

#define GEGL_OP_FILTER
#define GEGL_OP_NAME hair
#define GEGL_OP_C_SOURCE hair.c

#include "gegl-op.h"
#include "hair.h"

/* The photo is read in blocks of that many pixels on a side, and what is around them. */
#define BLOCK 1024

/* How hair looks at @level; FALSE where the properties do not tell hair from skin. */
static gboolean
init_hair (GeglOperation *operation, int level, TonsureHair *hair)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const double color[3] = { o->hair_red, o->hair_green, o->hair_blue };
  const double skin[3] = { o->skin_red, o->skin_green, o->skin_blue };
  double primaries[9];

  return tonsure_hair_init (hair, color, skin, o->mm_per_px * (1 << level), o->noise,
                            o->blur / (1 << level),
                            tonsure_read_primaries (space, primaries) ? primaries : NULL);
}

static const Babl *
output_format (GeglOperation *operation)
{
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  gboolean matte = GEGL_PROPERTIES (operation)->output == TONSURE_HAIR_OUTPUT_MATTE;

  /* Encoded as it stands, as an area is: half hair is half gray. */
  return babl_format_with_space (matte ? "Y'A float" : "RGBA float", space);
}

static void
prepare (GeglOperation *operation)
{
  const Babl *space = gegl_operation_get_source_space (operation, "input");

  gegl_operation_set_format (operation, "input", babl_format_with_space ("RGBA float", space));
  gegl_operation_set_format (operation, "output", output_format (operation));
}

static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  const GeglRectangle *box = gegl_operation_source_get_bounding_box (operation, "input");

  return box != NULL ? *box : (GeglRectangle){ 0, 0, 0, 0 };
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  TonsureHair hair;

  return tonsure_grow (roi, init_hair (operation, 0, &hair) ? tonsure_hair_margin (&hair) : 0);
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  GeglRectangle box = get_bounding_box (operation);
  GeglRectangle grown = get_required_for_output (operation, pad, roi);

  gegl_rectangle_intersect (&grown, &grown, &box);
  return grown;
}

typedef struct
{
  const TonsureHair *hair; /* NULL where there is none */
  GeglBuffer *input, *output;
  const Babl *format; /* of the photo */
  const Babl *result;
  int level;
  GeglRectangle extent;  /* of the photo */
  int shift_x, shift_y;  /* from a pixel of @output to that of the picture */
  gboolean matte;
} Task;

/* What was read of the photo. */
typedef struct
{
  float *rgba;
  GeglRectangle there;
} Photo;

static const float *
photo_row (const Photo *photo, int x, int y)
{
  return photo->rgba
         + 4 * ((gsize) (y - photo->there.y) * photo->there.width + (x - photo->there.x));
}

static void
write_matte (const Task *task, const GeglRectangle *block, const Photo *photo,
             const float *coverage)
{
  g_autofree float *out = g_new (float, 2 * (gsize) block->width * block->height);
  float *to = out;

  for (int y = block->y; y < block->y + block->height; y++)
    {
      const float *from = photo_row (photo, block->x, y);

      for (int x = 0; x < block->width; x++, to += 2)
        {
          to[0] = coverage != NULL ? *coverage++ : 0.0f;
          to[1] = from[4 * x + 3];
        }
    }
  gegl_buffer_set (task->output, block, task->level, task->result, out, GEGL_AUTO_ROWSTRIDE);
}

static void
write_skin (const Task *task, const GeglRectangle *block, const Photo *photo, const float *skin)
{
  g_autofree float *out = g_new (float, 4 * (gsize) block->width * block->height);
  float *to = out;

  for (int y = block->y; y < block->y + block->height; y++)
    {
      const float *from = photo_row (photo, block->x, y);

      for (int x = 0; x < block->width; x++, from += 4, to += 4)
        {
          const float *light = skin != NULL ? skin : from;

          to[0] = light[0];
          to[1] = light[1];
          to[2] = light[2];
          to[3] = from[3];
          if (skin != NULL)
            skin += 3;
        }
    }
  gegl_buffer_set (task->output, block, task->level, task->result, out, GEGL_AUTO_ROWSTRIDE);
}

static void
do_block (const Task *task, const GeglRectangle *block)
{
  gsize n = (gsize) block->width * block->height;
  GeglRectangle around = tonsure_grow (block, task->hair ? tonsure_hair_margin (task->hair) : 0);
  g_autofree float *coverage = task->hair ? g_new (float, n) : NULL;
  g_autofree float *skin = task->hair && !task->matte ? g_new (float, 3 * n) : NULL;

  gegl_rectangle_intersect (&around, &around, &task->extent);
  gegl_rectangle_bounding_box (&around, &around, block);

  g_autofree float *rgba = g_new (float, 4 * (gsize) around.width * around.height);
  Photo photo = { rgba, around };

  gegl_buffer_get (task->input, &around, 1.0 / (1 << task->level), task->format, rgba,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  if (task->hair != NULL)
    {
      TonsurePixels pixels = { block->x + task->shift_x, block->y + task->shift_y, block->width,
                               block->height };
      TonsurePixels there = { around.x + task->shift_x, around.y + task->shift_y, around.width,
                              around.height };

      tonsure_hair_matte (task->hair, rgba, &there, 4 * (gsize) around.width, &pixels, coverage,
                          skin);
    }
  if (task->matte)
    write_matte (task, block, &photo, coverage);
  else
    write_skin (task, block, &photo, skin);
}

static gboolean
process (GeglOperation *operation, GeglBuffer *input, GeglBuffer *output, const GeglRectangle *roi,
         gint level)
{
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  GeglRectangle rectangle = tonsure_level_rectangle (roi, level);
  GeglRectangle box = get_bounding_box (operation);
  TonsureHair hair;
  Task task = { .hair = init_hair (operation, level, &hair) ? &hair : NULL,
                .input = input,
                .output = output,
                .format = babl_format_with_space ("RGBA float", space),
                .result = output_format (operation),
                .level = level,
                .extent = tonsure_level_rectangle (&box, level),
                .matte = GEGL_PROPERTIES (operation)->output == TONSURE_HAIR_OUTPUT_MATTE };

  tonsure_shift_of (operation, &task.shift_x, &task.shift_y);
  task.shift_x >>= level;
  task.shift_y >>= level;
  for (int y = rectangle.y; y < rectangle.y + rectangle.height; y += BLOCK)
    for (int x = rectangle.x; x < rectangle.x + rectangle.width; x += BLOCK)
      {
        GeglRectangle block = { x, y, MIN (BLOCK, rectangle.x + rectangle.width - x),
                                MIN (BLOCK, rectangle.y + rectangle.height - y) };

        do_block (&task, &block);
      }
  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  operation_class->prepare = prepare;
  operation_class->get_bounding_box = get_bounding_box;
  operation_class->get_required_for_output = get_required_for_output;
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->threaded = TRUE;
  GEGL_OPERATION_FILTER_CLASS (klass)->process = process;

  /* No "license": GEGL takes it for a demand on the host and knows none but the GPL. */
  gegl_operation_class_set_keys (operation_class,
    "name", "tonsure:hair",
    "title", _("Hair Matte"),
    "categories", "render:artistic",
    "op-version", "1",
    "gimp:menu-path", "<Image>/Filters/Scalp Micropigmentation",
    "gimp:menu-label", _("Hair Matte..."),
    "description",
    _("Finds hair by its color and the skin between: white is hair, black is skin"),
    NULL);
}

#endif
