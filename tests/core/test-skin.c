/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "reference-table.h"
#include "skin.h"
#include "tissue.h"
#include "treatment.h"

#include <math.h>

#define INK_THICKNESS 0.05 /* mm, of all rows */

/* Rows of tables that another program made by adding-doubling: saturation .75, blood not
 * packed in vessels, the specular part included. */
static const struct
{
  double melanin, blood;
  double reflectance[TONSURE_BANDS];
} bare_rows[] = {
  { 0.015,
    0.005,
    {
        0.1718, 0.1516, 0.1499, 0.1729, 0.2095, 0.2663, 0.3040, 0.3263, 0.3444, 0.3573, 0.3688,
        0.3766, 0.3747, 0.3546, 0.3393, 0.3524, 0.3703, 0.3598, 0.3577, 0.4348, 0.4913, 0.5121,
        0.5253, 0.5347, 0.5418, 0.5476, 0.5528, 0.5572, 0.5611, 0.5645, 0.5672,
    } },
  { 0.05,
    0.01,
    {
        0.0775, 0.0718, 0.0726, 0.0829, 0.1006, 0.1319, 0.1566, 0.1733, 0.1879, 0.1991, 0.2096,
        0.2175, 0.2181, 0.2054, 0.1967, 0.2082, 0.2235, 0.2178, 0.2183, 0.2824, 0.3380, 0.3625,
        0.3797, 0.3931, 0.4042, 0.4139, 0.4230, 0.4314, 0.4392, 0.4465, 0.4530,
    } },
  { 0.2,
    0.02,
    {
        0.0339, 0.0341, 0.0346, 0.0356, 0.0374, 0.0413, 0.0457, 0.0497, 0.0540, 0.0581, 0.0624,
        0.0664, 0.0688, 0.0675, 0.0672, 0.0724, 0.0791, 0.0794, 0.0816, 0.1074, 0.1344, 0.1499,
        0.1626, 0.1737, 0.1839, 0.1936, 0.2031, 0.2124, 0.2216, 0.2306, 0.2391,
    } },
  { 0.4,
    0.05,
    {
        0.0303, 0.0304, 0.0306, 0.0308, 0.0310, 0.0313, 0.0318, 0.0323, 0.0330, 0.0338, 0.0347,
        0.0356, 0.0363, 0.0363, 0.0365, 0.0378, 0.0397, 0.0401, 0.0409, 0.0492, 0.0606, 0.0686,
        0.0759, 0.0828, 0.0894, 0.0960, 0.1028, 0.1096, 0.1166, 0.1237, 0.1306,
    } },
};

/* The same with gray ink, 1/cm, and the depth of its upper face, mm. */
static const struct
{
  double melanin, blood, absorption, top;
  double reflectance[TONSURE_BANDS];
} ink_rows[] = {
  { 0.015,
    0.005,
    200,
    0.3,
    {
        0.1573, 0.1436, 0.1422, 0.1574, 0.1768, 0.1979, 0.2070, 0.2106, 0.2127, 0.2134, 0.2134,
        0.2127, 0.2104, 0.2054, 0.2006, 0.2005, 0.2008, 0.1968, 0.1941, 0.2003, 0.2019, 0.2004,
        0.1984, 0.1961, 0.1937, 0.1913, 0.1888, 0.1863, 0.1838, 0.1813, 0.1789,
    } },
  { 0.05,
    0.02,
    50,
    0.5,
    {
        0.0666, 0.0615, 0.0617, 0.0687, 0.0822, 0.1096, 0.1315, 0.1449, 0.1557, 0.1631, 0.1696,
        0.1738, 0.1721, 0.1595, 0.1506, 0.1583, 0.1688, 0.1627, 0.1616, 0.2067, 0.2401, 0.2524,
        0.2601, 0.2655, 0.2695, 0.2728, 0.2756, 0.2781, 0.2802, 0.2821, 0.2835,
    } },
  { 0.2,
    0.02,
    1000,
    0.2,
    {
        0.0338, 0.0341, 0.0346, 0.0354, 0.0367, 0.0386, 0.0402, 0.0417, 0.0432, 0.0446, 0.0461,
        0.0476, 0.0488, 0.0496, 0.0504, 0.0519, 0.0535, 0.0543, 0.0552, 0.0581, 0.0601, 0.0613,
        0.0623, 0.0632, 0.0640, 0.0647, 0.0654, 0.0659, 0.0664, 0.0668, 0.0672,
    } },
};

