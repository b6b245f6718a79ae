/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which pigment suits the hair: see match.h. */
#include "exact.h"
#include "match-private.h"
#include "range.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PRICE_OF_OXIDE 0.8
#define PRICE_OF_BLUE 0.5
#define WITHIN 2.0   /* of the best L* */
#define LEEWAY 0.005 /* of ln Y */

#define MOST_LIGHT 1e3

/* Of the amount, in ln Y, where hair stays. */
#define BESIDE_HAIR 0.85

void
tonsure_match_options_init (TonsureMatchOptions *options)
{
  tonsure_target_options_init (&options->target);
  options->amount = TONSURE_AMOUNT_TYPICAL;
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

/* A shade with the density that gives the tone. */
typedef struct
{
  guint ink, step;
  TonsureInkDeposit deposit;
  double density;
  double depth;
  double lab[3];
} Shade;

static gboolean
add_shades (const TonsureMatchTask *task, guint ink, GArray *shades, GError **error)
{
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
      g_array_append_val (shades, shade);
    }
  return TRUE;
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
  guint n_inks;

  tonsure_treatment_set_healed (&healed);
  if (!tonsure_match_task_init (&task, stubble, &healed, options, primaries, error))
    return FALSE;
  tonsure_inks (&n_inks);
  for (guint i = 0; i < n_inks; i++)
    if (!add_shades (&task, i, shades, error))
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
