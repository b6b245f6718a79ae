/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "parts.h"

#include <string.h>

const char *const phantom_skin_names[] = { "I", "II", "III", "IV", "V", "VI" };
const char *const phantom_hair_names[] = { "black", "dark-brown", "brown", "blond",
                                           "red",   "gray",       "white" };
const char *const phantom_view_names[] = { "top", "back" };

void
phantom_options_init (PhantomOptions *options)
{
  *options = (PhantomOptions) {
    8, PHANTOM_SKIN_II, PHANTOM_HAIR_DARK_BROWN, PHANTOM_VIEW_TOP, 1, .015, .8, 0, 0, 0, 0, 1
  };
}

typedef struct
{
  const PhantomOptions *options;
  const Scene *scene;
  PhantomPicture *picture;
  float albedo[3];
  float gain;
  float left, top;
} Drawing;

static void
shade (const Drawing *drawing, float x, float y, Point *point, const float marks[3], float rgb[3],
       float *gloss)
{
  if (point->material == MATERIAL_NONE)
    {
      point->p[0] = x - 105;
      point->p[1] = y - 100;
    }
  skin_shade (point, scene_view (drawing->scene), drawing->albedo, marks,
              1 / (float) drawing->options->px_per_mm, drawing->options->seed, drawing->gain, rgb,
              gloss);
}

/* Where the grid crosses an edge: 3×3 rays, fewer where pixels are small. */
static float
draw_edge (const Drawing *drawing, float i, float j, const float marks[3], float rgb[3],
           float *gloss)
{
  float step = 1 / (float) drawing->options->px_per_mm, area = 0;
  const View *view = scene_view (drawing->scene);
  int n = drawing->options->px_per_mm < 6 ? 3 : 2;

  rgb[0] = rgb[1] = rgb[2] = *gloss = 0;
  for (int k = 0; k < n * n; k++)
    {
      float x = drawing->left + (i + (k % n + .5f) / n) * step;
      float y = drawing->top + (j + (k / n + .5f) / n) * step, sample[3], shine;
      Point point;

      scene_trace (drawing->scene, x, y, &point);
      if (point.material == MATERIAL_SKIN)
        area += shape_area (point.p, point.normal, view->toward) / (n * n);
      shade (drawing, x, y, &point, marks, sample, &shine);
      *gloss += shine / (n * n);
      for (int c = 0; c < 3; c++)
        rgb[c] += sample[c] / (n * n);
    }
  return area;
}

