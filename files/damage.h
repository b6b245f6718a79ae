/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * One decoder for each kind of file: see photo_file_check().
 */
#pragma once

#include "photo-file.h"

G_BEGIN_DECLS

/**
 * Damage:
 * @loss: (nullable): the first complaint that means lost pixels
 * @note: (nullable): the first one that does not
 */
typedef struct
{
  char *loss;
  char *note;
} Damage;

void damage_clear (Damage *damage);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Damage, damage_clear)

/** Keeps @text, in any encoding, unless there is one already. */
void damage_add_loss (Damage *damage, const char *text);
void damage_add_note (Damage *damage, const char *text);

/** Notes the bytes after the end of the picture, if there are any. */
void damage_add_tail (Damage *damage, gsize n);

/** Returns: the most zero bytes in a row */
gsize damage_zeros (const guint8 *data, gsize size);

void damage_find_jpeg (const PhotoFile *file, Damage *damage);
void damage_find_png (const PhotoFile *file, Damage *damage);
void damage_find_tiff (const PhotoFile *file, Damage *damage);
void damage_find_webp (const PhotoFile *file, Damage *damage);

G_END_DECLS
