/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "need.h"
#include "treatment.h"

#include <math.h>
#include <string.h>

/* A flat scalp of 160 × 160 mm at 2 px/mm before a green wall: bare above, stubble below a straight
 * border, light that falls off to the right. */
#define SIDE 400
#define MM 0.5
#define HEAD_X 200
#define HEAD_Y 200
#define RADIUS 160 /* px */
#define BORDER 230 /* px: hair below, see hair_at() */

typedef struct
{
  float *rgb;
  guint16 *area, *plan;
} Scene;

static float
random_from (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return (float) (*state >> 8) / 16777216.0f;
}

static gboolean
on_head (int x, int y)
{
  return (x - HEAD_X) * (x - HEAD_X) + (y - HEAD_Y) * (y - HEAD_Y) < RADIUS * RADIUS;
}

/* Full over some 12 mm below the border. */
static double
hair_at (int y)
{
  return CLAMP ((y - BORDER) / 24.0, 0, 1);
}

static void
scene_draw (Scene *scene)
{
  static const float skin[3] = { 0.52f, 0.34f, 0.25f }, wall[3] = { 0.10f, 0.30f, 0.12f };
  guint32 state = 7;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        gsize i = (gsize) y * SIDE + x;
        gboolean head = on_head (x, y);
        float light = 1.1f - 0.3f * (float) x / SIDE;
        float strand = random_from (&state) < 0.7f * (float) hair_at (y) ? 0.35f : 1;

        light *= 1 + 0.03f * (random_from (&state) - 0.5f);
        for (int c = 0; c < 3; c++)
          scene->rgb[3 * i + c] = light * (head ? skin[c] * strand : wall[c]);
      }
}

static void
scene_init (Scene *scene)
{
  scene->rgb = g_new (float, 3 * SIDE * SIDE);
  scene->area = g_new0 (guint16, SIDE * SIDE);
  scene->plan = g_new0 (guint16, SIDE * SIDE);
  scene_draw (scene);
}

