/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the plug-in knows its layers by: texts that are saved, undone and copied with them.
 */
#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/* What the area layer remembers, see record.h. */
#define TAG_TREATMENT "tonsure-treatment"
/* The plate that says SIMULATION; what it says below that, or "1". */
#define TAG_MARK "tonsure-mark"
/* The channel with the area that was asked for, and the one with the plan computed from it. */
#define TAG_REQUEST "tonsure-requested-area"
#define TAG_PLAN "tonsure-plan"
/* The layer of the hair in another year. */
#define TAG_HAIR "tonsure-hair"
/* A group of a series of years; its year and outcome. */
#define TAG_YEAR "tonsure-year"

/** Writes @text to @item, persistent and undoable. */
void tag_attach (GimpItem *item, const char *tag, const char *text);

/** Returns: (transfer full) (nullable): the text, %NULL where there is none. */
char *tag_read (GimpItem *item, const char *tag);

/** Whether @item has the tag. */
gboolean tag_exists (GimpItem *item, const char *tag);

G_END_DECLS
