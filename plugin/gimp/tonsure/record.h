/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What a treated picture remembers: the treatment, where its scale comes from, what was
 * measured, and the size of the picture when the dots were placed.
 *
 * Kept as text in a parasite of the area layer, so it is saved and undone with it.
 */
#pragma once

#include "tonsure.h"

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/**
 * RecordHair:
 * @age: of the person in the photo, years; 0 where hair is to stay as it is
 * @ancestry, @sex: see graying.h
 * @gray_now: share of white hair in the photo, below 0 where it is not known
 * @loss: whether hair goes on falling out
 * @length: of the hair as it lies, mm
 */
typedef struct
{
  double age;
  TonsureAncestry ancestry;
  TonsureSex sex;
  double gray_now;
  gboolean loss;
  double length;
} RecordHair;

/**
 * Record:
 * @treatment: what the filter shows
 * @hair: what becomes of the hair
 * @even: whether the area layer holds a plan that evens out the tone, see treat-even.h
 * @source: where @treatment's scale comes from
 * @measured: whether @measurement was read from this photo
 * @measurement: the photo; its color in the primaries is not kept
 * @width, @height: the picture's size in pixels
 * @path: tattoo of the path that marks the place of the picture (place.h)
 */
typedef struct
{
  TonsureTreatment treatment;
  RecordHair hair;
  gboolean even;
  TonsureScaleSource source;
  gboolean measured;
  TonsureMeasurement measurement;
  int width, height;
  guint path;
} Record;

/** Writes @record to @layer, as a persistent, undoable parasite. */
void record_attach (const Record *record, GimpLayer *layer);

/**
 * record_read:
 *
 * Returns: %FALSE with a #TonsureError if @layer has no record or one that cannot be
 * read; then @record is not written.
 */
gboolean record_read (Record *record, GimpLayer *layer, GError **error);

G_END_DECLS
