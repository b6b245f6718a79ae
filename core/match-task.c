/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What is to be matched, and how dark: see match-private.h. */
#include "exact.h"
#include "match-private.h"
#include "range.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_LIGHT 1e3

/* Of the amount, in ln Y, where hair stays. */
#define BESIDE_HAIR 0.85

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
         && tonsure_in_range ("length", stubble->length, 0.0, MOST_LIGHT, error)
         && tonsure_in_range ("bright", stubble->bright, -MOST_LIGHT, MOST_LIGHT, error);
}

/* The skin that the treatment names, in white light. */
static gboolean
find_skin (TonsureMatchTask *task, GError **error)
{
  double spectrum[TONSURE_BANDS], xyz[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, task->treatment.melanin, task->treatment.blood);
  if (!tonsure_skin_reflectance (&skin, NULL, 0, spectrum, NULL, error))
    return FALSE;
  tonsure_spectrum_to_xyz (spectrum, xyz);
  tonsure_xyz_to_rgb (xyz, task->primaries, task->bare);
  for (int c = 0; c < 3; c++)
    task->bare[c] = MAX (task->bare[c] + TONSURE_SPECULAR, TONSURE_SPECULAR);
  return TRUE;
}

/* The stubble that is matched, in the light of the skin. */
static void
set_target (TonsureMatchTask *task, const TonsureStubble *stubble)
{
  task->stubble = *stubble;
  task->stubble.length = 0.0;
  for (int c = 0; c < 3; c++)
    {
      task->target[c] = task->bare[c] * task->found.left[c];
      task->hair[c] = task->bare[c] * stubble->hair[c] / stubble->under[c];
      task->stubble.bare[c] = task->stubble.under[c] = task->bare[c];
      task->stubble.mean[c] = task->target[c];
      task->stubble.hair[c] = task->hair[c];
      task->stubble.error[c] = task->found.error[c];
    }
  tonsure_match_lab (task, task->bare, task->bare_lab);
  tonsure_match_lab (task, task->hair, task->hair_lab);
  tonsure_match_lab (task, task->target, task->target_lab);
}

/* -ln Y of the amount that is wished for, of black ink on this skin. */
static gboolean
find_wish (const TonsureMatchTask *task, double *depth, GError **error)
{
  TonsureTreatment plan = task->treatment, standard;
  double transmittance[3];

  tonsure_treatment_init (&standard);
  plan.absorption = standard.absorption;
  plan.carbon_exponent = standard.carbon_exponent;
  plan.iron_oxide = standard.iron_oxide;
  tonsure_treatment_set_amount (&plan, task->options.amount);
  if (!tonsure_tone_of (&plan, task->primaries, transmittance, error))
    return FALSE;
  *depth = tonsure_match_depth (task, transmittance);
  return TRUE;
}

/* -ln Y of the stubble. */
static double
luminance_left (const TonsureMatchTask *task)
{
  double stubble[3], bare[3];

  tonsure_rgb_to_xyz (task->target, task->primaries, stubble);
  tonsure_rgb_to_xyz (task->bare, task->primaries, bare);
  return -tonsure_log (MAX (stubble[1] / bare[1], 1e-3));
}

/* How dark treated skin is to be. */
static gboolean
find_depth (TonsureMatchTask *task, GError **error)
{
  const TonsureTarget *found = &task->found;
  double dark = luminance_left (task), least, light, amount;

  if (!find_wish (task, &amount, error))
    return FALSE;
  light = -tonsure_log (TONSURE_MATCH_LIGHT);
  least = TONSURE_MATCH_LEAST_WAY * dark;
  if (found->tone == TONSURE_TONE_GRAY)
    task->depth = MIN (light, amount);
  else if (found->look == TONSURE_LOOK_HAIR_STAYS)
    task->depth = BESIDE_HAIR * amount;
  else
    task->depth = MIN (MAX (amount, least), MAX (dark, 0.0));
  if (found->tone == TONSURE_TONE_COLORFUL)
    task->depth = MIN (task->depth, light);
  task->least = MIN (task->depth, least);
  task->most = found->tone == TONSURE_TONE_DARK ? MAX (task->depth, dark) : task->depth;
  return TRUE;
}

gboolean
tonsure_match_task_init (TonsureMatchTask *task, const TonsureStubble *stubble,
                         const TonsureTreatment *treatment, const TonsureMatchOptions *options,
                         const double *primaries, GError **error)
{
  memset (task, 0, sizeof *task);
  task->treatment = *treatment;
  task->treatment.outcome = TONSURE_OUTCOME_TYPICAL;
  task->primaries = primaries;
  tonsure_match_options_init (&task->options);
  if (options != NULL)
    task->options = *options;
  if (!tonsure_treatment_validate (treatment, error) || !stubble_is_valid (stubble, error)
      || !find_skin (task, error)
      || !tonsure_target_find (stubble, &task->options.target, task->bare, primaries, &task->found,
                               error))
    return FALSE;
  set_target (task, stubble);
  return find_depth (task, error);
}
