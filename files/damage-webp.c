/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Damage in WebP files, as libwebp sees it: see damage.h. */
#include "damage.h"

#include <string.h>
#include <webp/decode.h>

/* Bytes at the end of coded data that need not be read: encoders fill up the last word. */
#define MOST_FILLING 64

static gsize
read_32 (const guint8 *p)
{
  return (gsize) p[0] | (gsize) p[1] << 8 | (gsize) p[2] << 16 | (gsize) p[3] << 24;
}

/* Where the chunk with coded pixels ends: four letters, length, data, padded to even. */
static gsize
end_of_pixels (const PhotoFile *file)
{
  for (gsize at = 12; at + 8 <= file->size;)
    {
      const guint8 *p = file->data + at;
      gsize end = at + 8 + MIN (read_32 (p + 4), file->size - at - 8);

      if (memcmp (p, "VP8 ", 4) == 0 || memcmp (p, "VP8L", 4) == 0)
        return end;
      at = end + (end & 1);
    }
  return file->size;
}

/* Wrong bytes decode without complaint, but make more or fewer pixels than there are: the last one
 * is then there too early, or not at the end. */
static void
decode (WebPIDecoder *decoder, const PhotoFile *file, Damage *damage)
{
  gsize end = end_of_pixels (file);
  VP8StatusCode status = VP8_STATUS_SUSPENDED;

  if (end > 2 * MOST_FILLING)
    status = WebPIUpdate (decoder, file->data, end - MOST_FILLING);
  if (status == VP8_STATUS_OK)
    damage_add_loss (damage, "coded data goes on after the last pixel");
  else if (status != VP8_STATUS_SUSPENDED
           || WebPIUpdate (decoder, file->data, file->size) != VP8_STATUS_OK)
    damage_add_loss (damage, "coded data ends before the last pixel");
}

void
damage_find_webp (const PhotoFile *file, Damage *damage)
{
  gsize riff = 8 + read_32 (file->data + 4);
  WebPDecoderConfig config;
  WebPIDecoder *decoder;

  if (!WebPInitDecoderConfig (&config)
      || WebPGetFeatures (file->data, file->size, &config.input) != VP8_STATUS_OK)
    {
      damage_add_loss (damage, "the head of the file cannot be read");
      return;
    }
  if (config.input.has_animation)
    return;
  config.options.bypass_filtering = 1;
  config.options.no_fancy_upsampling = 1;
  if (riff > file->size)
    {
      damage_add_loss (damage, "the file is truncated");
      return;
    }
  decoder = WebPIDecode (NULL, 0, &config);
  decode (decoder, file, damage);
  WebPIDelete (decoder);
  WebPFreeDecBuffer (&config.output);
  damage_add_tail (damage, file->size - riff);
}
