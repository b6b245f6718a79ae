/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stubble: follicular units, hair by hair, with cut ends and shadows. */
#include "parts.h"

#include <string.h>

#define UNITS_PER_MM2 1.9f /* thrown; 70 to 80 per cm² find room */

typedef struct
{
  float *rgb, *coverage;
  int width, height;
  float px_per_mm;
  float left, top; /* of the picture, mm */
  int samples;     /* along each side of a pixel */
  double sum[3], weight;
} Canvas;

/* Share of a pixel in a round-ended stroke from @a to @b of radius ra to rb; with
 * @soft > 0 its edge falls off over that many mm. */
static float
stroke_share (const Canvas *canvas, int i, int j, const float a[2], const float b[2], float ra,
              float rb, float soft, float *along)
{
  /* What is soft needs half the samples. */
  int n = soft > 0 ? (canvas->samples + 1) / 2 : canvas->samples;
  float dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy + 1e-9f;
  float sum = 0, where = 0, size = 1 / canvas->px_per_mm, step = size / n;
  float center[2] = { (i + .5f) * size - a[0], (j + .5f) * size - a[1] };
  float beside = fabsf (center[0] * dy - center[1] * dx) / sqrtf (length2);

  *along = 0;
  if (beside > ra + soft + .71f * size)
    return 0;
  for (int k = 0; k < n * n; k++)
    {
      float x = i * size + (k % n + .5f) * step - a[0];
      float y = j * size + (k / n + .5f) * step - a[1];
      float t = (x * dx + y * dy) / length2, ex, ey, d, share;

      /* Hair is cut square, shadows are not. */
      if (soft <= 0 && (t < 0 || t > 1))
        continue;
      t = CLAMP (t, 0, 1);
      ex = x - t * dx, ey = y - t * dy;
      d = sqrtf (ex * ex + ey * ey) - mix (ra, rb, t);
      share = soft > 0 ? ease (soft, -soft, d) : d < 0;
      sum += share;
      where += share * t;
    }
  if (sum > 0)
    *along = where / sum;
  return sum / (n * n);
}

typedef struct
{
  float root[2], tip[2], shadow[2];
  float radius;
  float color[3];
  float cut;   /* how much lighter the cut end is */
  float shade; /* what the shadow takes */
} Hair;

static void
draw_stroke (Canvas *canvas, const Hair *hair, gboolean shadow)
{
  const float *end = shadow ? hair->shadow : hair->tip;
  float soft = shadow ? .055f : 0, reach = hair->radius + soft, s = canvas->px_per_mm;
  int x0 = (int) floorf ((MIN (hair->root[0], end[0]) - reach) * s);
  int x1 = (int) floorf ((MAX (hair->root[0], end[0]) + reach) * s);
  int y0 = (int) floorf ((MIN (hair->root[1], end[1]) - reach) * s);
  int y1 = (int) floorf ((MAX (hair->root[1], end[1]) + reach) * s);

  for (int j = MAX (0, y0); j <= MIN (canvas->height - 1, y1); j++)
    for (int i = MAX (0, x0); i <= MIN (canvas->width - 1, x1); i++)
      {
        gsize at = (gsize) j * canvas->width + i;
        float along, *rgb = canvas->rgb + 3 * at;
        float share = stroke_share (canvas, i, j, hair->root, end, hair->radius, hair->radius * .9f,
                                    soft, &along);

        if (share <= 0)
          continue;
        for (int c = 0; c < 3; c++)
          {
            float tone = hair->color[c] * (1 + hair->cut * ease (.8f, 1, along));

            if (shadow)
              rgb[c] *= 1 - share * hair->shade * (1 - .6f * along);
            else
              {
                rgb[c] = mix (rgb[c], tone, share);
                canvas->sum[c] += share * tone;
              }
          }
        if (!shadow)
          {
            canvas->coverage[at] = mix (canvas->coverage[at], 1, share);
            canvas->weight += share;
          }
      }
}

/* A hair reflects like a cylinder (Kajiya, Kay 1989). */
static void
light_hair (const Point *point, const View *view, const float along[3], float gain, float color[3])
{
  float diffuse = .24f * point->open, gloss = .003f;

  for (int l = 0; l < N_LAMPS; l++)
    {
      float tl = dot3 (along, view->lamp[l]), tv = dot3 (along, view->toward);
      float strength =
          lamp_strength[l] * point->lit[l] * ease (-.2f, .3f, dot3 (point->normal, view->lamp[l]));
      float sl = sqrtf (MAX (0, 1 - tl * tl)), sv = sqrtf (MAX (0, 1 - tv * tv));

      diffuse += .75f * strength * sl; /* a cylinder shows its sides, too */
      gloss += strength * .020f * powf (MAX (0, sl * sv - tl * tv), 18);
    }
  for (int c = 0; c < 3; c++)
    color[c] = gain * (color[c] * diffuse + gloss);
}

