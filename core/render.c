/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Dots to pixels: see render.h. */
#include "render-job.h"

#include <math.h>
#include <string.h>

/* Dots and nodes are found for a region of many blocks. */
#define REGION_PIXELS 1024
#define REGION_MM 64.0
#define REGION_LEAST 32

/* Rows that are treated at a time where there is hair. */
#define HAIR_BAND 256

/* One row of pixels reads the nodes: first across the rows of nodes, then along. */
static void
draw_halo (const TonsureJob *job, const TonsurePixels *region, const TonsurePixels *block,
           const TonsureHaloNodes *nodes)
{
  const TonsureTreatment *treatment = &job->renderer->treatment;
  TonsureScratch *scratch = job->scratch;
  double mm = treatment->mm_per_px;
  gint64 first = G_MAXINT64, last = 0;

  for (int i = 0; i < block->width; i++)
    {
      double x = treatment->origin_x + (region->x + block->x + i + 0.5) * mm;
      gint64 node = tonsure_halo_spline (x, scratch->weights + 4 * i) - nodes->x;

      first = MIN (first, node);
      last = node + 3;
      scratch->index[i] = (int) (node - first);
    }
  for (int j = 0; j < block->height; j++)
    {
      double y = treatment->origin_y + (region->y + block->y + j + 0.5) * mm;
      float w[4], *row = scratch->row;
      gint64 node = tonsure_halo_spline (y, w) - nodes->y;
      gsize next = (gsize) 4 * nodes->width;
      const float *from = nodes->nodes + next * node + 4 * first;

      for (int i = 0; i < 4 * (last - first + 1); i++)
        row[i] = ((w[0] * from[i] + w[1] * from[next + i]) + w[2] * from[2 * next + i])
                 + w[3] * from[3 * next + i];
      job->renderer->draw->interpolate (scratch->density + j * BLOCK_STRIDE + 4 * BLOCK_MARGIN, row,
                                        scratch->index, scratch->weights, block->width);
    }
}

/* @block counts from the first pixel of @region. */
static void
draw_block (const TonsureJob *job, const TonsurePixels *region, const TonsurePixels *block,
            guint32 n_touches, const guint32 *touches, const TonsureHaloNodes *nodes)
{
  const TonsureRenderer *renderer = job->renderer;
  TonsureScratch *scratch = job->scratch;
  float *first = scratch->density + 4 * BLOCK_MARGIN;

  if (renderer->has_halo)
    draw_halo (job, region, block, nodes);
  else
    for (int j = 0; j < block->height; j++)
      memset (first + j * BLOCK_STRIDE, 0, sizeof (float) * 4 * block->width);
  for (guint32 k = 0; k < n_touches; k++)
    tonsure_sprites_draw (tonsure_job_sprites_of (job, touches[k]), renderer->draw,
                          &g_array_index (scratch->spots, TonsureSpot, touches[k]), block, first,
                          BLOCK_STRIDE);
  for (int j = 0; j < block->height; j++)
    tonsure_job_deliver (job, region->x + block->x, region->y + block->y + j, block->width,
                         first + j * BLOCK_STRIDE);
}

static void
fill_white (const TonsureJob *job, const TonsurePixels *pixels)
{
  for (int j = 0; j < pixels->height; j++)
    {
      float *row = job->rgba + job->stride * (pixels->y - job->pixels.y + j)
                   + 4 * (gsize) (pixels->x - job->pixels.x);

      for (int i = 0; i < 4 * pixels->width; i++)
        row[i] = 1.0f;
    }
}

static gboolean
draw_region (const TonsureJob *job, const TonsurePixels *region)
{
  const TonsureRenderer *renderer = job->renderer;
  TonsureHaloNodes nodes = { 0 };

  if (!tonsure_job_in_reach (job, region) || !tonsure_job_find_dots (job, region))
    {
      if (!job->multiply)
        fill_white (job, region);
      return FALSE;
    }
  if (renderer->has_halo)
    {
      TonsureRectangle rectangle = tonsure_job_on_skin (&renderer->treatment, region, 0.0);

      tonsure_halo_sum (&renderer->halo, renderer->draw, &rectangle, &job->scratch->dots,
                        job->scratch->classes->data, renderer->halo_weights[0],
                        renderer->loses ? (const float *) (gpointer) job->scratch->lost->data
                                        : NULL,
                        job->scratch->nodes, &nodes);
    }
  int across = (region->width + BLOCK - 1) / BLOCK, down = (region->height + BLOCK - 1) / BLOCK;

  tonsure_job_sort_spots (job, across, down);
  const guint32 *ends = &g_array_index (job->scratch->ends, guint32, 0);
  const guint32 *touches = &g_array_index (job->scratch->touches, guint32, 0);

  for (int b = 0; b < across * down; b++)
    {
      int x = b % across * BLOCK, y = b / across * BLOCK;
      guint32 begin = b ? ends[b - 1] : 0;
      TonsurePixels block = { x, y, MIN (BLOCK, region->width - x),
                              MIN (BLOCK, region->height - y) };

      draw_block (job, region, &block, ends[b] - begin, touches + begin, &nodes);
    }
  return TRUE;
}

static int
region_side (const TonsureRenderer *renderer)
{
  double pixels = REGION_MM / renderer->treatment.mm_per_px;

  return pixels < REGION_PIXELS ? MAX ((int) pixels, REGION_LEAST) : REGION_PIXELS;
}

/* Coordinates to which a reach can be added. */
static gboolean
is_near_origin (const TonsurePixels *pixels)
{
  const gint64 most = TONSURE_MOST_PIXEL;

  return pixels->x >= -most && pixels->y >= -most && (gint64) pixels->x + pixels->width <= most
         && (gint64) pixels->y + pixels->height <= most;
}