static void
skin_of_the_tables (TonsureSkin *skin, double melanin, double blood)
{
  tonsure_skin_init (skin, melanin, blood);
  skin->saturation = 0.75;
  skin->vessel_diameter = 0.0;
}

/* By the conventions of the tables. */
static void
solve (const TonsureSkin *skin, double absorption, double top, double bare[TONSURE_BANDS],
       double inked[TONSURE_BANDS])
{
  TonsureInkLayer ink = { .top = top, .thickness = INK_THICKNESS };
  double result[1][TONSURE_BANDS];
  g_autoptr (GError) error = NULL;

  for (int band = 0; band < TONSURE_BANDS; band++)
    ink.absorption[band] = absorption;
  g_assert_true (tonsure_skin_reflectance (skin, &ink, 1, bare, result, &error));
  g_assert_no_error (error);
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      bare[band] += TONSURE_SPECULAR;
      inked[band] = result[0][band] + TONSURE_SPECULAR;
    }
}

static void
lab_of (const double reflectance[TONSURE_BANDS], double lab[3])
{
  double xyz[3];

  tonsure_spectrum_to_xyz (reflectance, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

static double
difference (const double one[TONSURE_BANDS], const double other[TONSURE_BANDS])
{
  double lab1[3], lab2[3];

  lab_of (one, lab1);
  lab_of (other, lab2);
  return tonsure_ciede2000 (lab1, lab2);
}

static void
bare_skin_agrees_with_another_program (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bare_rows); i++)
    {
      double bare[TONSURE_BANDS], inked[TONSURE_BANDS];
      TonsureSkin skin;

      skin_of_the_tables (&skin, bare_rows[i].melanin, bare_rows[i].blood);
      solve (&skin, 0.0, 0.1, bare, inked);
      g_assert_cmpfloat (difference (bare, bare_rows[i].reflectance), <, 0.05);
      for (int band = 0; band < TONSURE_BANDS; band++)
        g_assert_cmpfloat_with_epsilon (bare[band], bare_rows[i].reflectance[band], 6e-4);
    }
}

static void
ink_in_skin_agrees_with_another_program (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ink_rows); i++)
    {
      double bare[TONSURE_BANDS], inked[TONSURE_BANDS];
      TonsureSkin skin;

      skin_of_the_tables (&skin, ink_rows[i].melanin, ink_rows[i].blood);
      solve (&skin, ink_rows[i].absorption, ink_rows[i].top, bare, inked);
      g_assert_cmpfloat (difference (inked, ink_rows[i].reflectance), <, 0.05);
      for (int band = 0; band < TONSURE_BANDS; band++)
        g_assert_cmpfloat_with_epsilon (inked[band], ink_rows[i].reflectance[band], 6e-4);
    }
}

static void
spectrum_of_row (ReferenceTable *table, guint row, double reflectance[TONSURE_BANDS])
{
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      g_autofree char *name =
          g_strdup_printf ("R%d", TONSURE_BAND_FIRST + TONSURE_BAND_STEP * band);

      reflectance[band] = reference_table_number (table, row, name);
    }
}

