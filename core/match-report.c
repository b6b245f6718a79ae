/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a match looks like, how sure it is, and how near it comes: see match.h. */
#include "exact.h"
#include "match-private.h"

#include <stdlib.h>
#include <string.h>

/* Shares of the dots that three sessions add (Liu 2025). */
static const double sessions[TONSURE_MATCH_SESSIONS] = { 0.3, 0.4, 0.3 };

/* Largest CIEDE2000 of each grade but the last. */
static const double grades[] = { 2.0, 5.0, 10.0 };

/* Standard error of the logarithm of the stubble's green light. */
#define SURE 0.10
#define FAIR 0.25

/* Of the normal distribution: favorable and unfavorable are its 10 and 90 %. */
#define DECILE 1.2815515655446004

#define CHANCES 400

/* Of the error of the stubble's light, which all channels share, what red and blue have besides. */
#define OF_HUE 0.3

/* How outcomes turn out: what they leave of the light. */
typedef struct
{
  double fresh[3];
  double outcome[3][3];
} Tones;

static gboolean
find_tones (const TonsureMatchTask *task, const TonsureMatch *match, Tones *tones, GError **error)
{
  TonsureTreatment treatment = task->treatment;

  tonsure_match_apply (match, &treatment);
  for (int i = 0; i < 3; i++)
    {
      treatment.outcome = (TonsureOutcome) i;
      if (!tonsure_tone_of (&treatment, task->primaries, tones->outcome[i], error))
        return FALSE;
    }

  /* Undiluted ink is stronger than treatments can say. */
  g_autofree TonsureTone *tone = g_new (TonsureTone, 1);
  TonsureToneDots dots;
  double fresh = match->absorption / TONSURE_INK_UPTAKE;

  treatment.outcome = TONSURE_OUTCOME_TYPICAL;
  if (!tonsure_tone_init (tone, &treatment, fresh, fresh, task->primaries, error))
    return FALSE;
  tonsure_tone_dots (tone, fresh, &dots);
  tonsure_tone_transmittance (&dots, match->density, tones->fresh);
  return TRUE;
}

static void
set_colors (const TonsureMatchTask *task, const Tones *tones, TonsureMatch *match)
{
  memcpy (match->lab[TONSURE_COLOR_SKIN], task->bare_lab, sizeof task->bare_lab);
  memcpy (match->lab[TONSURE_COLOR_HAIR], task->hair_lab, sizeof task->hair_lab);
  memcpy (match->lab[TONSURE_COLOR_STUBBLE], task->target_lab, sizeof task->target_lab);
  tonsure_match_treated (task, tones->fresh, match->lab[TONSURE_COLOR_FRESH]);
  tonsure_match_treated (task, tones->outcome[TONSURE_OUTCOME_TYPICAL],
                         match->lab[TONSURE_COLOR_HEALED]);
  tonsure_match_treated (task, tones->outcome[TONSURE_OUTCOME_FAVORABLE],
                         match->lab[TONSURE_COLOR_FAVORABLE]);
  tonsure_match_treated (task, tones->outcome[TONSURE_OUTCOME_UNFAVORABLE],
                         match->lab[TONSURE_COLOR_UNFAVORABLE]);
}

/* A normal deviate: the @i-th of an even sequence (the additive recurrence of Roberts 2018 in
 * four dimensions), cut at four in a thousand. */
static double
deviate (int i, int dimension)
{
  static const double step[4] = { 0.8566748838545029, 0.7338918566271260, 0.6287067210378087,
                                  0.5385972572236101 };
  double x = 0.5 + (i + 1) * step[dimension];

  x -= (gint64) x;
  return tonsure_normal_quantile (CLAMP (x, 0.002, 0.998));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* One of the ways it may turn out, and one of the stubbles that it may be. */
static double
chance (const TonsureMatchTask *task, const Tones *tones, int i)
{
  double z = deviate (i, 0) / DECILE, transmittance[3], target[3], lab[2][3];
  const double *typical = tones->outcome[TONSURE_OUTCOME_TYPICAL];
  const double *end =
      tones->outcome[z < 0.0 ? TONSURE_OUTCOME_FAVORABLE : TONSURE_OUTCOME_UNFAVORABLE];

  for (int c = 0; c < 3; c++)
    {
      double t = typical[c] + ABS (z) * (end[c] - typical[c]);

      transmittance[c] = CLAMP (t, 0.0, 1.0);
      target[c] =
          task->target[c]
          * tonsure_exp (task->found.error[c]
                         * (deviate (i, 1) + (c == 1 ? 0.0 : OF_HUE * deviate (i, 2 + c / 2))));
    }
  tonsure_match_treated (task, transmittance, lab[0]);
  tonsure_match_lab (task, target, lab[1]);
  return tonsure_ciede2000 (lab[0], lab[1]);
}

/* The middle 80 % of all chances, and the typical one. */
static void
find_range (const TonsureMatchTask *task, const Tones *tones, double delta_e, double range[2])
{
  double difference[CHANCES];

  for (int i = 0; i < CHANCES; i++)
    difference[i] = chance (task, tones, i);
  qsort (difference, CHANCES, sizeof *difference, compare);
  range[0] = MIN (difference[CHANCES / 10], delta_e);
  range[1] = MAX (difference[CHANCES - 1 - CHANCES / 10], delta_e);
}

static TonsureGrade
grade_of (double delta_e)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (grades) && delta_e > grades[i])
    i++;
  return (TonsureGrade) i;
}

static TonsureCertainty
certainty_of (const TonsureTarget *found)
{
  double error = found->error[1];

  return error <= SURE   ? TONSURE_CERTAINTY_SURE
         : error <= FAIR ? TONSURE_CERTAINTY_FAIR
                         : TONSURE_CERTAINTY_LOW;
}

gboolean
tonsure_match_report (const TonsureMatchTask *task, TonsureMatch *match, GError **error)
{
  const double *stubble = task->target_lab, *healed = match->lab[TONSURE_COLOR_HEALED];
  Tones tones;

  if (!find_tones (task, match, &tones, error))
    return FALSE;
  memcpy (match->transmittance, tones.outcome[TONSURE_OUTCOME_TYPICAL],
          sizeof match->transmittance);
  match->luminance = tonsure_exp (-tonsure_match_depth (task, match->transmittance));
  match->target = task->found;
  set_colors (task, &tones, match);
  match->delta_e = tonsure_ciede2000 (stubble, healed);
  for (int i = 0; i < 3; i++)
    match->delta_lab[i] = healed[i] - stubble[i];
  find_range (task, &tones, match->delta_e, match->delta_e_range);
  for (int i = 0; i < TONSURE_MATCH_SESSIONS; i++)
    match->sessions[i] = sessions[i] * match->density;
  match->grade = grade_of (match->delta_e);
  match->certainty = certainty_of (&task->found);
  return TRUE;
}
