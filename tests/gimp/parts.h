/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which plug-ins of GIMP and which modules of GEGL the tests load.
 *
 * Every process that GIMP starts loads all modules of GEGL, with libraries for video, PDF and SVG
 * behind them, which takes three times as long as what the tests need.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * parts_choose:
 * @folder: where folders of links are made, unless they are there
 *
 * Both GIMP_TESTING_PLUGINDIRS and GEGL_PATH name our folder, then the one of the system. Puts a
 * folder of links to what is needed into the place of the second.
 */
void parts_choose (const char *folder);

G_END_DECLS
