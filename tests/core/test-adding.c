/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "adding.h"

#include <math.h>

typedef struct
{
  double reflected; /* of collimated light, specular part included */
  double through;
  double diffuse; /* of diffuse light */
} Result;

/* A slab with surfaces on both faces, or one without end. */
static Result
solve_slab (guint n, double albedo, double depth, double anisotropy, double index)
{
  TonsureAngles angles;
  TonsureLayer layer, stack;
  TonsureFluxes fluxes;
  Result result = { 0 };

  tonsure_angles_init (&angles, n, index, anisotropy);
  tonsure_layer_init (&angles, 1.0 - albedo, albedo, depth, &layer);
  stack = layer;
  if (depth < INFINITY)
    {
      tonsure_layer_surface (&angles, &stack);
      tonsure_layer_cover (&angles, &layer, &stack, TRUE);
      result.through = tonsure_layer_transmittance (&angles, &stack);
    }
  tonsure_layer_fluxes (&angles, &stack, &fluxes);
  result.reflected = fluxes.diffuse + fluxes.specular;
  result.diffuse = fluxes.total_diffuse;
  return result;
}

/* H. C. van de Hulst, Multiple Light Scattering (1980), table 35: a slab of albedo .9,
 * optical thickness 2 and g = .75 without surfaces. */
static void
van_de_hulsts_slab_agrees (void)
{
  for (guint n = 12; n <= 32; n += 4)
    {
      Result result = solve_slab (n, 0.9, 2.0, 0.75, 1.0);

      g_assert_cmpfloat_with_epsilon (result.reflected, 0.09739, 1e-5);
      g_assert_cmpfloat_with_epsilon (result.through, 0.66096, 1e-5);
    }
}

/* R. G. Giovanelli, Optica Acta 2, 153 (1955): half space of albedo .9, isotropic, index
 * 1.5: .2600 with the specular part. */
static void
giovanellis_half_space_agrees (void)
{
  g_assert_cmpfloat_with_epsilon (solve_slab (32, 0.9, INFINITY, 0.0, 1.5).reflected, 0.2600, 1e-4);
  g_assert_cmpfloat_with_epsilon (solve_slab (12, 0.9, INFINITY, 0.0, 1.5).reflected, 0.2600, 5e-4);
}

/* Made with iadpython (S. A. Prahl), 24 angles and more. */
static const struct
{
  double albedo, depth, anisotropy, index;
  Result expected;
} iadpython[] = {
  { 0.5, 1, 0, 1, { 0.09912, 0.44606, 0.13417 } },
  { 0.9, 1, 0, 1, { 0.26741, 0.59163, 0.35271 } },
  { 0.95, 5, 0.8, 1, { 0.18516, 0.47712, 0.29164 } },
  { 0.9, 2, 0.75, 1, { 0.09739, 0.66096, 0.19109 } },
  { 0.5, 1, 0, 1.4, { 0.07815, 0.38895, 0.13028 } },
  { 0.95, 5, 0.8, 1.4, { 0.16473, 0.35095, 0.22107 } },
  { 0.99, 10, 0.8, 1.4, { 0.35554, 0.34776, 0.40456 } },
  { 0.9, INFINITY, 0, 1.5, { 0.25993, 0, 0.30785 } },
  { 0.99, INFINITY, 0.8, 1.4, { 0.38587, 0, 0.43148 } },
  { 0.999, INFINITY, 0.8, 1.4, { 0.71756, 0, 0.74093 } },
};

static void
slabs_agree_with_another_program (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (iadpython); i++)
    {
      Result result = solve_slab (32, iadpython[i].albedo, iadpython[i].depth,
                                  iadpython[i].anisotropy, iadpython[i].index);

      g_assert_cmpfloat_with_epsilon (result.reflected, iadpython[i].expected.reflected, 5e-5);
      g_assert_cmpfloat_with_epsilon (result.through, iadpython[i].expected.through, 5e-5);
      g_assert_cmpfloat_with_epsilon (result.diffuse, iadpython[i].expected.diffuse, 5e-5);
    }
}

/* Three layers of index 1.37: diffuse reflectance and transmittance. */
static const struct
{
  const char *source;
  double reflected, through;
} three_layers[] = {
  { "L. Wang, S. L. Jacques, Monte Carlo Modeling of Light Transport, 1992, table 6.7", 0.2375,
    0.0965 },
  { "Gardner, in the same table", 0.2381, 0.0974 },
  { "MCML 1.2.2 with 2e5 photons", 0.23837, 0.09530 },
};

