/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How dark treated skin is on the whole: see tone.h. */
#include "tone.h"
#include "apart.h"
#include "crowd.h"
#include "exact.h"
#include "nodes.h"
#include "pigment.h"
#include "stack.h"

#include <math.h>
#include <string.h>

/* Nodes are at most this factor apart. */
#define STRENGTH_STEP 2.2
#define YEARS_STRENGTH_STEP 2.8 /* over a range that is many times as wide */
#define WIDTH_STEP 1.6
#define FEWEST_NODES 3

/* What is weaker by that than the strongest dot takes in proportion to its pigment. */
#define STRENGTHS 30.0

/* Frequencies, 1/mm: dots of 400 per cm² are in order up to 2.82. */
#define FREQUENCY_STEP (2.84 / TONSURE_TONE_FREQUENCIES)
#define ORDER_END 2.5
#define LEAST_DENSITY 1.0
#define EVERY 2 /* nd sample of a profile is enough here */

/* As in crowd.c: a dot takes at most this part of what is within reach. */
#define MOST_TAKEN 0.98

#define SAMPLE_STEP (TONSURE_PROFILE_REACH / (TONSURE_PROFILE_SAMPLES - 1))

/* Evenly in the logarithm. Returns how many. */
static guint
place_nodes (double low, double high, double step, guint most, double *node)
{
  double range = tonsure_log (high / low);
  guint n = 1 + (guint) ceil (range / tonsure_log (step));

  n = CLAMP (n, FEWEST_NODES, most);
  for (guint i = 0; i < n; i++)
    node[i] = tonsure_log (low) + range * i / (n - 1);
  return n;
}

/* What dots take grows with the pigment where there is little of it and no more where there is
 * much: divided by this, what is interpolated hardly changes. */
static double
saturation (const TonsureTone *tone, double absorption)
{
  return 1.0 - tonsure_exp (-0.1 * absorption * tone->treatment.thickness);
}

typedef double Waves[TONSURE_TONE_FREQUENCIES][TONSURE_PROFILE_SAMPLES / EVERY + 1];

/* Bessel's function at each frequency and sample. */
static const Waves *
waves (void)
{
  static gsize ready;
  static Waves table;

  if (g_once_init_enter (&ready))
    {
      for (guint f = 0; f < TONSURE_TONE_FREQUENCIES; f++)
        for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i += EVERY)
          table[f][i / EVERY] =
              tonsure_apart_bessel (2.0 * G_PI * f * FREQUENCY_STEP * i * SAMPLE_STEP);
      g_once_init_leave (&ready, 1);
    }
  return &table;
}

/* The Hankel transform of a loss, in any unit. */
static void
read_spectrum (const float *loss, double *spectrum)
{
  const Waves *wave = waves ();

  for (guint f = 0; f < TONSURE_TONE_FREQUENCIES; f++)
    {
      double sum = 0.0;

      for (guint i = 0; i < TONSURE_PROFILE_SAMPLES; i += EVERY)
        sum += i * loss[i] * (*wave)[f][i / EVERY];
      spectrum[f] = sum;
    }
}

static void
read_profile (TonsureTone *tone, guint i, guint j, const TonsureProfile *profile)
{
  double diameter = tonsure_exp (tone->width[j]), area = 0.25 * G_PI * diameter * diameter;
  double most = saturation (tone, tonsure_exp (tone->strength[i]));

  for (guint c = 0; c < 3; c++)
    {
      tone->node[i][j].mass[c] = profile->mass[c] / (area * most);
      tone->node[i][j].center[c] = profile->loss[c][0] / most;
      tone->node[i][j].full[c] = (1.0 - profile->layer[c]) / most;
    }
}

