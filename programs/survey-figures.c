/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Measures a photo before and after: see survey-figures.h. */
#include "survey-figures.h"

#include "spectrum.h"
#include "survey-median.h"

#include <math.h>
#include <string.h>

#define FULL (250 * 257) /* of the area, where treated skin is read */
#define HALF (128 * 257) /* of a mark */
#define LEAST_CORE 5.0   /* cm² */
#define GLOSS 0.9        /* quantile of luminance above which skin shines */
#define AWAY 3.0         /* mm from the area that no dot reaches */
#define LEAST_AWAY 8     /* px */
#define CHANGED 0.01f    /* linear light */

const char *const survey_figure_names[SURVEY_N_FIGURES] = {
  [SURVEY_T_RED] = "T_red",
  [SURVEY_T_GREEN] = "T_green",
  [SURVEY_T_BLUE] = "T_blue",
  [SURVEY_T_Y] = "T_Y",
  [SURVEY_R_Y] = "R_Y",
  [SURVEY_DELTA_E] = "dE",
  [SURVEY_DELTA_L] = "dL",
  [SURVEY_DELTA_A] = "da",
  [SURVEY_DELTA_B] = "db",
  [SURVEY_BARE_DELTA_E] = "dE_bare",
  [SURVEY_CORE] = "core_cm2",
  [SURVEY_EVEN_BALD] = "even_bald",
  [SURVEY_EVEN_DARK] = "even_dark",
  [SURVEY_EVEN_RIM] = "even_rim",
  [SURVEY_EVEN_DOTS] = "even_dots",
  [SURVEY_HAIR_Y] = "hair_Y",
  [SURVEY_GRAY_Y] = "gray_Y",
  [SURVEY_WHITE_Y] = "white_Y",
  [SURVEY_WHITE_TEXTURE] = "white_texture",
  [SURVEY_WHITE_OUTSIDE] = "white_outside",
};

const int survey_figure_digits[SURVEY_N_FIGURES] = {
  [SURVEY_T_RED] = 3,         [SURVEY_T_GREEN] = 3,       [SURVEY_T_BLUE] = 3,
  [SURVEY_T_Y] = 3,           [SURVEY_R_Y] = 3,           [SURVEY_DELTA_E] = 2,
  [SURVEY_DELTA_L] = 2,       [SURVEY_DELTA_A] = 2,       [SURVEY_DELTA_B] = 2,
  [SURVEY_BARE_DELTA_E] = 2,  [SURVEY_CORE] = 1,          [SURVEY_EVEN_BALD] = 3,
  [SURVEY_EVEN_DARK] = 3,     [SURVEY_EVEN_RIM] = 3,      [SURVEY_EVEN_DOTS] = 2,
  [SURVEY_HAIR_Y] = 3,        [SURVEY_GRAY_Y] = 3,        [SURVEY_WHITE_Y] = 3,
  [SURVEY_WHITE_TEXTURE] = 2, [SURVEY_WHITE_OUTSIDE] = 3,
};

