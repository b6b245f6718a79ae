/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Whether a value is within its range: see range.h. */
#include "range.h"
#include "treatment.h"

#include <glib/gi18n-lib.h>

gboolean
tonsure_in_range (const char *name, double value, double minimum, double maximum, GError **error)
{
  if (value >= minimum && value <= maximum)
    return TRUE;
  g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
               _ ("%s is %g, which is outside %g to %g"), name, value, minimum, maximum);
  return FALSE;
}

gboolean
tonsure_in_range_of (const char *name, double value, double minimum, double maximum,
                     const char *unit, GError **error)
{
  if (value >= minimum && value <= maximum)
    return TRUE;
  g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
               _ ("%s is %g; it must be from %g to %g %s"), name, value, minimum, maximum, unit);
  return FALSE;
}
