/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How unevenly skin takes pigment from place to place: see patchy.h. */
#include "patchy.h"
#include "exact.h"

#include <math.h>

#define CLASSES TONSURE_DEPOSIT_CLASSES

static const double correlations[] = {
  [TONSURE_OUTCOME_FAVORABLE] = 0.01,
  [TONSURE_OUTCOME_TYPICAL] = 0.03,
  [TONSURE_OUTCOME_UNFAVORABLE] = 0.12,
};

/* Of the waves, mm. */
#define SHORTEST 2.5
#define LONGEST 25.0

/* Variance of a wave 4 t (1 - |t|), t from -1 to 1. */
#define WAVE_VARIANCE (8.0 / 15.0)

/* Deviates of dots of their own. */
#define DEVIATES 256

/* Keeps the lots of patches apart from others that are drawn from the seed or an id. */
#define PATCHES 0x7061746368ull

typedef struct
{
  double deviate[DEVIATES];
  double limit[CLASSES - 1]; /* normal quantiles between the classes */
  /* Of each outcome and place, the share of each lot. */
  double share[G_N_ELEMENTS (correlations)][TONSURE_PATCHY_PLACES][CLASSES];
} Normal;

static guint
lot_of (const Normal *table, double z)
{
  guint lot = 0;

  for (guint i = 0; i < CLASSES - 1; i++)
    lot += z >= table->limit[i];
  return lot;
}

static void
fill_shares (Normal *table)
{
  for (guint outcome = 0; outcome < G_N_ELEMENTS (correlations); outcome++)
    for (guint place = 0; place < TONSURE_PATCHY_PLACES; place++)
      for (guint i = 0; i < DEVIATES; i++)
        {
          double f = tonsure_normal_quantile ((place + 0.5) / TONSURE_PATCHY_PLACES);
          double z = sqrt (correlations[outcome]) * f
                     + sqrt (1.0 - correlations[outcome]) * table->deviate[i];

          table->share[outcome][place][lot_of (table, z)] += 1.0 / DEVIATES;
        }
}

static const Normal *
normal (void)
{
  static gsize ready;
  static Normal table;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < DEVIATES; i++)
        table.deviate[i] = tonsure_normal_quantile ((i + 0.5) / DEVIATES);
      for (guint i = 1; i < CLASSES; i++)
        table.limit[i - 1] = tonsure_normal_quantile ((double) i / CLASSES);
      fill_shares (&table);
      g_once_init_leave (&ready, 1);
    }
  return &table;
}

/* About what a dot of a class takes of the light, see tonsure_history_taken(). */
static double
taken_by (const TonsureTreatment *treatment, guint class_)
{
  TonsureDeposit d;

  tonsure_deposit_class (treatment, class_, &d);
  return d.diameter * d.diameter * (1.0 - tonsure_exp (-0.1 * d.absorption * d.thickness));
}

static void
sort_classes (const TonsureTreatment *treatment, guint8 *order)
{
  double taken[CLASSES];

  for (guint k = 0; k < CLASSES; k++)
    {
      guint i = k;

      taken[k] = taken_by (treatment, k);
      for (; i > 0 && taken[order[i - 1]] > taken[k]; i--)
        order[i] = order[i - 1];
      order[i] = (guint8) k;
    }
}

/* Directions evenly around the half circle, off by a lot each; t is nearly tan (π/4 u), the tangent
 * of half the angle of a quarter circle. */
static void
direct_wave (guint64 lot, guint i, double per_mm, double *x, double *y)
{
  double u = ((i * 5 % TONSURE_PATCHY_WAVES) + (guint32) lot / 4294967296.0) / TONSURE_PATCHY_WAVES;
  double t = u * (0.785 + 0.215 * u * u), length = 1.0 + t * t;

  *x = per_mm * (1.0 - t * t) / length;
  *y = per_mm * 2.0 * t / length * (lot >> 32 & 1 ? -1.0 : 1.0);
}

void
tonsure_patchy_init (TonsurePatchy *patchy, const TonsureTreatment *treatment)
{
  double r = correlations[treatment->outcome];

  patchy->outcome = treatment->outcome;
  patchy->field = sqrt (r);
  patchy->own = sqrt (1.0 - r);
  for (guint i = 0; i < TONSURE_PATCHY_WAVES; i++)
    {
      guint64 lot = tonsure_hash64 (tonsure_hash64 (treatment->seed + PATCHES) + i);
      double length = SHORTEST * tonsure_pow (LONGEST / SHORTEST, (i + 0.5) / TONSURE_PATCHY_WAVES);

      direct_wave (lot, i, 1.0 / length, &patchy->x[i], &patchy->y[i]);
      patchy->phase[i] = (guint32) tonsure_hash64 (lot) / 4294967296.0;
    }
  sort_classes (treatment, patchy->order);
}

double
tonsure_patchy_field (const TonsurePatchy *patchy, double x, double y)
{
  double sum = 0.0;

  for (guint i = 0; i < TONSURE_PATCHY_WAVES; i++)
    {
      double at = patchy->x[i] * x + patchy->y[i] * y + patchy->phase[i];
      double t = 2.0 * (at - floor (at)) - 1.0;

      sum += 4.0 * t * (1.0 - fabs (t));
    }
  return sum / sqrt (TONSURE_PATCHY_WAVES * WAVE_VARIANCE);
}

guint
tonsure_patchy_class (const TonsurePatchy *patchy, guint64 id, double x, double y)
{
  const Normal *table = normal ();
  double z = patchy->field * tonsure_patchy_field (patchy, x, y)
             + patchy->own * table->deviate[tonsure_hash64 (id + PATCHES) % DEVIATES];

  return patchy->order[lot_of (table, z)];
}

void
tonsure_patchy_relative (const TonsurePatchy *patchy, const double value[CLASSES],
                         double relative[TONSURE_PATCHY_PLACES])
{
  const Normal *table = normal ();
  double sum = 0.0;

  for (guint place = 0; place < TONSURE_PATCHY_PLACES; place++)
    {
      relative[place] = 0.0;
      for (guint lot = 0; lot < CLASSES; lot++)
        relative[place] += table->share[patchy->outcome][place][lot] * value[patchy->order[lot]];
      sum += relative[place] / TONSURE_PATCHY_PLACES;
    }
  for (guint place = 0; place < TONSURE_PATCHY_PLACES; place++)
    relative[place] = sum > 0.0 ? relative[place] / sum : 1.0;
}
