/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* sheet: draws six skins with dots at four depths, before and after, and prints the figures. */
#include "sheet-page.h"
#include "sheet-png.h"
#include "say.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CELLS (SHEET_SKINS * SHEET_DEPTHS)

/* Cells are computed by as many threads as there are processors. */
typedef struct
{
  SheetCell cells[SHEET_SKINS][SHEET_DEPTHS];
  GError *errors[CELLS];
} Sheet;

/* @number: of the cell, from 1 on */
static void
compute_one (gpointer number, gpointer data)
{
  Sheet *sheet = data;
  guint i = GPOINTER_TO_UINT (number) - 1, skin = i / SHEET_DEPTHS, depth = i % SHEET_DEPTHS;

  sheet_cell_compute (&sheet_skins[skin], sheet_depths[depth], &sheet->cells[skin][depth],
                      &sheet->errors[i]);
}

static gboolean
compute (Sheet *sheet, GError **error)
{
  GThreadPool *pool =
      g_thread_pool_new (compute_one, sheet, (int) g_get_num_processors (), FALSE, error);

  if (pool == NULL)
    return FALSE;
  for (guint i = 0; i < CELLS; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  for (guint i = 0; i < CELLS; i++)
    if (sheet->errors[i] != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&sheet->errors[i]));
        return FALSE;
      }
  return TRUE;
}

static void
sheet_free (Sheet *sheet)
{
  for (guint i = 0; i < CELLS; i++)
    {
      sheet_cell_clear (&sheet->cells[i / SHEET_DEPTHS][i % SHEET_DEPTHS]);
      g_clear_error (&sheet->errors[i]);
    }
  g_free (sheet);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

static void
print_three (const double values[3], int digits)
{
  g_print (",%.*f,%.*f,%.*f", digits, values[0], digits, values[1], digits, values[2]);
}

static void
print_head (void)
{
  static const char *const patches[SHEET_PATCHES] = {
    [SHEET_BARE] = "bare",           [SHEET_TREATED] = "treated",           [SHEET_MEAN] = "mean",
    [SHEET_FLAT_BARE] = "flat_bare", [SHEET_FLAT_TREATED] = "flat_treated",
  };

  g_print ("skin,melanin,blood,top,bare_L,bare_a,bare_b,bare_ITA,"
           "mean_T_red,mean_T_green,mean_T_blue,drawn_T_red,drawn_T_green,drawn_T_blue,"
           "center_T_red,center_T_green,center_T_blue,mean_L,mean_a,mean_b,change,clamp");
  for (guint i = 0; i < SHEET_PATCHES; i++)
    g_print (",%s_x,%s_y,%s_width,%s_height", patches[i], patches[i], patches[i], patches[i]);
  g_print ("\n");
}

static void
print_cell (guint skin, guint depth, const SheetCell *cell)
{
  g_print ("%s,%.3f,%.3f,%.2f", sheet_skins[skin].name, sheet_skins[skin].melanin,
           sheet_skins[skin].blood, sheet_depths[depth]);
  print_three (cell->bare.lab, 2);
  g_print (",%.1f", cell->ita);
  print_three (cell->mean_t, 4);
  print_three (cell->drawn_t, 4);
  print_three (cell->center_t, 4);
  print_three (cell->treated.lab, 2);
  g_print (",%.3f,%.3f", cell->change, cell->clamp);
  for (guint i = 0; i < SHEET_PATCHES; i++)
    {
      TonsurePixels at;

      sheet_page_patch (skin, depth, i, &at);
      g_print (",%d,%d,%d,%d", at.x, at.y, at.width, at.height);
    }
  g_print ("\n");
}

/* Said before the work of seconds, not after it. */
static gboolean
may_write (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int reason = g_file_test (path, G_FILE_TEST_IS_DIR) ? EISDIR : 0;

  if (reason == 0 && g_access (folder, W_OK) != 0)
    reason = errno;
  if (reason == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (reason), "%s cannot be written: %s",
               path, g_strerror (reason));
  return FALSE;
}

static gboolean
run (int argc, char *argv[], GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PICTURE");
  g_autoptr (Sheet) sheet = NULL;
  cairo_surface_t *surface;
  gboolean written;

  g_option_context_set_summary (
      context,
      "Draws six skins with dots at four depths, before and after, as PNG, and prints the\n"
      "figures as CSV. T is the light from inside the skin, treated over bare, in linear\n"
      "sRGB: raw, so that above 1 it is a color outside of sRGB, or as drawn. L, a and b are\n"
      "CIELAB (D65). The last columns tell where in the picture the parts of a cell are.");
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc != 2)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "The sheet is to be written to one file: sheet PICTURE");
      return FALSE;
    }
  if (!may_write (argv[1], error))
    return FALSE;
  sheet = g_new0 (Sheet, 1);
  if (!compute (sheet, error))
    return FALSE;
  surface = sheet_page_draw (sheet->cells);
  written = sheet_png_write (surface, argv[1], error);
  cairo_surface_destroy (surface);
  if (!written)
    return FALSE;
  print_head ();
  for (guint i = 0; i < CELLS; i++)
    print_cell (i / SHEET_DEPTHS, i % SHEET_DEPTHS,
                &sheet->cells[i / SHEET_DEPTHS][i % SHEET_DEPTHS]);
  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (run (argc, argv, &error))
    return EXIT_SUCCESS;
  say_error ("sheet", error);
  return EXIT_FAILURE;
}