static void
draw_row (int row, gpointer data)
{
  const Drawing *drawing = data;
  PhantomPicture *picture = drawing->picture;
  float step = 1 / (float) drawing->options->px_per_mm;
  const View *view = scene_view (drawing->scene);

  for (int i = 0; i < picture->width; i++)
    {
      gsize at = (gsize) row * picture->width + i;
      float *rgb = picture->skin + 3 * at, marks[3] = { rgb[0], rgb[1], rgb[2] };
      float x = drawing->left + (i + .5f) * step, y = drawing->top + (row + .5f) * step;
      Point point;

      if (!scene_look_up (drawing->scene, x, y, &point))
        {
          picture->area[at] = draw_edge (drawing, i, row, marks, rgb, picture->gloss + at);
          continue;
        }
      if (point.material == MATERIAL_SKIN)
        picture->area[at] = shape_area (point.p, point.normal, view->toward);
      shade (drawing, x, y, &point, marks, rgb, picture->gloss + at);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

static double
median (float *values, gsize n)
{
  qsort (values, n, sizeof *values, compare);
  return n > 0 ? values[n / 2] : 0;
}

/* Exposed so that the skin to be treated has, in the median, its own color. */
static float
expose (const Scene *scene)
{
  const View *view = scene_view (scene);
  g_autofree float *values = g_new (float, (gsize) view->width *(gsize) view->height);
  gsize n = 0;

  for (float y = 0; y < view->height - 1; y++)
    for (float x = 0; x < view->width - 1; x++)
      {
        float light[3];
        Point point;

        if (!scene_look_up (scene, x, y, &point) || point.material != MATERIAL_SKIN
            || shape_area (point.p, point.normal, view->toward) < .5f)
          continue;
        light_diffuse (&point, point.normal, view, light);
        values[n++] = light[1];
      }
  return n > 0 ? (float) (1 / median (values, n)) : 1;
}

static void
read_area (PhantomPicture *picture)
{
  gsize n_pixels = (gsize) picture->width * picture->height, every = MAX (1, n_pixels / 400000);
  gsize n = 0;
  g_autofree float *values = g_new (float, n_pixels / every + 1);

  for (int c = 0; c < 3; c++)
    {
      n = 0;
      for (gsize i = 0; i < n_pixels; i += every)
        if (picture->area[i] >= .5f)
          values[n++] = picture->skin[3 * i + c];
      picture->area_rgb[c] = median (values, n);
    }
  if (n == 0)
    memcpy (picture->area_rgb, picture->skin_rgb, sizeof picture->area_rgb);
  color_to_lab (picture->area_rgb, picture->area_lab);
}

PhantomScene *
phantom_scene_new (PhantomView view)
{
  return scene_new (view);
}

void
phantom_scene_free (PhantomScene *scene)
{
  scene_free (scene);
}

PhantomPicture *
phantom_draw (const PhantomOptions *options)
{
  g_autoptr (PhantomScene) scene = phantom_scene_new (options->view);

  return phantom_draw_scene (scene, options);
}

PhantomPicture *
phantom_draw_scene (const PhantomScene *scene, const PhantomOptions *options)
{
  PhantomPicture *picture = g_new0 (PhantomPicture, 1);
  Drawing drawing = { options,
                      scene,
                      picture,
                      { 0, 0, 0 },
                      expose (scene),
                      (float) options->left,
                      (float) options->top };
  gboolean whole = options->width <= 0;
  gsize n;

  picture->width =
      (int) ((whole ? scene_view (scene)->width : options->width) * options->px_per_mm + .5);
  picture->height =
      (int) ((whole ? scene_view (scene)->height : options->height) * options->px_per_mm + .5);
  n = (gsize) picture->width * picture->height;
  picture->skin = g_new0 (float, 3 * n);
  picture->photo = g_new (float, 3 * n);
  picture->gloss = g_new0 (float, n);
  picture->hair = g_new0 (float, n);
  picture->area = g_new0 (float, n);
  color_skin (options->skin, picture->skin_lab, picture->skin_rgb);
  for (int c = 0; c < 3; c++)
    drawing.albedo[c] = (float) picture->skin_rgb[c];

  skin_draw_marks (scene, options, picture->width, picture->height, picture->skin);
  rows_run (picture->height, draw_row, &drawing);
  memcpy (picture->photo, picture->skin, 3 * n * sizeof (float));
  picture->n_hairs = hair_draw (scene, options, drawing.gain, picture->width, picture->height,
                                picture->photo, picture->hair, picture->hair_rgb);
  picture->matte = g_memdup2 (picture->hair, n * sizeof (float));
  lens_blur (picture->skin, picture->width, picture->height, 3, options->blur);
  lens_blur (picture->gloss, picture->width, picture->height, 1, options->blur);
  lens_blur (picture->photo, picture->width, picture->height, 3, options->blur);
  lens_blur (picture->matte, picture->width, picture->height, 1, options->blur);
  read_area (picture);
  lens_noise (picture->photo, n, options->noise,
              .2126 * picture->area_rgb[0] + .7152 * picture->area_rgb[1]
                  + .0722 * picture->area_rgb[2],
              options->seed);
  return picture;
}

void
phantom_picture_free (PhantomPicture *picture)
{
  if (picture->file != NULL)
    g_mapped_file_unref (picture->file);
  else
    {
      g_free (picture->photo);
      g_free (picture->skin);
      g_free (picture->gloss);
      g_free (picture->hair);
      g_free (picture->matte);
      g_free (picture->area);
    }
  g_free (picture);
}
