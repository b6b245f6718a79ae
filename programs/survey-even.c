/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How evenly a treatment lies beside the hair: see survey-even.h. */
#include "survey-even.h"

#include "grid.h"
#include "need.h"
#include "picture.h"

#include <gegl.h>
#include <math.h>

#define SMOOTH 2.0   /* mm: σ, about a window of 5 mm */
#define BARE 0.05f   /* region of hair that the bald core is below … */
#define CORE 0.95f   /* … and the plan above */
#define ALREADY 0.1f /* ln Y: as dark as the target or less than this lighter */
#define REACH 15.0f  /* mm on either side of the border of the hair, for the profile */
#define BIN 2.0f     /* mm of the profile */
#define BINS 15
#define FEWEST 20 /* cells in a bin */

typedef struct
{
  const TonsureNeed *need;
  float *before, *after; /* tone */
  float *plan;
  guint8 *counts; /* on the head, away from the plate and the outline */
  int width, height;
  gsize n;
} Even;

static double
luminance_at (const Photo *photo, int x, int y)
{
  const float *p = photo->rgb + 3 * ((gsize) y * photo->width + x);

  return 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2];
}

/* ln of the mean luminance after ÷ before of a cell. */
static float
change_of (const Even *even, const SurveyPictures *p, gsize i)
{
  const TonsureRegion *r = even->need->region;
  int left = r->from.x + (int) (i % (gsize) r->width) * r->step;
  int top = r->from.y + (int) (i / (gsize) r->width) * r->step;
  double before = 1e-4, after = 1e-4;

  for (int y = top; y < MIN (top + r->step, p->before->height); y++)
    for (int x = left; x < MIN (left + r->step, p->before->width); x++)
      {
        before += luminance_at (p->before, x, y);
        after += luminance_at (p->after, x, y);
      }
  return (float) log (after / before);
}

/* Where there is a trimap bald skin is its 0. */
static gboolean
trimap_allows (const Even *even, const SurveyPictures *p, gsize i)
{
  const TonsureRegion *r = even->need->region;
  int x = r->from.x + (int) (i % (gsize) r->width) * r->step + r->step / 2;
  int y = r->from.y + (int) (i / (gsize) r->width) * r->step + r->step / 2;

  return p->trimap == NULL || x >= p->before->width || y >= p->before->height
         || p->trimap[(gsize) y * p->before->width + x] == 0;
}

static void
even_init (Even *even, const TonsureNeed *need, const SurveyPictures *p, const SurveyBox *plate)
{
  const TonsureRegion *r = need->region;
  g_autofree guint8 *off = NULL;
  g_autofree float *far = NULL;

  *even = (Even) { .need = need, .width = r->width, .height = r->height };
  even->n = (gsize) r->width * r->height;
  even->before = g_memdup2 (need->tone, even->n * sizeof (float));
  even->after = g_new (float, even->n);
  even->counts = g_new (guint8, even->n);
  off = g_new (guint8, even->n);
  far = g_new (float, even->n);
  for (gsize i = 0; i < even->n; i++)
    {
      even->after[i] = need->tone[i] + change_of (even, p, i);
      off[i] = r->head[i] == 0;
    }
  tonsure_grid_smooth (even->before, r->width, r->height, SMOOTH / r->mm);
  tonsure_grid_smooth (even->after, r->width, r->height, SMOOTH / r->mm);
  tonsure_grid_distance (off, r->width, r->height, far);
  for (gsize i = 0; i < even->n; i++)
    {
      int x = r->from.x + (int) (i % (gsize) r->width) * r->step;
      int y = r->from.y + (int) (i / (gsize) r->width) * r->step;

      even->counts[i] = far[i] * r->mm > 2 * SMOOTH
                        && !(x + r->step > plate->x && y + r->step > plate->y
                             && x < plate->x + plate->width && y < plate->y + plate->height);
    }
}

static void
even_clear (Even *even)
{
  g_free (even->before);
  g_free (even->after);
  g_free (even->counts);
}

/* Whether a cell is deep in the area, where the area itself asks for full density. */
static gboolean
is_asked (const Even *even, const SurveyPictures *p, gsize i)
{
  const TonsureRegion *r = even->need->region;
  int x = r->from.x + (int) (i % (gsize) r->width) * r->step + r->step / 2;
  int y = r->from.y + (int) (i / (gsize) r->width) * r->step + r->step / 2;

  return x < p->before->width && y < p->before->height
         && p->area[(gsize) y * p->before->width + x] >= 65000;
}

