/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a match looks like, how sure it is, and whether it is one: see match.h. */
#include "exact.h"
#include "match-private.h"
#include "pigment.h"
#include "tone.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Shares of the dots that three sessions add (Liu 2025). */
static const double sessions[TONSURE_MATCH_SESSIONS] = { 0.3, 0.4, 0.3 };

/* Hair that is less than that darker than skin is as light, L*. */
#define AS_LIGHT 5.0

/* Skin below is dark, L*: between types V and VI. */
#define DARK_SKIN 40.0

/* Of the normal distribution: favorable and unfavorable are its 10 and 90 %. */
#define DECILE 1.2815515655446004

#define CHANCES 400

/* How outcomes turn out: what they leave of the light. */
typedef struct
{
  double fresh[3];
  double outcome[3][3];
} Tones;

static gboolean
find_tones (const TonsureMatchTask *task, const TonsureMatch *match, Tones *tones, GError **error)
{
  TonsureTreatment treatment = *task->treatment;

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
set_looks (const TonsureMatchTask *task, const Tones *tones, TonsureMatch *match)
{
  memcpy (match->lab[TONSURE_LOOK_SKIN], task->bare_lab, sizeof task->bare_lab);
  memcpy (match->lab[TONSURE_LOOK_HAIR], task->hair_lab, sizeof task->hair_lab);
  memcpy (match->lab[TONSURE_LOOK_STUBBLE], task->target_lab, sizeof task->target_lab);
  tonsure_match_treated (task, tones->fresh, match->lab[TONSURE_LOOK_FRESH]);
  tonsure_match_treated (task, tones->outcome[TONSURE_OUTCOME_TYPICAL],
                         match->lab[TONSURE_LOOK_HEALED]);
  tonsure_match_treated (task, tones->outcome[TONSURE_OUTCOME_FAVORABLE],
                         match->lab[TONSURE_LOOK_FAVORABLE]);
  tonsure_match_treated (task, tones->outcome[TONSURE_OUTCOME_UNFAVORABLE],
                         match->lab[TONSURE_LOOK_UNFAVORABLE]);
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

/* One of the ways it may turn out, or the typical one, and one of the stubbles that it may be. */
static double
chance (const TonsureMatchTask *task, const Tones *tones, gboolean typically, int i)
{
  double z = typically ? 0.0 : deviate (i, 0) / DECILE, transmittance[3], target[3], lab[2][3];
  const double *typical = tones->outcome[TONSURE_OUTCOME_TYPICAL];
  const double *end =
      tones->outcome[z < 0.0 ? TONSURE_OUTCOME_FAVORABLE : TONSURE_OUTCOME_UNFAVORABLE];

  for (int c = 0; c < 3; c++)
    {
      double t = typical[c] + ABS (z) * (end[c] - typical[c]);

      transmittance[c] = CLAMP (t, 0.0, 1.0);
      target[c] = task->target[c] * MAX (1.0 + task->stubble->error[c] * deviate (i, 1 + c), 0.0);
    }
  tonsure_match_treated (task, transmittance, lab[0]);
  tonsure_match_lab (task, target, lab[1]);
  return tonsure_ciede2000 (lab[0], lab[1]);
}

/* The middle 80 % of all chances. */
static void
find_range (const TonsureMatchTask *task, const Tones *tones, gboolean typically, double range[2])
{
  double difference[CHANCES];

  for (int i = 0; i < CHANCES; i++)
    difference[i] = chance (task, tones, typically, i);
  qsort (difference, CHANCES, sizeof *difference, compare);
  range[0] = difference[CHANCES / 10];
  range[1] = difference[CHANCES - 1 - CHANCES / 10];
}

/* More blue light is taken than red: hair is red or blond. */
static gboolean
is_colorful (const TonsureMatchTask *task)
{
  double red = 1.0 - task->target[0] / task->bare[0], blue = 1.0 - task->target[2] / task->bare[2];

  return red < TONSURE_MATCH_LEAST_RED * blue;
}

static TonsureVerdict
judge (const TonsureMatchTask *task, const Tones *tones, const TonsureMatch *match)
{
  double typical[2];
  const double *skin = match->lab[TONSURE_LOOK_SKIN], *hair = match->lab[TONSURE_LOOK_HAIR];
  const double *stubble = match->lab[TONSURE_LOOK_STUBBLE];
  const double *healed = match->lab[TONSURE_LOOK_HEALED];

  if (skin[0] - stubble[0] < TONSURE_MATCH_LEAST_CONTRAST)
    {
      if (skin[0] < DARK_SKIN && hair[0] < skin[0])
        return TONSURE_VERDICT_DARK_SKIN;
      return skin[0] - hair[0] < AS_LIGHT ? TONSURE_VERDICT_LIGHT_HAIR : TONSURE_VERDICT_SPARSE;
    }
  if (task->stubble->length > TONSURE_MATCH_LONGEST)
    return TONSURE_VERDICT_GROWN;
  if (is_colorful (task))
    return TONSURE_VERDICT_COLORFUL;
  if (match->delta_e <= TONSURE_MATCH_WORST)
    {
      find_range (task, tones, TRUE, typical);
      return typical[1] <= TONSURE_MATCH_MOST_UNSURE ? TONSURE_VERDICT_POSSIBLE
                                                     : TONSURE_VERDICT_UNSURE;
    }
  if (ABS (healed[0] - stubble[0]) < 0.5 * match->delta_e)
    return TONSURE_VERDICT_COLORFUL;
  return healed[0] > stubble[0] ? TONSURE_VERDICT_TOO_DARK : TONSURE_VERDICT_TOO_FAINT;
}

gboolean
tonsure_match_report (const TonsureMatchTask *task, TonsureMatch *match, GError **error)
{
  Tones tones;

  if (!find_tones (task, match, &tones, error))
    return FALSE;
  memcpy (match->transmittance, tones.outcome[TONSURE_OUTCOME_TYPICAL],
          sizeof match->transmittance);
  set_looks (task, &tones, match);
  match->delta_e =
      tonsure_ciede2000 (match->lab[TONSURE_LOOK_STUBBLE], match->lab[TONSURE_LOOK_HEALED]);
  find_range (task, &tones, FALSE, match->delta_e_range);
  for (int i = 0; i < TONSURE_MATCH_SESSIONS; i++)
    match->sessions[i] = sessions[i] * match->density;
  match->verdict = judge (task, &tones, match);
  return TRUE;
}

const char *
tonsure_verdict_text (TonsureVerdict verdict)
{
  switch (verdict)
    {
    case TONSURE_VERDICT_POSSIBLE:
      return _ ("Healed pigment can match the shaved hair at arm's length.");
    case TONSURE_VERDICT_GROWN:
      return _ ("The hair is longer than 5 mm, and dots look flat beside it. Shaved to at most "
                "5 mm it can be matched; the dots shown have its tone.");
    case TONSURE_VERDICT_LIGHT_HAIR:
      return _ ("The hair is about as light as the skin or lighter, and no pigment is lighter "
                "than skin. Shaved, such hair blends in without any; dots would look dark beside "
                "it.");
    case TONSURE_VERDICT_DARK_SKIN:
      return _ ("On skin this dark the shaved hair hardly stands out, and neither would dots. "
                "Shaving alone comes close.");
    case TONSURE_VERDICT_SPARSE:
      return _ ("There is so little hair that it hardly darkens the skin. Mark a place where it "
                "is denser.");
    case TONSURE_VERDICT_COLORFUL:
      return _ ("No pigment has the color of this hair in skin. The nearest is shown: dots like a "
                "soft shadow, grayer than the hair.");
    case TONSURE_VERDICT_TOO_DARK:
      return _ ("The hair is darker than the densest dots. The darkest that can be done is shown; "
                "hair shaved shorter is lighter, and nearer to it.");
    case TONSURE_VERDICT_TOO_FAINT:
      return _ ("The hair is fainter than the fewest and weakest dots. Those are shown; they are "
                "a little too dark.");
    case TONSURE_VERDICT_UNSURE:
      return _ ("The photo does not tell well enough how dark this hair is. Mark more of it, or "
                "take a sharper photo; what is shown may be too dark or too light.");
    }
  g_return_val_if_reached (NULL);
}
