/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* ink-table: healed color of every ink and dilution on light, medium and dark skin. */
#include "pigment.h"
#include "skin.h"
#include "spectrum.h"
#include "tone.h"

#include <stdlib.h>

static const struct
{
  const char *name;
  double melanin, blood;
} skins[] = { { "light", 0.016, 0.011 }, { "medium", 0.055, 0.013 }, { "dark", 0.20, 0.02 } };

static gboolean
color_of_skin (double melanin, double blood, double rgb[3], GError **error)
{
  double spectrum[TONSURE_BANDS], xyz[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, melanin, blood);
  if (!tonsure_skin_reflectance (&skin, NULL, 0, spectrum, NULL, error))
    return FALSE;
  tonsure_spectrum_to_xyz (spectrum, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, rgb);
  for (int c = 0; c < 3; c++)
    rgb[c] += TONSURE_SPECULAR;
  return TRUE;
}

static void
to_lab (const double rgb[3], double lab[3])
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

/* The difference to the ink before, of the same water. */
static gboolean
print_shade (guint skin, const TonsureInk *ink, double water, double before[3], GError **error)
{
  TonsureTreatment treatment;
  TonsureInkDeposit deposit;
  double bare[3], left[3], treated[3], lab[3];

  tonsure_treatment_init (&treatment);
  treatment.melanin = skins[skin].melanin;
  treatment.blood = skins[skin].blood;
  if (!tonsure_ink_deposit (ink, water, &deposit, error)
      || !color_of_skin (treatment.melanin, treatment.blood, bare, error))
    return FALSE;
  treatment.absorption = MIN (deposit.absorption, 650.0);
  treatment.carbon_exponent = deposit.carbon_exponent;
  treatment.iron_oxide = deposit.iron_oxide;
  if (!tonsure_tone_of (&treatment, NULL, left, error))
    return FALSE;
  for (int c = 0; c < 3; c++)
    treated[c] = bare[c] * left[c];
  to_lab (treated, lab);
  g_print ("%s,%s,%g,%.0f,%.3f,%.3f,%.3f,%.1f,%.1f,%.1f,", skins[skin].name, ink->name, water,
           treatment.absorption, left[0], left[1], left[2], lab[0], lab[1], lab[2]);
  if (before[0] > 0.0)
    g_print ("%.1f", tonsure_ciede2000 (lab, before));
  g_print ("\n");
  for (int i = 0; i < 3; i++)
    before[i] = lab[i];
  return TRUE;
}

static gboolean
print_table (GError **error)
{
  guint n_inks, n_steps;
  const TonsureInk *inks = tonsure_inks (&n_inks);
  const double *water = tonsure_ink_dilutions (&n_steps);

  g_print ("skin,ink,water,absorption,red,green,blue,L,a,b,dE to the ink before\n");
  for (guint skin = 0; skin < G_N_ELEMENTS (skins); skin++)
    for (guint step = 0; step < n_steps; step++)
      {
        double before[3] = { 0.0 };

        for (guint i = 0; i < n_inks; i++)
          if (water[step] >= inks[i].least_water && water[step] <= inks[i].most_water
              && !print_shade (skin, &inks[i], water[step], before, error))
            return FALSE;
      }
  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (
      context, "Prints, as CSV, what typical treatments with each ink and dilution leave of red,\n"
               "green and blue on light, medium and dark skin, their healed L*, a* and b*, and\n"
               "CIEDE2000 to the ink above. Deposits that are as good as black are cut off at 650\n"
               "per cm.");
  if (!g_option_context_parse (context, &argc, &argv, &error) || !print_table (&error))
    {
      g_printerr ("ink-table: %s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