/* Every row of a table; @most and @mean are CIEDE2000. */
static void
whole_table_agrees (const char *name, gboolean with_ink, double most, double mean)
{
  g_autoptr (ReferenceTable) table = reference_table_read (name);
  double greatest = 0.0, sum = 0.0;

  for (guint row = 0; row < table->cells->len; row++)
    {
      double expected[TONSURE_BANDS], bare[TONSURE_BANDS], inked[TONSURE_BANDS];
      TonsureSkin skin;

      spectrum_of_row (table, row, expected);
      skin_of_the_tables (&skin, reference_table_number (table, row, "f_mel"),
                          reference_table_number (table, row, "f_blood"));
      if (with_ink)
        solve (&skin, reference_table_number (table, row, "ink_mua_cm"),
               reference_table_number (table, row, "depth_mm"), bare, inked);
      else
        solve (&skin, 0.0, 0.1, bare, inked);
      double here = difference (with_ink ? inked : bare, expected);

      greatest = MAX (greatest, here);
      sum += here;
    }
  g_test_message ("%s: CIEDE2000 mean %.3f, max %.3f", name, sum / table->cells->len, greatest);
  g_assert_cmpfloat (greatest, <=, most);
  g_assert_cmpfloat (sum / table->cells->len, <=, mean);
}

static void
the_table_of_bare_skin_agrees (void)
{
  whole_table_agrees ("bare_skin_ad.csv", FALSE, 0.05, 0.04);
}

static void
the_table_of_ink_agrees (void)
{
  whole_table_agrees ("ink_layer_ad.csv", TRUE, 0.05, 0.04);
}

static void
the_table_of_monte_carlo_agrees (void)
{
  whole_table_agrees ("mcml_bare_skin.csv", FALSE, 0.5, 0.2);
}

/* Absorption and scattering of the parts of skin, all bands. */
typedef struct
{
  double scattering[TONSURE_BANDS], epidermis[TONSURE_BANDS], dermis[TONSURE_BANDS];
} Tissue;

static void
cover (const TonsureAngles *angles, double absorption, double scattering, double thickness,
       TonsureLayer *stack)
{
  TonsureLayer layer;

  tonsure_layer_init (angles, absorption, scattering, 0.1 * thickness, &layer);
  tonsure_layer_cover (angles, &layer, stack, FALSE);
}

/* Skin with any number of directions, the specular part included; @top 0 for no ink. */
static void
solve_with_angles (const TonsureSkin *skin, guint n, double top, double ink,
                   double reflectance[TONSURE_BANDS])
{
  TonsureAngles angles;
  Tissue tissue;

  tonsure_angles_init (&angles, n, TONSURE_TISSUE_INDEX, TONSURE_TISSUE_ANISOTROPY);
  tonsure_tissue_scattering (tissue.scattering);
  tonsure_tissue_epidermis (skin->melanin, tissue.epidermis);
  tonsure_tissue_dermis (skin, tissue.dermis);
  for (int band = 0; band < TONSURE_BANDS; band++)
    {
      double scattering = tissue.scattering[band], dermis = tissue.dermis[band];
      TonsureLayer stack;
      TonsureFluxes fluxes;

      tonsure_layer_init (&angles, dermis, scattering, INFINITY, &stack);
      if (top > 0.0)
        {
          cover (&angles, dermis + ink, scattering, INK_THICKNESS, &stack);
          cover (&angles, dermis, scattering, top - TONSURE_EPIDERMIS, &stack);
        }
      cover (&angles, tissue.epidermis[band], scattering, TONSURE_EPIDERMIS, &stack);
      tonsure_layer_fluxes (&angles, &stack, &fluxes);
      reflectance[band] = fluxes.diffuse + fluxes.specular;
    }
}

