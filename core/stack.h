/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the dots of all generations take of the light, those that lie over others included.
 *
 * The renderer multiplies what each dot lets through, as means over a pixel and the blur. Where
 * dots keep apart that is mended by what apart.h says. A dot over another is the
 * contrary: it overlaps wholly, but their pictures, which are wider, overlap less, and too
 * much is taken. With L their losses' spectra and B that of pixel and blur it is
 *
 *   ∫ L_below L_over (1 - |B|²) df
 *
 * too much for each such pair of which one lies right over the other; where hands are off by s
 * along each axis, exp (-2 π² s² f²) of that. So much less is what the upper dot takes.
 */
#pragma once

#include "profile.h"
#include "years.h"

G_BEGIN_DECLS

/**
 * tonsure_stack_compute:
 * @treatment: valid; skin, scale and blur count
 * @deposits: (out) (array length=16n): of all classes, generation by generation
 * @profiles: (out) (array length=16n): what they take of the light that is within reach
 * @crowd: (out): the part that is within reach, see crowd.h
 * @blurs: (array length=n_blurs): in pixels; @treatment's own counts for what lies over another
 * @apart: (out) (array length=n_blurs): see apart.h; all that stands at one place keeps apart from
 *   what stands at others
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_stack_compute (const TonsureTreatment *treatment, const TonsureYears *years,
                                const double *primaries, TonsureDeposit *deposits,
                                TonsureProfile *profiles, double crowd[3], const double *blurs,
                                guint n_blurs, float (*apart)[4], GError **error);

/**
 * tonsure_stack_tone:
 * @transmittance: (out): mean of red, green and blue of what a renderer draws
 *
 * Takes 70 ms for each generation.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range.
 */
gboolean tonsure_stack_tone (const TonsureTreatment *treatment, const TonsureYears *years,
                             const double *primaries, double transmittance[3], GError **error);

G_END_DECLS