static void
scene_clear (Scene *scene)
{
  g_free (scene->rgb);
  g_free (scene->area);
  g_free (scene->plan);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

/* Requests what is on the head, @inset pixels from its outline, from @top to @bottom. */
static void
request (Scene *scene, int inset, int top, int bottom)
{
  int radius = RADIUS - inset;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      scene->area[y * SIDE + x] =
          y >= top && y < bottom
                  && (x - HEAD_X) * (x - HEAD_X) + (y - HEAD_Y) * (y - HEAD_Y) < radius * radius
              ? 65535
              : 0;
}

static TonsureNeed *
plan (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  TonsureNeedOptions options;
  TonsureNeed *need;

  tonsure_need_options_init (&options);
  need = tonsure_need_new (scene->rgb, scene->area, NULL, NULL, SIDE, SIDE, MM, &options, &error);
  g_assert_no_error (error);
  tonsure_need_plan (need, scene->area, scene->plan, SIDE, SIDE);
  return need;
}

static double
mean_of (const Scene *scene, int left, int right, int top, int bottom)
{
  double sum = 0;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      sum += scene->plan[y * SIDE + x] / 65535.0;
  return sum / ((right - left) * (bottom - top));
}

static void
dots_go_where_skin_shows (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (TonsureNeed) need = NULL;
  double last = 1;

  scene_init (&scene);
  request (&scene, 0, 0, 300);
  need = plan (&scene);
  g_assert_cmpfloat (mean_of (&scene, 150, 250, 120, 200), >, 0.97);
  g_assert_cmpfloat (mean_of (&scene, 150, 250, 270, 290), <, 0.05);
  for (int y = 180; y < 290; y += 10)
    {
      double share = mean_of (&scene, 150, 250, y, y + 10);

      g_assert_cmpfloat (share, <, last + 0.02);
      last = share;
    }
}

static void
need_rises_over_5_mm_at_least (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (TonsureNeed) need = NULL;
  int width, height;

  scene_init (&scene);
  request (&scene, 0, 0, 300);
  need = plan (&scene);
  width = need->region->width;
  height = need->region->height;
  for (int y = 0; y + 1 < height; y++)
    for (int x = 0; x + 1 < width; x++)
      {
        const float *at = need->need + y * width + x;
        const float *head = need->region->head + y * width + x;

        if (head[0] > 0 && head[1] > 0)
          g_assert_cmpfloat (fabsf (at[1] - at[0]), <, 0.22 * need->region->mm);
        if (head[0] > 0 && head[width] > 0)
          g_assert_cmpfloat (fabsf (at[width] - at[0]), <, 0.22 * need->region->mm);
      }
}

static void
a_shadow_on_bare_skin_is_treated_like_the_skin_beside_it (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (TonsureNeed) need = NULL;

  scene_init (&scene);
  request (&scene, 0, 0, 300);
  for (int y = 90; y < 200; y++)
    for (int x = 180; x < 240; x++)
      for (int c = 0; c < 3; c++)
        scene.rgb[3 * (y * SIDE + x) + c] *= 0.55f;
  need = plan (&scene);
  g_assert_cmpfloat (mean_of (&scene, 190, 230, 100, 190), >, 0.9);
}

static void
light_of_another_strength_changes_nothing (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (TonsureNeed) first = NULL;
  g_autoptr (TonsureNeed) second = NULL;
  gsize n;

  scene_init (&scene);
  request (&scene, 0, 0, 300);
  first = plan (&scene);
  for (gsize i = 0; i < 3 * SIDE * SIDE; i++)
    scene.rgb[i] *= 0.8f;
  second = plan (&scene);
  n = (gsize) first->region->width * first->region->height;
  for (gsize i = 0; i < n; i++)
    if (first->region->head[i] && second->region->head[i])
      g_assert_cmpfloat (fabsf (first->need[i] - second->need[i]), <, 0.1);
}

static void
the_density_falls_over_10_mm_toward_bare_skin (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (TonsureNeed) need = NULL;
  double least = 1, most = 0;

  scene_init (&scene);
  request (&scene, 0, 140, 300);
  need = plan (&scene);
  g_assert_cmpfloat (mean_of (&scene, 120, 280, 141, 143), <, 0.15);
  g_assert_cmpfloat (mean_of (&scene, 120, 280, 148, 152), >, 0.3);
  g_assert_cmpfloat (mean_of (&scene, 120, 280, 148, 152), <, 0.7);
  g_assert_cmpfloat (mean_of (&scene, 120, 280, 174, 200), >, 0.95);
  /* As a hand does it: not a contour. */
  for (int x = 120; x < 280; x += 4)
    {
      double share = mean_of (&scene, x, x + 4, 148, 152);

      least = MIN (least, share);
      most = MAX (most, share);
    }
  g_assert_cmpfloat (most - least, >, 0.3);
}

static void
the_area_runs_to_the_outline_of_the_head (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (TonsureNeed) need = NULL;
  double sum = 0, n = 0, beside = 0;

  scene_init (&scene);
  request (&scene, 6, 0, 300);
  need = plan (&scene);
  for (int y = 0; y < 180; y++)
    for (int x = 0; x < SIDE; x++)
      {
        double far = hypot (x - HEAD_X, y - HEAD_Y);

        if (far > RADIUS - 7 && far < RADIUS - 2)
          {
            sum += scene.plan[y * SIDE + x] / 65535.0;
            n++;
          }
        if (far > RADIUS + 8)
          beside = MAX (beside, scene.plan[y * SIDE + x] / 65535.0);
      }
  g_assert_cmpfloat (sum / n, >, 0.85);
  g_assert_cmpfloat (beside, <, 0.02);
}

static void
blot (Scene *scene, int x, int y, double mm, const float color[3])
{
  int radius = (int) (mm / MM / 2 + 0.5);

  for (int v = -radius; v <= radius; v++)
    for (int u = -radius; u <= radius; u++)
      if (u * u + v * v <= radius * radius)
        for (int c = 0; c < 3; c++)
          scene->rgb[3 * ((y + v) * SIDE + x + u) + c] *= color[c];
}

static void
moles_are_left_out_but_dark_stubble_and_redness_are_not (void)
{
  static const float brown[3] = { 0.55f, 0.42f, 0.33f }, gray[3] = { 0.5f, 0.5f, 0.5f };
  static const float red[3] = { 1.05f, 0.9f, 0.9f };
  g_auto (Scene) scene = { 0 };
  g_autoptr (TonsureNeed) need = NULL;

  scene_init (&scene);
  request (&scene, 0, 0, 300);
  blot (&scene, 140, 140, 4, brown);
  blot (&scene, 200, 140, 3, gray);
  blot (&scene, 250, 140, 6, red);
  blot (&scene, 250, 190, 10, brown);
  need = plan (&scene);
  g_assert_cmpfloat (mean_of (&scene, 138, 143, 138, 143), <, 0.05);
  g_assert_cmpfloat (mean_of (&scene, 242, 259, 182, 199), <, 0.05);
  g_assert_cmpfloat (mean_of (&scene, 150, 156, 138, 143), >, 0.9);
  g_assert_cmpfloat (mean_of (&scene, 198, 203, 138, 143), >, 0.9);
  g_assert_cmpfloat (mean_of (&scene, 246, 255, 136, 145), >, 0.9);
}

static void
bad_values_are_refused (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GError) error = NULL;
  TonsureNeedOptions options;

  scene_init (&scene);
  tonsure_need_options_init (&options);
  g_assert_null (
      tonsure_need_new (scene.rgb, scene.area, NULL, NULL, SIDE, SIDE, MM, &options, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE);
  g_clear_error (&error);
  request (&scene, 0, 0, 300);
  options.left = 0;
  g_assert_null (
      tonsure_need_new (scene.rgb, scene.area, NULL, NULL, SIDE, SIDE, MM, &options, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/need/dots go where skin shows", dots_go_where_skin_shows);
  g_test_add_func ("/need/need rises over 5 mm at least", need_rises_over_5_mm_at_least);
  g_test_add_func ("/need/a shadow on bare skin is treated like the skin beside it",
                   a_shadow_on_bare_skin_is_treated_like_the_skin_beside_it);
  g_test_add_func ("/need/light of another strength changes nothing",
                   light_of_another_strength_changes_nothing);
  g_test_add_func ("/need/the density falls over 10 mm toward bare skin",
                   the_density_falls_over_10_mm_toward_bare_skin);
  g_test_add_func ("/need/the area runs to the outline of the head",
                   the_area_runs_to_the_outline_of_the_head);
  g_test_add_func ("/need/moles are left out but dark stubble and redness are not",
                   moles_are_left_out_but_dark_stubble_and_redness_are_not);
  g_test_add_func ("/need/bad values are refused", bad_values_are_refused);
  return g_test_run ();
}
