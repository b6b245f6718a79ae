/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How dark treated skin is in any year: see course.h. */
#include "course.h"
#include "exact.h"
#include "nodes.h"
#include "parallel.h"
#include "range.h"

#include <string.h>

#define MOST_ABSORPTION 1e5
#define MOST_YEARS 100.0

/* Years that are looked at for the range of what dots become. */
#define LOOKS 4

/* Below this part of the strongest, what a dot takes is in proportion to its pigment. */
#define FAINT 0.0004

/* Mixtures nearer than the one are one; others are at most the other apart. */
#define SAME_RED 0.01
#define RED_STEP 0.21
#define FEWEST_REDS 3

/* Of dots' spectra, 1/mm, see tone.c. */
#define FREQUENCY_STEP (2.84 / TONSURE_TONE_FREQUENCIES)

/* How much a touch-up brings in goes with what pigment takes. */
static void
years_of (const TonsureCourse *course, double absorption, double iron_oxide, double year,
          TonsureYears *years)
{
  TonsureTreatment treatment = course->treatment;

  treatment.years = year;
  treatment.absorption = absorption;
  treatment.iron_oxide = iron_oxide;
  tonsure_years_init_history (years, &treatment, course->has_history ? &course->history : NULL);
}

/* Least and most of what single dots are. */
typedef struct
{
  double absorption[2], diameter[2], red[2];
} Extent;

static void
widen (double extent[2], double value)
{
  extent[0] = MIN (extent[0], value);
  extent[1] = MAX (extent[1], value);
}

static void
widen_by (const TonsureCourse *course, const TonsureTreatment *plan, double absorption, double year,
          Extent *extent)
{
  TonsureYears years;

  years_of (course, absorption, plan->iron_oxide, year, &years);
  for (guint k = 0; k < years.n * TONSURE_DEPOSIT_CLASSES; k++)
    {
      TonsureDeposit deposit;

      tonsure_years_deposit (&years, plan, k / TONSURE_DEPOSIT_CLASSES, k % TONSURE_DEPOSIT_CLASSES,
                             &deposit);
      widen (extent->absorption, deposit.absorption);
      widen (extent->diameter, deposit.diameter);
      widen (extent->red, deposit.iron_oxide);
    }
}

static void
find_extent (const TonsureCourse *course, const TonsureCourseRange *range, Extent *extent)
{
  TonsureTreatment plan = course->treatment;

  *extent = (Extent) { { G_MAXDOUBLE, 0.0 }, { G_MAXDOUBLE, 0.0 }, { 1.0, 0.0 } };
  for (guint i = 0; i <= LOOKS; i++)
    for (guint k = 0; k < 2; k++)
      {
        plan.iron_oxide = range->iron_oxide[k];
        widen_by (course, &plan, range->absorption[1], range->last * i / LOOKS, extent);
      }
  extent->absorption[1] *= range->absorption[1];
  extent->absorption[0] =
      MAX (extent->absorption[0] * range->absorption[0], extent->absorption[1] * FAINT);
}

static guint
count_reds (double range)
{
  return range < SAME_RED
             ? 1
             : CLAMP (1 + (guint) (range / RED_STEP + 1), FEWEST_REDS, TONSURE_COURSE_REDS);
}

/* Tones of all mixtures. */
typedef struct
{
  TonsureCourse *course;
  const Extent *extent;
  const double *primaries;
} Solution;

static gboolean
solve_red (gpointer data, guint i, GError **error)
{
  const Solution *solution = data;
  const Extent *extent = solution->extent;
  TonsureCourse *course = solution->course;
  TonsureTreatment treatment = course->treatment;
  double t = course->n > 1 ? (double) i / (course->n - 1) : 0.0;

  course->red[i] = extent->red[0] + t * (extent->red[1] - extent->red[0]);
  treatment.iron_oxide = CLAMP (course->red[i], 0.0, 1.0);
  course->tone[i] = g_new (TonsureTone, 1);
  return tonsure_tone_init_for (course->tone[i], &treatment, extent->absorption, extent->diameter,
                                solution->primaries, error);
}

