/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the dots of all generations take: see stack.h. */
#include "stack.h"
#include "aged-profiles.h"
#include "apart.h"
#include "crowd.h"
#include "exact.h"

#include <math.h>
#include <string.h>

#define CLASSES TONSURE_DEPOSIT_CLASSES

/* 1/mm: dots of a tenth of a millimeter have little beyond the last. */
#define FREQUENCIES 64
#define FREQUENCY_STEP 0.15
#define EVERY 2 /* nd sample of a profile is enough here */
#define SAMPLE_STEP (TONSURE_PROFILE_REACH / (TONSURE_PROFILE_SAMPLES - 1))

/* Pixels in which no dot is seen. */
#define ALL_MM 1e3

typedef double Waves[FREQUENCIES][TONSURE_PROFILE_SAMPLES / EVERY + 1];

/* Of the mean of some dots and a channel: the spectrum, the mass (mm²) at 0. */
typedef struct
{
  double spectrum[FREQUENCIES];
} Mean;

static const Waves *
waves (void)
{
  static gsize ready;
  static Waves table;

  if (g_once_init_enter (&ready))
    {
      for (guint f = 0; f < FREQUENCIES; f++)
        for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i += EVERY)
          table[f][i / EVERY] =
              tonsure_apart_bessel (2.0 * G_PI * f * FREQUENCY_STEP * i * SAMPLE_STEP);
      g_once_init_leave (&ready, 1);
    }
  return &table;
}

static void
find_mean (const TonsureProfile *profiles, guint n, guint channel, Mean *mean)
{
  const Waves *wave = waves ();
  double loss[TONSURE_PROFILE_SAMPLES / EVERY + 1] = { 0.0 };

  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i += EVERY)
      loss[i / EVERY] += profiles[k].loss[channel][i] / n;
  for (guint f = 0; f < FREQUENCIES; f++)
    {
      double sum = 0.0;

      for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i += EVERY)
        sum += i * loss[i / EVERY] * (*wave)[f][i / EVERY];
      mean->spectrum[f] = 2.0 * G_PI * SAMPLE_STEP * SAMPLE_STEP * EVERY * sum;
    }
}

/* How much less two dots at one place overlap in the picture than in the skin, relative to what the
 * upper one takes; @blurred is |B|² of each frequency, @off the variance of the way from one to
 * the other along an axis, mm². */
static double
missing_overlap (const Mean *below, const Mean *over, const double *blurred, double off)
{
  double sum = 0.0;

  if (!(over->spectrum[0] > 0.0))
    return 0.0;
  for (guint f = 1; f < FREQUENCIES; f++)
    {
      double at = 2.0 * G_PI * f * FREQUENCY_STEP;

      sum += below->spectrum[f] * over->spectrum[f] * (1.0 - blurred[f]) * f
             * tonsure_exp (-0.5 * off * at * at);
    }
  return 2.0 * G_PI * FREQUENCY_STEP * FREQUENCY_STEP * sum / over->spectrum[0];
}

/* What the generation @over takes in the mean, relative to dots at places of their own. */
static double
left_to (const TonsureYears *years, const Mean *means, guint over, const double *blurred)
{
  double share = years->over[over] / tonsure_years_dots (years, over), left = 1.0;
  double hand = tonsure_years_hand (years), off = hand * hand;

  for (guint g = 0; g < over; g++)
    {
      double there = g == 0 ? 1.0 : years->over[g];

      left *= 1.0
              - there
                    * CLAMP (missing_overlap (&means[g], &means[over], blurred,
                                              g == 0 ? off : 2.0 * off),
                             0.0, 1.0);
    }
  return 1.0 - share * (1.0 - left);
}

static void
take_less (TonsureProfile *profiles, guint n, guint channel, double factor)
{
  for (guint k = 0; k < n; k++)
    {
      for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i++)
        profiles[k].loss[channel][i] *= (float) factor;
      profiles[k].mass[channel] *= factor;
    }
}

/* Touch-ups: whatever lies there is below. */
static void
stack_generations (const TonsureYears *years, const double *blurred, guint channel,
                   TonsureProfile *profiles)
{
  Mean means[TONSURE_MOST_GENERATIONS];

  for (guint g = 0; g < years->n; g++)
    find_mean (profiles + g * CLASSES, CLASSES, channel, &means[g]);
  for (guint g = 1; g < years->n; g++)
    take_less (profiles + g * CLASSES, CLASSES, channel, left_to (years, means, g, blurred));
}

/* What is shed lies over what stays of the same dot. */
static void
stack_classes (const TonsureYears *years, const double *blurred, guint channel,
               TonsureProfile *profiles)
{
  for (guint k = 0; k < CLASSES; k++)
    {
      Mean means[2];

      find_mean (&profiles[k], 1, channel, &means[0]);
      find_mean (&profiles[CLASSES + k], 1, channel, &means[1]);
      take_less (&profiles[CLASSES + k], 1, channel, left_to (years, means, 1, blurred));
    }
}

