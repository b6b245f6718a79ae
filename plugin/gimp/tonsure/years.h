/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A treated picture in another year: its live filter is told the year, nothing is measured again,
 * and the dots are the same. Or a series of groups, one for each year.
 */
#pragma once

#include "record.h"

G_BEGIN_DECLS

/* Choices of the argument "outcome" are those of #TonsureOutcome and this one: as it is. */
#define YEARS_OUTCOME_AS_TREATED 3

/* Groups that a series has at most; each holds a picture of its own. */
#define YEARS_MOST 12

/**
 * Years:
 * @layer: the area layer
 * @hair: (nullable): the layer of the hair
 * @before: what it remembers
 * @shown: what is seen
 * @preview: (nullable): a layer of hair for the time being, with @hair hidden
 * @mask: (nullable): the mask of @layer as it was before
 * @hair_seen: whether @hair was visible
 * @series: (nullable) (element-type GimpLayer): groups that are hidden for the time being
 * @selected: (nullable) (array zero-terminated=1): the layers that were selected before
 */
typedef struct
{
  GimpImage *image;
  GimpLayer *layer;
  GimpLayer *hair;
  Record before, shown;
  GimpLayer *preview;
  guint16 *mask;
  gboolean hair_seen;
  GPtrArray *series;
  GimpLayer **selected;
} Years;

/**
 * years_open:
 *
 * Looks at @image without changing it.
 *
 * Returns: %FALSE with an error that says what to do if it was not treated, or if the dots are no
 *   longer where they were.
 */
gboolean years_open (Years *years, GimpImage *image, GError **error);

/**
 * years_plan:
 * @config: the arguments
 * @record: (out): the treatment in the year that they ask for
 *
 * Returns: %FALSE with an error that names the value that cannot be.
 */
gboolean years_plan (const Years *years, GimpProcedureConfig *config, Record *record,
                     GError **error);

/**
 * years_preview:
 *
 * Lets the layers show @record for the time being, without a trace in the undo history.
 */
gboolean years_preview (Years *years, const Record *record, GError **error);

/** Ends what years_preview() began; the picture is as before. */
void years_put_back (Years *years);

/**
 * years_apply:
 * @record: what to show from now on
 * @series: (element-type double) (nullable): years of groups to make instead
 * @groups: (out) (transfer container) (array zero-terminated=1): these groups, none if there is no
 *   series
 *
 * Changes the picture, as one step of undo.
 */
gboolean years_apply (Years *years, const Record *record, GArray *series, GimpLayer ***groups,
                      GError **error);

/**
 * years_parse:
 * @text: (nullable): years from 0 to 30, separated by commas
 *
 * Returns: (transfer full) (element-type double): the years, %NULL with an error that names what
 *   is none
 */
GArray *years_parse (const char *text, GError **error);

/**
 * years_series:
 * @series: years of groups to make, on top of the picture; all but the first are hidden
 *
 * Everything must be selected meanwhile, see layers_select_all().
 *
 * Returns: (transfer container) (array zero-terminated=1): the groups, %NULL with an error
 */
GimpLayer **years_series (const Years *years, const Record *record, GArray *series, GError **error);

/** Returns: (transfer full): the year and the outcome, such as "Year 5, typical". */
char *years_name (const TonsureTreatment *treatment);

/** Returns: (transfer full) (nullable): the same, %NULL for what a treatment shows at first. */
char *years_title (const TonsureTreatment *treatment);

/**
 * years_notes:
 *
 * Returns: (transfer full): what the year means, and what it does not.
 */
char *years_notes (GimpImage *image, const Record *record);

/** Puts the mark on top of the picture, with the year that is seen. */
void years_mark (GimpImage *image);

G_END_DECLS
