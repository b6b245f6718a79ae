/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The region on photos of people, which are not part of this project: a folder with manifest.csv
 * (columns name, photo, area and mm_per_px among others) and NAME-trimap.png, white where hair of
 * the head surely is, black where it surely is not. TONSURE_PHOTOS names it; else it is
 * shared/photos/real beside the checkout. */
#include "grid.h"
#include "picture.h"
#include "region.h"

#include <gegl.h>
#include <math.h>
#include <stdlib.h>

#define SMOOTH 1.5          /* mm: σ before the ROC curve */
#define MOST_PIXELS 1000000 /* larger photos take too long */
#define LEVELS 1024

typedef struct
{
  double roc, in_hair, beside, above;
} Figures;

static char *
photos_folder (void)
{
  const char *named = g_getenv ("TONSURE_PHOTOS");

  return named != NULL ? g_strdup (named)
                       : g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", "photos",
                                                "real", NULL);
}

/* The area under the ROC curve: the share of pairs in which hair has more than what is not, from
 * histograms. */
static double
area_under (const double hair[LEVELS], const double other[LEVELS])
{
  double below = 0, sum = 0, n[2] = { 0, 0 };

  for (int k = 0; k < LEVELS; k++)
    {
      sum += hair[k] * (below + 0.5 * other[k]);
      below += other[k];
      n[0] += hair[k];
      n[1] += other[k];
    }
  return sum / (n[0] * n[1]);
}

static Figures
judge (const guint16 *region, const guint16 *truth, int width, int height, double mm_per_px)
{
  gsize n = (gsize) width * height;
  g_autofree float *smooth = g_new (float, n);
  double levels[2][LEVELS] = { { 0 } }, count[2] = { 0, 0 };
  Figures figures = { 0 };

  for (gsize i = 0; i < n; i++)
    smooth[i] = region[i] / 65535.0f;
  tonsure_grid_smooth (smooth, width, height, SMOOTH / mm_per_px);
  for (gsize i = 0; i < n; i++)
    {
      gboolean other = truth[i] == 0;
      double value = region[i] / 65535.0;

      if (!other && truth[i] != 65535)
        continue;
      levels[other][(int) (CLAMP (smooth[i], 0, 1) * (LEVELS - 1))]++;
      count[other]++;
      *(other ? &figures.beside : &figures.in_hair) += value;
      figures.above += other && value > 0.2;
    }
  figures.roc = area_under (levels[0], levels[1]);
  figures.in_hair /= count[0];
  figures.beside /= count[1];
  figures.above /= count[1];
  return figures;
}

static gboolean
look_at (const char *folder, GHashTable *row, Figures *figures)
{
  g_autofree char *photo_path = g_build_filename (folder, g_hash_table_lookup (row, "photo"), NULL);
  g_autofree char *area_path = g_build_filename (folder, g_hash_table_lookup (row, "area"), NULL);
  g_autofree char *name = g_strconcat (g_hash_table_lookup (row, "name"), "-trimap.png", NULL);
  g_autofree char *truth_path = g_build_filename (folder, name, NULL);
  double mm_per_px = g_ascii_strtod (g_hash_table_lookup (row, "mm_per_px"), NULL);
  g_autofree guint16 *area = NULL, *truth = NULL;
  g_autoptr (TonsureRegion) region = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (Photo) photo = photo_load (photo_path, &error);

  g_assert_no_error (error);
  if ((gint64) photo->width * photo->height > MOST_PIXELS)
    return FALSE;
  area = area_load (area_path, photo->width, photo->height, &error);
  g_assert_no_error (error);
  truth = area_load (truth_path, photo->width, photo->height, &error);
  g_assert_no_error (error);
  region = tonsure_region_new (photo->rgb, area, NULL, NULL, photo->width, photo->height, mm_per_px,
                               &error);
  g_assert_no_error (error);
  tonsure_region_write (region, region->hair, area, photo->width, photo->height);
  *figures = judge (area, truth, photo->width, photo->height, mm_per_px);
  g_test_message ("%s: ROC %.3f, in hair %.3f, beside %.3f, %.1f %% of that above .2",
                  (char *) g_hash_table_lookup (row, "name"), figures->roc, figures->in_hair,
                  figures->beside, 100 * figures->above);
  return TRUE;
}

static GHashTable *
row_new (char **names, const char *line)
{
  GHashTable *row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) values = g_strsplit (line, ",", -1);

  for (guint k = 0; names[k] != NULL && values[k] != NULL; k++)
    g_hash_table_insert (row, g_strdup (names[k]), g_strdup (values[k]));
  return row;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (const Figures *figures, guint n, gsize offset)
{
  g_autofree double *values = g_new (double, n);

  for (guint i = 0; i < n; i++)
    values[i] = G_STRUCT_MEMBER (double, figures + i, offset);
  qsort (values, n, sizeof *values, compare);
  return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

#define MEDIAN(figures, n, member) median (figures, n, G_STRUCT_OFFSET (Figures, member))

static void
hair_of_people_is_found_without_marks (void)
{
  g_autofree char *folder = photos_folder ();
  g_autofree char *manifest = g_build_filename (folder, "manifest.csv", NULL), *text = NULL;
  g_auto (GStrv) lines = NULL, names = NULL;
  Figures figures[100];
  double worst = 1;
  guint n = 0;

  if (!g_file_get_contents (manifest, &text, NULL, NULL))
    {
      g_test_skip ("there are no photos: TONSURE_PHOTOS may name a folder with manifest.csv");
      return;
    }
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  names = g_strsplit (g_strchomp (lines[0]), ",", -1);
  for (guint k = 1; lines[k] != NULL && n < G_N_ELEMENTS (figures); k++)
    {
      g_autoptr (GHashTable) row = row_new (names, g_strchomp (lines[k]));

      if (!look_at (folder, row, figures + n))
        continue;
      worst = MIN (worst, figures[n].roc);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
  g_test_message ("%u photos: ROC median %.3f, worst %.3f; in hair %.3f; beside %.3f, %.1f %% of "
                  "that above .2",
                  n, MEDIAN (figures, n, roc), worst, MEDIAN (figures, n, in_hair),
                  MEDIAN (figures, n, beside), 100 * MEDIAN (figures, n, above));
  g_assert_cmpfloat (MEDIAN (figures, n, roc), >=, 0.98);
  g_assert_cmpfloat (worst, >=, 0.9); /* .915 measured: dark hair before a dark room */
  g_assert_cmpfloat (MEDIAN (figures, n, in_hair), >=, 0.85);
  g_assert_cmpfloat (MEDIAN (figures, n, beside), <=, 0.03);
  g_assert_cmpfloat (MEDIAN (figures, n, above), <=, 0.05);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  gegl_init (NULL, NULL);
  g_test_add_func ("/region on photos/hair of people is found without marks",
                   hair_of_people_is_found_without_marks);
  status = g_test_run ();
  gegl_exit ();
  return status;
}