static void
stack_dots (const TonsureTreatment *treatment, const TonsureYears *years, TonsureProfile *profiles)
{
  double width = treatment->mm_per_px * treatment->mm_per_px
                 * (treatment->blur * treatment->blur + 1.0 / 12.0);
  double blurred[FREQUENCIES];

  for (guint f = 0; f < FREQUENCIES; f++)
    {
      double at = 2.0 * G_PI * f * FREQUENCY_STEP;

      blurred[f] = tonsure_exp (-width * at * at);
    }
  for (guint c = 0; c < 3; c++)
    if (years->healed)
      stack_classes (years, blurred, c, profiles);
    else
      stack_generations (years, blurred, c, profiles);
}

/* From here on profiles are what dots take of the light that is within reach of pigment. */
static void
crowd_dots (const TonsureYears *years, const TonsureDeposit *deposits, TonsureProfile *profiles,
            double share[3])
{
  double diameters[CLASSES], dots = 0.0;

  share[0] = share[1] = share[2] = 0.0;
  for (guint g = 0; g < years->n; g++)
    {
      double one[3], n = tonsure_years_dots (years, g);

      for (guint k = 0; k < CLASSES; k++)
        diameters[k] = deposits[g * CLASSES + k].diameter;
      tonsure_crowd_shares (profiles + g * CLASSES, diameters, CLASSES, one);
      for (guint c = 0; c < 3; c++)
        share[c] += n * one[c];
      dots += n;
    }
  for (guint c = 0; c < 3; c++)
    share[c] /= dots;
  tonsure_crowd_scale (profiles, years->n * CLASSES, share);
}

static void
keep_apart (const TonsureTreatment *treatment, const TonsureYears *years,
            const TonsureProfile *profiles, const double *blurs, guint n_blurs, float (*apart)[4])
{
  double weight[TONSURE_MOST_GENERATIONS * CLASSES];

  for (guint k = 0; k < years->n * CLASSES; k++)
    weight[k] = tonsure_years_dots (years, k / CLASSES) / CLASSES;
  tonsure_apart_compute_blurs (profiles, weight, years->n * CLASSES,
                               tonsure_years_places (years, years->n - 1), treatment, blurs,
                               n_blurs, apart);
}

gboolean
tonsure_stack_compute (const TonsureTreatment *treatment, const TonsureYears *years,
                       const double *primaries, TonsureDeposit *deposits, TonsureProfile *profiles,
                       double crowd[3], const double *blurs, guint n_blurs, float (*apart)[4],
                       GError **error)
{
  TonsureSkin skin;

  tonsure_skin_init (&skin, treatment->melanin, treatment->blood);
  for (guint k = 0; k < years->n * CLASSES; k++)
    tonsure_years_deposit (years, treatment, k / CLASSES, k % CLASSES, &deposits[k]);
  if (!tonsure_aged_profiles (&skin, years, deposits, primaries, profiles, error))
    return FALSE;
  crowd_dots (years, deposits, profiles, crowd);
  if (years->n > 1)
    stack_dots (treatment, years, profiles);
  keep_apart (treatment, years, profiles, blurs, n_blurs, apart);
  return TRUE;
}

/* What a channel keeps in the mean over places where skin takes pigment differently. */
static double
mean_of_places (const TonsureTreatment *treatment, const TonsureYears *years,
                const TonsureProfile *profiles, guint channel, double crowd, double apart)
{
  double taken[CLASSES] = { 0.0 }, relative[TONSURE_PATCHY_PLACES], all = 0.0, left = 0.0;

  for (guint k = 0; k < years->n * CLASSES; k++)
    taken[k % CLASSES] += tonsure_years_dots (years, k / CLASSES) * profiles[k].mass[channel];
  for (guint k = 0; k < CLASSES; k++)
    all += taken[k] / CLASSES;
  tonsure_patchy_relative (&years->patchy, taken, relative);
  for (guint place = 0; place < TONSURE_PATCHY_PLACES; place++)
    {
      double d = all * relative[place] * treatment->density / 100.0, e = apart * d;

      /* See apart.h. */
      d += e * e * (1.0 / 2.0 + e * (1.0 / 3.0 + e / 4.0));
      left += (1.0 - crowd * (1.0 - tonsure_exp (-d))) / TONSURE_PATCHY_PLACES;
    }
  return left;
}

gboolean
tonsure_stack_tone (const TonsureTreatment *treatment, const TonsureYears *years,
                    const double *primaries, double transmittance[3], GError **error)
{
  g_autofree TonsureDeposit *deposits = g_new (TonsureDeposit, years->n * CLASSES);
  g_autofree TonsureProfile *profiles = g_new (TonsureProfile, years->n * CLASSES);
  TonsureTreatment from_afar = *treatment;
  double crowd[3];
  float apart[1][4];

  from_afar.mm_per_px = ALL_MM;
  if (!tonsure_stack_compute (&from_afar, years, primaries, deposits, profiles, crowd,
                              &from_afar.blur, 1, apart, error))
    return FALSE;
  for (guint c = 0; c < 3; c++)
    transmittance[c] = mean_of_places (treatment, years, profiles, c, crowd[c], apart[0][c]);
  return TRUE;
}
