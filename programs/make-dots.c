/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Solves single dots of pigment in skin by Monte Carlo in three dimensions.
 *
 * Reads rows of parameters as CSV, prints them with T (r) of red, green and blue (linear
 * sRGB, light from inside the skin alone), a row each. T is raw: above 1 it is a color
 * outside of sRGB. All light that leaves at r is counted, or, with --from-above, what
 * leaves straight up: there, shallow dots are sharper and darker. Rows that follow each other in
 * the same skin, depth and thickness share their walks. The numbers depend on the parameters, the
 * seed and the number of photons alone, on every machine.
 */
#include "exact.h"
#include "pigment.h"
#include "skin.h"
#include "tissue.h"
#include "walk.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS 6
#define MOST_DOTS 64 /* that share walks */
#define TURNS 4      /* places of the disc around one walk, for each distance */

static const char *const columns[COLUMNS] = { "f_mel",        "f_blood",    "ink_top_mm",
                                              "ink_thick_mm", "ink_mua_mm", "disc_diam_mm" };

enum
{
  MELANIN,
  BLOOD,
  TOP,
  THICKNESS,
  ABSORPTION,
  DIAMETER,
};

static const double radii[] = {
  0.00, 0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.22, 0.26,
  0.30, 0.36, 0.42, 0.50, 0.60, 0.75, 1.00, 1.50, 2.50,
};
#define RADII G_N_ELEMENTS (radii)

typedef struct
{
  int photons; /* in each band */
  int seed;
  double saturation;
  double vessels; /* mm */
  gboolean gray;
  gboolean from_above;
} Options;

/* Dots in the same skin at the same depth. */
typedef struct
{
  guint n;
  double row[MOST_DOTS][COLUMNS];
  double ink[MOST_DOTS][TONSURE_BANDS]; /* 1/mm */
  double loss[MOST_DOTS][RADII][TONSURE_BANDS];
  double bare[TONSURE_BANDS];
} Group;

static void
ink_of (const Options *options, double absorption, double spectrum[TONSURE_BANDS])
{
  tonsure_pigment_carbon_black (absorption, spectrum);
  for (int band = 0; options->gray && band < TONSURE_BANDS; band++)
    spectrum[band] = absorption;
}

static void
skin_of (const Options *options, const double *row, TonsureSkin *skin)
{
  *skin = (TonsureSkin) { row[MELANIN], row[BLOOD], options->saturation, options->vessels };
}

/* What dot @i takes of one walk, mean over places around the point that is looked at, for
 * each distance. */
static void
tally (const Options *options, Group *group, guint i, int band, const Walk *walk, const Slab *slab,
       guint64 *state)
{
  double x0 = options->from_above ? 0.0 : walk->x, y0 = options->from_above ? 0.0 : walk->y;
  double radius = 0.5 * group->row[i][DIAMETER];
  double ink = group->ink[i][band];

  for (guint k = 0; k < RADII; k++)
    {
      double c, s, kept = 0.0;

      do
        {
          c = 2.0 * walk_random (state) - 1.0;
          s = 2.0 * walk_random (state) - 1.0;
        }
      while (c * c + s * s > 1.0 || c * c + s * s < 1e-12);
      double x = radii[k] * (c * c - s * s) / (c * c + s * s);
      double y = radii[k] * 2.0 * c * s / (c * c + s * s);
      const double place[TURNS][2] = { { x, y }, { -y, x }, { -x, -y }, { y, -x } };
      int turns = k == 0 ? 1 : TURNS;

      for (int turn = 0; turn < turns; turn++)
        kept += tonsure_exp (
            -ink * slab_length_in_disc (slab, x0 + place[turn][0], y0 + place[turn][1], radius));
      group->loss[i][k][band] += walk->weight * (1.0 - kept / turns);
    }
}

/* Each band has its own photons; which they are does not depend on the dots. */
static void
solve_band (const Options *options, Group *group, const Medium *medium, int band)
{
  static Walk walk;
  static Slab slab;
  double top = group->row[0][TOP], bottom = top + group->row[0][THICKNESS];

  for (int photon = 0; photon < options->photons; photon++)
    {
      guint64 state = tonsure_hash64 (((guint64) options->seed << 40) + ((guint64) band << 32)
                                      + (guint64) photon);
      guint64 turns = ~state;

      walk_photon (medium, bottom, &state, &walk);
      walk_cut (&walk, top, bottom, &slab);
      group->bare[band] += walk.weight;
      for (guint i = 0; walk.weight > 0.0 && slab.n > 0 && i < group->n; i++)
        {
          guint64 same = turns;

          tally (options, group, i, band, &walk, &slab, &same);
        }
    }
}

static void
solve_group (const Options *options, Group *group)
{
  double scattering[TONSURE_BANDS], epidermis[TONSURE_BANDS], dermis[TONSURE_BANDS];
  TonsureSkin skin;

  skin_of (options, group->row[0], &skin);
  tonsure_tissue_scattering (scattering);
  tonsure_tissue_epidermis (skin.melanin, epidermis);
  tonsure_tissue_dermis (&skin, dermis);
  memset (group->loss, 0, sizeof group->loss);
  memset (group->bare, 0, sizeof group->bare);
  for (guint i = 0; i < group->n; i++)
    ink_of (options, group->row[i][ABSORPTION], group->ink[i]);
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      Medium medium = { 0.1 * scattering[band], 0.1 * epidermis[band], 0.1 * dermis[band],
                        TONSURE_EPIDERMIS };

      solve_band (options, group, &medium, band);
    }
}

static void
rgb_of (const double *spectrum, double rgb[3])
{
  double xyz[3];

  tonsure_spectrum_to_xyz (spectrum, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, rgb);
}