static gboolean
solve (TonsureCourse *course, const Extent *extent, const double *primaries, GError **error)
{
  Solution solution = { course, extent, primaries };

  course->n = count_reds (extent->red[1] - extent->red[0]);
  return tonsure_parallel (course->n, solve_red, &solution, error);
}

static gboolean
range_is_valid (const TonsureCourseRange *range, GError **error)
{
  return tonsure_in_range ("absorption", range->absorption[0], G_MINDOUBLE, range->absorption[1],
                           error)
         && tonsure_in_range ("absorption", range->absorption[1], 0.0, MOST_ABSORPTION, error)
         && tonsure_in_range ("iron_oxide", range->iron_oxide[0], 0.0, range->iron_oxide[1], error)
         && tonsure_in_range ("iron_oxide", range->iron_oxide[1], 0.0, 1.0, error)
         && tonsure_in_range ("last", range->last, 0.0, MOST_YEARS, error);
}

static gboolean
history_is_valid (const TonsureHistory *history, GError **error)
{
  guint touch_ups = 0;

  if (!tonsure_history_validate (history, error))
    return FALSE;
  for (guint i = 0; i < history->n_events; i++)
    touch_ups += history->events[i].kind == TONSURE_EVENT_TOUCH_UP;
  return tonsure_in_range ("touch-ups", touch_ups, 0.0, TONSURE_MOST_GENERATIONS - 1.0, error);
}

gboolean
tonsure_course_init (TonsureCourse *course, const TonsureTreatment *treatment,
                     const TonsureHistory *history, const TonsureCourseRange *range,
                     const double *primaries, GError **error)
{
  Extent extent;

  if (!tonsure_treatment_validate (treatment, error) || !range_is_valid (range, error)
      || (history != NULL && !history_is_valid (history, error)))
    return FALSE;
  memset (course, 0, sizeof *course);
  course->treatment = *treatment;
  course->treatment.absorption = 1.0;
  course->treatment.days_to_heal = 0.0;
  if (history != NULL)
    course->history = *history;
  course->has_history = history != NULL;
  find_extent (course, range, &extent);
  if (solve (course, &extent, primaries, error))
    return TRUE;
  tonsure_course_clear (course);
  return FALSE;
}

void
tonsure_course_clear (TonsureCourse *course)
{
  for (guint i = 0; i < TONSURE_COURSE_REDS; i++)
    g_clear_pointer (&course->tone[i], g_free);
}

/* Adds @weight times one to the other; what is taken is that of all light from here on. */
static void
add_dots (const TonsureToneDots *dots, double weight, TonsureToneDots *sum)
{
  sum->jitter = dots->jitter;
  for (guint c = 0; c < 3; c++)
    {
      for (guint place = 0; place < TONSURE_PATCHY_PLACES; place++)
        sum->relative[c][place] += weight * dots->relative[c][place];
      sum->taken[c] += weight * dots->taken[c] * dots->crowd[c];
      sum->crowd[c] += weight * dots->crowd[c];
      for (guint f = 0; f < TONSURE_TONE_FREQUENCIES; f++)
        sum->spectrum[c][f] += weight * dots->spectrum[c][f];
    }
}

/* Interpolation must not leave what it goes between: dots that take next to nothing are within
 * reach of next to nothing. */
static void
keep_within (const TonsureToneDots *ends, const double *weight, guint n, TonsureToneDots *dots)
{
  for (guint c = 0; c < 3; c++)
    {
      double least = 1.0, most = 0.0;

      for (guint i = 0; i < n; i++)
        if (weight[i] != 0.0)
          {
            least = MIN (least, ends[i].crowd[c]);
            most = MAX (most, ends[i].crowd[c]);
          }
      dots->crowd[c] = CLAMP (dots->crowd[c], least, most);
      dots->taken[c] = MAX (dots->taken[c], 0.0) / dots->crowd[c];
    }
}