/* The number of directions that is used against the most, as CIEDE2000. */
static void
more_directions_change_no_color (void)
{
  double most = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (bare_rows); i++)
    {
      static const double tops[4] = { 0.0, 0.1, 0.3, 1.0 }, inks[4] = { 0.0, 1000.0, 200.0, 50.0 };
      TonsureSkin skin;

      tonsure_skin_init (&skin, bare_rows[i].melanin, bare_rows[i].blood);
      for (int with = 0; with < 2; with++)
        {
          double few[TONSURE_BANDS], many[TONSURE_BANDS];
          int ink = with == 0 ? 0 : 1 + (int) i % 3;

          solve_with_angles (&skin, TONSURE_TISSUE_ANGLES, tops[ink], inks[ink], few);
          solve_with_angles (&skin, 32, tops[ink], inks[ink], many);
          g_assert_cmpfloat (difference (few, many), <=, 0.05);
          most = MAX (most, difference (few, many));
        }
    }
  g_test_message ("%d directions against 32: CIEDE2000 max %.3f", TONSURE_TISSUE_ANGLES, most);
}

/* What the library solves is the stack above. */
static void
ink_lies_where_it_is_said_to (void)
{
  double bare[TONSURE_BANDS], inked[TONSURE_BANDS], expected[TONSURE_BANDS];
  TonsureSkin skin;

  tonsure_skin_init (&skin, 0.03, 0.012);
  solve (&skin, 200.0, 0.4, bare, inked);
  solve_with_angles (&skin, TONSURE_TISSUE_ANGLES, 0.4, 200.0, expected);
  for (int band = 0; band < TONSURE_BANDS; band++)
    g_assert_cmpfloat_with_epsilon (inked[band], expected[band], 1e-12);
}

static void
a_layer_without_pigment_is_not_seen (void)
{
  double bare[TONSURE_BANDS], inked[TONSURE_BANDS];
  TonsureSkin skin;

  tonsure_skin_init (&skin, g_test_rand_double_range (0.005, 0.3), 0.012);
  solve (&skin, 0.0, g_test_rand_double_range (0.06, 2.0), bare, inked);
  for (int band = 0; band < TONSURE_BANDS; band++)
    g_assert_cmpfloat_with_epsilon (inked[band], bare[band], 2e-5);
}

static void
deeper_pigment_takes_less_light_and_red_longest (void)
{
  double last_red = 1.0, last_blue = 1.0;
  TonsureSkin skin;

  tonsure_skin_init (&skin, 0.022, 0.0115);
  for (double top = 0.1; top < 1.5; top += 0.2)
    {
      double bare[TONSURE_BANDS], inked[TONSURE_BANDS];

      solve (&skin, 200.0, top, bare, inked);
      double red = 1.0 - inked[22] / bare[22], blue = 1.0 - inked[5] / bare[5];

      g_assert_cmpfloat (red, <, last_red);
      g_assert_cmpfloat (blue, <, last_blue);
      g_assert_cmpfloat (blue, <, red);
      last_red = red;
      last_blue = blue;
    }
}

/* Packed in vessels of 15 µm, blood absorbs less, most so in the Soret band. */
static void
vessels_hide_blood (void)
{
  TonsureSkin packed, loose;
  double in_vessels[TONSURE_BANDS], evenly[TONSURE_BANDS];

  tonsure_skin_init (&packed, 0.022, 0.0115);
  loose = packed;
  loose.vessel_diameter = 0.0;
  tonsure_tissue_dermis (&packed, in_vessels);
  tonsure_tissue_dermis (&loose, evenly);
  for (int band = 0; band < TONSURE_BANDS; band++)
    g_assert_cmpfloat (in_vessels[band], <=, evenly[band]);
  g_assert_cmpfloat (in_vessels[2] / evenly[2], <, 0.45);
  g_assert_cmpfloat (in_vessels[25] / evenly[25], >, 0.98);
}

/* A skin and a layer of ink as plain values. */
enum
{
  MELANIN,
  BLOOD,
  SATURATION,
  VESSELS,
  TOP,
  THICKNESS,
  ABSORPTION,
  N_VALUES
};

