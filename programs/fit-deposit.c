/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Prints every setting of a deposit that looks like real treatments, as CSV.
 *
 * Diameter, depth, height and absorption of a deposit, the spread of diameters and the share of
 * soft dots are tried in all combinations. For each, the density is found that leaves Y .68 of
 * the default skin, and the treatment is drawn and measured (look.h). Photos do not tell
 * diameter from depth from load, so all settings within the errors of what was measured are
 * printed; that of the library is marked.
 *
 * Bounds: 32 heads of nine clinics, before and after, and photos of single dots at 7 pixels per
 * mm and more, healed; phones sharpen, which makes contrast 1.3 times as high. -ln T of R : G : B
 * is 1 : .68 : .43 to .45; contrast .25 to .35; width .20 to .29 mm; 75 to 185 dots per cm² told
 * apart; standard deviation of the texture .09 to .15; in coarse wavelengths .055, which with the
 * skin's own .021 is six tenths of the .098 of stubble of 1 to 3 mm that is as dark.
 */
#include "look.h"

#include "tone.h"

#include <math.h>
#include <stdio.h>

#define LUMINANCE 0.68
#define LEAST_DENSITY 20.0

static const struct
{
  const char *name;
  double low, high;
} bounds[] = {
  { "green", 0.60, 0.76 },    { "blue", 0.35, 0.55 },     { "told_apart", 75, 185 },
  { "contrast", 0.25, 0.35 }, { "width_mm", 0.20, 0.29 }, { "texture", 0.09, 0.15 },
  { "coarse", 0.055, 0.11 },
};

static const double diameters[] = { 0.20, 0.22, 0.25, 0.28 };
static const double tops[] = { 0.09, 0.11, 0.13, 0.15 };
static const double heights[] = { 0.10, 0.20, 0.30 };
static const double absorptions[] = { 100, 200, 400 };
static const double spreads[] = { 1.3 };
static const double softs[] = { 0.0, 0.45 };

/* By halving, as luminance falls with the density. Returns 0 where no density is enough. */
static double
density_for (TonsureTreatment *treatment)
{
  double low = LEAST_DENSITY, high = TONSURE_MAX_DENSITY, bare[3];
  TonsureTone tone;
  TonsureToneDots dots;

  if (!tonsure_tone_init (&tone, treatment, treatment->absorption, treatment->absorption, NULL,
                          NULL))
    return 0.0;
  tonsure_tone_dots (&tone, treatment->absorption, &dots);
  look_bare_skin (treatment, bare);
  for (int step = 0; step < 20; step++)
    {
      double t[3], middle = 0.5 * (low + high), treated[3];

      tonsure_tone_transmittance (&dots, middle, t);
      for (int c = 0; c < 3; c++)
        treated[c] = bare[c] * t[c];
      if (look_luminance (treated) > LUMINANCE * look_luminance (bare))
        low = middle;
      else
        high = middle;
    }
  return high < TONSURE_MAX_DENSITY ? 0.5 * (low + high) : 0.0;
}

static guint
count_within (const Look *look)
{
  const double value[] = { look->green, look->blue,    look->told_apart, look->contrast,
                           look->width, look->texture, look->coarse };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    n += value[i] >= bounds[i].low && value[i] <= bounds[i].high;
  return n;
}

static gboolean
try_setting (TonsureTreatment *treatment, gboolean all, gboolean of_library)
{
  guint within;
  Look look;

  treatment->density = density_for (treatment);
  if (!(treatment->density > 0.0))
    return TRUE;
  if (!look_measure (treatment, &look, NULL))
    return FALSE;
  within = count_within (&look);
  if (!all && !of_library && within < G_N_ELEMENTS (bounds))
    return TRUE;
  printf ("%.2f,%.2f,%.2f,%.0f,%.1f,%.2f,%.0f,%.3f,%.2f,%.2f,%.0f,%.2f,%.3f,%.3f,%.3f,%u,%s\n",
          treatment->diameter, treatment->top, treatment->thickness, treatment->absorption,
          treatment->diameter_gsd, treatment->soft, treatment->density, look.luminance, look.green,
          look.blue, look.told_apart, look.contrast, look.width, look.texture, look.coarse, within,
          of_library ? "library" : "");
  return fflush (stdout) == 0;
}

/* One of all combinations, counted through. */
static double
take (const double *values, guint n, guint *index)
{
  double value = values[*index % n];

  *index /= n;
  return value;
}

static gboolean
try_all (gboolean all)
{
  guint n = G_N_ELEMENTS (diameters) * G_N_ELEMENTS (tops) * G_N_ELEMENTS (heights)
            * G_N_ELEMENTS (absorptions) * G_N_ELEMENTS (spreads) * G_N_ELEMENTS (softs);
  TonsureTreatment treatment;

  if (!try_setting (tonsure_treatment_init (&treatment), all, TRUE))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      guint index = i;

      tonsure_treatment_init (&treatment);
      treatment.soft = take (softs, G_N_ELEMENTS (softs), &index);
      treatment.diameter_gsd = take (spreads, G_N_ELEMENTS (spreads), &index);
      treatment.absorption = take (absorptions, G_N_ELEMENTS (absorptions), &index);
      treatment.thickness = take (heights, G_N_ELEMENTS (heights), &index);
      treatment.top = take (tops, G_N_ELEMENTS (tops), &index);
      treatment.diameter = take (diameters, G_N_ELEMENTS (diameters), &index);
      if (!try_setting (&treatment, all, FALSE))
        return FALSE;
    }
  return TRUE;
}

int
main (int argc, char *argv[])
{
  gboolean all = FALSE;
  const GOptionEntry entries[] = { { "all", 0, 0, G_OPTION_ARG_NONE, &all,
                                     "Settings outside of the bounds too", NULL },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context =
      g_option_context_new ("- settings of a deposit that look like real treatments");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1)
    {
      g_printerr ("fit-deposit: %s\n", error != NULL ? error->message : "there are no arguments");
      return 2;
    }
  printf ("diameter_mm,top_mm,height_mm,absorption_cm,diameter_gsd,soft,density,Y,green,blue,"
          "told_apart,contrast,width_mm,texture,coarse,within,of\n");
  return try_all (all) ? 0 : 1;
}
