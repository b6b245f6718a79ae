/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What the camera sees: traced on a grid that does not depend on the picture's scale,
 * so that every scale shows the same head. */
#include "parts.h"

#define SPACING .6f /* mm */

struct _Scene
{
  View view;
  int width, height; /* nodes */
  Point *nodes;
};

static void
axes_init (View *view, PhantomView which)
{
  float elevation = which == PHANTOM_VIEW_TOP ? .74f : .17f, yaw = .07f;
  float s = sinf (elevation), c = cosf (elevation);
  static const float lamps[N_LAMPS][3] = { { -.62f, .55f, .50f },
                                           { .80f, .05f, .60f },
                                           { .40f, .90f, -.15f } };

  view->right[0] = cosf (yaw), view->right[1] = sinf (yaw), view->right[2] = 0;
  view->toward[0] = c * sinf (yaw), view->toward[1] = -c * cosf (yaw), view->toward[2] = s;
  view->up[0] = -s * sinf (yaw), view->up[1] = s * cosf (yaw), view->up[2] = c;
  for (int i = 0; i < N_LAMPS; i++)
    {
      for (int a = 0; a < 3; a++)
        view->lamp[i][a] = lamps[i][0] * view->right[a] + lamps[i][1] * view->up[a]
                           + lamps[i][2] * view->toward[a];
      unit3 (view->lamp[i]);
    }
  view->width = 210;
  view->height = 230;
  view->left = -105;
  view->top = which == PHANTOM_VIEW_TOP ? 113 : 108;
}

/* Share of a broad lamp that is seen: the narrowest gap on the way (Quilez). */
static float
seen (const float p[3], const float normal[3], const float lamp[3])
{
  float share = 1, t = 2;

  for (int i = 0; i < 18 && t < 160; i++)
    {
      float q[3], d;

      for (int a = 0; a < 3; a++)
        q[a] = p[a] + .6f * normal[a] + t * lamp[a];
      d = shape_distance (q, NULL);
      share = MIN (share, .5f + 2.6f * d / t);
      if (share <= 0)
        return 0;
      t += CLAMP (d, 2, 20);
    }
  return ease (0, 1, share);
}

static float
openness (const float p[3], const float normal[3])
{
  static const float steps[5] = { 2, 5, 11, 23, 46 };
  float hidden = 0;

  for (int i = 0; i < 5; i++)
    {
      float q[3];

      for (int a = 0; a < 3; a++)
        q[a] = p[a] + steps[i] * normal[a];
      hidden += MAX (0, 1 - shape_distance (q, NULL) / steps[i]) * (i < 2 ? .20f : .27f);
    }
  return MAX (.12f, 1 - hidden);
}

/* Marches from @point's depth to @end; light is not yet computed. */
static void
march (const View *view, float x, float y, float end, Point *point)
{
  point->material = MATERIAL_NONE;
  for (int i = 0; i < 160 && point->depth < end; i++)
    {
      float d;

      for (int a = 0; a < 3; a++)
        point->p[a] = (view->left + x) * view->right[a] + (view->top - y) * view->up[a]
                      + (260 - point->depth) * view->toward[a];
      d = shape_distance (point->p, &point->material);
      if (d < .02f)
        {
          shape_normal (point->p, point->normal);
          return;
        }
      point->depth += .8f * d;
    }
  point->material = MATERIAL_NONE;
  point->depth = 1e6f;
}

