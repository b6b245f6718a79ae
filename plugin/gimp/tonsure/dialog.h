/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The dialog of the procedure, with the treatment shown live on the canvas.
 */
#pragma once

#include "treat.h"

#include <libgimp/gimpui.h>

G_BEGIN_DECLS

/**
 * dialog_run:
 *
 * Lets the user set @config. The picture is as before when this returns.
 *
 * Returns: %FALSE if the user gave up.
 */
gboolean dialog_run (Treat *treat, GimpProcedure *procedure, GimpProcedureConfig *config);

G_END_DECLS
