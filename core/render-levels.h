/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The blurs that dots are drawn with: those of the grid of a treatment, in steps of half an octave.
 */
#pragma once

#include "render-private.h"

G_BEGIN_DECLS

/* Standard deviation on the skin, mm (choice): dots lie .5 mm apart and more. */
#define TONSURE_MOST_BLUR 5.0

/**
 * tonsure_levels_choose:
 * @renderer: (inout): its treatment is set; its levels are
 * @blurs: (out): of each level, pixels
 *
 * Chooses the levels that the grid needs; one, of the treatment's blur, where it has none.
 */
void tonsure_levels_choose (TonsureRenderer *renderer, double blurs[TONSURE_MOST_LEVELS]);

/**
 * tonsure_levels_typical:
 * @widest: of the levels, pixels
 *
 * Returns: the blur that counts for halos, which are wide: that of the middle of the grid, pixels
 */
double tonsure_levels_typical (const TonsureTreatment *treatment, double widest);

/** Returns: whether the grid loses contrast anywhere. */
gboolean tonsure_levels_lose (const TonsureTreatment *treatment);

/** Returns: the widest blur that dots can be drawn with, pixels, or more. */
double tonsure_levels_widest (const TonsureTreatment *treatment);

G_END_DECLS
