/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "walk.h"
#include "skin.h"
#include "tissue.h"

#include <math.h>

#define PHOTONS 20000
#define TOP 0.15
#define BOTTOM 0.25
#define INK 20.0 /* 1/mm */

static void
describe (const TonsureSkin *skin, int band, Medium *medium)
{
  double scattering[TONSURE_BANDS], epidermis[TONSURE_BANDS], dermis[TONSURE_BANDS];

  tonsure_tissue_scattering (scattering);
  tonsure_tissue_epidermis (skin->melanin, epidermis);
  tonsure_tissue_dermis (skin, dermis);
  *medium = (Medium) { 0.1 * scattering[band], 0.1 * epidermis[band], 0.1 * dermis[band],
                       TONSURE_EPIDERMIS };
}

/* Mean and standard error of the light that leaves, with and without a wide disc. */
typedef struct
{
  double bare, bare_error, inked, inked_error;
} Reflected;

static void
walk_many (const Medium *medium, double disc, guint64 seed, Reflected *reflected)
{
  static Walk walk;
  static Slab slab;
  double sum[4] = { 0.0 };
  guint64 state = seed;

  for (int i = 0; i < PHOTONS; i++)
    {
      walk_photon (medium, BOTTOM, &state, &walk);
      walk_cut (&walk, TOP, BOTTOM, &slab);
      double inked = walk.weight * exp (-INK * slab_length_in_disc (&slab, walk.x, walk.y, disc));

      sum[0] += walk.weight / PHOTONS;
      sum[1] += walk.weight * walk.weight / PHOTONS;
      sum[2] += inked / PHOTONS;
      sum[3] += inked * inked / PHOTONS;
    }
  *reflected = (Reflected) { sum[0], sqrt ((sum[1] - sum[0] * sum[0]) / PHOTONS), sum[2],
                             sqrt ((sum[3] - sum[2] * sum[2]) / PHOTONS) };
}

static void
walks_agree_with_adding_and_doubling (void)
{
  static const int bands[] = { 0, 10, 20, 30 };
  double bare[TONSURE_BANDS], inked[1][TONSURE_BANDS];
  TonsureInkLayer ink = { .top = TOP, .thickness = BOTTOM - TOP };
  TonsureSkin skin;

  tonsure_skin_init (&skin, 0.05, 0.01);
  for (int band = 0; band < TONSURE_BANDS; band++)
    ink.absorption[band] = 10.0 * INK;
  g_assert_true (tonsure_skin_reflectance (&skin, &ink, 1, bare, inked, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      double entered = 1.0 - TONSURE_SPECULAR;
      Reflected reflected;
      Medium medium;

      describe (&skin, bands[i], &medium);
      walk_many (&medium, 1000.0, 17 + i, &reflected);
      g_assert_cmpfloat_with_epsilon (entered * reflected.bare, bare[bands[i]],
                                      4.0 * reflected.bare_error + 2e-4);
      g_assert_cmpfloat_with_epsilon (entered * reflected.inked, inked[0][bands[i]],
                                      4.0 * reflected.inked_error + 2e-4);
    }
}

/* Another program's disc in one band: as that of diameter .2 mm at .15 to .25 mm with
 * 20/mm, saturation .75, vessels of 20 µm, melanin .05, blood .01; T of sRGB at the center
 * is .668, .716 and .769 for red, green and blue, which 620, 540 and 460 nm are near to. */
static void
a_dot_is_as_dark_as_another_program_has_it (void)
{
  static const struct
  {
    int band;
    double transmittance;
  } expected[] = { { 22, 0.668 }, { 14, 0.716 }, { 6, 0.769 } };
  TonsureSkin skin;

  tonsure_skin_init (&skin, 0.05, 0.01);
  skin.saturation = 0.75;
  skin.vessel_diameter = 0.02;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      Reflected reflected;
      Medium medium;

      describe (&skin, expected[i].band, &medium);
      walk_many (&medium, 0.1, 5, &reflected);
      g_test_message ("T %.3f", reflected.inked / reflected.bare);
      g_assert_cmpfloat_with_epsilon (reflected.inked / reflected.bare, expected[i].transmittance,
                                      0.03);
    }
}

static void
a_stretch_is_cut_by_the_circle (void)
{
  Slab slab = { .n = 2 };

  /* Along x through a circle of radius 1 around (2, 0), and far away from it. */
  slab.crossing[0] = (Crossing) { 0.0, 0.0, 4.0, 0.0, 8.0 };
  slab.crossing[1] = (Crossing) { 0.0, 5.0, 4.0, 0.0, 4.0 };
  g_assert_cmpfloat_with_epsilon (slab_length_in_disc (&slab, 2.0, 0.0, 1.0), 4.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (slab_length_in_disc (&slab, 2.0, 0.6, 1.0), 3.2, 1e-12);
  g_assert_cmpfloat (slab_length_in_disc (&slab, 2.0, 1.1, 1.0), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (slab_length_in_disc (&slab, 0.0, 0.0, 100.0), 12.0, 1e-12);
  /* Straight down, inside and outside. */
  slab.n = 1;
  slab.crossing[0] = (Crossing) { 1.0, 1.0, 0.0, 0.0, 0.5 };
  g_assert_cmpfloat (slab_length_in_disc (&slab, 1.0, 1.5, 0.6), ==, 0.5);
  g_assert_cmpfloat (slab_length_in_disc (&slab, 1.0, 1.5, 0.4), ==, 0.0);
}

static void
the_same_seed_walks_the_same_way (void)
{
  static Walk one, other;
  Medium medium = { 20.0, 1.0, 0.1, 0.06 };

  for (guint64 seed = 1; seed < 200; seed++)
    {
      guint64 first = seed, second = seed;

      walk_photon (&medium, BOTTOM, &first, &one);
      walk_photon (&medium, BOTTOM, &second, &other);
      g_assert_cmpuint (one.n, ==, other.n);
      g_assert_cmpfloat (one.weight, ==, other.weight);
      g_assert_cmpuint (first, ==, second);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/walk/walks agree with adding and doubling",
                   walks_agree_with_adding_and_doubling);
  g_test_add_func ("/walk/a dot is as dark as another program has it",
                   a_dot_is_as_dark_as_another_program_has_it);
  g_test_add_func ("/walk/a stretch is cut by the circle", a_stretch_is_cut_by_the_circle);
  g_test_add_func ("/walk/the same seed walks the same way", the_same_seed_walks_the_same_way);
  return g_test_run ();
}
