/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What every file made from the picture says about it: a composite, a simulation, and
 * not where it was taken.
 */
#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/**
 * metadata_declare:
 *
 * Sets the IPTC digital source type to "composite" (IPTC NewsCodes; "compositeSynthetic"
 * would mean generative AI), says in the description that the picture is a simulation,
 * and removes GPS data from Exif and XMP.
 */
void metadata_declare (GimpImage *image);

G_END_DECLS
