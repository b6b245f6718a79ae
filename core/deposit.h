/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * What the needle leaves: size, depth and amount of pigment of each dot.
 *
 * No two dots are alike. A dot falls in one of a small number of classes, equally likely, that
 * stand for the spread of diameter and tone together, and for the session: dots of the last
 * session are crisp, those of earlier ones are wider and paler. Which dots are soft is drawn by
 * lot, so that the mixture is the same where the area is painted thin.
 */
#pragma once

#include "treatment.h"

G_BEGIN_DECLS

#define TONSURE_DEPOSIT_CLASSES 16

/**
 * TonsureDeposit:
 * @diameter: mm
 * @top: depth of its upper face, mm
 * @thickness: mm
 * @absorption: absorption coefficient at 550 nm, 1/cm
 * @carbon_exponent, @iron_oxide: of what, see #TonsureTreatment
 *
 * A disc of pigment in the dermis.
 */
typedef struct
{
  double diameter;
  double top;
  double thickness;
  double absorption;
  double carbon_exponent;
  double iron_oxide;
} TonsureDeposit;

/**
 * tonsure_deposit_class:
 * @class_: 0 to %TONSURE_DEPOSIT_CLASSES - 1
 *
 * Computes the deposit of a class: the outcome shifts the median, the class takes its
 * quantiles of diameter and tone from a lattice that covers both evenly.
 */
void tonsure_deposit_class (const TonsureTreatment *treatment, guint class_,
                            TonsureDeposit *deposit);

/**
 * tonsure_session_share:
 * @session: 0 and more
 *
 * 30, 40 and 30 % of the dots (Liu 2025: cumulative 30, 70 and 100 %).
 *
 * Returns: share of the dots of the plan that are there after so many sessions
 */
double tonsure_session_share (guint session);

G_END_DECLS
