/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Order statistics of many values, in linear time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * survey_select:
 * @values: @n of them, no NaN; reordered
 *
 * Returns: the value of that @rank, 0 for the least (C. A. R. Hoare's FIND, 1961)
 */
float survey_select (float *values, gsize n, gsize rank);

/** Median of @n values, which are reordered; NaN of none. */
double survey_median (float *values, gsize n);

G_END_DECLS
