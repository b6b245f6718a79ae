/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * The columns of the tables of reference optics, and rows of parameters as somebody
 * gives them.
 */
#pragma once

#include <glib.h>
#include <stdio.h>

#define OPTICS_MOST_PARAMETERS 7

/**
 * OpticsParameter:
 * @otherwise: what it is where the column is missing; %NULL where it must be given
 */
typedef struct
{
  const char *name;
  double minimum;
  double maximum;
  const char *otherwise;
} OpticsParameter;

/**
 * OpticsTable:
 * @predicted: names of the columns that are printed after the parameters
 * @three_rows: a case is a row each for red, green and blue; the column “what” says which
 * @top: column of the depth of the ink, mm, or -1; @thickness follows from it how thick
 *   the ink can be
 * @thickness: column of the thickness, or -1
 * @thicknesses: how many of its units are a millimeter
 * @diameter: column of the diameter of discs that lie apart, or -1
 * @pitch: column of their distance, or -1
 */
typedef struct
{
  const char *name;
  guint n;
  OpticsParameter parameter[OPTICS_MOST_PARAMETERS];
  const char *const *predicted;
  gboolean three_rows;
  int top, thickness;
  double thicknesses;
  int diameter, pitch;
} OpticsTable;

/**
 * OpticsRow:
 * @line: of the input, from 1
 * @text: the parameters in the order of the table, as they were given
 * @channel: 0, 1 or 2 where “what” was given, or -1 for all
 */
typedef struct
{
  guint line;
  char *text[OPTICS_MOST_PARAMETERS];
  double value[OPTICS_MOST_PARAMETERS];
  int channel;
} OpticsRow;

/**
 * optics_input_read:
 * @file: CSV with a header; columns in any order
 *
 * Returns: (transfer full) (element-type OpticsRow): %NULL with an error that names the
 *   line and the column, and the value and its range, where anything is wrong in any row.
 */
GPtrArray *optics_input_read (FILE *file, const OpticsTable *table, GError **error);
