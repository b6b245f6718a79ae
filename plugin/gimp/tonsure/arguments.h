/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Arguments that several procedures have.
 */
#pragma once

#include "tonsure.h"

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/** Adds an argument with the range, default and help of the treatment's @field. */
void arguments_add_field (GimpProcedure *procedure, const char *argument, const char *field,
                          const char *label);

/** Returns: (transfer full): the amounts, each by its nick. */
GimpChoice *arguments_amounts (void);

/** Returns: (transfer full): the outcomes, each by its nick. */
GimpChoice *arguments_outcomes (void);

/** FALSE with an error that says what to do if @image cannot be treated at all. */
gboolean arguments_possible (GimpImage *image, GError **error);

G_END_DECLS
