/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the match returns to scripts.
 */
#pragma once

#include "match.h"

G_BEGIN_DECLS

/** Declares the return values. */
void procedure_match_add_values (GimpProcedure *procedure);

/** Returns: (transfer full): the values of a run that succeeded; @layer may be %NULL. */
GimpValueArray *procedure_match_values (GimpProcedure *procedure, const Match *match,
                                        GimpLayer *layer);

G_END_DECLS
