/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Dots to pixels: see render.h. */
#include "render-private.h"
#include "camera.h"

#include <math.h>
#include <string.h>

/* Dots and nodes are found for a region, pixels are drawn in blocks of it that stay in
 * the cache. */
#define REGION_PIXELS 1024
#define REGION_MM 64.0
#define REGION_LEAST 32
#define BLOCK 128
#define BLOCK_MARGIN 2
#define BLOCK_STRIDE (4 * (BLOCK + 2 * BLOCK_MARGIN))

/* Memory to work in, one for each thread, kept from call to call: hosts draw tile by
 * tile. */
typedef struct
{
  TonsureDots dots;
  GByteArray *classes;
  GArray *spots;
  GArray *touches; /* of each block in turn: which spots touch it */
  GArray *ends;    /* of each block: the end of its touches */
  GArray *nodes;
  float density[BLOCK * BLOCK_STRIDE];
  float row[4 * BLOCK * 8];
  int index[BLOCK];
  float weights[4 * BLOCK];
} Scratch;

typedef struct
{
  const TonsureRenderer *renderer;
  const TonsureDensity *demand;
  const guint16 *mask;
  TonsurePixels mask_pixels;
  gsize mask_stride;
  TonsurePixels pixels;
  float *rgba;
  gsize stride;
  gboolean multiply;
  Scratch *scratch;
} Job;

static void
scratch_free (gpointer data)
{
  Scratch *scratch = data;

  tonsure_dots_clear (&scratch->dots);
  g_byte_array_unref (scratch->classes);
  g_array_unref (scratch->spots);
  g_array_unref (scratch->touches);
  g_array_unref (scratch->ends);
  g_array_unref (scratch->nodes);
  g_free (scratch);
}

static Scratch *
scratch_get (void)
{
  static GPrivate key = G_PRIVATE_INIT (scratch_free);
  Scratch *scratch = g_private_get (&key);

  if (!scratch)
    {
      scratch = g_new (Scratch, 1);
      tonsure_dots_init (&scratch->dots);
      scratch->classes = g_byte_array_new ();
      scratch->spots = g_array_new (FALSE, FALSE, sizeof (TonsureSpot));
      scratch->touches = g_array_new (FALSE, FALSE, sizeof (guint32));
      scratch->ends = g_array_new (FALSE, TRUE, sizeof (guint32));
      scratch->nodes = g_array_new (FALSE, FALSE, sizeof (float));
      g_private_set (&key, scratch);
    }
  return scratch;
}

static TonsurePixels
intersection (const TonsurePixels *a, const TonsurePixels *b)
{
  gint64 x0 = MAX (a->x, b->x), y0 = MAX (a->y, b->y);
  gint64 x1 = MIN ((gint64) a->x + a->width, (gint64) b->x + b->width);
  gint64 y1 = MIN ((gint64) a->y + a->height, (gint64) b->y + b->height);

  return (TonsurePixels) { (int) x0, (int) y0, (int) MAX (x1 - x0, 0), (int) MAX (y1 - y0, 0) };
}

/* Whether any of the area lies within reach of @pixels. */
static gboolean
area_in_reach (const Job *job, const TonsurePixels *pixels)
{
  int reach = job->renderer->reach;
  TonsurePixels around = { pixels->x - reach, pixels->y - reach, pixels->width + 2 * reach,
                           pixels->height + 2 * reach };
  TonsurePixels part = intersection (&around, &job->mask_pixels);

  for (int j = 0; j < part.height; j++)
    {
      const guint16 *row = job->mask + job->mask_stride * (part.y - job->mask_pixels.y + j)
                           + (part.x - job->mask_pixels.x);
      guint any = 0;

      for (int i = 0; i < part.width; i++)
        any |= row[i];
      if (any)
        return TRUE;
    }
  return FALSE;
}

static TonsureRectangle
on_skin (const TonsureTreatment *treatment, const TonsurePixels *pixels, double margin)
{
  double mm = treatment->mm_per_px;

  return (TonsureRectangle) { treatment->origin_x + pixels->x * mm - margin,
                              treatment->origin_y + pixels->y * mm - margin,
                              pixels->width * mm + 2.0 * margin,
                              pixels->height * mm + 2.0 * margin };
}

/* Finds the dots that matter to a region. */
static gboolean
find_dots (const Job *job, const TonsurePixels *region)
{
  const TonsureRenderer *renderer = job->renderer;
  const TonsureTreatment *treatment = &renderer->treatment;
  Scratch *scratch = job->scratch;
  TonsureDots *dots = &scratch->dots;
  TonsureRectangle rectangle = on_skin (treatment, region, renderer->margin);

  dots->n = 0;
  tonsure_stipple_dots (&renderer->stipple, job->demand, &rectangle, dots);
  g_byte_array_set_size (scratch->classes, dots->n);
  g_array_set_size (scratch->spots, dots->n);
  for (gsize k = 0; k < dots->n; k++)
    {
      guint class_ = tonsure_deposit_class_of (dots->id[k]);

      scratch->classes->data[k] = class_;
      tonsure_sprites_place (&renderer->sprites, class_,
                             (dots->x[k] - treatment->origin_x) / treatment->mm_per_px,
                             (dots->y[k] - treatment->origin_y) / treatment->mm_per_px, region->x,
                             region->y, &g_array_index (scratch->spots, TonsureSpot, k));
    }
  return dots->n > 0;
}

/* The blocks that a spot touches, along one axis. */
static void
blocks_of (int at, int reach, int n, int *first, int *last)
{
  *first = at - reach > 0 ? (at - reach) / BLOCK : 0;
  *last = at + reach >= 0 ? MIN ((at + reach) / BLOCK, n - 1) : -1;
}

