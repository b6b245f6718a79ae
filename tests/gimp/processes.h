/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Processes that a test program starts, each the leader of a group, so that none of the group is
 * left however the program ends: GIMP's Script-Fu server, for one, does not notice GIMP's end.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Makes this program the parent of what its children leave behind, and its end theirs. */
void processes_init (void);

/** A GSpawnChildSetupFunc for the leader of a group. */
void processes_lead_group (gpointer unused);

/** Remembers a group, by its leader. */
void processes_add_group (GPid leader);

/** Kills what is left of a group, and forgets it. */
void processes_end_group (GPid leader);

/** Waits some seconds for all children. Returns: (transfer full): the names of those left. */
char *processes_wait (void);

G_END_DECLS
