/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Hair against bare skin on the head: see region-private.h. */
#include "region-private.h"
#include "exact.h"
#include "grid.h"
#include "mixture.h"
#include "walker.h"

#include <math.h>
#include <string.h>

#define ROUNDS 3
#define PARTS_HAIR 3
#define PARTS_SKIN 4
#define PARTS_BESIDE 5
#define FEWEST 40 /* cells */
static const double floors[4] = { 0.05, 0.05, 0.15, 0.2 };

/* Bare skin without marks: the smoothest part of the area, mm from its edge, neither dark nor
 * clipped. */
#define CORE 6.0
#define LEAST_CORE 150
#define SMOOTHEST 0.4
#define DARKEST 0.15
#define MOST_CLIPPED 0.02
#define LEAST_SKIN 60

/* What speaks for hair in any photo, as odds (ln): texture, darkness and lack of color beyond what
 * skin shows. */
#define ROUGHER 0.5f
#define BY_TEXTURE 1.6f
#define SMOOTHER 0.3f /* shadow: dark, but no rougher than skin */
#define DEEPEST 1.9f  /* ln: shadow is hardly darker, but the depth of black hair is */
#define BY_SMOOTHNESS 3.0f
#define DARKER 0.6f
#define BY_LIGHT 1.4f
#define BY_COLOR 1.4f
#define GLARE 2.0f /* how fast color counts less as light exceeds that of skin: gloss has none */
#define BY_CLIPPING (-2.0f)

/* Where it is, mm: hair surrounds the area. */
#define INNER 0.04f
#define INNERMOST 30.0f
#define RING 15.0f
#define ON_RING 0.2f
#define FAR 45.0f
#define FALL 0.05f

/* Weights of the mixtures, of what holds for any photo, and of what lies beside the head. */
#define BY_MIXTURE 0.6
#define MOST_BY_MIXTURE 2.5
#define BY_RULE 0.7f
#define BESIDE 2.5 /* odds against it */
#define SURE 5.0f
#define SKIN_REACH 60.0f /* mm */

#define BETA 20.0
#define LAMBDA 0.06
static const float walker_weights[4] = { 1, 1, 0.5f, 0.3f };

typedef struct
{
  const TonsureRegionCells *cells;
  const guint8 *head;
  float *features; /* ln of red and blue to green, ln Y, ln of texture */
  float *rough;    /* the texture of some 2 mm around */
  float *rule;     /* odds by what holds for any photo */
  float *place;    /* odds by place */
  float *prior;
} Reading;

static float *
smoothed (const TonsureRegionCells *cells, const float *values, double mm)
{
  float *copy = g_memdup2 (values, cells->n * sizeof *copy);

  tonsure_grid_smooth (copy, cells->width, cells->height, mm / cells->mm);
  return copy;
}

static void
find_features (Reading *reading)
{
  const TonsureRegionCells *cells = reading->cells;
  g_autofree float *rough = smoothed (cells, cells->fine, 1);

  reading->rough = smoothed (cells, cells->fine, 2);
  reading->features = g_new (float, 4 * cells->n);
  for (gsize i = 0; i < cells->n; i++)
    {
      reading->features[4 * i] = cells->red[i];
      reading->features[4 * i + 1] = cells->blue[i];
      reading->features[4 * i + 2] = cells->light[i];
      reading->features[4 * i + 3] = rough[i];
    }
}

/* Bare skin to compare with. */
static void
choose_skin (const Reading *reading, guint8 *skin)
{
  const TonsureRegionCells *cells = reading->cells;
  float smooth, dark;

  for (gsize i = 0; i < cells->n; i++)
    skin[i] = cells->inside[i] && cells->deep[i] > CORE;
  if (tonsure_grid_count (skin, cells->n) < LEAST_CORE)
    memcpy (skin, cells->inside, cells->n);
  smooth = tonsure_grid_quantile (reading->rough, skin, cells->n, SMOOTHEST);
  for (gsize i = 0; i < cells->n; i++)
    skin[i] &= reading->rough[i] <= smooth;
  dark = tonsure_grid_quantile (cells->light, skin, cells->n, DARKEST);
  for (int pass = 0; pass < 2; pass++)
    {
      gsize left = 0;

      for (gsize i = 0; i < cells->n; i++)
        {
          gboolean good = cells->light[i] >= dark && cells->clipped[i] < MOST_CLIPPED;

          if (pass == 0)
            left += skin[i] && good;
          else
            skin[i] &= good;
        }
      if (pass == 0 && left < LEAST_SKIN)
        break;
    }
}

