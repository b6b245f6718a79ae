/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a survey measures of hair that turns white: see survey-gray.h. */
#include "survey-gray.h"

#include "grid.h"

#include <math.h>

#define HALF 32768     /* of a mark */
#define NARROW 0.7     /* σ, pixels, and … */
#define WIDE 1.2       /* … mm: texture lies between */
#define DARK 0.001f    /* is added to light before logarithms */
#define CHANGED 0.004f /* of light coded as sRGB: one step of 8 bits */

static float
luminance_at (const Photo *photo, int x, int y)
{
  const float *p = photo->rgb + 3 * ((gsize) y * photo->width + x);

  return 0.2126f * p[0] + 0.7152f * p[1] + 0.0722f * p[2];
}

/* Mean luminance of the marked hair. */
static double
mean_light (const SurveyPictures *p, const Photo *photo)
{
  double sum = 0, n = 0;

  for (int y = 0; y < p->before->height; y++)
    for (int x = 0; x < p->before->width; x++)
      if (p->hair[(gsize) y * p->before->width + x] >= HALF)
        {
          sum += luminance_at (photo, x, y);
          n++;
        }
  return sum / n;
}

/* Standard deviation of ln Y in the marked hair, of sizes between NARROW and WIDE. */
static double
texture_of (const SurveyPictures *p, const Photo *photo)
{
  int width = p->before->width, height = p->before->height;
  gsize n = (gsize) width * height, count = 0;
  g_autofree float *narrow = g_new (float, n), *wide = NULL;
  double sum = 0, squares = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      narrow[(gsize) y * width + x] = logf (MAX (luminance_at (photo, x, y), 0) + DARK);
  wide = g_memdup2 (narrow, n * sizeof *wide);
  tonsure_grid_smooth (narrow, width, height, NARROW);
  tonsure_grid_smooth (wide, width, height, WIDE / p->mm_per_px);
  for (gsize i = 0; i < n; i++)
    if (p->hair[i] >= HALF)
      {
        double value = narrow[i] - wide[i];

        sum += value;
        squares += value * value;
        count++;
      }
  sum /= (double) count;
  return sqrt (MAX (squares / (double) count - sum * sum, 0));
}

static float
code_of (float light)
{
  float x = CLAMP (light, 0, 1);

  return x <= 0.0031308f ? 12.92f * x : 1.055f * powf (x, 1 / 2.4f) - 0.055f;
}

/* Part of what surely is no hair that is another color than before. */
static double
changed_outside (const SurveyPictures *p, const Photo *photo, const SurveyBox *plate)
{
  gsize changed = 0, n = 0;

  for (int y = 0; y < p->before->height; y++)
    for (int x = 0; x < p->before->width; x++)
      {
        const float *one = p->before->rgb + 3 * ((gsize) y * p->before->width + x);
        const float *other = photo->rgb + 3 * ((gsize) y * photo->width + x);
        gboolean same = TRUE;

        if (p->trimap[(gsize) y * p->before->width + x] > 0
            || (x >= plate->x && x < plate->x + plate->width && y >= plate->y
                && y < plate->y + plate->height))
          continue;
        for (int c = 0; c < 3; c++)
          same = same && fabsf (code_of (one[c]) - code_of (other[c])) < CHANGED / 2;
        changed += !same;
        n++;
      }
  return (double) changed / (double) n;
}

void
survey_gray (const SurveyPictures *pictures, const Photo *gray, const Photo *white,
             const SurveyBox *plate, double figures[SURVEY_N_FIGURES])
{
  if (pictures->hair != NULL)
    {
      figures[SURVEY_HAIR_Y] = mean_light (pictures, pictures->before);
      if (gray != NULL)
        figures[SURVEY_GRAY_Y] = mean_light (pictures, gray);
      if (white != NULL)
        figures[SURVEY_WHITE_Y] = mean_light (pictures, white);
      if (white != NULL && pictures->mm_per_px > 0)
        figures[SURVEY_WHITE_TEXTURE] =
            texture_of (pictures, white) / texture_of (pictures, pictures->before);
    }
  if (white != NULL && pictures->trimap != NULL)
    figures[SURVEY_WHITE_OUTSIDE] = changed_outside (pictures, white, plate);
}