static const struct
{
  const char *name;
  double good, least, most;
} values[N_VALUES] = {
  { "melanin", 0.02, 0.0, 0.6 },     { "blood", 0.01, 0.0, 0.1 },
  { "saturation", 0.7, 0.0, 1.0 },   { "vessel_diameter", 0.015, 0.0, 0.2 },
  { "top", 0.2, 0.06, 5.0 },         { "thickness", 0.1, 0.0, 4.8 },
  { "absorption", 200.0, 0.0, 1e5 },
};

/* Solves with one value that is not good, of the last layer and its last band. */
static gboolean
try_value (int which, double value, GError **error)
{
  double v[N_VALUES], bare[TONSURE_BANDS], inked[2][TONSURE_BANDS];
  TonsureInkLayer ink[2];

  for (int i = 0; i < N_VALUES; i++)
    v[i] = i == which ? value : values[i].good;
  for (int layer = 0; layer < 2; layer++)
    {
      ink[layer] = (TonsureInkLayer) { .top = values[TOP].good, .thickness = 0.1 };
      for (int band = 0; band < TONSURE_BANDS; band++)
        ink[layer].absorption[band] = values[ABSORPTION].good;
    }
  ink[1].top = v[TOP];
  ink[1].thickness = v[THICKNESS];
  ink[1].absorption[TONSURE_BANDS - 1] = v[ABSORPTION];
  const TonsureSkin skin = { v[MELANIN], v[BLOOD], v[SATURATION], v[VESSELS] };

  return tonsure_skin_reflectance (&skin, ink, 2, bare, inked, error);
}

static void
bad_values_are_named_with_their_range (void)
{
  for (int which = 0; which < N_VALUES; which++)
    {
      double width = values[which].most - values[which].least;
      const double bad[] = { values[which].least - 0.01 * width,
                             values[which].most + 0.01 * width,
                             -1e300,
                             1e300,
                             -INFINITY,
                             INFINITY,
                             NAN };

      for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *message =
              g_strdup_printf ("%s is %g, which is outside %g to %g", values[which].name, bad[i],
                               values[which].least, values[which].most);

          g_assert_false (try_value (which, bad[i], &error));
          g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
          g_assert_cmpstr (error->message, ==, message);
        }
    }
}

static void
the_ends_of_all_ranges_can_be_solved (void)
{
  for (int which = 0; which < N_VALUES; which++)
    for (int end = 0; end < 2; end++)
      {
        double value = end == 0 ? values[which].least : values[which].most;
        g_autoptr (GError) error = NULL;

        /* At the deepest there is no room for 100 µm. */
        if (which == TOP && end == 1)
          value -= values[THICKNESS].good;
        g_assert_true (try_value (which, value, &error));
        g_assert_no_error (error);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/bare skin agrees with another program",
                   bare_skin_agrees_with_another_program);
  g_test_add_func ("/skin/ink in skin agrees with another program",
                   ink_in_skin_agrees_with_another_program);
  g_test_add_func ("/skin/the table of bare skin agrees", the_table_of_bare_skin_agrees);
  g_test_add_func ("/skin/the table of ink agrees", the_table_of_ink_agrees);
  g_test_add_func ("/skin/the table of Monte Carlo agrees", the_table_of_monte_carlo_agrees);
  g_test_add_func ("/skin/more directions change no color", more_directions_change_no_color);
  g_test_add_func ("/skin/a layer without pigment is not seen",
                   a_layer_without_pigment_is_not_seen);
  g_test_add_func ("/skin/deeper pigment takes less light, and red longest",
                   deeper_pigment_takes_less_light_and_red_longest);
  g_test_add_func ("/skin/vessels hide blood", vessels_hide_blood);
  g_test_add_func ("/skin/ink lies where it is said to", ink_lies_where_it_is_said_to);
  g_test_add_func ("/skin/bad values are named with their range",
                   bad_values_are_named_with_their_range);
  g_test_add_func ("/skin/the ends of all ranges can be solved",
                   the_ends_of_all_ranges_can_be_solved);
  return g_test_run ();
}