/* Luminance of linear sRGB (IEC 61966-2-1). */
static double
luminance (const double rgb[3])
{
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

static double
luminance_at (const Photo *photo, gsize i)
{
  const double rgb[3] = { photo->rgb[3 * i], photo->rgb[3 * i + 1], photo->rgb[3 * i + 2] };

  return luminance (rgb);
}

static void
lab_of (const double rgb[3], double lab[3])
{
  double xyz[3];

  tonsure_rgb_to_xyz (rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

/* Sets what is set in one of STEP apart to its neighbors within @reach. */
static void
spread_line (guint8 *at, gsize step, int n, int reach)
{
  for (int way = 0; way < 2; way++)
    for (int i = 0, left = 0; i < n; i++)
      {
        guint8 *here = at + step * (gsize) (way == 0 ? i : n - 1 - i);

        left = *here == 1 ? reach : left - 1;
        if (*here == 0 && left >= 0)
          *here = 2;
      }
  for (int i = 0; i < n; i++)
    at[step * (gsize) i] = at[step * (gsize) i] != 0;
}

/* 1 where the area is within reach of a dot. */
static guint8 *
near_area (const SurveyPictures *p)
{
  int width = p->before->width, height = p->before->height;
  int reach = MAX (LEAST_AWAY, p->mm_per_px > 0 ? (int) ceil (AWAY / p->mm_per_px) : 0);
  guint8 *near = g_new (guint8, (gsize) width * height);

  for (gsize i = 0; i < (gsize) width * height; i++)
    near[i] = p->area[i] > 0;
  for (int y = 0; y < height; y++)
    spread_line (near + (gsize) y * width, 1, width, reach);
  for (int x = 0; x < width; x++)
    spread_line (near + x, (gsize) width, height, reach);
  return near;
}

SurveyBox
survey_find_plate (const SurveyPictures *p)
{
  g_autofree guint8 *near = near_area (p);
  int left = G_MAXINT, top = G_MAXINT, right = -1, bottom = -1;

  for (int y = 0; y < p->before->height; y++)
    for (int x = 0; x < p->before->width; x++)
      {
        const float *b = p->before->rgb + 3 * ((gsize) y * p->before->width + x);
        const float *a = p->after->rgb + 3 * ((gsize) y * p->after->width + x);

        if (near[(gsize) y * p->before->width + x]
            || (fabsf (a[0] - b[0]) < CHANGED && fabsf (a[1] - b[1]) < CHANGED
                && fabsf (a[2] - b[2]) < CHANGED))
          continue;
        left = MIN (left, x);
        right = MAX (right, x);
        top = MIN (top, y);
        bottom = MAX (bottom, y);
      }
  return right < 0 ? (SurveyBox) { 0, 0, 0, 0 }
                   : (SurveyBox) { left, top, right - left + 1, bottom - top + 1 };
}

static gboolean
is_in (const SurveyBox *box, int x, int y)
{
  return x >= box->x && y >= box->y && x < box->x + box->width && y < box->y + box->height;
}

/* Marks the core with gloss.
 * Returns: how many pixels it has. */
static gsize
find_core (const SurveyPictures *p, const SurveyBox *plate, gboolean bald, guint8 *core)
{
  gsize n = 0, i = 0;

  for (int y = 0; y < p->before->height; y++)
    for (int x = 0; x < p->before->width; x++, i++)
      {
        core[i] = p->area[i] >= FULL && !is_in (plate, x, y) && !(bald && p->trimap[i] > 0);
        n += core[i];
      }
  return n;
}

/* What lies above the quantile is gloss. */
static void
drop_gloss (const SurveyPictures *p, guint8 *core, gsize n)
{
  g_autofree float *light = g_new (float, n);
  gsize all = (gsize) p->before->width * p->before->height, k = 0;
  float limit;

  for (gsize i = 0; i < all; i++)
    if (core[i])
      light[k++] = (float) luminance_at (p->before, i);
  limit = survey_select (light, n, (gsize) (GLOSS * (double) (n - 1)));
  for (gsize i = 0; i < all; i++)
    core[i] = core[i] && (float) luminance_at (p->before, i) <= limit;
}

/* Mean light before and after. */
static void
mean_core (const SurveyPictures *p, const guint8 *core, double before[3], double after[3])
{
  gsize i = 0, n = 0;

  for (int c = 0; c < 3; c++)
    before[c] = after[c] = 0;
  for (int y = 0; y < p->before->height; y++)
    for (int x = 0; x < p->before->width; x++, i++)
      if (core[i])
        {
          n++;
          for (int c = 0; c < 3; c++)
            {
              before[c] += p->before->rgb[3 * i + c];
              after[c] += p->after->rgb[3 * ((gsize) y * p->after->width + x) + c];
            }
        }
  for (int c = 0; c < 3; c++)
    {
      before[c] /= (double) n;
      after[c] /= (double) n;
    }
}

/* Median and mean of the photo where it is marked.
 * Returns: %FALSE if nothing is. */
static gboolean
read_mark (const Photo *photo, const guint16 *mark, double median[3], double mean[3])
{
  gsize all = (gsize) photo->width * photo->height, n = 0;
  g_autofree float *values = NULL;

  for (gsize i = 0; mark != NULL && i < all; i++)
    n += mark[i] > HALF;
  if (n == 0)
    return FALSE;
  values = g_new (float, n);
  for (int c = 0; c < 3; c++)
    {
      gsize k = 0;
      double sum = 0;

      for (gsize i = 0; i < all; i++)
        if (mark[i] > HALF)
          sum += values[k++] = photo->rgb[3 * i + c];
      mean[c] = sum / (double) n;
      median[c] = survey_median (values, n);
    }
  return TRUE;
}

/* Treated skin beside the marked hair. */
static void
compare (const double skin[3], const double hair[3], const double t[3], double *figures)
{
  double treated[3], lab[3][3];

  for (int c = 0; c < 3; c++)
    treated[c] = skin[c] * t[c];
  lab_of (skin, lab[0]);
  lab_of (hair, lab[1]);
  lab_of (treated, lab[2]);
  figures[SURVEY_R_Y] = luminance (hair) / luminance (skin);
  figures[SURVEY_DELTA_E] = tonsure_ciede2000 (lab[2], lab[1]);
  figures[SURVEY_DELTA_L] = lab[2][0] - lab[1][0];
  figures[SURVEY_DELTA_A] = lab[2][1] - lab[1][1];
  figures[SURVEY_DELTA_B] = lab[2][2] - lab[1][2];
  figures[SURVEY_BARE_DELTA_E] = tonsure_ciede2000 (lab[0], lab[1]);
}

gboolean
survey_measure (const SurveyPictures *p, const SurveyBox *plate, double figures[SURVEY_N_FIGURES])
{
  g_autofree guint8 *core = g_new (guint8, (gsize) p->before->width * p->before->height);
  double before[3], after[3], t[3], skin[3], hair[3], treated[3], unused[3];
  double cm2 = p->mm_per_px * p->mm_per_px / 100;
  gsize n = find_core (p, plate, p->trimap != NULL, core);
  gboolean enough = (double) n * cm2 >= LEAST_CORE, is_marked;

  for (int i = 0; i < SURVEY_N_FIGURES; i++)
    figures[i] = NAN;
  if (p->mm_per_px > 0)
    figures[SURVEY_CORE] = (double) n * cm2;
  if (!enough && p->trimap != NULL)
    n = find_core (p, plate, FALSE, core);
  if (n == 0)
    return FALSE;
  drop_gloss (p, core, n);
  mean_core (p, core, before, after);
  is_marked = read_mark (p->before, p->skin, skin, unused);
  for (int c = 0; c < 3; c++)
    {
      if (!is_marked)
        skin[c] = before[c];
      t[c] = after[c] / before[c];
      treated[c] = skin[c] * t[c];
      figures[SURVEY_T_RED + c] = t[c];
    }
  figures[SURVEY_T_Y] = luminance (treated) / luminance (skin);
  if (is_marked && read_mark (p->before, p->hair, unused, hair))
    compare (skin, hair, t, figures);
  return enough;
}
