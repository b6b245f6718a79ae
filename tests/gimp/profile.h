/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * GIMP's profile: the folder of settings, where GIMP keeps what plug-ins say about themselves.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * profile_make:
 * @gimp: the path of gimp-console
 * @folder: where the files of the program are
 *
 * Copies the profile GIMP3_DIRECTORY, which all programs share, to one in @folder, and sets
 * GIMP3_DIRECTORY to that. The shared one is made or brought up to date first, which takes GIMP
 * several seconds, by one program while the others wait. What GIMP and GEGL find from then on is
 * what the tests need: see parts.h.
 */
void profile_make (const char *gimp, const char *folder);

G_END_DECLS
