/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Work in parts that do not depend on one another, on all processors. Private to the library.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Does part @i of something; called from several threads at once. FALSE with an error. */
typedef gboolean (*TonsurePart) (gpointer data, guint i, GError **error);

/**
 * tonsure_parallel:
 * @n: how many parts
 * @part: does one
 * @data: is handed to it
 *
 * Does all parts, on this thread and on others, and returns when all are done. On which thread a
 * part is done and in which order must not matter to it. Where no thread can be made, this one
 * does all.
 *
 * Returns: %FALSE with the error of the first part that has one
 */
gboolean tonsure_parallel (guint n, TonsurePart part, gpointer data, GError **error);

G_END_DECLS
