/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Damage in JPEG files, as libjpeg sees it: see damage.h. */
#include "damage.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

/* Bytes between the last pixel and the marker that ends a scan (choice): some encoders in hardware
 * fill up a block with the same byte, a few leave bytes of anything. Coded data that was
 * overwritten ends anywhere. */
#define MOST_FILLING 512
#define MOST_EXTRA 16

typedef struct
{
  struct jpeg_error_mgr base;
  const PhotoFile *file;
  Damage *damage;
  jmp_buf out;
} Errors;

static void
stop (j_common_ptr info)
{
  Errors *errors = (Errors *) info->err;
  char text[JMSG_LENGTH_MAX];

  info->err->format_message (info, text);
  damage_add_loss (errors->damage, text);
  longjmp (errors->out, 1);
}

/* Whether the @n bytes before a marker, the next to be read, are no mere filling. */
static gboolean
is_left_over (const struct jpeg_source_mgr *source, const PhotoFile *file, int n)
{
  const guint8 *end = source->next_input_byte;

  if (n <= MOST_EXTRA)
    return FALSE;
  if (n > MOST_FILLING || end - file->data < n)
    return TRUE;
  return memcmp (end - n, end - n + 1, n - 1) != 0;
}

/* Whether a warning is about pixels. */
static gboolean
is_loss (j_common_ptr info, const PhotoFile *file)
{
  const struct jpeg_error_mgr *base = info->err;

  switch (base->msg_code)
    {
    case JWRN_EXTRANEOUS_DATA:
      return is_left_over (((j_decompress_ptr) info)->src, file, base->msg_parm.i[0]);
    case JWRN_ADOBE_XFORM:
    case JWRN_BOGUS_ICC:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_JFIF_MAJOR:
    case JWRN_TOO_MUCH_DATA:
      return FALSE;
    default:
      return TRUE;
    }
}

static void
warn (j_common_ptr info, int level)
{
  Errors *errors = (Errors *) info->err;
  char text[JMSG_LENGTH_MAX];

  if (level >= 0)
    return;
  info->err->format_message (info, text);
  if (is_loss (info, errors->file))
    damage_add_loss (errors->damage, text);
  else
    damage_add_note (errors->damage, text);
}

/* An eighth of the size: all of the coded data is read, and little else is done. */
static void
decode (struct jpeg_decompress_struct *info, GArray *row)
{
  jpeg_read_header (info, TRUE);
  info->scale_num = 1;
  info->scale_denom = 8;
  info->dct_method = JDCT_IFAST;
  info->do_fancy_upsampling = FALSE;
  jpeg_start_decompress (info);
  g_array_set_size (row, info->output_width * info->output_components);
  while (info->output_scanline < info->output_height)
    {
      JSAMPROW to = (JSAMPROW) row->data;

      jpeg_read_scanlines (info, &to, 1);
    }
  jpeg_finish_decompress (info);
}

void
damage_find_jpeg (const PhotoFile *file, Damage *damage)
{
  struct jpeg_decompress_struct info;
  Errors errors = { .file = file, .damage = damage };
  GArray *row = g_array_new (FALSE, FALSE, 1);

  memset (&info, 0, sizeof info);
  info.err = jpeg_std_error (&errors.base);
  errors.base.error_exit = stop;
  errors.base.emit_message = warn;
  if (setjmp (errors.out) == 0)
    {
      jpeg_create_decompress (&info);
      jpeg_mem_src (&info, file->data, file->size);
      decode (&info, row);
      damage_add_tail (damage, info.src->bytes_in_buffer);
    }
  jpeg_destroy_decompress (&info);
  g_array_unref (row);
}
