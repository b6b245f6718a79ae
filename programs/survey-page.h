/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * A contact sheet: rows of panels with a caption, under a strip that says SIMULATION.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct SurveyPage SurveyPage;

/**
 * survey_page_new:
 * @side: largest width and height of a panel, pixels
 *
 * Returns: (transfer full): an empty sheet
 */
SurveyPage *survey_page_new (int side);
void survey_page_free (SurveyPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SurveyPage, survey_page_free)

/** Begins a row. */
void survey_page_add_row (SurveyPage *page);

/**
 * survey_page_add_panel:
 * @title: stands above it
 * @panel: (transfer none): of at most the size given to survey_page_new()
 *
 * Adds a panel to the last row.
 */
void survey_page_add_panel (SurveyPage *page, const char *title, cairo_surface_t *panel);

/**
 * survey_page_set_caption:
 * @title, @text: stand below the panels of the last row; long text is broken into lines
 */
void survey_page_set_caption (SurveyPage *page, const char *title, const char *text);

/** Number of rows. */
guint survey_page_rows (const SurveyPage *page);

/**
 * survey_page_write:
 * @path: a PNG, replaced as a whole or not at all
 *
 * Returns: %FALSE with a #GFileError.
 */
gboolean survey_page_write (const SurveyPage *page, const char *path, GError **error);

G_END_DECLS
