/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Makes core/dot-table.bin: single dots of pigment in skin, by Monte Carlo.
 *
 * Every walk serves all dots and all skins: pigment takes exp (-μ times the way inside), and
 * skin that absorbs more takes exp (-Δμ times the way in it). So all cells of the table come
 * from the same walks, which makes neighbors differ smoothly. The table depends on the number
 * of photons alone, on every machine; with --check, cells here and there are made anew and
 * compared with those of a file.
 */
#include "dot-cells.h"
#include "dot-table.h"
#include "exact.h"

#include <stdio.h>
#include <string.h>

/* As many as the committed table has. From depth @DEEP on few of them meet a small dot: there
 * are more. */
#define PHOTONS 100000
#define DEEP 7
#define MORE_DEEP 2

/* Every cell where the sum of its indices leaves this remainder is checked, at two depths. */
#define CHECKED_EVERY 11
static const int checked_depths[] = { 2, 4 };

/* Where hardly any light gets there is nothing to tell. */
#define FAINTEST 1e-6

static double
density_of (double loss, double bare)
{
  return -tonsure_log (MAX (1.0 - loss / bare, 1e-4));
}

static double
quotient (const DotCells *cells, int view, int height, int ink, int diameter, int skin, int node)
{
  double depth = tonsure_dot_depths[cells->depth];
  double radius = 0.5 * tonsure_dot_diameters[diameter];
  double share = tonsure_dot_share ((TonsureDotView) view, radius, depth,
                                    tonsure_dot_radius (depth, radius, node));
  double layer = density_of (cells->layer[height][ink][skin], cells->bare[skin]);

  if (layer < FAINTEST)
    return 1.0;
  return density_of (cells->loss[height][ink][diameter][view][node][skin], cells->bare[skin])
         / (layer * share);
}

/* Bytes of one diameter: all skins and distances. */
#define CELL (2 * DOT_SKINS * TONSURE_DOT_RADII)

/* Where in the table a cell begins. */
static gsize
offset (int view, int depth, int height, int ink, int diameter)
{
  gsize at = view;

  at = at * TONSURE_DOT_DEPTHS + depth;
  at = at * TONSURE_DOT_HEIGHTS + height;
  at = at * TONSURE_DOT_INKS + ink;
  at = at * TONSURE_DOT_DIAMETERS + diameter;
  return at * CELL;
}

static guint16
code_of (const DotCells *cells, int view, int height, int ink, int diameter, int skin, int node)
{
  double value = quotient (cells, view, height, ink, diameter, skin, node);

  return (guint16) CLAMP (value * TONSURE_DOT_CODES + 0.5, 0.0, 65535.0);
}

/* The same depth with either epidermis. */
typedef struct
{
  DotCells thin, thick;
} Depth;

static void
encode (const Depth *depth, int view, int height, int ink, int diameter, guint8 *bytes)
{
  for (int skin = 0; skin < DOT_SKINS; skin++)
    for (int node = 0; node < TONSURE_DOT_RADII; node++)
      {
        guint code = (code_of (&depth->thin, view, height, ink, diameter, skin, node)
                      + code_of (&depth->thick, view, height, ink, diameter, skin, node) + 1)
                     / 2;

        *bytes++ = code & 0xff;
        *bytes++ = code >> 8;
      }
}

static void
work (gpointer cells, gpointer unused)
{
  dot_cells_solve (cells);
}

