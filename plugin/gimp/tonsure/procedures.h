/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The procedures of the plug-in, one in each file.
 */
#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

#define PROCEDURE_TREAT "plug-in-tonsure-treat"
#define PROCEDURE_MATCH "plug-in-tonsure-match"
#define PROCEDURE_YEARS "plug-in-tonsure-years"
#define PROCEDURE_OPEN "plug-in-tonsure-open"
#define PROCEDURE_EXPORT "plug-in-tonsure-export"
#define PROCEDURE_LIST "plug-in-tonsure-list"

/** Treats the selected area of a picture. */
GimpProcedure *procedure_treat_new (GimpPlugIn *plug_in);

/** Finds the pigment that looks like the shaved hair beside the area. */
GimpProcedure *procedure_match_new (GimpPlugIn *plug_in);

/** Shows a treated picture in another year. */
GimpProcedure *procedure_years_new (GimpPlugIn *plug_in);

/** Opens a photo with its area as the selection, for scripts. */
GimpProcedure *procedure_open_new (GimpPlugIn *plug_in);

/** Writes a picture to a file, all or nothing, for scripts. */
GimpProcedure *procedure_export_new (GimpPlugIn *plug_in);

/** Lists the photos of a folder with their areas and results, for scripts. */
GimpProcedure *procedure_list_new (GimpPlugIn *plug_in);

G_END_DECLS