static void
three_layers_agree_with_monte_carlo (void)
{
  TonsureAngles angles;
  TonsureLayer layer, stack;
  TonsureFluxes fluxes;

  tonsure_angles_init (&angles, 32, 1.37, 0.8);
  tonsure_layer_surface (&angles, &stack);
  const struct
  {
    double absorption, scattering, anisotropy, thickness;
  } layers[] = { { 2, 10, 0.7, 0.2 }, { 1, 10, 0, 0.1 }, { 1, 100, 0.9, 0.1 } };
  for (int i = 0; i < 3; i++)
    {
      TonsureAngles other;

      tonsure_angles_init (&other, 32, 1.37, layers[i].anisotropy);
      tonsure_layer_init (&other, layers[i].absorption, layers[i].scattering, layers[i].thickness,
                          &layer);
      tonsure_layer_cover (&angles, &layer, &stack, TRUE);
    }
  tonsure_layer_fluxes (&angles, &stack, &fluxes);
  double through = tonsure_layer_transmittance (&angles, &stack);

  for (guint i = 0; i < G_N_ELEMENTS (three_layers); i++)
    {
      g_test_message ("%s: reflectance %+.5f, transmittance %+.5f", three_layers[i].source,
                      fluxes.diffuse - three_layers[i].reflected,
                      through - three_layers[i].through);
      g_assert_cmpfloat_with_epsilon (fluxes.diffuse, three_layers[i].reflected, 0.0005);
      g_assert_cmpfloat_with_epsilon (through, three_layers[i].through, 0.0015);
    }
}

static void
without_absorption_no_light_is_lost (void)
{
  static const double index[] = { 1.0, 1.4 };

  for (int trial = 0; trial < 10; trial++)
    {
      double depth = g_test_rand_double_range (0.1, 50.0);
      Result result =
          solve_slab (12, 1.0, depth, g_test_rand_double_range (0.0, 0.9), index[trial % 2]);

      g_assert_cmpfloat_with_epsilon (result.reflected + result.through, 1.0, 1e-7);
    }
}

static void
a_layer_cut_in_two_is_the_same_layer (void)
{
  TonsureAngles angles;
  TonsureLayer whole, upper, stack;

  tonsure_angles_init (&angles, 12, 1.4, 0.8);
  for (int trial = 0; trial < 5; trial++)
    {
      double absorption = g_test_rand_double_range (0.1, 50.0);
      double at = g_test_rand_double_range (0.001, 0.099);

      tonsure_layer_init (&angles, absorption, 200.0, 0.1, &whole);
      tonsure_layer_init (&angles, absorption, 200.0, at, &upper);
      tonsure_layer_init (&angles, absorption, 200.0, 0.1 - at, &stack);
      tonsure_layer_cover (&angles, &upper, &stack, TRUE);
      for (guint i = 0; i < angles.n * angles.n; i++)
        {
          g_assert_cmpfloat_with_epsilon (stack.reflect[i], whole.reflect[i], 3e-5);
          g_assert_cmpfloat_with_epsilon (stack.transmit[i], whole.transmit[i], 3e-5);
        }
    }
}

static void
a_layer_without_end_is_not_changed_by_more_of_it (void)
{
  TonsureAngles angles;
  TonsureLayer more, stack, bottom;

  tonsure_angles_init (&angles, 12, 1.4, 0.8);
  tonsure_layer_init (&angles, 1.0, 200.0, INFINITY, &bottom);
  tonsure_layer_init (&angles, 1.0, 200.0, 0.07, &more);
  stack = bottom;
  tonsure_layer_cover (&angles, &more, &stack, FALSE);
  for (guint i = 0; i < angles.n * angles.n; i++)
    g_assert_cmpfloat_with_epsilon (stack.reflect[i], bottom.reflect[i], 3e-5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/adding/van de Hulst's slab agrees", van_de_hulsts_slab_agrees);
  g_test_add_func ("/adding/Giovanelli's half space agrees", giovanellis_half_space_agrees);
  g_test_add_func ("/adding/slabs agree with another program", slabs_agree_with_another_program);
  g_test_add_func ("/adding/three layers agree with Monte Carlo",
                   three_layers_agree_with_monte_carlo);
  g_test_add_func ("/adding/without absorption no light is lost",
                   without_absorption_no_light_is_lost);
  g_test_add_func ("/adding/a layer cut in two is the same layer",
                   a_layer_cut_in_two_is_the_same_layer);
  g_test_add_func ("/adding/a layer without end is not changed by more of it",
                   a_layer_without_end_is_not_changed_by_more_of_it);
  return g_test_run ();
}
