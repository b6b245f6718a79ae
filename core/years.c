/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What time has made of a treatment: see years.h. */
#include "years.h"
#include "exact.h"
#include "uneven.h"

#include <math.h>

#define TEN_YEARS 10.0
#define LEAST_DENSITY 1.0 /* 1/cm² */

/* Pairs what laser leaves of a dot with diameter and tone, see deposit.c. */
#define LATTICE_STEP 3

#define HAND 0.15 /* of the spacing */
#define GAPS 0.7

/* Share of normal deviates beyond twice their standard deviation, to one side. */
#define BEYOND_TWO 0.0227501319

/* How fast the dots of a class fade: lots that have as little to do as can be with diameter, tone
 * and what laser leaves. */
static const guint8 fading_lots[TONSURE_DEPOSIT_CLASSES] = { 7, 10, 1, 11, 14, 9,  8,  5,
                                                             4, 6,  2, 13, 0,  12, 15, 3 };

G_STATIC_ASSERT (TONSURE_UNEVEN_LOTS == TONSURE_DEPOSIT_CLASSES);

/* 2^32 over the plastic number and over its square: neighbors in a grid get lots that are far
 * apart (R2 sequence, Roberts 2018), and so dots that are gone over do not clump. */
#define ALONG_X 3242174889u
#define ALONG_Y 2447445414u

static void
add_event (TonsureHistory *history, gboolean touch_up, double year)
{
  TonsureEvent *event;

  if (history->n_events >= TONSURE_MOST_EVENTS)
    return;
  event = &history->events[history->n_events++];
  event->kind = touch_up ? TONSURE_EVENT_TOUCH_UP : TONSURE_EVENT_LASER;
  event->year = year;
}

/* As many generations as #TonsureYears holds: touch-ups beyond are as if they had not been done. */
static void
drop_touch_ups (TonsureHistory *history)
{
  guint n = 0, generations = 1;

  history->n_events = MIN (history->n_events, TONSURE_MOST_EVENTS);
  for (guint i = 0; i < history->n_events; i++)
    if (history->events[i].kind != TONSURE_EVENT_TOUCH_UP
        || generations++ < TONSURE_MOST_GENERATIONS)
      history->events[n++] = history->events[i];
  history->n_events = n;
}

/* All of what the treatment asks for that has happened. A laser comes before a touch-up of the
 * same year, which would be a waste else. */
static void
tell_history (const TonsureTreatment *treatment, double quantile, TonsureHistory *history)
{
  guint sessions = (guint) floor (CLAMP (treatment->laser, 0.0, TONSURE_MOST_EVENTS) + 0.5);
  gboolean past = FALSE;

  tonsure_history_init (history);
  history->ageing.permanence =
      treatment->temporary < 0.5 ? TONSURE_PIGMENT_PERMANENT : TONSURE_PIGMENT_TEMPORARY;
  history->ageing.sun = treatment->sun;
  history->ageing.scar = treatment->scar;
  history->laser_quantile = quantile;
  for (guint i = 1; !past && i <= TONSURE_MOST_EVENTS; i++)
    {
      double year = treatment->touch_ups > 0.0 ? TEN_YEARS * i / treatment->touch_ups : G_MAXDOUBLE;

      past = year > treatment->years;
      if (treatment->laser_year <= MIN (year, treatment->years))
        for (; sessions > 0; sessions--)
          add_event (history, FALSE, treatment->laser_year);
      if (!past)
        add_event (history, TRUE, year);
    }
}

/* How many times the dots of the plan a stipple can place. */
static double
most_places (const TonsureTreatment *treatment)
{
  double density = treatment->density * treatment->share;

  return density > 0.0 ? MAX (TONSURE_MAX_DENSITY / density, 1.0) : 1.0;
}