static void
generation_dots (const TonsureCourse *course, const TonsureTreatment *plan,
                 const TonsureYears *years, guint generation, double absorption,
                 TonsureToneDots *dots)
{
  TonsureToneDots of_tone[TONSURE_COURSE_REDS];
  TonsureDeposit deposit;
  double weight[TONSURE_COURSE_REDS];

  memset (dots, 0, sizeof *dots);
  tonsure_years_deposit (years, plan, generation, 0, &deposit);
  tonsure_node_weights (course->red, course->n, deposit.iron_oxide, weight);
  for (guint i = 0; i < course->n; i++)
    if (weight[i] != 0.0)
      {
        tonsure_tone_dots_of (course->tone[i], plan, years, generation, absorption, &of_tone[i]);
        add_dots (&of_tone[i], weight[i], dots);
      }
  keep_within (of_tone, weight, course->n, dots);
}

/* How much less dots over others take, relative to dots at places of their own, see stack.c; @off
 * is the variance of the way from one to the other along an axis, mm². */
static double
missing (const TonsureToneDots *below, const TonsureToneDots *over, double off, guint c)
{
  double sum = 0.0;

  for (guint f = 1; f < TONSURE_TONE_FREQUENCIES; f++)
    {
      double at = 2.0 * G_PI * FREQUENCY_STEP * f;

      sum += below->spectrum[c][f] * over->spectrum[c][f] * f * tonsure_exp (-0.5 * off * at * at);
    }
  return CLAMP (2.0 * G_PI * FREQUENCY_STEP * FREQUENCY_STEP * sum * below->taken[c], 0.0, 1.0);
}

/* A generation comes on top of those before. */
static void
stack (const TonsureYears *years, const TonsureToneDots *all, guint generation,
       TonsureToneDots *sum)
{
  double n = tonsure_years_dots (years, generation), hand = tonsure_years_hand (years);
  double off = hand * hand;
  const TonsureToneDots *over = &all[generation];

  sum->jitter = over->jitter;
  for (guint c = 0; c < 3; c++)
    {
      double left = 1.0, mass;

      for (guint g = 0; g < generation; g++)
        left *= 1.0
                - (g == 0 ? 1.0 : years->over[g])
                      * missing (&all[g], over, (g == 0 ? 1.0 : 2.0) * off, c);
      mass = over->taken[c] * over->crowd[c] * (n - years->over[generation] * (1.0 - left));
      sum->taken[c] += mass;
      sum->crowd[c] += n * over->crowd[c];
      for (guint place = 0; place < TONSURE_PATCHY_PLACES; place++)
        sum->relative[c][place] += mass * over->relative[c][place];
      for (guint f = 0; f < TONSURE_TONE_FREQUENCIES; f++)
        sum->spectrum[c][f] += mass * over->spectrum[c][f];
    }
}

static void
stack_all (const TonsureCourse *course, const TonsureTreatment *plan, const TonsureYears *years,
           double absorption, TonsureToneDots *dots)
{
  g_autofree TonsureToneDots *all = g_new (TonsureToneDots, years->n);
  double n = 0.0;

  for (guint g = 0; g < years->n; g++)
    {
      generation_dots (course, plan, years, g, absorption, &all[g]);
      stack (years, all, g, dots);
      n += tonsure_years_dots (years, g);
    }
  for (guint c = 0; c < 3; c++)
    {
      for (guint f = 0; dots->taken[c] > 0.0 && f < TONSURE_TONE_FREQUENCIES; f++)
        dots->spectrum[c][f] /= dots->taken[c];
      for (guint place = 0; place < TONSURE_PATCHY_PLACES; place++)
        dots->relative[c][place] =
            dots->taken[c] > 0.0 ? dots->relative[c][place] / dots->taken[c] : 1.0;
      dots->crowd[c] /= n;
      dots->taken[c] /= dots->crowd[c];
    }
}

void
tonsure_course_dots (const TonsureCourse *course, double absorption, double iron_oxide, double year,
                     TonsureToneDots *dots)
{
  TonsureTreatment plan = course->treatment;
  TonsureYears years;

  memset (dots, 0, sizeof *dots);
  plan.iron_oxide = iron_oxide;
  years_of (course, absorption, iron_oxide, year, &years);
  if (years.n == 1)
    generation_dots (course, &plan, &years, 0, absorption, dots);
  else
    stack_all (course, &plan, &years, absorption, dots);
}