/* All at once: they share the skin. */
static gboolean
solve_nodes (TonsureTone *tone, const double *primaries, TonsureProfile *profiles, GError **error)
{
  TonsureDeposit deposits[TONSURE_TONE_STRENGTHS * TONSURE_TONE_WIDTHS];
  TonsureSkin skin;
  guint n = 0;

  tonsure_skin_init (&skin, tone->treatment.melanin, tone->treatment.blood);
  for (guint i = 0; i < tone->n_strengths; i++)
    for (guint j = 0; j < tone->n_widths; j++)
      {
        tonsure_years_deposit (&tone->years, &tone->treatment, 0, 0, &deposits[n]);
        deposits[n].diameter = tonsure_exp (tone->width[j]);
        deposits[n++].absorption = tonsure_exp (tone->strength[i]);
      }
  return tonsure_profiles_compute (&skin, deposits, n, primaries, profiles, error);
}

/* The classes' least and most absorption, relative to the median, and diameter. */
static void
find_spread (const TonsureTone *tone, double absorption[2], double diameter[2])
{
  absorption[0] = diameter[0] = G_MAXDOUBLE;
  absorption[1] = diameter[1] = 0.0;
  for (guint k = 0; k < TONSURE_DEPOSIT_CLASSES; k++)
    {
      TonsureDeposit deposit;

      tonsure_years_deposit (&tone->years, &tone->treatment, 0, k, &deposit);
      absorption[0] = MIN (absorption[0], deposit.absorption);
      absorption[1] = MAX (absorption[1], deposit.absorption);
      diameter[0] = MIN (diameter[0], deposit.diameter);
      diameter[1] = MAX (diameter[1], deposit.diameter);
    }
}

/* Solves the nodes, whose ranges are set. */
static gboolean
fill_nodes (TonsureTone *tone, const double *primaries, GError **error)
{
  g_autofree TonsureProfile *profiles = g_new (TonsureProfile, tone->n_strengths * tone->n_widths);
  const TonsureProfile *profile = profiles;

  if (!solve_nodes (tone, primaries, profiles, error))
    return FALSE;
  for (guint i = 0; i < tone->n_strengths; i++)
    for (guint j = 0; j < tone->n_widths; j++, profile++)
      {
        read_profile (tone, i, j, profile);
        for (guint c = 0; c < 3; c++)
          read_spectrum (profile->loss[c], tone->spectrum[i][j][c]);
      }
  return TRUE;
}

static void
place_all (TonsureTone *tone, const double absorption[2], const double diameter[2], double step)
{
  tone->n_strengths =
      place_nodes (absorption[0], absorption[1], step, TONSURE_TONE_STRENGTHS, tone->strength);
  tone->n_widths =
      place_nodes (diameter[0], diameter[1], WIDTH_STEP, TONSURE_TONE_WIDTHS, tone->width);
}

gboolean
tonsure_tone_init_for (TonsureTone *tone, const TonsureTreatment *treatment,
                       const double absorption[2], const double diameter[2],
                       const double *primaries, GError **error)
{
  TonsureTreatment healed = *treatment;

  if (!tonsure_treatment_validate (treatment, error))
    return FALSE;
  tonsure_treatment_set_healed (&healed);
  memset (tone, 0, sizeof *tone);
  tone->treatment = healed;
  tonsure_years_init (&tone->years, &healed);
  tone->treatment.absorption = 1.0;
  place_all (tone, absorption, diameter, YEARS_STRENGTH_STEP);
  return fill_nodes (tone, primaries, error);
}

gboolean
tonsure_tone_init (TonsureTone *tone, const TonsureTreatment *treatment, double weakest,
                   double strongest, const double *primaries, GError **error)
{
  double absorption[2], diameter[2];

  if (!tonsure_treatment_validate (treatment, error))
    return FALSE;
  memset (tone, 0, sizeof *tone);
  tone->treatment = *treatment;
  tonsure_years_init (&tone->years, treatment);
  tone->treatment.absorption = 1.0;
  find_spread (tone, absorption, diameter);
  absorption[0] = MAX (absorption[0], absorption[1] / STRENGTHS);
  absorption[0] *= weakest;
  absorption[1] *= strongest;
  place_all (tone, absorption, diameter, STRENGTH_STEP);
  return fill_nodes (tone, primaries, error);
}

