/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From optical density to the picture, row by row: see render-job.h. */
#include "render-job.h"
#include "camera.h"

#include <math.h>
#include <string.h>

/* Pixels that share how far dots keep apart, a power of two. */
#define RUN 16

/* How far dots keep apart depends on their blur: between levels it is mixed. */
static void
find_apart (const TonsureRenderer *renderer, double x, double y, float apart[4])
{
  double code, lost, level, share;
  guint before, next;

  tonsure_sharpness_at (&renderer->treatment.sharpness, x, y, &code, &lost);
  level = CLAMP (tonsure_renderer_level (renderer, code), 0.0, renderer->n_levels - 1.0);
  before = (guint) level;
  next = MIN (before + 1, renderer->n_levels - 1);
  share = level - before;
  for (int c = 0; c < 4; c++)
    apart[c] = renderer->apart[before][c]
               + (float) share * (renderer->apart[next][c] - renderer->apart[before][c]);
}

/* In runs that begin at multiples of RUN in the picture, whatever rectangle is asked for. */
static void
transmit_row (const TonsureRenderer *renderer, int x, int y, int width, float *density)
{
  int end = x + width;

  if (renderer->n_levels == 1)
    {
      renderer->draw->transmit (density, renderer->apart[0], renderer->crowd, width);
      return;
    }
  for (int at = x, next; at < end; at = next)
    {
      int run = at & ~(RUN - 1);
      float apart[4];

      next = MIN (run + RUN, end);
      find_apart (renderer, run + RUN / 2.0, y + 0.5, apart);
      renderer->draw->transmit (density + 4 * (gsize) (at - x), apart, renderer->crowd, next - at);
    }
}

void
tonsure_job_deliver (const TonsureJob *job, int x, int y, int width, float *transmittance)
{
  const TonsureRenderer *renderer = job->renderer;
  const TonsureTreatment *treatment = &renderer->treatment;
  float *to = job->rgba + job->stride * (y - job->pixels.y) + 4 * (gsize) (x - job->pixels.x);

  transmit_row (renderer, x, y, width, transmittance);
  if (treatment->noise > 0.0)
    {
      /* The grain belongs to the skin as far as whole pixels go: it stays where it is
       * when a picture is cropped. */
      double mm = treatment->mm_per_px;
      gint64 x0 = (gint64) floor (treatment->origin_x / mm + 0.5);
      gint64 y0 = (gint64) floor (treatment->origin_y / mm + 0.5);

      tonsure_camera_grain ((float) treatment->noise, treatment->seed, (int) (guint32) (x + x0),
                            (int) (guint32) (y + y0), width, transmittance);
    }
  if (job->multiply)
    tonsure_render_multiply (renderer, transmittance, width, to);
  else
    memcpy (to, transmittance, sizeof (float) * 4 * width);
}
