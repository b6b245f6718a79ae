/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which pigment suits the hair: see match.h. */
#include "exact.h"
#include "match-private.h"
#include "parallel.h"

#include <math.h>

#define PRICE_OF_OXIDE 0.8
#define PRICE_OF_BLUE 0.5
#define WITHIN 2.0   /* of the best L* */
#define LEEWAY 0.005 /* of ln Y */

void
tonsure_match_options_init (TonsureMatchOptions *options)
{
  tonsure_target_options_init (&options->target);
  options->amount = TONSURE_AMOUNT_TYPICAL;
}

/* A shade with the density that gives the tone. */
typedef struct
{
  guint ink, step;
  TonsureInkDeposit deposit;
  double density;
  double depth;
  double lab[3];
} Shade;

/* Shades of one ink. */
typedef struct
{
  guint n;
  Shade shade[TONSURE_MATCH_STEPS];
} Shades;

typedef struct
{
  const TonsureMatchTask *task;
  Shades *shades; /* of each ink */
} Shading;

static gboolean
find_shades (gpointer data, guint ink, GError **error)
{
  const Shading *shading = data;
  const TonsureMatchTask *task = shading->task;
  Shades *shades = &shading->shades[ink];
  TonsureInkDeposit deposits[TONSURE_MATCH_STEPS];
  TonsureTreatment treatment = task->treatment;
  g_autofree TonsureTone *tone = g_new (TonsureTone, 1);
  guint first, end;

  if (!tonsure_match_steps (task, ink, &first, &end, deposits, error))
    return FALSE;
  treatment.carbon_exponent = deposits[first].carbon_exponent;
  treatment.iron_oxide = deposits[first].iron_oxide;
  if (!tonsure_tone_init (tone, &treatment, deposits[end - 1].absorption,
                          deposits[first].absorption, task->primaries, error))
    return FALSE;
  for (guint i = first; i < end; i++)
    {
      Shade shade = { .ink = ink, .step = i, .deposit = deposits[i] };
      TonsureToneDots dots;
      double transmittance[3];

      tonsure_tone_dots (tone, deposits[i].absorption, &dots);
      shade.density = tonsure_match_density (task, &dots);
      tonsure_tone_transmittance (&dots, shade.density, transmittance);
      tonsure_match_treated (task, transmittance, shade.lab);
      shade.depth = tonsure_match_depth (task, transmittance);
      shades->shade[shades->n++] = shade;
    }
  return TRUE;
}

/* All inks at once. */
static gboolean
add_shades (const TonsureMatchTask *task, GArray *all, GError **error)
{
  Shading shading = { task, NULL };
  gboolean good;
  guint n;

  tonsure_inks (&n);
  shading.shades = g_new0 (Shades, n);
  good = tonsure_parallel (n, find_shades, &shading, error);
  for (guint i = 0; i < n; i++)
    g_array_append_vals (all, shading.shades[i].shade, shading.shades[i].n);
  g_free (shading.shades);
  return good;
}

/* L* of the tone that is aimed at. */
static double
aim_of (const TonsureMatchTask *task)
{
  double rgb[3], lab[3];

  for (int c = 0; c < 3; c++)
    rgb[c] = task->bare[c] * tonsure_exp (-task->depth);
  tonsure_match_lab (task, rgb, lab);
  return lab[0];
}

static double
price_of (const TonsureMatchTask *task, const Shade *shade, double aim)
{
  double a = shade->lab[1] - task->target_lab[1], b = shade->lab[2] - task->target_lab[2];

  return sqrt (a * a + b * b) + fabs (shade->lab[0] - aim) + PRICE_OF_BLUE * MAX (-b, 0.0)
         + tonsure_match_price (shade->density, tonsure_match_wish (task))
         + PRICE_OF_OXIDE * shade->deposit.iron_oxide;
}

static const Shade *
choose (const TonsureMatchTask *task, const GArray *shades)
{
  double aim = aim_of (task), nearest = G_MAXDOUBLE, least = G_MAXDOUBLE, darkest = 0.0,
         lightest = G_MAXDOUBLE;
  const Shade *best = NULL;

  for (guint i = 0; i < shades->len; i++)
    {
      nearest = MIN (nearest, fabs (g_array_index (shades, Shade, i).lab[0] - aim));
      darkest = MAX (darkest, g_array_index (shades, Shade, i).depth);
      lightest = MIN (lightest, g_array_index (shades, Shade, i).depth);
    }
  darkest = MIN (darkest, task->least);
  lightest = MAX (lightest, task->most);
  for (guint i = 0; i < shades->len; i++)
    {
      const Shade *shade = &g_array_index (shades, Shade, i);
      double price = price_of (task, shade, aim);

      if (fabs (shade->lab[0] - aim) > nearest + WITHIN || shade->depth < darkest - LEEWAY
          || shade->depth > lightest + LEEWAY || price >= least)
        continue;
      least = price;
      best = shade;
    }
  return best;
}

gboolean
tonsure_match (const TonsureStubble *stubble, const TonsureTreatment *treatment,
               const TonsureMatchOptions *options, const double *primaries, TonsureMatch *match,
               GError **error)
{
  g_autoptr (GArray) shades = g_array_new (FALSE, FALSE, sizeof (Shade));
  TonsureTreatment healed = *treatment;
  TonsureMatchTask task;
  TonsureMatch found = { 0 };
  const Shade *best;

  tonsure_treatment_set_healed (&healed);
  if (!tonsure_match_task_init (&task, stubble, &healed, options, primaries, error))
    return FALSE;
  if (!add_shades (&task, shades, error))
    return FALSE;
  best = choose (&task, shades);
  tonsure_match_set (&found, best->ink, best->step, &best->deposit, best->density);
  if (!tonsure_match_report (&task, &found, error))
    return FALSE;
  *match = found;
  return TRUE;
}

void
tonsure_match_apply (const TonsureMatch *match, TonsureTreatment *treatment)
{
  treatment->density = match->density;
  treatment->absorption = match->absorption;
  treatment->carbon_exponent = match->carbon_exponent;
  treatment->iron_oxide = match->iron_oxide;
}