static void
grow (const Point *point, const View *view, const PhantomOptions *options, float terminal,
      float gain, const float place[2], Chance *chance, Hair *hair)
{
  float flow[3], side[3], along[3], fall[3];
  float turn = .35f * chance_normal (chance), rise = chance_between (chance, .35f, .95f);
  float length =
      CLAMP (.52f * expf (.38f * chance_normal (chance)), .16f, 1.1f) * mix (.55f, 1, terminal);
  float height, darkness;

  length *= (float) options->length;
  hair->radius = MAX (.012f, (.036f + .006f * chance_normal (chance)) * mix (.45f, 1, terminal));
  shape_hair_direction (point->p, point->normal, flow);
  side[0] = point->normal[1] * flow[2] - point->normal[2] * flow[1];
  side[1] = point->normal[2] * flow[0] - point->normal[0] * flow[2];
  side[2] = point->normal[0] * flow[1] - point->normal[1] * flow[0];
  for (int a = 0; a < 3; a++)
    along[a] = cosf (rise) * (cosf (turn) * flow[a] + sinf (turn) * side[a])
               + sinf (rise) * point->normal[a];
  height = length * sinf (rise) / MAX (.25f, dot3 (point->normal, view->lamp[0]));
  for (int a = 0; a < 3; a++)
    fall[a] = length * along[a] - height * view->lamp[0][a];
  hair->root[0] = place[0];
  hair->root[1] = place[1];
  hair->tip[0] = place[0] + length * dot3 (along, view->right);
  hair->tip[1] = place[1] - length * dot3 (along, view->up);
  hair->shadow[0] = place[0] + dot3 (fall, view->right);
  hair->shadow[1] = place[1] - dot3 (fall, view->up);
  color_hair (options->hair, chance, hair->color);
  darkness = ease (.5f, .03f, hair->color[1]);
  hair->shade = .14f + .18f * point->lit[0] + .10f * darkness;
  hair->cut = .5f * chance_unit (chance);
  light_hair (point, view, along, gain, hair->color);
}

/* Units of one to four hairs: 15, 50, 27 and 8 % of them. */
static int
hairs_in_unit (float lot)
{
  return 1 + (lot > .15f) + (lot > .65f) + (lot > .92f);
}

static guint
draw_unit (Canvas *canvas, const Point *point, const View *view, const PhantomOptions *options,
           float gain, float terminal, const float place[2], Chance *chance)
{
  int n = terminal > .3f ? hairs_in_unit (chance_unit (chance)) : 1;
  Hair hairs[4];

  for (int i = 0; i < n; i++)
    {
      float beside[2] = { place[0] - canvas->left + .15f * chance_normal (chance),
                          place[1] - canvas->top + .10f * chance_normal (chance) };

      grow (point, view, options, terminal, gain, beside, chance, hairs + i);
      draw_stroke (canvas, hairs + i, TRUE);
    }
  for (int i = 0; i < n; i++)
    draw_stroke (canvas, hairs + i, FALSE);
  return n;
}

/* Whether a unit stands at @place, by the lots @facing and @alive: skin that is turned
 * away has as many hairs in fewer pixels; bald skin keeps a few fine ones. */
static gboolean
find_root (const Scene *scene, guint32 seed, const float place[2], float facing, float alive,
           Point *point, float *terminal)
{
  const float *toward = scene_view (scene)->toward;
  const Point *near = scene_near (scene, place[0], place[1]);
  float share;

  /* First what the neighborhood tells; rays are costly. */
  if (near == NULL || facing * 5 * dot3 (near->normal, toward) > 1
      || (alive > .06f && shape_hair (near->p, seed) <= 0))
    return FALSE;
  if (!scene_look_up (scene, place[0], place[1], point))
    scene_trace (scene, place[0], place[1], point);
  if (point->material != MATERIAL_SKIN || facing * 8 * dot3 (point->normal, toward) > 1)
    return FALSE;
  share = shape_hair (point->p, seed);
  /* Where hair thins out it grows finer first. */
  *terminal = alive > share ? 0 : ease (-.1f, .9f, share);
  return alive <= MAX (share, point->p[2] > -60 ? .06f : .01f);
}

/* Hairs and the units that keep them apart need not be known far from the picture. */
static gboolean
is_near (const Canvas *canvas, const float place[2], double length)
{
  float reach = 3 + 4 * (float) length, x = place[0] - canvas->left, y = place[1] - canvas->top;

  return x > -reach && y > -reach
         && x * canvas->px_per_mm < canvas->width + reach * canvas->px_per_mm
         && y * canvas->px_per_mm < canvas->height + reach * canvas->px_per_mm;
}

/**
 * hair_draw:
 * @gain: exposure
 * @photo: (inout): linear light
 * @coverage: (inout): share of each pixel under hair
 * @mean: (out): mean color of the hair as lit
 *
 * Returns: how many hairs
 */
guint
hair_draw (const Scene *scene, const PhantomOptions *options, float gain, int width, int height,
           float *photo, float *coverage, double mean[3])
{
  const View *view = scene_view (scene);
  int n = (int) (view->width * view->height * 8 * UNITS_PER_MM2);
  int samples = CLAMP ((int) (64 / options->px_per_mm), 3, 12);
  float left = (float) options->left, top = (float) options->top;
  Canvas canvas = { photo, coverage, width,   height,      (float) options->px_per_mm,
                    left,  top,      samples, { 0, 0, 0 }, 0 };
  Crowd *crowd = crowd_new ();
  Chance lots;
  guint hairs = 0;

  chance_init (&lots, options->seed, 5);
  for (int i = 0; i < n; i++)
    {
      float place[2] = { chance_between (&lots, 0, view->width),
                         chance_between (&lots, 0, view->height) };
      float facing = chance_unit (&lots), alive = chance_unit (&lots), terminal;
      Chance own;
      Point point;

      if (!is_near (&canvas, place, options->length)
          || !find_root (scene, options->seed, place, facing, alive, &point, &terminal)
          || !crowd_admit (crowd, point.p))
        continue;
      chance_init (&own, options->seed ^ (guint32) i * 2654435761u, 6);
      hairs += draw_unit (&canvas, &point, view, options, gain, terminal, place, &own);
    }
  crowd_free (crowd);
  for (int c = 0; c < 3; c++)
    mean[c] = canvas.weight > 0 ? canvas.sum[c] / canvas.weight : 0;
  return hairs;
}
