/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which pigment looks like stubble: see match.h. */
#include "match-private.h"
#include "exact.h"
#include "gloss.h"
#include "pigment.h"
#include "range.h"
#include "tone.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What iron oxide costs, CIEDE2000. */
#define PRICE_OF_OXIDE 0.1

#define CLIPPED 0.99
#define DARKEST 0.002  /* of the lightest channel: L* 1.8 in gray */
#define COLORLESS 1.02 /* the lightest channel by the darkest */
#define MOST_LIGHT 1e3

void
tonsure_match_lab (const TonsureMatchTask *task, const double rgb[3], double lab[3])
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, task->primaries, xyz);
  for (int i = 0; i < 3; i++)
    xyz[i] = MAX (xyz[i], 0.0);
  tonsure_xyz_to_lab (xyz, lab);
}

void
tonsure_match_treated (const TonsureMatchTask *task, const double transmittance[3], double lab[3])
{
  double rgb[3];

  for (int c = 0; c < 3; c++)
    rgb[c] = task->bare[c] * (transmittance[c] + task->gloss[c] * (1.0 - transmittance[c]));
  tonsure_match_lab (task, rgb, lab);
}

static gboolean
is_color (const char *name, const double rgb[3], GError **error)
{
  for (int c = 0; c < 3; c++)
    if (!(rgb[c] > 0.0 && rgb[c] <= MOST_LIGHT))
      {
        g_set_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                     _ ("%s is %g, which is outside %g to %g"), name, rgb[c], 0.0, MOST_LIGHT);
        return FALSE;
      }
  return TRUE;
}

static gboolean
stubble_is_valid (const TonsureStubble *stubble, GError **error)
{
  for (int c = 0; c < 3; c++)
    if (!tonsure_in_range ("error", stubble->error[c], 0.0, G_MAXDOUBLE, error))
      return FALSE;
  return is_color ("bare", stubble->bare, error) && is_color ("mean", stubble->mean, error)
         && is_color ("under", stubble->under, error) && is_color ("hair", stubble->hair, error)
         && tonsure_in_range ("cover", stubble->cover, 0.0, 1.0, error)
         && tonsure_in_range ("length", stubble->length, 0.0, MOST_LIGHT, error);
}

static double
lightest (const double rgb[3])
{
  return MAX (MAX (rgb[0], rgb[1]), rgb[2]);
}

static double
darkest (const double rgb[3])
{
  return MIN (MIN (rgb[0], rgb[1]), rgb[2]);
}

static gboolean
is_exposed (const TonsureStubble *stubble, GError **error)
{
  const double *colors[] = { stubble->bare, stubble->under, stubble->mean };
  gboolean gray = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      if (lightest (colors[i]) >= CLIPPED)
        {
          g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE,
                               _ ("Skin or hair is overexposed: its color cannot be told"));
          return FALSE;
        }
      if (lightest (colors[i]) < DARKEST)
        {
          g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE,
                               _ ("Skin or hair is underexposed: its color cannot be told"));
          return FALSE;
        }
      gray &= lightest (colors[i]) < COLORLESS * darkest (colors[i]);
    }
  if (gray)
    g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE,
                         _ ("The photo has no color: pigment cannot be matched to it"));
  return !gray;
}

/* The share of each channel of the bare skin that the surface reflects. */
static void
find_gloss (TonsureMatchTask *task)
{
  const TonsureTreatment *t = task->treatment;
  const double matte[3] = { t->matte_red, t->matte_green, t->matte_blue };
  const float rgb[3] = { (float) task->bare[0], (float) task->bare[1], (float) task->bare[2] };
  TonsureGloss gloss;
  float g;

  tonsure_gloss_init (&gloss, matte, t->matte_spread, task->primaries);
  g = tonsure_gloss_of (&gloss, rgb);
  for (int c = 0; c < 3; c++)
    task->gloss[c] = g / task->bare[c];
}

static void
set_task (TonsureMatchTask *task, const TonsureStubble *stubble)
{
  task->stubble = stubble;
  for (int c = 0; c < 3; c++)
    {
      double light = stubble->bare[c] / stubble->under[c];

      task->bare[c] = stubble->bare[c];
      task->target[c] = stubble->mean[c] * light;
      task->hair[c] = stubble->hair[c] * light;
    }
  find_gloss (task);
  tonsure_match_lab (task, task->bare, task->bare_lab);
  tonsure_match_lab (task, task->hair, task->hair_lab);
  tonsure_match_lab (task, task->target, task->target_lab);
}

/* Dots of one strength. */
typedef struct
{
  const TonsureMatchTask *task;
  TonsureToneDots dots;
} Strength;

static double
difference (const void *what, double density, double unused)
{
  const Strength *strength = what;
  double transmittance[3], lab[3];

  tonsure_tone_transmittance (&strength->dots, density, transmittance);
  tonsure_match_treated (strength->task, transmittance, lab);
  return tonsure_ciede2000 (strength->task->target_lab, lab);
}

static gboolean
try_ink (const TonsureMatchTask *task, guint ink, double *best, TonsureMatch *match, GError **error)
{
  TonsureInkDeposit deposits[TONSURE_MATCH_STEPS];
  TonsureTreatment treatment = *task->treatment;
  g_autofree TonsureTone *tone = g_new (TonsureTone, 1);
  Strength strength = { .task = task };
  TonsureMatchSearch search = { .difference = difference,
                                .what = &strength,
                                .wish = tonsure_match_wish (task) };
  guint first, n_steps = tonsure_match_steps (ink, &first, deposits, error);

  if (n_steps == 0)
    return FALSE;
  treatment.outcome = TONSURE_OUTCOME_TYPICAL;
  treatment.carbon_exponent = deposits[first].carbon_exponent;
  treatment.iron_oxide = deposits[first].iron_oxide;
  if (!tonsure_tone_init (tone, &treatment, deposits[n_steps - 1].absorption,
                          deposits[first].absorption, task->primaries, error))
    return FALSE;
  search.extra = PRICE_OF_OXIDE * treatment.iron_oxide;
  for (guint i = first; i < n_steps; i++)
    {
      tonsure_tone_dots (tone, deposits[i].absorption, &strength.dots);
      search.best = *best;
      if (!tonsure_match_find_density (&search))
        continue;
      *best = search.best;
      tonsure_match_set (match, ink, i, &deposits[i], search.density);
    }
  return TRUE;
}

gboolean
tonsure_match_task_init (TonsureMatchTask *task, const TonsureStubble *stubble,
                         const TonsureTreatment *treatment, const double *primaries, GError **error)
{
  *task = (TonsureMatchTask) { .treatment = treatment, .primaries = primaries };
  if (!tonsure_treatment_validate (treatment, error) || !stubble_is_valid (stubble, error)
      || !is_exposed (stubble, error))
    return FALSE;
  set_task (task, stubble);
  return TRUE;
}

gboolean
tonsure_match (const TonsureStubble *stubble, const TonsureTreatment *treatment,
               const double *primaries, TonsureMatch *match, GError **error)
{
  TonsureTreatment healed = *treatment;
  TonsureMatchTask task;
  TonsureMatch found = { 0 };
  double best = G_MAXDOUBLE;
  guint n_inks;

  tonsure_treatment_set_healed (&healed);
  if (!tonsure_match_task_init (&task, stubble, treatment, primaries, error))
    return FALSE;
  task.treatment = &healed;
  tonsure_inks (&n_inks);
  for (guint i = 0; i < n_inks; i++)
    if (!try_ink (&task, i, &best, &found, error))
      return FALSE;
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
