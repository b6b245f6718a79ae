/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The visible mark that says SIMULATION: a layer of its own, on top, where it hides
 * least of the treated area and of the head (mark-place.h).
 */
#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/* Part of the picture that the mark covers at least. */
#define MARK_SHARE 0.07

/** Returns: (nullable) (transfer none): the mark of a picture that has one. */
GimpLayer *mark_find (GimpImage *image);

/**
 * mark_ensure:
 * @below: (nullable): which simulation it is, such as the year
 *
 * Puts a mark on top of the picture, unless it has one that says that, is large enough
 * and hides no more of the treated area than it must.
 */
void mark_ensure (GimpImage *image, const char *below);

/** Removes the mark of a picture that has one. */
void mark_remove (GimpImage *image);

/**
 * mark_is_seen:
 * @picture: what is seen of @image
 *
 * Returns: whether @picture shows the mark of @image, large enough and as it was drawn: neither
 *   covered, painted on, scaled to blur nor transparent
 */
gboolean mark_is_seen (GimpImage *image, GeglBuffer *picture);

G_END_DECLS