typedef struct
{
  double mass[3], center[3], full[3];
} Dot;

static void
read_dot (const TonsureTone *tone, const TonsureDeposit *deposit, Dot *dot)
{
  double strength[TONSURE_TONE_STRENGTHS], width[TONSURE_TONE_WIDTHS];
  double most = saturation (tone, deposit->absorption);

  memset (dot, 0, sizeof *dot);
  tonsure_node_weights (tone->strength, tone->n_strengths, tonsure_log (deposit->absorption),
                        strength);
  tonsure_node_weights (tone->width, tone->n_widths, tonsure_log (deposit->diameter), width);
  for (guint i = 0; i < tone->n_strengths; i++)
    for (guint j = 0; j < tone->n_widths; j++)
      for (guint c = 0; c < 3; c++)
        {
          double weight = most * strength[i] * width[j];

          dot->mass[c] += weight * tone->node[i][j].mass[c];
          dot->center[c] += weight * tone->node[i][j].center[c];
          dot->full[c] += weight * tone->node[i][j].full[c];
        }
}

/* Of the sixteen classes, the mean weight of each width. */
static void
mean_weights (const TonsureTone *tone, const TonsureTreatment *plan, const TonsureYears *years,
              guint generation, double *mean)
{
  memset (mean, 0, TONSURE_TONE_WIDTHS * sizeof *mean);
  for (guint k = 0; k < TONSURE_DEPOSIT_CLASSES; k++)
    {
      double weight[TONSURE_TONE_WIDTHS];
      TonsureDeposit deposit;

      tonsure_years_deposit (years, plan, generation, k, &deposit);
      tonsure_node_weights (tone->width, tone->n_widths, tonsure_log (deposit.diameter), weight);
      for (guint j = 0; j < tone->n_widths; j++)
        mean[j] += weight[j] / TONSURE_DEPOSIT_CLASSES;
    }
}

/* The mean dot's spectrum is 1 at frequency 0. */
static void
normalize (double *spectrum)
{
  double mass = spectrum[0];

  for (guint f = 0; f < TONSURE_TONE_FREQUENCIES; f++)
    spectrum[f] = mass > 0.0 ? spectrum[f] / mass : 0.0;
}

/* In between linear, as it hardly changes. */
static void
mix_spectra (const TonsureTone *tone, const double *width, double absorption, TonsureToneDots *dots)
{
  const double *node = tone->strength;
  double x = CLAMP (tonsure_log (absorption), node[0], node[tone->n_strengths - 1]);
  guint i = 0;

  while (i + 2 < tone->n_strengths && node[i + 1] < x)
    i++;
  double t = node[i + 1] > node[i] ? (x - node[i]) / (node[i + 1] - node[i]) : 0.0;

  for (guint c = 0; c < 3; c++)
    {
      double mean[2][TONSURE_TONE_FREQUENCIES] = { { 0.0 } };

      for (guint side = 0; side < 2; side++)
        {
          for (guint j = 0; j < tone->n_widths; j++)
            for (guint f = 0; f < TONSURE_TONE_FREQUENCIES; f++)
              mean[side][f] += width[j] * tone->spectrum[i + side][j][c][f];
          normalize (mean[side]);
        }
      for (guint f = 0; f < TONSURE_TONE_FREQUENCIES; f++)
        dots->spectrum[c][f] = (1.0 - t) * mean[0][f] + t * mean[1][f];
    }
}

void
tonsure_tone_dots (const TonsureTone *tone, double absorption, TonsureToneDots *dots)
{
  tonsure_tone_dots_of (tone, &tone->treatment, &tone->years, 0, absorption, dots);
}

