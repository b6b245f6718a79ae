/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The dialog of the match, with what was sampled shown on the canvas.
 */
#pragma once

#include "match.h"

G_BEGIN_DECLS

/**
 * dialog_match_run:
 *
 * Lets the user set @config and see what comes of it. The picture is as before when this
 * returns, and @match holds what was found last.
 *
 * Returns: %FALSE if the user does not want to treat with it.
 */
gboolean dialog_match_run (Match *match, GimpProcedure *procedure, GimpProcedureConfig *config);

G_END_DECLS
