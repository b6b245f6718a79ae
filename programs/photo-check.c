/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* photo-check: how well a treatment follows what a camera does to a photo. */
#include "measure.h"
#include "photo-edges.h"
#include "photo-filters.h"
#include "photo-shine.h"
#include "picture.h"
#include "render.h"
#include "say.h"
#include "texture.h"

#include <gegl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STRIPS 5
/* A piece of a photo, its area, and what was asked. */
typedef struct
{
  int width, height;
  float *rgb;
  guint16 *area;
  double mm_per_px, strength;
} Piece;

typedef void (*Filter) (float *rgb, int width, int height, double strength);

/* The middle of the area, at most @side pixels wide and high. */
static void
cut_piece (const Photo *photo, const guint16 *area, int side, Piece *piece)
{
  double sum = 0, x = 0, y = 0;

  for (int j = 0; j < photo->height; j++)
    for (int i = 0; i < photo->width; i++)
      {
        double a = area[(gsize) j * photo->width + i];

        sum += a;
        x += a * i;
        y += a * j;
      }
  piece->width = MIN (side, photo->width);
  piece->height = MIN (side, photo->height);
  piece->rgb = g_new (float, 3 * (gsize) piece->width * piece->height);
  piece->area = g_new (guint16, (gsize) piece->width * piece->height);

  int left = CLAMP ((int) (x / MAX (sum, 1)) - piece->width / 2, 0, photo->width - piece->width);
  int top = CLAMP ((int) (y / MAX (sum, 1)) - piece->height / 2, 0, photo->height - piece->height);

  for (int j = 0; j < piece->height; j++)
    {
      gsize from = (gsize) (top + j) * photo->width + left, to = (gsize) j * piece->width;

      memcpy (piece->rgb + 3 * to, photo->rgb + 3 * from, sizeof (float) * 3 * piece->width);
      memcpy (piece->area + to, area + from, sizeof *area * piece->width);
    }
}

/* The middle of the grid, as a comment. */
static void
print_grid (const TonsureSharpness *grid)
{
  double blur = 0, lost = 0;
  int n = grid->columns * grid->rows;

  for (int i = 0; i < n; i++)
    {
      blur += (double) grid->blur[i] / n;
      lost += TONSURE_SHARPNESS_CONTRAST * grid->lost[i] / n;
    }
  g_print ("# blur %.2f px and lost contrast %.3f in the mean\n",
           n > 0 ? tonsure_sharpness_blur (blur) : 0.0, lost);
}

/* The transmittance of a treatment of @rgb, as it is measured. */
static float *
find_transmittance (const Piece *piece, const float *rgb, double density, GError **error)
{
  TonsurePixels all = { 0, 0, piece->width, piece->height };
  float *t = g_new (float, 4 * (gsize) piece->width * piece->height);
  g_autoptr (TonsureRenderer) renderer = NULL;
  TonsureMeasurement measurement;
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment);
  if (!tonsure_measure (rgb, piece->area, piece->width, piece->height, NULL, &measurement, error))
    return g_free (t), NULL;
  print_grid (&measurement.sharpness);
  tonsure_measurement_apply (&measurement, &treatment);
  treatment.mm_per_px = piece->mm_per_px;
  treatment.density = density;
  treatment.noise = 0.0;
  renderer = tonsure_renderer_new (&treatment, NULL, error);
  if (renderer == NULL)
    return g_free (t), NULL;
  tonsure_render_transmittance (renderer, piece->area, &all, piece->width, &all, t,
                                4 * (gsize) piece->width);
  return t;
}

static void
multiply (const Piece *piece, const float *t, float *rgb)
{
  for (gsize i = 0; i < (gsize) piece->width * piece->height; i++)
    for (int c = 0; c < 3; c++)
      rgb[3 * i + c] *= t[4 * i + c];
}