void
tonsure_tone_dots_of (const TonsureTone *tone, const TonsureTreatment *plan,
                      const TonsureYears *years, guint generation, double absorption,
                      TonsureToneDots *dots)
{
  double width[TONSURE_TONE_WIDTHS], median = 0.0;
  double least[3] = { 0.0 }, taken[3][TONSURE_DEPOSIT_CLASSES];

  memset (dots, 0, sizeof *dots);
  dots->jitter = plan->jitter;
  for (guint k = 0; k < TONSURE_DEPOSIT_CLASSES; k++)
    {
      TonsureDeposit deposit;
      Dot dot;

      tonsure_years_deposit (years, plan, generation, k, &deposit);
      deposit.absorption *= absorption;
      median += tonsure_log (deposit.absorption) / TONSURE_DEPOSIT_CLASSES;
      read_dot (tone, &deposit, &dot);
      for (guint c = 0; c < 3; c++)
        {
          double area = 0.25 * G_PI * deposit.diameter * deposit.diameter;

          taken[c][k] = dot.mass[c] * area;
          dots->taken[c] += taken[c][k] / TONSURE_DEPOSIT_CLASSES;
          dots->crowd[c] +=
              tonsure_crowd_share (dot.mass[c], 1.0, 1.0 - dot.full[c]) / TONSURE_DEPOSIT_CLASSES;
          least[c] = MAX (least[c], dot.center[c] / MOST_TAKEN);
        }
    }
  for (guint c = 0; c < 3; c++)
    {
      dots->crowd[c] = CLAMP (dots->crowd[c], least[c], 1.0);
      dots->taken[c] = MAX (dots->taken[c], 0.0) / dots->crowd[c];
      tonsure_patchy_relative (&years->patchy, taken[c], dots->relative[c]);
    }
  mean_weights (tone, plan, years, generation, width);
  mix_spectra (tone, width, tonsure_exp (median), dots);
}

/* The square of how far dots keep apart, where pixels are so wide that none is seen. */
static double
apart (const double *spectrum, double jitter, double density)
{
  double unit = sqrt (density / G_PI), sum = 0.0;

  for (guint f = 1; f < TONSURE_TONE_FREQUENCIES; f++)
    {
      double at = f * FREQUENCY_STEP;

      if (at >= ORDER_END * unit)
        break;
      sum += tonsure_apart_order (at / unit, jitter) * spectrum[f] * spectrum[f] * 2.0 * G_PI * at
             * FREQUENCY_STEP;
    }
  return MAX (sum, 0.0) / density;
}

void
tonsure_tone_transmittance (const TonsureToneDots *dots, double density, double transmittance[3])
{
  double per_mm2 = density / 100.0;

  for (guint c = 0; c < 3; c++)
    {
      double order = apart (dots->spectrum[c], dots->jitter, MAX (density, LEAST_DENSITY) / 100.0);

      transmittance[c] = 0.0;
      for (guint place = 0; place < TONSURE_PATCHY_PLACES; place++)
        {
          double d = per_mm2 * dots->taken[c] * dots->relative[c][place];
          double e2 = d * d * order, e = sqrt (e2);

          /* See apart.h. */
          d += e2 * (1.0 / 2.0 + e * (1.0 / 3.0 + e / 4.0));
          transmittance[c] +=
              (1.0 - dots->crowd[c] * (1.0 - tonsure_exp (-d))) / TONSURE_PATCHY_PLACES;
        }
    }
}

gboolean
tonsure_tone_of (const TonsureTreatment *treatment, const double *primaries,
                 double transmittance[3], GError **error)
{
  TonsureTone tone;
  TonsureToneDots dots;
  TonsureYears years;

  if (!tonsure_treatment_validate (treatment, error))
    return FALSE;
  transmittance[0] = transmittance[1] = transmittance[2] = 1.0;
  if (!(treatment->absorption > 0.0 && treatment->density > 0.0))
    return TRUE;
  tonsure_years_init (&years, treatment);
  if (years.n > 1)
    return tonsure_stack_tone (treatment, &years, primaries, transmittance, error);
  if (!tonsure_tone_init (&tone, treatment, treatment->absorption, treatment->absorption, primaries,
                          error))
    return FALSE;
  tonsure_tone_dots (&tone, treatment->absorption, &dots);
  tonsure_tone_transmittance (&dots, treatment->density, transmittance);
  return TRUE;
}
