/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What a match looks like, side by side: patches of color with their figures.
 */
#pragma once

#include "match.h"

#include <libgimp/gimpui.h>

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *grid;
  GtkWidget *patch[TONSURE_N_COLORS];
  GtkLabel *figures[TONSURE_N_COLORS];
  double rgb[TONSURE_N_COLORS][3];
} Swatches;

/** Makes the widgets; @swatches must stay as long as they are. */
void swatches_init (Swatches *swatches);

/** Shows the colors of @match as the photo is exposed, or none if it is %NULL. */
void swatches_show (Swatches *swatches, const TonsureMatch *match);

G_END_DECLS