/* What finds no place of its own goes over the plan's. */
static void
find_places (TonsureYears *years, const TonsureTreatment *treatment,
             const TonsureGeneration *generations)
{
  double room = most_places (treatment) - 1.0;

  for (guint g = 1; g < years->n; g++)
    {
      double added = MIN (generations[g].added, room);

      years->places[g] = added;
      years->over[g] = MIN (generations[g].over + (generations[g].added - added), 1.0);
      room -= added;
    }
}

/* Pigment of all dots of a class, by what decides how fast they fade. */
static void
weigh_lots (const TonsureTreatment *treatment, double *weight)
{
  for (guint k = 0; k < TONSURE_DEPOSIT_CLASSES; k++)
    {
      TonsureDeposit d;

      tonsure_deposit_class (treatment, k, &d);
      weight[fading_lots[k]] =
          treatment->absorption > 0.0 ? d.absorption * d.diameter * d.diameter : 1.0;
    }
}

static void
fade_unevenly (TonsureYears *years, const TonsureTreatment *treatment, double quantile,
               const TonsureGeneration *generations)
{
  double weight[TONSURE_UNEVEN_LOTS];

  weigh_lots (treatment, weight);
  years->uneven = tonsure_uneven_sd (quantile);
  for (guint g = 0; g < years->n; g++)
    {
      years->varied[g].left = tonsure_uneven_part (generations[g].faded);
      years->varied[g].dose = tonsure_uneven_dose (years->uneven, weight, years->varied[g].left);
    }
}

/* A dot of the mean area with the mean amount of pigment: crisp dots, nearly black, would hide that
 * soft ones fade. */
static void
find_mean (const TonsureTreatment *treatment, TonsureDeposit *mean)
{
  double area = 0.0, pigment = 0.0;

  for (guint k = 0; k < TONSURE_DEPOSIT_CLASSES; k++)
    {
      tonsure_deposit_class (treatment, k, mean);
      area += mean->diameter * mean->diameter;
      pigment += mean->absorption * mean->diameter * mean->diameter;
    }
  mean->diameter = sqrt (area / TONSURE_DEPOSIT_CLASSES);
  mean->absorption = pigment / area;
}

static void
let_years_pass (TonsureYears *years, const TonsureTreatment *treatment, const TonsureHistory *other,
                double quantile)
{
  TonsureGeneration generations[TONSURE_MOST_EVENTS + 1];
  TonsureHistory history;
  TonsureDeposit mean;

  if (other != NULL)
    history = *other;
  else
    tell_history (treatment, quantile, &history);
  drop_touch_ups (&history);
  find_mean (treatment, &mean);
  years->n = tonsure_history_generations (&history, &mean, treatment->years, quantile, generations);
  years->healed = treatment->years == 0.0 && history.n_events == 0;
  for (guint g = 0; g < years->n; g++)
    {
      years->aged[g] = generations[g].aged;
      years->patch[g] = generations[g].patchiness;
    }
  fade_unevenly (years, treatment, quantile, generations);
  find_places (years, treatment, generations);
}

void
tonsure_years_init (TonsureYears *years, const TonsureTreatment *treatment)
{
  tonsure_years_init_history (years, treatment, NULL);
}

void
tonsure_years_init_history (TonsureYears *years, const TonsureTreatment *treatment,
                            const TonsureHistory *history)
{
  double quantile = tonsure_outcome_quantile (treatment->outcome);

  *years = (TonsureYears) { .n = 1, .healed = TRUE, .places = { 1.0 } };
  years->spacing = 10.0 / sqrt (MAX (treatment->density, LEAST_DENSITY));
  tonsure_patchy_init (&years->patchy, treatment);
  if (!(treatment->days_to_heal > 0.0))
    {
      let_years_pass (years, treatment, history, quantile);
      return;
    }
  tonsure_fresh (TONSURE_HEALED_DAYS - treatment->days_to_heal, quantile, &years->fresh);
  if (!(years->fresh.epidermal > 0.0))
    return;
  years->n = 2;
  years->over[1] = 1.0;
}

