/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Pieces of photos for a contact sheet: see survey-panel.h. */
#include "survey-panel.h"

#include "spectrum.h"

#include <math.h>

#define HALF (128 * 257)

Photo *
survey_photo_load (const char *path, GError **error)
{
  Photo *photo = photo_load (path, error);
  double matrix[3][3];

  if (photo == NULL)
    return NULL;
  for (int c = 0; c < 3; c++)
    {
      const double pure[3] = { c == 0, c == 1, c == 2 };
      double xyz[3];

      tonsure_rgb_to_xyz (pure, photo->primaries, xyz);
      tonsure_xyz_to_rgb (xyz, NULL, matrix[c]);
    }
  for (gsize i = 0; i < (gsize) photo->width * photo->height; i++)
    {
      float *rgb = photo->rgb + 3 * i;
      const double own[3] = { rgb[0], rgb[1], rgb[2] };

      for (int c = 0; c < 3; c++)
        rgb[c] = (float) (matrix[0][c] * own[0] + matrix[1][c] * own[1] + matrix[2][c] * own[2]);
    }
  return photo;
}

/* Linear light to eight bits of sRGB (IEC 61966-2-1). */
static guint32
encode (double light)
{
  double code = light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055;

  return (guint32) floor (255.0 * CLAMP (code, 0.0, 1.0) + 0.5);
}

/* @width × @height means of the squares into which @box is divided. */
static cairo_surface_t *
reduce (const Photo *photo, const SurveyBox *box, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  cairo_surface_flush (surface);
  for (int j = 0; j < height; j++)
    {
      guint32 *to = (guint32 *) (cairo_image_surface_get_data (surface)
                                 + (gsize) cairo_image_surface_get_stride (surface) * (gsize) j);
      int top = (int) ((gint64) j * box->height / height);
      int bottom = MAX ((int) ((gint64) (j + 1) * box->height / height), top + 1);

      for (int i = 0; i < width; i++)
        {
          int left = (int) ((gint64) i * box->width / width);
          int right = MAX ((int) ((gint64) (i + 1) * box->width / width), left + 1);
          double sum[3] = { 0 }, n = (double) (right - left) * (bottom - top);

          for (int y = top; y < bottom; y++)
            {
              const float *at =
                  photo->rgb + 3 * ((gsize) (box->y + y) * photo->width + box->x + left);

              for (int x = left; x < right; x++, at += 3)
                for (int c = 0; c < 3; c++)
                  sum[c] += at[c];
            }
          to[i] = encode (sum[0] / n) << 16 | encode (sum[1] / n) << 8 | encode (sum[2] / n);
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

cairo_surface_t *
survey_panel_whole (const Photo *photo, int side)
{
  const SurveyBox all = { 0, 0, photo->width, photo->height };
  double scale = MIN (1.0, (double) side / MAX (photo->width, photo->height));

  return reduce (photo, &all, MAX ((int) rint (scale * photo->width), 1),
                 MAX ((int) rint (scale * photo->height), 1));
}

cairo_surface_t *
survey_panel_crop (const Photo *photo, const SurveyBox *box)
{
  return reduce (photo, box, box->width, box->height);
}

/* Where the crop is to be near to. */
static void
find_target (const SurveyPictures *p, double *x, double *y)
{
  double n = 0, sum_x = 0, sum_y = 0;
  int lowest = 0;
  gsize k = 0;

  for (int j = 0; j < p->before->height; j++)
    for (int i = 0; i < p->before->width; i++, k++)
      {
        const guint16 *mark = p->hair != NULL ? p->hair : p->area;

        if (mark[k] < HALF)
          continue;
        n++;
        sum_x += i;
        sum_y += j;
        lowest = j;
      }
  *x = n > 0 ? sum_x / n : 0.5 * p->before->width;
  *y = n > 0 && p->hair != NULL ? sum_y / n : lowest;
}

static SurveyBox
box_around (const Photo *photo, int x, int y, int side)
{
  return (SurveyBox) { CLAMP (x - side / 2, 0, photo->width - side),
                       CLAMP (y - side / 2, 0, photo->height - side), side, side };
}

static gboolean
boxes_meet (const SurveyBox *a, const SurveyBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

SurveyBox
survey_find_border (const SurveyPictures *p, const SurveyBox *plate, int side)
{
  int width = p->before->width, height = p->before->height;
  double x, y, least = INFINITY;
  SurveyBox best;

  side = MAX (MIN (side, MIN (width, height) / 2), 1);
  find_target (p, &x, &y);
  best = box_around (p->before, (int) x, (int) y, side);
  for (int j = 0; j + 1 < height; j++)
    for (int i = 0; i + 1 < width; i++)
      {
        const guint16 *at = p->area + (gsize) j * width + i;
        gboolean inside = at[0] >= HALF;

        if ((at[1] >= HALF) == inside && (at[width] >= HALF) == inside)
          continue;
        double distance = hypot (i - x, j - y);
        SurveyBox box = box_around (p->before, i, j, side);

        if (boxes_meet (&box, plate))
          distance += width + height;
        if (distance < least)
          {
            least = distance;
            best = box;
          }
      }
  return best;
}