static gboolean
draw_pixels (TonsureJob *job)
{
  const TonsurePixels *pixels = &job->pixels;
  int side = region_side (job->renderer);
  gboolean any = FALSE;

  if (!is_near_origin (pixels))
    {
      if (!job->multiply)
        fill_white (job, pixels);
      return FALSE;
    }

  job->scratch = tonsure_job_scratch ();
  tonsure_area_init (&job->demand, &job->renderer->treatment, job->mask, &job->mask_pixels,
                     job->mask_stride);
  for (int y = 0; y < pixels->height; y += side)
    for (int x = 0; x < pixels->width; x += side)
      {
        TonsurePixels region = { pixels->x + x, pixels->y + y, MIN (side, pixels->width - x),
                                 MIN (side, pixels->height - y) };

        any |= draw_region (job, &region);
      }
  return any;
}

gboolean
tonsure_render_transmittance (const TonsureRenderer *renderer, const guint16 *mask,
                              const TonsurePixels *mask_pixels, gsize mask_stride,
                              const TonsurePixels *pixels, float *rgba, gsize stride)
{
  TonsureJob job = { .renderer = renderer,
                     .mask = mask,
                     .mask_pixels = *mask_pixels,
                     .mask_stride = mask_stride,
                     .pixels = *pixels,
                     .rgba = rgba,
                     .stride = stride,
                     .multiply = FALSE };

  return draw_pixels (&job);
}

/* Treats a band of rows under hair. */
static gboolean
treat_under_hair (const TonsureRenderer *renderer, const TonsureJob *job, const float *photo,
                  const TonsurePixels *photo_pixels, gsize photo_stride, const TonsurePixels *rows)
{
  gsize row = 4 * (gsize) rows->width;
  g_autofree float *transmittance = g_new (float, row * rows->height);
  g_autofree float *bare = g_new (float, row * rows->height);
  float *to = job->rgba + job->stride * (rows->y - job->pixels.y);

  if (!tonsure_render_transmittance (renderer, job->mask, &job->mask_pixels, job->mask_stride, rows,
                                     transmittance, row))
    return FALSE;
  tonsure_hair_bare (&renderer->hair, photo, photo_pixels, photo_stride, rows, bare);
  for (int j = 0; j < rows->height; j++)
    tonsure_render_multiply_bare (renderer, transmittance + row * j, bare + row * j, rows->width,
                                  to + job->stride * j);
  return TRUE;
}

/* In bands that bound the memory and are not small beside what hair needs around them. */
static gboolean
treat_all_under_hair (const TonsureRenderer *renderer, const TonsureJob *job, const float *photo,
                      const TonsurePixels *photo_pixels, gsize photo_stride)
{
  int band = MAX (HAIR_BAND, 2 * tonsure_hair_margin (&renderer->hair));
  gboolean any = FALSE;

  for (int y = 0; y < job->pixels.height; y += band)
    {
      TonsurePixels rows = { job->pixels.x, job->pixels.y + y, job->pixels.width,
                             MIN (band, job->pixels.height - y) };

      any |= treat_under_hair (renderer, job, photo, photo_pixels, photo_stride, &rows);
    }
  return any;
}

static void
copy_rows (const float *from, gsize from_stride, const TonsurePixels *pixels, float *to,
           gsize to_stride)
{
  for (int j = 0; j < pixels->height; j++)
    memcpy (to + to_stride * j, from + from_stride * j, sizeof (float) * 4 * pixels->width);
}

gboolean
tonsure_render_treat_part (const TonsureRenderer *renderer, const guint16 *mask,
                           const TonsurePixels *mask_pixels, gsize mask_stride, const float *photo,
                           const TonsurePixels *photo_pixels, gsize photo_stride,
                           const TonsurePixels *pixels, float *rgba, gsize stride)
{
  TonsureJob job = { .mask = mask,
                     .mask_pixels = *mask_pixels,
                     .mask_stride = mask_stride,
                     .pixels = *pixels,
                     .rgba = rgba,
                     .stride = stride };

  copy_rows (photo + photo_stride * (gsize) (pixels->y - photo_pixels->y)
                 + 4 * (gsize) (pixels->x - photo_pixels->x),
             photo_stride, pixels, rgba, stride);
  if (!renderer->has_hair)
    return tonsure_render_treat (renderer, mask, mask_pixels, mask_stride, pixels, rgba, stride);
  return treat_all_under_hair (renderer, &job, photo, photo_pixels, photo_stride);
}

gboolean
tonsure_render_treat (const TonsureRenderer *renderer, const guint16 *mask,
                      const TonsurePixels *mask_pixels, gsize mask_stride,
                      const TonsurePixels *pixels, float *rgba, gsize stride)
{
  if (renderer->has_hair)
    {
      gsize row = 4 * (gsize) MAX (pixels->width, 0);
      g_autofree float *photo = g_new (float, row *MAX (pixels->height, 0));

      copy_rows (rgba, stride, pixels, photo, row);
      return tonsure_render_treat_part (renderer, mask, mask_pixels, mask_stride, photo, pixels,
                                        row, pixels, rgba, stride);
    }
  TonsureJob job = { .renderer = renderer,
                     .mask = mask,
                     .mask_pixels = *mask_pixels,
                     .mask_stride = mask_stride,
                     .pixels = *pixels,
                     .rgba = rgba,
                     .stride = stride,
                     .multiply = TRUE };

  return draw_pixels (&job);
}
