/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A photo, treated block by block: see photo.h. */
#include "photo.h"

#include <string.h>

/* With alpha multiplied in, light stays so: what is transparent keeps its color. */
static const Babl *
linear_format (const Babl *own)
{
  gboolean associated = babl_get_model_flags (own) & BABL_MODEL_FLAG_ASSOCIATED;

  return babl_format_with_space (associated ? "RaGaBaA float" : "RGBA float", own);
}

/* Numbers encoded as sRGB, by far the most frequent photos, are converted here: with the same bits
 * in every process, which babl does not promise. */
static const TonsureEncoding *
encoding_of (const Babl *own)
{
  const Babl *type = babl_format_get_type (own, 0), *srgb = babl_trc ("sRGB");
  const Babl *model = babl_format_get_model (own);
  const Babl *curves[3] = { NULL };

  if (babl_format_is_palette (own)
      || (model != babl_model_with_space ("R'G'B'", own)
          && model != babl_model_with_space ("R'G'B'A", own)))
    return NULL;
  babl_space_get (babl_format_get_space (own), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                  &curves[0], &curves[1], &curves[2]);
  if (curves[0] != srgb || curves[1] != srgb || curves[2] != srgb)
    return NULL;
  return type == babl_type ("u8")    ? tonsure_encoding_srgb (8)
         : type == babl_type ("u16") ? tonsure_encoding_srgb (16)
                                     : NULL;
}

void
tonsure_photo_init (TonsurePhoto *photo, const TonsureRenderer *renderer, GeglBuffer *input,
                    GeglBuffer *output, int level, const GeglRectangle *extent)
{
  const Babl *own = gegl_buffer_get_format (output);
  const gsize n = TONSURE_BLOCK * TONSURE_BLOCK;

  memset (photo, 0, sizeof *photo);
  photo->renderer = renderer;
  photo->input = input;
  photo->output = output;
  photo->level = level;
  photo->extent = *extent;
  photo->own = own;
  photo->linear = linear_format (own);
  photo->bytes = babl_format_get_type (own, 0) == babl_type ("u8");
  photo->encoding = encoding_of (own);
  if (renderer == NULL)
    return;
  photo->light = gegl_malloc (sizeof (float) * 4 * n);
  photo->transmittance = gegl_malloc (sizeof (float) * 4 * n);
  photo->pixels = gegl_malloc (babl_format_get_bytes_per_pixel (own) * n);
  if (tonsure_render_hair (renderer) != NULL)
    photo->bare = gegl_malloc (sizeof (float) * 4 * n);
}

void
tonsure_photo_clear (TonsurePhoto *photo)
{
  g_clear_pointer (&photo->light, gegl_free);
  g_clear_pointer (&photo->transmittance, gegl_free);
  g_clear_pointer (&photo->pixels, gegl_free);
  g_clear_pointer (&photo->bare, gegl_free);
}