/* T of a layer without end, by adding-doubling. */
static gboolean
full_layer (const Options *options, const double *row, double transmittance[3], GError **error)
{
  TonsureInkLayer ink = { .top = row[TOP], .thickness = row[THICKNESS] };
  double bare[TONSURE_BANDS], inked[1][TONSURE_BANDS], before[3], after[3];
  TonsureSkin skin;

  skin_of (options, row, &skin);
  ink_of (options, 10.0 * row[ABSORPTION], ink.absorption);
  if (!tonsure_skin_reflectance (&skin, &ink, 1, bare, inked, error))
    return FALSE;
  rgb_of (bare, before);
  rgb_of (inked[0], after);
  for (int channel = 0; channel < 3; channel++)
    transmittance[channel] = after[channel] / before[channel];
  return TRUE;
}

static gboolean
print_dot (const Options *options, const Group *group, guint i, GError **error)
{
  double full[3], bare[3], loss[RADII][3];

  if (!full_layer (options, group->row[i], full, error))
    return FALSE;
  rgb_of (group->bare, bare);
  for (guint k = 0; k < RADII; k++)
    rgb_of (group->loss[i][k], loss[k]);
  for (int channel = 0; channel < 3; channel++)
    {
      for (int column = 0; column < COLUMNS; column++)
        printf ("%g,", group->row[i][column]);
      printf ("%c", "RGB"[channel]);
      for (guint k = 0; k < RADII; k++)
        printf (",%.4f", 1.0 - loss[k][channel] / bare[channel]);
      printf (",%.4f\n", full[channel]);
    }
  return TRUE;
}

static void
print_header (void)
{
  for (int column = 0; column < COLUMNS; column++)
    printf ("%s,", columns[column]);
  printf ("what");
  for (guint k = 0; k < RADII; k++)
    printf (",r%.2f", radii[k]);
  printf (",full_layer\n");
}

static gboolean
in_range (const char *name, double value, double minimum, double maximum, GError **error)
{
  if (value >= minimum && value <= maximum)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "%s is %g, which is outside %g to %g", name, value, minimum, maximum);
  return FALSE;
}

static gboolean
read_row (char *line, double row[COLUMNS], GError **error)
{
  g_auto (GStrv) cells = g_strsplit (g_strstrip (line), ",", -1);
  guint n = g_strv_length (cells);

  for (guint i = 0; i < n && n == COLUMNS; i++)
    {
      char *end;

      row[i] = g_ascii_strtod (cells[i], &end);
      if (end == cells[i] || *end != '\0')
        n = 0;
    }
  if (n != COLUMNS)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "not a row of %d numbers: %s",
                   COLUMNS, line);
      return FALSE;
    }
  /* What full_layer() does not look at. */
  return in_range (columns[ABSORPTION], row[ABSORPTION], 0.0, 1e4, error)
         && in_range (columns[DIAMETER], row[DIAMETER], 0.001, 4.0, error);
}

static gboolean
read_header (GError **error)
{
  char line[1024];
  g_autofree char *expected =
      g_strjoin (",", columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], NULL);

  if (fgets (line, sizeof line, stdin) != NULL && g_str_equal (g_strstrip (line), expected))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "the first line is not %s",
               expected);
  return FALSE;
}

static gboolean
flush_group (const Options *options, Group *group, GError **error)
{
  double ignored[3];

  if (group->n == 0)
    return TRUE;
  if (!full_layer (options, group->row[0], ignored, error))
    return FALSE;
  solve_group (options, group);
  for (guint i = 0; i < group->n; i++)
    if (!print_dot (options, group, i, error))
      return FALSE;
  fflush (stdout);
  group->n = 0;
  return TRUE;
}

static gboolean
run (const Options *options, GError **error)
{
  g_autofree Group *group = g_new0 (Group, 1);
  char line[1024];
  double row[COLUMNS];

  if (!read_header (error))
    return FALSE;
  print_header ();
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      if (!read_row (line, row, error))
        return FALSE;
      if (group->n == MOST_DOTS
          || (group->n > 0 && memcmp (row, group->row[0], ABSORPTION * sizeof *row) != 0))
        if (!flush_group (options, group, error))
          return FALSE;
      memcpy (group->row[group->n++], row, sizeof row);
    }
  return flush_group (options, group, error);
}

int
main (int argc, char *argv[])
{
  Options options = { 20000, 1, 0.7, 0.015, FALSE, FALSE };
  const GOptionEntry entries[] = {
    { "photons", 'n', 0, G_OPTION_ARG_INT, &options.photons, "Photons in each band", "N" },
    { "seed", 's', 0, G_OPTION_ARG_INT, &options.seed, "Seed of the walks", "S" },
    { "saturation", 0, 0, G_OPTION_ARG_DOUBLE, &options.saturation, "Of the blood, 0 to 1", "S" },
    { "vessels", 0, 0, G_OPTION_ARG_DOUBLE, &options.vessels, "Mean diameter, 0 for none", "MM" },
    { "gray", 0, 0, G_OPTION_ARG_NONE, &options.gray, "Ink absorbs all wavelengths alike", NULL },
    { "from-above", 0, 0, G_OPTION_ARG_NONE, &options.from_above,
      "Count what leaves straight up, of light from everywhere", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("< PARAMETERS > TABLE");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error)
      && in_range ("photons", options.photons, 1, 100000000, &error)
      && in_range ("seed", options.seed, 0, 8000000, &error) && run (&options, &error))
    return 0;
  g_printerr ("make-dots: %s\n", error->message);
  return 1;
}