/* What is left of the dots of a class. */
static TonsureAged
aged_of (const TonsureYears *years, guint generation, guint class_)
{
  TonsureAged aged = years->aged[generation];
  double uneven =
      tonsure_uneven_left (years->uneven, fading_lots[class_], years->varied[generation].dose)
      / years->varied[generation].left;

  aged.carbon *= uneven;
  aged.iron_oxide *= uneven;
  aged.darkened *= uneven;
  return aged;
}

static double
patch_of (const TonsureYears *years, guint generation, guint class_)
{
  TonsureLasered lasered = { .patchiness = years->patch[generation] };
  guint step = class_ * LATTICE_STEP % TONSURE_DEPOSIT_CLASSES;

  return tonsure_laser_patch (&lasered, (step + 0.5) / TONSURE_DEPOSIT_CLASSES);
}

void
tonsure_years_deposit (const TonsureYears *years, const TonsureTreatment *treatment,
                       guint generation, guint class_, TonsureDeposit *deposit)
{
  TonsureDeposit healed, parts[2];

  tonsure_deposit_class (treatment, class_, &healed);
  *deposit = healed;
  if (years->healed && generation > 0)
    {
      tonsure_fresh_deposits (&years->fresh, &healed, parts);
      *deposit = parts[1];
    }
  else if (!years->healed)
    {
      TonsureAged aged = aged_of (years, generation, class_);

      tonsure_aged_deposit (&aged, &healed, deposit);
      if (years->patch[generation] > 0.0)
        deposit->absorption *= patch_of (years, generation, class_);
    }
}

double
tonsure_years_dots (const TonsureYears *years, guint generation)
{
  return years->places[generation] + years->over[generation];
}

double
tonsure_years_places (const TonsureYears *years, guint generation)
{
  double sum = 0.0;

  for (guint g = 0; g <= generation; g++)
    sum += years->places[g];
  return sum;
}

gboolean
tonsure_years_goes_over (const TonsureYears *years, guint generation, guint64 id, double x,
                         double y)
{
  double over = years->over[generation], gaps = MIN (GAPS * over, 1.0 - over);
  guint class_ = tonsure_years_class_of (years, 0, id, x, y);
  double lot = fading_lots[class_] / (TONSURE_UNEVEN_LOTS - 1.0);
  guint32 i = (guint32) (gint64) floor (x / years->spacing);
  guint32 j = (guint32) (gint64) floor (y / years->spacing);

  return i * ALONG_X + j * ALONG_Y + tonsure_hash32 (generation)
         < (over + gaps * (2.0 * lot - 1.0)) * 4294967296.0;
}

/* A normal deviate from 32 bits, at most 2 to either side. */
static double
deviate_of (guint32 lot)
{
  return tonsure_normal_quantile (BEYOND_TWO
                                  + (1.0 - 2.0 * BEYOND_TWO) * (lot + 0.5) / 4294967296.0);
}

void
tonsure_years_shift (const TonsureYears *years, guint generation, guint64 id, double *dx,
                     double *dy)
{
  double hand = tonsure_years_hand (years);
  guint64 lots = tonsure_hash64 (tonsure_hash64 (id) + generation);

  *dx = *dy = 0.0;
  if (hand > 0.0 && generation > 0)
    {
      *dx = hand * deviate_of ((guint32) lots);
      *dy = hand * deviate_of ((guint32) (lots >> 32));
    }
}

double
tonsure_years_hand (const TonsureYears *years)
{
  return years->healed || years->n == 1 ? 0.0 : HAND * years->spacing;
}

/* Twice the standard deviation along both axes. */
double
tonsure_years_reach (const TonsureYears *years)
{
  return 2.0 * G_SQRT2 * tonsure_years_hand (years);
}

guint
tonsure_years_class_of (const TonsureYears *years, guint generation, guint64 id, double x, double y)
{
  if (generation > 0 && !years->healed)
    id = tonsure_hash64 (id + generation);
  return tonsure_patchy_class (&years->patchy, id, x, y);
}