/* The light of a finer ray is that of the node beside it that lies nearest in depth. */
void
scene_trace (const Scene *scene, float x, float y, Point *point)
{
  int i = CLAMP ((int) (x / SPACING), 0, scene->width - 2);
  int j = CLAMP ((int) (y / SPACING), 0, scene->height - 2);
  const Point *first = scene->nodes + j * scene->width + i, *nearest = first;
  float nearer = 1e6f, farther = 0;

  for (int c = 0; c < 4; c++)
    {
      const Point *corner = first + (c & 1) + (c >> 1) * scene->width;

      nearer = MIN (nearer, corner->depth);
      if (corner->material != MATERIAL_NONE)
        farther = MAX (farther, corner->depth);
    }
  point->depth = CLAMP (nearer - 8, 0, 600);
  march (&scene->view, x, y, MIN (farther + 30, 700), point);
  for (int c = 0; c < 4; c++)
    {
      const Point *corner = first + (c & 1) + (c >> 1) * scene->width;

      if (fabsf (corner->depth - point->depth) < fabsf (nearest->depth - point->depth))
        nearest = corner;
    }
  point->open = nearest->open;
  for (int l = 0; l < N_LAMPS; l++)
    point->lit[l] = nearest->lit[l];
}

static void
trace_node (const Scene *scene, float x, float y, Point *point)
{
  const View *view = &scene->view;

  point->depth = 0;
  march (view, x, y, 700, point);
  if (point->material == MATERIAL_NONE)
    return;
  point->open = openness (point->p, point->normal);
  for (int l = 0; l < N_LAMPS; l++)
    point->lit[l] = dot3 (point->normal, view->lamp[l]) > -.3f
                        ? seen (point->p, point->normal, view->lamp[l])
                        : 0;
}

static void
trace_row (int row, gpointer data)
{
  Scene *scene = data;

  for (int i = 0; i < scene->width; i++)
    trace_node (scene, i * SPACING, row * SPACING, scene->nodes + row * scene->width + i);
}

Scene *
scene_new (PhantomView which)
{
  Scene *scene = g_new0 (Scene, 1);

  axes_init (&scene->view, which);
  scene->width = (int) (scene->view.width / SPACING) + 2;
  scene->height = (int) (scene->view.height / SPACING) + 2;
  scene->nodes = g_new0 (Point, scene->width * scene->height);
  rows_run (scene->height, trace_row, scene);
  return scene;
}

void
scene_free (Scene *scene)
{
  g_free (scene->nodes);
  g_free (scene);
}

const View *
scene_view (const Scene *scene)
{
  return &scene->view;
}

const Point *
scene_near (const Scene *scene, float x, float y)
{
  int i = CLAMP ((int) (x / SPACING), 0, scene->width - 2);
  int j = CLAMP ((int) (y / SPACING), 0, scene->height - 2);
  const Point *first = scene->nodes + j * scene->width + i;

  for (int c = 0; c < 4; c++)
    if (first[(c & 1) + (c >> 1) * scene->width].material == MATERIAL_SKIN)
      return first + (c & 1) + (c >> 1) * scene->width;
  return NULL;
}

gboolean
scene_look_up (const Scene *scene, float x, float y, Point *point)
{
  int i = CLAMP ((int) (x / SPACING), 0, scene->width - 2);
  int j = CLAMP ((int) (y / SPACING), 0, scene->height - 2);
  float u = x / SPACING - i, v = y / SPACING - j;
  float weight[4] = { (1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v };
  const Point *first = scene->nodes + j * scene->width + i;
  const Point *corner[4] = { first, first + 1, first + scene->width, first + scene->width + 1 };

  for (int c = 1; c < 4; c++)
    if (corner[c]->material != first->material || fabsf (corner[c]->depth - first->depth) > 5
        || (first->material != MATERIAL_NONE && dot3 (corner[c]->normal, first->normal) < .97f))
      return FALSE;
  *point = *first;
  if (first->material == MATERIAL_NONE)
    return TRUE;
  for (gsize at = G_STRUCT_OFFSET (Point, depth); at < sizeof (Point); at += sizeof (float))
    {
      float value = 0;

      for (int c = 0; c < 4; c++)
        value += weight[c] * G_STRUCT_MEMBER (float, corner[c], at);
      G_STRUCT_MEMBER (float, point, at) = value;
    }
  unit3 (point->normal);
  return TRUE;
}
