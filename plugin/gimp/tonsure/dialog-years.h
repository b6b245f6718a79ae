/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The dialog of the years, with the year shown live on the canvas.
 */
#pragma once

#include "years.h"

#include <libgimp/gimpui.h>

G_BEGIN_DECLS

/**
 * dialog_years_run:
 *
 * Lets the user set @config. The picture is as before when this returns.
 *
 * Returns: %FALSE if the user gave up.
 */
gboolean dialog_years_run (Years *years, GimpProcedure *procedure, GimpProcedureConfig *config);

G_END_DECLS
