/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How the dots of all generations look: see aged-profiles.h. */
#include "aged-profiles.h"
#include "exact.h"
#include "nodes.h"

#include <string.h>

#define CLASSES TONSURE_DEPOSIT_CLASSES

/* Of the absorption's logarithm: solved generations are at most that far apart. */
#define STEP 0.7
#define LEAST_ABSORPTION 1e-12 /* 1/cm */

/* Generations that are interpolated between each other, those that are solved first. */
typedef struct
{
  guint first, last; /* generations, the oldest and the youngest */
  guint n;
  guint node[TONSURE_MOST_GENERATIONS];
  double at[TONSURE_MOST_GENERATIONS];
} Run;

/* The logarithm of the mean absorption, which grows from generation to generation, as younger dots
 * have lost less. */
static double
place_of (const TonsureDeposit *deposits, guint generation)
{
  double sum = 0.0;

  for (guint k = 0; k < CLASSES; k++)
    sum += deposits[generation * CLASSES + k].absorption / CLASSES;
  return tonsure_log (MAX (sum, LEAST_ABSORPTION));
}

/* Laser that met some generations and not others ends a run. */
static guint
last_of_run (const TonsureYears *years, guint first)
{
  guint last = first;

  while (!years->healed && last + 1 < years->n && years->patch[last + 1] == years->patch[first])
    last++;
  return last;
}

static void
choose_nodes (const TonsureDeposit *deposits, Run *run)
{
  run->n = 0;
  for (guint g = run->first; g <= run->last; g++)
    if (g == run->first || g == run->last
        || place_of (deposits, g + 1) > run->at[run->n - 1] + STEP)
      {
        run->at[run->n] = place_of (deposits, g);
        run->node[run->n++] = g;
      }
}

static void
add_profile (const TonsureProfile *one, double weight, TonsureProfile *sum)
{
  for (guint c = 0; c < 3; c++)
    {
      for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
        sum->loss[c][i] += (float) (weight * one->loss[c][i]);
      sum->mass[c] += weight * one->mass[c];
      sum->layer[c] += weight * one->layer[c];
    }
}

/* The generations between those that are solved. */
static void
fill_run (const Run *run, const TonsureDeposit *deposits, TonsureProfile *profiles)
{
  for (guint g = run->first, next = 0; g <= run->last; g++)
    {
      double weight[TONSURE_MOST_GENERATIONS];

      if (g == run->node[next])
        {
          next++;
          continue;
        }
      tonsure_node_weights (run->at, run->n, place_of (deposits, g), weight);
      memset (profiles + g * CLASSES, 0, CLASSES * sizeof *profiles);
      for (guint i = 0; i < run->n; i++)
        for (guint k = 0; k < CLASSES && weight[i] != 0.0; k++)
          add_profile (&profiles[run->node[i] * CLASSES + k], weight[i],
                       &profiles[g * CLASSES + k]);
    }
}

/* All that are to be solved at once: they share the skin. */
static gboolean
solve_nodes (const TonsureSkin *skin, const Run *runs, guint n, const TonsureDeposit *deposits,
             const double *primaries, TonsureProfile *profiles, GError **error)
{
  g_autofree TonsureDeposit *wanted = g_new (TonsureDeposit, TONSURE_MOST_GENERATIONS * CLASSES);
  g_autofree TonsureProfile *solved = g_new (TonsureProfile, TONSURE_MOST_GENERATIONS * CLASSES);
  guint at = 0;

  for (guint r = 0; r < n; r++)
    for (guint i = 0; i < runs[r].n; i++, at += CLASSES)
      memcpy (wanted + at, deposits + runs[r].node[i] * CLASSES, CLASSES * sizeof *wanted);
  if (!tonsure_profiles_compute (skin, wanted, at, primaries, solved, error))
    return FALSE;
  at = 0;
  for (guint r = 0; r < n; r++)
    for (guint i = 0; i < runs[r].n; i++, at += CLASSES)
      memcpy (profiles + runs[r].node[i] * CLASSES, solved + at, CLASSES * sizeof *solved);
  return TRUE;
}

gboolean
tonsure_aged_profiles (const TonsureSkin *skin, const TonsureYears *years,
                       const TonsureDeposit *deposits, const double *primaries,
                       TonsureProfile *profiles, GError **error)
{
  Run runs[TONSURE_MOST_GENERATIONS];
  guint n = 0;

  for (guint g = 0; g < years->n; g = runs[n++].last + 1)
    {
      runs[n].first = g;
      runs[n].last = last_of_run (years, g);
      choose_nodes (deposits, &runs[n]);
    }
  if (!solve_nodes (skin, runs, n, deposits, primaries, profiles, error))
    return FALSE;
  for (guint r = 0; r < n; r++)
    fill_run (&runs[r], deposits, profiles);
  return TRUE;
}
