/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * One run of the procedure: from the arguments and the picture to a treatment, and from
 * the treatment to layers.
 */
#pragma once

#include "area.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * TreatFill:
 * @TREAT_FILL_AUTO: even out where hair is known, as after a match, or it was done before
 * @TREAT_FILL_EVEN: dots where skin shows, until the tone is even
 * @TREAT_FILL_SHAPE: dots all over the area
 */
typedef enum
{
  TREAT_FILL_AUTO,
  TREAT_FILL_EVEN,
  TREAT_FILL_SHAPE,
} TreatFill;

/**
 * Treat:
 * @image: the picture
 * @layer: (nullable): the area layer of an earlier treatment
 * @before: what that treatment remembers
 * @place: where the picture has got to since
 * @moved: whether the area layer no longer covers the picture for another reason
 * @area: where to treat, as it was asked for
 * @repaint: whether @area is new, and not that of @layer
 * @strokes: (nullable): what the artist has added to an earlier plan and erased of it, a pixel
 * @plan: (nullable): what evening out leaves of @area, for the next three values
 * @plans: how many were computed
 * @planned_left, @planned_mm, @planned_seed: what full density leaves of the light, scale and seed
 * @needed: share of the dots of @area that the plan holds
 * @own: (nullable): a layer that is no part of the photo
 * @photo: what the photo tells about the skin
 * @measured: whether it tells enough
 * @trouble: (nullable): why it does not
 */
typedef struct
{
  GimpImage *image;
  GimpLayer *layer;
  Record before;
  Place place;
  gboolean moved;
  Area area;
  gboolean repaint;
  int *strokes;
  guint16 *plan;
  guint plans;
  double planned_left, planned_mm;
  guint32 planned_seed;
  double needed;
  GimpLayer *own;
  TonsureMeasurement photo;
  gboolean measured;
  char *trouble;
} Treat;

/**
 * treat_open:
 * @anew: whether the selection is the area, and an earlier treatment's dots count no more
 * @asked: whether the user sees treat_notes() before anything is done; then a picture that was
 *   turned is no error but starts anew
 *
 * Looks at @image without changing it.
 *
 * Returns: %FALSE with an error that tells the user what to do.
 */
gboolean treat_open (Treat *treat, GimpImage *image, gboolean anew, gboolean asked, GError **error);

void treat_close (Treat *treat);

/** Measures the photo, if that has not been done yet. */
void treat_measure (Treat *treat);

/**
 * treat_scale:
 * @given: millimeters per pixel, 0 where they are not known
 * @record: (out): gets scale, its error, where it came from, and the origin
 *
 * Takes the scale that was given, else the one known from before, else the assumption.
 */
gboolean treat_scale (const Treat *treat, double given, Record *record, GError **error);

/** Returns: (transfer none): the name of one of tonsure_inks(), for people. */
const char *treat_ink_label (guint ink);

/** Returns: (transfer full): the photo without the treatment as linear sRGB, three floats a pixel.
 */
float *treat_photo (const Treat *treat);

/**
 * treat_plan:
 * @config: the arguments
 * @record: (out): the treatment that they ask for
 *
 * Returns: %FALSE with an error that names the value that cannot be.
 */
gboolean treat_plan (const Treat *treat, GimpProcedureConfig *config, Record *record,
                     GError **error);

/**
 * treat_needs_mask:
 *
 * Returns: whether @treatment tells gloss or hair from skin, which lie above pigment.
 */
gboolean treat_needs_mask (const Treat *treat, const TonsureTreatment *treatment);

/**
 * treat_mask:
 * @own: (nullable): another layer that is no part of the photo
 *
 * Returns: (transfer full) (nullable): what photo_mask() tells with the colors of
 *   @treatment, %NULL where they tell nothing of gloss and hair
 */
guint16 *treat_mask (const Treat *treat, const TonsureTreatment *treatment, GimpLayer *own);

/**
 * treat_cut_off:
 *
 * Returns: whether the area comes nearer to the edge of its layer, which is that of the
 *   picture, than a dot's effect goes.
 */
gboolean treat_cut_off (const Treat *treat, const TonsureTreatment *treatment);

/**
 * treat_notes:
 *
 * Returns: (transfer full): what the user must know: what was assumed, what was not
 * measurable, what has happened to the picture.
 */
char *treat_notes (const Treat *treat, const Record *record, gboolean measure);

/**
 * treat_apply:
 *
 * Makes or changes the layers, as one step of undo.
 *
 * Returns: (transfer none): the area layer, or %NULL with an error
 */
GimpLayer *treat_apply (Treat *treat, Record *record, gboolean mark, GError **error);

G_END_DECLS
