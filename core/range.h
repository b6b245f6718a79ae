/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Whether a value is within its range, and the error that says so.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tonsure_in_range:
 * @name: of the value
 *
 * NaN is outside every range.
 *
 * Returns: %FALSE with %TONSURE_ERROR_INVALID naming the value and its range, if it is outside.
 */
gboolean tonsure_in_range (const char *name, double value, double minimum, double maximum,
                           GError **error);

/**
 * tonsure_in_range_of:
 * @unit: of the value
 *
 * As tonsure_in_range(), and the error says the unit as well.
 */
gboolean tonsure_in_range_of (const char *name, double value, double minimum, double maximum,
                              const char *unit, GError **error);

G_END_DECLS