/* Sorts the spots by the blocks that they touch; within a block they stay in the global
 * order. */
static void
sort_spots (const Job *job, int across, int down)
{
  Scratch *scratch = job->scratch;
  int reach = job->renderer->sprites.reach, n = across * down;
  guint32 *ends, *touches, sum = 0;

  g_array_set_size (scratch->ends, 0);
  g_array_set_size (scratch->ends, n);
  ends = &g_array_index (scratch->ends, guint32, 0);
  for (int pass = 0; pass < 2; pass++)
    {
      touches = &g_array_index (scratch->touches, guint32, 0);
      for (guint32 k = 0; k < scratch->spots->len; k++)
        {
          const TonsureSpot *spot = &g_array_index (scratch->spots, TonsureSpot, k);
          int x0, x1, y0, y1;

          blocks_of (spot->x, reach, across, &x0, &x1);
          blocks_of (spot->y, reach, down, &y0, &y1);
          for (int y = y0; y <= y1; y++)
            for (int x = x0; x <= x1; x++)
              if (pass == 0)
                ends[y * across + x]++;
              else
                touches[ends[y * across + x]++] = k;
        }
      for (int b = 0; b < n && pass == 0; b++)
        {
          guint32 count = ends[b];

          ends[b] = sum;
          sum += count;
        }
      if (pass == 0)
        g_array_set_size (scratch->touches, sum);
    }
}

/* One row of pixels reads the nodes: first across the rows of nodes, then along. */
static void
draw_halo (const Job *job, const TonsurePixels *region, const TonsurePixels *block,
           const TonsureHaloNodes *nodes)
{
  const TonsureTreatment *treatment = &job->renderer->treatment;
  Scratch *scratch = job->scratch;
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

/* Puts a finished row of transmittance where it belongs. */
static void
deliver_row (const Job *job, int x, int y, int width, float *transmittance)
{
  const TonsureRenderer *renderer = job->renderer;
  const TonsureTreatment *treatment = &renderer->treatment;
  float *to = job->rgba + job->stride * (y - job->pixels.y) + 4 * (gsize) (x - job->pixels.x);

  renderer->draw->transmit (transmittance, renderer->apart, width);
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
    renderer->draw->multiply (to, transmittance, width);
  else
    memcpy (to, transmittance, sizeof (float) * 4 * width);
}

/* @block counts from the first pixel of @region. */
static void
draw_block (const Job *job, const TonsurePixels *region, const TonsurePixels *block,
            guint32 n_touches, const guint32 *touches, const TonsureHaloNodes *nodes)
{
  const TonsureRenderer *renderer = job->renderer;
  Scratch *scratch = job->scratch;
  float *first = scratch->density + 4 * BLOCK_MARGIN;

  if (renderer->has_halo)
    draw_halo (job, region, block, nodes);
  else
    for (int j = 0; j < block->height; j++)
      memset (first + j * BLOCK_STRIDE, 0, sizeof (float) * 4 * block->width);
  for (guint32 k = 0; k < n_touches; k++)
    tonsure_sprites_draw (&renderer->sprites, renderer->draw,
                          &g_array_index (scratch->spots, TonsureSpot, touches[k]), block, first,
                          BLOCK_STRIDE);
  for (int j = 0; j < block->height; j++)
    deliver_row (job, region->x + block->x, region->y + block->y + j, block->width,
                 first + j * BLOCK_STRIDE);
}

static void
fill_white (const Job *job, const TonsurePixels *pixels)
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
draw_region (const Job *job, const TonsurePixels *region)
{
  const TonsureRenderer *renderer = job->renderer;
  TonsureHaloNodes nodes = { 0 };

  if (!area_in_reach (job, region) || !find_dots (job, region))
    {
      if (!job->multiply)
        fill_white (job, region);
      return FALSE;
    }
  if (renderer->has_halo)
    {
      TonsureRectangle rectangle = on_skin (&renderer->treatment, region, 0.0);

      tonsure_halo_sum (&renderer->halo, renderer->draw, &rectangle, &job->scratch->dots,
                        job->scratch->classes->data, renderer->halo_weights[0], job->scratch->nodes,
                        &nodes);
    }
  int across = (region->width + BLOCK - 1) / BLOCK, down = (region->height + BLOCK - 1) / BLOCK;

  sort_spots (job, across, down);
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

static gboolean
draw_pixels (Job *job)
{
  const TonsurePixels *pixels = &job->pixels;
  TonsureArea area;
  int side = region_side (job->renderer);
  gboolean any = FALSE;

  job->scratch = scratch_get ();
  job->demand = tonsure_area_init (&area, &job->renderer->treatment, job->mask, &job->mask_pixels,
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
  Job job = { .renderer = renderer,
              .mask = mask,
              .mask_pixels = *mask_pixels,
              .mask_stride = mask_stride,
              .pixels = *pixels,
              .rgba = rgba,
              .stride = stride,
              .multiply = FALSE };

  return draw_pixels (&job);
}

gboolean
tonsure_render_treat (const TonsureRenderer *renderer, const guint16 *mask,
                      const TonsurePixels *mask_pixels, gsize mask_stride,
                      const TonsurePixels *pixels, float *rgba, gsize stride)
{
  Job job = { .renderer = renderer,
              .mask = mask,
              .mask_pixels = *mask_pixels,
              .mask_stride = mask_stride,
              .pixels = *pixels,
              .rgba = rgba,
              .stride = stride,
              .multiply = TRUE };

  return draw_pixels (&job);
}