static void
find_rule (Reading *reading)
{
  const TonsureRegionCells *cells = reading->cells;
  g_autofree guint8 *skin = g_new (guint8, cells->n);
  g_autofree float *color = g_new (float, cells->n);
  float light, rough, colorful;

  if (cells->skin != NULL && tonsure_grid_count (cells->skin, cells->n) >= LEAST_SKIN)
    memcpy (skin, cells->skin, cells->n);
  else
    choose_skin (reading, skin);
  for (gsize i = 0; i < cells->n; i++)
    color[i] = cells->red[i] - cells->blue[i];
  light = tonsure_grid_quantile (cells->light, skin, cells->n, 0.5);
  rough = tonsure_grid_quantile (reading->rough, skin, cells->n, 0.5);
  colorful = tonsure_grid_quantile (color, skin, cells->n, 0.5);
  reading->rule = g_new (float, cells->n);
  for (gsize i = 0; i < cells->n; i++)
    {
      float sum = BY_TEXTURE * CLAMP (reading->rough[i] - rough - ROUGHER, -1.0f, 1.5f);

      sum -= BY_SMOOTHNESS * CLAMP (rough + SMOOTHER - reading->rough[i], 0.0f, 0.5f)
             * CLAMP (DEEPEST - light + cells->light[i], 0.0f, 1.0f);
      sum += BY_LIGHT * CLAMP (light - cells->light[i] - DARKER, -0.3f, 1.8f);
      sum += BY_COLOR * CLAMP (colorful - color[i], -0.8f, 0.8f)
             * CLAMP (1 - GLARE * (cells->light[i] - light), 0.0f, 1.0f);
      reading->rule[i] = cells->clipped[i] > 0.3f ? BY_CLIPPING : sum;
    }
}

static void
find_place (Reading *reading)
{
  const TonsureRegionCells *cells = reading->cells;

  reading->place = g_new (float, cells->n);
  for (gsize i = 0; i < cells->n; i++)
    if (cells->inside[i])
      reading->place[i] = -INNER * MIN (cells->deep[i], INNERMOST);
    else
      reading->place[i] =
          (cells->outside[i] < RING ? ON_RING : 0) - FALL * MAX (cells->outside[i] - FAR, 0);
}

static float
probability (double odds)
{
  return (float) (1 / (1 + tonsure_exp (-CLAMP (odds, -SURE, SURE))));
}

/* Of @hair that is likely and unlikely, and of what is marked. */
static void
choose (const Reading *reading, const float *hair, guint8 *likely, guint8 *unlikely)
{
  const TonsureRegionCells *cells = reading->cells;

  for (gsize i = 0; i < cells->n; i++)
    {
      likely[i] = (reading->head[i] && hair[i] > 0.7f) || (cells->hair != NULL && cells->hair[i]);
      unlikely[i] = (reading->head[i] && hair[i] < 0.3f && cells->outside[i] < SKIN_REACH)
                    || (cells->skin != NULL && cells->skin[i]);
    }
}

/* Prior probabilities from mixtures that are fitted to what is @likely and @unlikely hair. */
static void
find_prior (Reading *reading, const TonsureMixture *likely, const TonsureMixture *unlikely,
            const TonsureMixture *beside)
{
  const TonsureRegionCells *cells = reading->cells;

  for (gsize i = 0; i < cells->n; i++)
    {
      const float *f = reading->features + 4 * i;
      double odds, other;

      if (!reading->head[i])
        continue;
      other = MAX (tonsure_mixture_log (unlikely, f), tonsure_mixture_log (beside, f) - BESIDE);
      odds = BY_MIXTURE * (tonsure_mixture_log (likely, f) - other);
      odds = CLAMP (odds, -MOST_BY_MIXTURE, MOST_BY_MIXTURE) + BY_RULE * reading->rule[i]
             + reading->place[i];
      if (cells->hair != NULL && cells->hair[i])
        odds = SURE;
      if (cells->skin != NULL && cells->skin[i])
        odds = -SURE;
      reading->prior[i] = probability (odds);
    }
}

static gboolean
read_again (Reading *reading, const TonsureMixture *beside, guint8 *likely, guint8 *unlikely,
            float *hair)
{
  const TonsureRegionCells *cells = reading->cells;
  TonsureMixture with, without;

  choose (reading, hair, likely, unlikely);
  if (tonsure_grid_count (likely, cells->n) < FEWEST
      || tonsure_grid_count (unlikely, cells->n) < FEWEST
      || !tonsure_mixture_fit (&with, reading->features, likely, cells->n, PARTS_HAIR, floors)
      || !tonsure_mixture_fit (&without, reading->features, unlikely, cells->n, PARTS_SKIN, floors))
    return FALSE;
  find_prior (reading, &with, &without, beside);
  tonsure_walker_solve (reading->prior, reading->features, walker_weights, reading->head,
                        cells->width, cells->height, BETA, LAMBDA, hair);
  return TRUE;
}

static void
fit_beside (const Reading *reading, TonsureMixture *beside, guint8 *set)
{
  const TonsureRegionCells *cells = reading->cells;

  for (gsize i = 0; i < cells->n; i++)
    set[i] = !reading->head[i] && cells->outside[i] > 3;
  tonsure_mixture_fit (beside, reading->features, set, cells->n, PARTS_BESIDE, floors);
}

void
tonsure_region_find_hair (const TonsureRegionCells *cells, const guint8 *head, float *hair)
{
  Reading reading = { .cells = cells, .head = head, .prior = g_new0 (float, cells->n) };
  g_autofree guint8 *likely = g_new (guint8, cells->n), *unlikely = g_new (guint8, cells->n);
  TonsureMixture beside;

  find_features (&reading);
  find_rule (&reading);
  find_place (&reading);
  fit_beside (&reading, &beside, likely);
  for (gsize i = 0; i < cells->n; i++)
    hair[i] = head[i] ? probability (reading.rule[i] + reading.place[i]) : 0;
  for (int round = 0; round < ROUNDS; round++)
    if (!read_again (&reading, &beside, likely, unlikely, hair))
      break;
  g_free (reading.features);
  g_free (reading.rough);
  g_free (reading.rule);
  g_free (reading.place);
  g_free (reading.prior);
}