/* Dots treated first and filtered then, against dots in the filtered photo. */
static gboolean
check_edges (const Piece *piece, Filter filter, double strength, GError **error)
{
  gsize n = (gsize) piece->width * piece->height;
  g_autofree float *bare = g_memdup2 (piece->rgb, sizeof (float) * 3 * n);
  g_autofree float *first = g_memdup2 (piece->rgb, sizeof (float) * 3 * n);
  g_autofree float *truth = g_new (float, n), *ours = g_new (float, n);
  g_autofree float *before = find_transmittance (piece, piece->rgb, 15.0, error);
  g_autofree float *after = NULL;
  g_autoptr (GArray) dots = NULL;

  if (before == NULL)
    return FALSE;
  multiply (piece, before, first);
  filter (first, piece->width, piece->height, strength);
  filter (bare, piece->width, piece->height, strength);
  for (gsize i = 0; i < n; i++)
    truth[i] = 1.0f - first[3 * i + 1] / MAX (bare[3 * i + 1], 1e-4f);
  filter_round (bare, piece->width, piece->height);
  if ((after = find_transmittance (piece, bare, 15.0, error)) == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    ours[i] = 1.0f - after[4 * i + 1];
  dots = edges_find (before, piece->width, piece->height);
  g_print ("strip,dots,half width of dots filtered (px),half width drawn (px),ratio\n");
  for (int s = 0; s < STRIPS; s++)
    {
      guint found;
      double a = edges_width (truth, piece->width, dots, s, STRIPS, &found);
      double b = edges_width (ours, piece->width, dots, s, STRIPS, &found);

      g_print ("%d,%u,%.2f,%.2f,%.3f\n", s, found, a, b, b / a);
    }
  return TRUE;
}

/* Band spectra of treated skin: treated first, then filtered, against filtered first. */
static gboolean
check_spectra (const Piece *piece, Filter filter, double strength, GError **error)
{
  gsize n = (gsize) piece->width * piece->height;
  g_autofree float *bare = g_memdup2 (piece->rgb, sizeof (float) * 3 * n);
  g_autofree float *first = g_memdup2 (piece->rgb, sizeof (float) * 3 * n);
  g_autofree float *before = find_transmittance (piece, piece->rgb, 225.0, error);
  g_autofree float *after = NULL;
  TonsureTexture a, b, untreated;
  double green = 0;

  if (before == NULL)
    return FALSE;
  multiply (piece, before, first);
  filter (first, piece->width, piece->height, strength);
  filter (bare, piece->width, piece->height, strength);
  filter_round (bare, piece->width, piece->height);
  for (gsize i = 0; i < n; i++)
    green += piece->area[i] >= 32768 ? first[3 * i + 1] : 0.0f;
  if ((after = find_transmittance (piece, bare, 225.0, error)) == NULL)
    return FALSE;
  green /= MAX (1, n);
  tonsure_texture_read (bare, piece->area, piece->width, piece->height, 1.5 * green, &untreated);
  multiply (piece, after, bare);
  filter_round (first, piece->width, piece->height);
  filter_round (bare, piece->width, piece->height);
  if (!tonsure_texture_read (first, piece->area, piece->width, piece->height, green, &a)
      || !tonsure_texture_read (bare, piece->area, piece->width, piece->height, green, &b))
    return TRUE;
  g_print ("cycles/px,power filtered last,power filtered first,bare,ratio\n");
  for (guint i = 0; i < MIN (a.n_bins, b.n_bins); i++)
    if (a.frequency[i] > 0.08)
      g_print ("%.3f,%.3g,%.3g,%.3g,%.3f\n", a.frequency[i], a.power[i], b.power[i],
               untreated.power[i], b.power[i] / a.power[i]);
  return TRUE;
}

static gboolean
run_mode (const char *mode, const Piece *piece, GError **error)
{
  double s = piece->strength;

  if (g_str_equal (mode, "defocus"))
    return check_edges (piece, filter_defocus, s > 0 ? s : 4.0, error);
  if (g_str_equal (mode, "non-local-means"))
    return check_spectra (piece, filter_non_local_means, s > 0 ? s : 0.03, error);
  if (g_str_equal (mode, "wavelet"))
    return check_spectra (piece, filter_wavelet, s > 0 ? s : 0.03, error);
  if (g_str_equal (mode, "shine"))
    return shine_check (piece->rgb, piece->area, piece->width, piece->height, piece->mm_per_px,
                        error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "Nothing is known of \"%s\": defocus, non-local-means, wavelet or shine", mode);
  return FALSE;
}

static gboolean
run (int argc, char *argv[], GError **error)
{
  double mm_per_px = 0.1, strength = 0.0;
  int side = 1200;
  GOptionEntry entries[] = {
    { "mm-per-px", 0, 0, G_OPTION_ARG_DOUBLE, &mm_per_px, "Scale of the photo", "N" },
    { "strength", 0, 0, G_OPTION_ARG_DOUBLE, &strength, "Of the filter", "N" },
    { "side", 0, 0, G_OPTION_ARG_INT, &side, "Most of the photo to work on, pixels", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("MODE PHOTO AREA");
  g_autoptr (Photo) photo = NULL;
  g_autofree guint16 *area = NULL;
  Piece piece = { 0 };
  gboolean done;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (
      context,
      "Treats a photo and filters it as cameras do, and the other way round, and prints how far\n"
      "the two are apart as CSV. MODE is defocus (a disk of 0 px at the left to 4 px at the\n"
      "right), non-local-means or wavelet (noise reduction), or shine: that scales red and blue "
      "of\n"
      "the photo and prints how far the color of highlights moves.");
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc != 4 || side < 64)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "A mode, a photo and an area are needed: photo-check MODE PHOTO AREA");
      return FALSE;
    }
  if ((photo = photo_load (argv[2], error)) == NULL
      || (area = area_load (argv[3], photo->width, photo->height, error)) == NULL)
    return FALSE;
  piece.mm_per_px = mm_per_px;
  piece.strength = strength;
  cut_piece (photo, area, side, &piece);
  done = run_mode (argv[1], &piece, error);
  g_free (piece.rgb);
  g_free (piece.area);
  return done;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status = EXIT_SUCCESS;

  gegl_init (NULL, NULL);
  if (!run (argc, argv, &error))
    {
      say_error ("photo-check", error);
      status = EXIT_FAILURE;
    }
  gegl_exit ();
  return status;
}