static void
measure_ends (const Even *even, const SurveyPictures *p, float target, double *figures)
{
  const TonsureRegion *r = even->need->region;
  g_autofree guint8 *bald = g_new0 (guint8, even->n), *dark = g_new0 (guint8, even->n);
  g_autofree float *change = g_new (float, even->n), *miss = g_new (float, even->n);

  for (gsize i = 0; i < even->n; i++)
    {
      gboolean asked = even->counts[i] && is_asked (even, p, i);

      change[i] = fabsf (even->after[i] - even->before[i]);
      miss[i] = even->after[i] - target;
      bald[i] = asked && r->hair[i] < BARE && even->need->fall[i] > CORE && even->need->mole[i] == 0
                && trimap_allows (even, p, i);
      dark[i] = asked && r->hair[i] > 0.5f && even->before[i] <= target + ALREADY;
    }
  if (tonsure_grid_count (bald, even->n) >= FEWEST)
    figures[SURVEY_EVEN_BALD] = tonsure_grid_quantile (miss, bald, even->n, 0.5);
  if (tonsure_grid_count (dark, even->n) >= FEWEST)
    figures[SURVEY_EVEN_DARK] = tonsure_grid_quantile (change, dark, even->n, 0.9);
}

/* Median tone by the distance from the border of the hair; in hair it is below 0.
 * Returns: by how much the border is lighter than the lighter of the two sides. */
static double
find_rim (const Even *even, const SurveyPictures *p)
{
  const TonsureRegion *r = even->need->region;
  g_autofree guint8 *set = g_new (guint8, even->n);
  g_autofree float *in = g_new (float, even->n), *out = g_new (float, even->n);
  double profile[BINS], rim = 0, bald = -HUGE_VAL;

  for (int side = 0; side < 2; side++)
    {
      for (gsize i = 0; i < even->n; i++)
        set[i] = (r->hair[i] > 0.5f) == (side == 0);
      tonsure_grid_distance (set, r->width, r->height, side == 0 ? out : in);
    }
  for (int bin = 0; bin < BINS; bin++)
    {
      float from = -REACH + (float) bin * BIN;

      for (gsize i = 0; i < even->n; i++)
        {
          float far = (out[i] > 0 ? out[i] : -in[i]) * (float) r->mm;

          set[i] = even->counts[i] && far >= from && far < from + BIN && even->need->fall[i] > CORE
                   && even->need->mole[i] == 0 && (far < 0 || is_asked (even, p, i));
        }
      profile[bin] = tonsure_grid_count (set, even->n) >= FEWEST
                         ? tonsure_grid_quantile (even->after, set, even->n, 0.5)
                         : NAN;
      if (from > 8 && isfinite (profile[bin]))
        bald = MAX (bald, profile[bin]);
    }
  for (int bin = 0; bin < BINS; bin++)
    if (isfinite (profile[bin]) && isfinite (bald))
      rim = MAX (rim, profile[bin] - bald);
  return isfinite (bald) ? rim : NAN;
}

static void
measure_dots (const SurveyPictures *p, const guint16 *plan, double *figures)
{
  gsize n = (gsize) p->before->width * p->before->height;
  double asked = 0, planned = 0;

  for (gsize i = 0; i < n; i++)
    {
      asked += p->area[i];
      planned += plan[i];
    }
  figures[SURVEY_EVEN_DOTS] = planned / MAX (asked, 1);
}

static gboolean
save (const TonsureRegion *region, const float *cells, const SurveyPictures *p, const char *path,
      GError **error)
{
  int width = p->before->width, height = p->before->height;
  g_autofree guint16 *mask = g_new (guint16, (gsize) width * height);

  tonsure_region_write (region, cells, mask, width, height);
  return picture_save (path, babl_format ("Y' u16"), mask, width, height, error);
}

gboolean
survey_even (const SurveyPictures *p, double left, const SurveyBox *plate, const char *need_path,
             const char *region_path, double figures[SURVEY_N_FIGURES], GError **error)
{
  int width = p->before->width, height = p->before->height;
  g_autofree guint16 *plan = g_new (guint16, (gsize) width * height);
  g_autoptr (TonsureNeed) need = NULL;
  TonsureNeedOptions options;
  Even even;

  tonsure_need_options_init (&options);
  options.left = isfinite (left) ? CLAMP (left, 0.05, 1) : options.left;
  need = tonsure_need_new (p->before->rgb, p->area, NULL, NULL, width, height, p->mm_per_px,
                           &options, error);
  if (need == NULL)
    return FALSE;
  tonsure_need_plan (need, p->area, plan, width, height);
  even_init (&even, need, p, plate);
  measure_ends (&even, p, (float) log (options.left), figures);
  figures[SURVEY_EVEN_RIM] = find_rim (&even, p);
  measure_dots (p, plan, figures);
  even_clear (&even);
  return save (need->region, need->need, p, need_path, error)
         && save (need->region, need->region->hair, p, region_path, error);
}