void
tonsure_photo_copy (const TonsurePhoto *photo, const GeglRectangle *rectangle)
{
  if (photo->level == 0)
    gegl_buffer_copy (photo->input, rectangle, GEGL_ABYSS_NONE, photo->output, rectangle);
  else
    {
      gsize n = (gsize) rectangle->width * rectangle->height;
      g_autofree char *pixels = g_malloc (n * babl_format_get_bytes_per_pixel (photo->own));

      gegl_buffer_get (photo->input, rectangle, 1.0 / (1 << photo->level), photo->own, pixels,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      gegl_buffer_set (photo->output, rectangle, photo->level, photo->own, pixels,
                       GEGL_AUTO_ROWSTRIDE);
    }
}

/* Reads numbers as light, as multiply_encoded() does. */
static void
read_encoded (const TonsurePhoto *photo, const GeglRectangle *rectangle, float *rgba)
{
  gsize n = (gsize) rectangle->width * rectangle->height;
  int components = babl_format_get_n_components (photo->own);
  g_autofree guint8 *numbers = g_malloc (n * babl_format_get_bytes_per_pixel (photo->own));
  const guint16 *words = (const guint16 *) numbers;

  gegl_buffer_get (photo->input, rectangle, 1.0 / (1 << photo->level), photo->own, numbers,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 4; c++)
      {
        gsize at = i * components + c;
        guint number = c >= components ? G_MAXUINT16 : photo->bytes ? numbers[at] : words[at];

        rgba[4 * i + c] = c < 3 ? photo->encoding->light[number]
                                : (float) number / (photo->bytes ? 255.0f : 65535.0f);
      }
}

/* Finds what of the light of a block comes from skin, by the photo around it. */
static void
find_bare (const TonsurePhoto *photo, const GeglRectangle *rectangle)
{
  const TonsureHair *hair = tonsure_render_hair (photo->renderer);
  GeglRectangle around = tonsure_grow (rectangle, tonsure_hair_margin (hair));

  gegl_rectangle_intersect (&around, &around, &photo->extent);
  gegl_rectangle_bounding_box (&around, &around, rectangle);

  g_autofree float *rgba = g_new (float, 4 * (gsize) around.width * around.height);

  if (photo->encoding != NULL)
    read_encoded (photo, &around, rgba);
  else
    gegl_buffer_get (photo->input, &around, 1.0 / (1 << photo->level), photo->linear, rgba,
                     GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  tonsure_hair_bare (
      hair, rgba, &(TonsurePixels) { around.x, around.y, around.width, around.height },
      4 * (gsize) around.width,
      &(TonsurePixels) { rectangle->x, rectangle->y, rectangle->width, rectangle->height },
      photo->bare);
}

static void
multiply_light (const TonsurePhoto *photo, gsize n)
{
  if (photo->bare != NULL)
    tonsure_render_multiply_bare (photo->renderer, photo->transmittance, photo->bare, n,
                                  photo->light);
  else
    tonsure_render_multiply (photo->renderer, photo->transmittance, n, photo->light);
}

/* A photo in linear light is multiplied as it stands: where no light is lost no bit changes. */
static gboolean
treat_linear (const TonsurePhoto *photo, const TonsureBlock *block, const GeglRectangle *rectangle)
{
  gegl_buffer_get (photo->input, rectangle, 1.0 / (1 << photo->level), photo->linear, photo->light,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  if (photo->bare == NULL)
    {
      if (!tonsure_render_treat (photo->renderer, block->mask, &block->mask_pixels,
                                 block->mask_stride, &block->pixels, photo->light,
                                 4 * rectangle->width))
        return FALSE;
    }
  else
    {
      if (!tonsure_render_transmittance (photo->renderer, block->mask, &block->mask_pixels,
                                         block->mask_stride, &block->pixels, photo->transmittance,
                                         4 * rectangle->width))
        return FALSE;
      find_bare (photo, rectangle);
      multiply_light (photo, (gsize) rectangle->width * rectangle->height);
    }
  gegl_buffer_set (photo->output, rectangle, photo->level, photo->linear, photo->light,
                   GEGL_AUTO_ROWSTRIDE);
  return TRUE;
}

static guint
number_of (const TonsurePhoto *photo, gsize i)
{
  return photo->bytes ? ((const guint8 *) photo->pixels)[i] : ((const guint16 *) photo->pixels)[i];
}

static void
set_number (const TonsurePhoto *photo, gsize i, guint number)
{
  if (photo->bytes)
    ((guint8 *) photo->pixels)[i] = (guint8) number;
  else
    ((guint16 *) photo->pixels)[i] = (guint16) number;
}

/* Only those numbers that lose light are written. */
static void
multiply_encoded (const TonsurePhoto *photo, gsize n)
{
  int components = babl_format_get_n_components (photo->own);

  for (gsize i = 0; i < n; i++)
    {
      for (int c = 0; c < 3; c++)
        photo->light[4 * i + c] = photo->encoding->light[number_of (photo, i * components + c)];
      photo->light[4 * i + 3] = 1.0f;
    }
  multiply_light (photo, n);
  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      if (photo->transmittance[4 * i + c] < 1.0f)
        set_number (photo, i * components + c,
                    tonsure_encoding_number (photo->encoding, MIN (photo->light[4 * i + c], 1.0f)));
}

/* Multiplies @n pixels. Only those that lose light are written back: to linear light and back
 * again need not be exact. */
static void
multiply_pixels (const TonsurePhoto *photo, gsize n)
{
  gsize size = babl_format_get_bytes_per_pixel (photo->own);
  g_autofree char *treated = g_malloc (n * size);

  babl_process (babl_fish (photo->own, photo->linear), photo->pixels, photo->light, n);
  multiply_light (photo, n);
  babl_process (babl_fish (photo->linear, photo->own), photo->light, treated, n);
  for (gsize i = 0; i < n; i++)
    {
      const float *t = photo->transmittance + 4 * i;

      if (t[0] != 1.0f || t[1] != 1.0f || t[2] != 1.0f)
        memcpy (photo->pixels + i * size, treated + i * size, size);
    }
}

static gboolean
treat_converted (const TonsurePhoto *photo, const TonsureBlock *block,
                 const GeglRectangle *rectangle)
{
  if (!tonsure_render_transmittance (photo->renderer, block->mask, &block->mask_pixels,
                                     block->mask_stride, &block->pixels, photo->transmittance,
                                     4 * rectangle->width))
    return FALSE;
  if (photo->bare != NULL)
    find_bare (photo, rectangle);
  gegl_buffer_get (photo->input, rectangle, 1.0 / (1 << photo->level), photo->own, photo->pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  if (photo->encoding != NULL)
    multiply_encoded (photo, (gsize) rectangle->width * rectangle->height);
  else
    multiply_pixels (photo, (gsize) rectangle->width * rectangle->height);
  gegl_buffer_set (photo->output, rectangle, photo->level, photo->own, photo->pixels,
                   GEGL_AUTO_ROWSTRIDE);
  return TRUE;
}

void
tonsure_photo_write_block (const TonsureBlock *block, gpointer data)
{
  const TonsurePhoto *photo = data;
  const TonsurePixels *pixels = &block->pixels;
  GeglRectangle rectangle = { pixels->x, pixels->y, pixels->width, pixels->height };
  gboolean treated = FALSE;

  if (block->mask != NULL)
    treated = photo->own == photo->linear ? treat_linear (photo, block, &rectangle)
                                          : treat_converted (photo, block, &rectangle);
  if (!treated)
    tonsure_photo_copy (photo, &rectangle);
}