/* @wanted: see DotCells */
static void
solve (Depth *depths, const int *which, int n, int photons,
       gboolean (*wanted) (int height, int ink, int diameter))
{
  GThreadPool *pool = g_thread_pool_new (work, NULL, (int) g_get_num_processors (), TRUE, NULL);

  /* The deepest take longest. */
  for (int i = n - 1; i >= 0; i--)
    {
      int more = which[i] < DEEP ? photons : MORE_DEEP * photons;

      dot_cells_init (&depths[i].thin, which[i], more, TONSURE_DOT_EPIDERMIS_THIN);
      dot_cells_init (&depths[i].thick, which[i], more, TONSURE_DOT_EPIDERMIS_THICK);
      depths[i].thin.wanted = depths[i].thick.wanted = wanted;
      g_thread_pool_push (pool, &depths[i].thin, NULL);
      g_thread_pool_push (pool, &depths[i].thick, NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
}

static gboolean
make (const char *path, int photons, GError **error)
{
  g_autofree Depth *depths = g_new (Depth, TONSURE_DOT_DEPTHS);
  g_autofree guint8 *bytes = g_malloc (TONSURE_DOT_TABLE_BYTES);
  int all[TONSURE_DOT_DEPTHS];

  for (int i = 0; i < TONSURE_DOT_DEPTHS; i++)
    all[i] = i;
  solve (depths, all, TONSURE_DOT_DEPTHS, photons, NULL);
  for (int i = 0; i < TONSURE_DOT_DEPTHS; i++)
    for (int view = 0; view < TONSURE_DOT_VIEWS; view++)
      for (int height = 0; height < TONSURE_DOT_HEIGHTS; height++)
        for (int ink = 0; ink < TONSURE_DOT_INKS; ink++)
          for (int diameter = 0; diameter < TONSURE_DOT_DIAMETERS; diameter++)
            encode (&depths[i], view, height, ink, diameter,
                    bytes + offset (view, i, height, ink, diameter));
  return g_file_set_contents (path, (const char *) bytes, TONSURE_DOT_TABLE_BYTES, error);
}

static gboolean
check_cell (const Depth *depth, int height, int ink, int diameter, const char *bytes,
            GError **error)
{
  guint8 made[CELL];

  for (int view = 0; view < TONSURE_DOT_VIEWS; view++)
    {
      encode (depth, view, height, ink, diameter, made);
      if (memcmp (bytes + offset (view, depth->thin.depth, height, ink, diameter), made, CELL) != 0)
        {
          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                       "view %d, depth %d, height %d, ink %d, diameter %d is not what is made anew",
                       view, depth->thin.depth, height, ink, diameter);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_checked (int height, int ink, int diameter)
{
  return (height + ink + diameter) % CHECKED_EVERY == 4;
}

static gboolean
check_depth (const Depth *depth, const char *bytes, GError **error)
{
  for (int height = 0; height < TONSURE_DOT_HEIGHTS; height++)
    for (int ink = 0; ink < TONSURE_DOT_INKS; ink++)
      for (int diameter = 0; diameter < TONSURE_DOT_DIAMETERS; diameter++)
        if (is_checked (height, ink, diameter)
            && !check_cell (depth, height, ink, diameter, bytes, error))
          return FALSE;
  return TRUE;
}

static gboolean
check (const char *path, int photons, GError **error)
{
  const int n = G_N_ELEMENTS (checked_depths);
  g_autofree Depth *depths = g_new (Depth, n);
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;
  if (length != TONSURE_DOT_TABLE_BYTES)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   "%s has %" G_GSIZE_FORMAT " bytes, not %d", path, length,
                   (int) TONSURE_DOT_TABLE_BYTES);
      return FALSE;
    }
  solve (depths, checked_depths, n, photons, is_checked);
  for (int i = 0; i < n; i++)
    if (!check_depth (&depths[i], bytes, error))
      return FALSE;
  return TRUE;
}

int
main (int argc, char *argv[])
{
  int photons = PHOTONS;
  gboolean only_check = FALSE;
  const GOptionEntry entries[] = {
    { "photons", 'n', 0, G_OPTION_ARG_INT, &photons, "Photons that the table is made of", "N" },
    { "check", 'c', 0, G_OPTION_ARG_NONE, &only_check, "Make a sample anew and compare", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error) && (argc != 2 || photons < 1))
    g_set_error (&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "one file and at least one photon, please");
  if (error == NULL
      && (only_check ? check (argv[1], photons, &error) : make (argv[1], photons, &error)))
    return 0;
  g_printerr ("make-dot-table: %s\n", error->message);
  return 1;
}
