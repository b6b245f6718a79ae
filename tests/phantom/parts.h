/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How the parts of the phantom speak to each other. */
#pragma once

#include "chance.h"
#include "phantom.h"

#include <math.h>

static inline float
dot3 (const float a[3], const float b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static inline void
unit3 (float a[3])
{
  float scale = 1.0f / sqrtf (dot3 (a, a) + 1e-20f);

  for (int i = 0; i < 3; i++)
    a[i] *= scale;
}

/* 0 below @low, 1 above @high, smooth in between; @low may be the larger one. */
static inline float
ease (float low, float high, float x)
{
  float t = (x - low) / (high - low);

  t = t < 0 ? 0 : t > 1 ? 1 : t;
  return t * t * (3 - 2 * t);
}

static inline float
mix (float a, float b, float t)
{
  return a + (b - a) * t;
}

/* shape.c: the body as a signed distance */

typedef enum
{
  MATERIAL_NONE,
  MATERIAL_SKIN,
  MATERIAL_CLOTH,
} Material;

float shape_distance (const float p[3], Material *material);
void shape_normal (const float p[3], float normal[3]);
float shape_hair (const float p[3], guint32 seed);
float shape_area (const float p[3], const float normal[3], const float toward[3]);
void shape_hair_direction (const float p[3], const float normal[3], float direction[3]);

/* scene.c: what the camera sees, before color */

#define N_LAMPS 3

/**
 * View:
 * @right, @up, @toward: axes of the picture and toward the camera
 * @lamp: directions toward the lamps
 * @left, @top: the picture's upper left corner, mm along @right and @up
 */
typedef struct
{
  float right[3], up[3], toward[3];
  float lamp[N_LAMPS][3];
  float width, height;
  float left, top;
} View;

typedef struct
{
  Material material;
  float depth;
  float p[3], normal[3];
  float open;         /* share of the sky that is seen */
  float lit[N_LAMPS]; /* share of each lamp that is seen */
} Point;

typedef struct _Scene Scene;

Scene *scene_new (PhantomView view);
void scene_free (Scene *scene);
const View *scene_view (const Scene *scene);
/* At x, y mm from the upper left corner. Returns FALSE where bilinear look-up would
 * cross an edge; @point is then not written. */
gboolean scene_look_up (const Scene *scene, float x, float y, Point *point);
/* A place on the skin within a millimeter, or NULL. */
const Point *scene_near (const Scene *scene, float x, float y);
void scene_trace (const Scene *scene, float x, float y, Point *point);

/* light.c */

extern const float lamp_strength[N_LAMPS];
void light_diffuse (const Point *point, const float normal[3], const View *view, float light[3]);
float light_gloss (const Point *point, const float normal[3], const View *view, float roughness);

/* skin.c */

void skin_shade (const Point *point, const View *view, const float albedo[3], const float marks[3],
                 float mm_per_px, guint32 seed, float gain, float rgb[3], float *shine);
/* Adds the absorbance of pores, moles, freckles and veins to @marks, 3 floats a px. */
void skin_draw_marks (const Scene *scene, const PhantomOptions *options, int width, int height,
                      float *marks);

/* hair.c */

guint hair_draw (const Scene *scene, const PhantomOptions *options, float gain, int width,
                 int height, float *photo, float *coverage, double mean[3]);

/* crowd.c */

typedef struct _Crowd Crowd;

Crowd *crowd_new (void);
/* Whether there is room for a unit at @p; then it stands there from now on. */
gboolean crowd_admit (Crowd *crowd, const float p[3]);
void crowd_free (Crowd *crowd);

/* color.c */

void color_skin (PhantomSkin skin, double lab[3], double rgb[3]);
void color_hair (PhantomHair hair, Chance *chance, float rgb[3]);
void color_to_lab (const double rgb[3], double lab[3]);

/* lens.c */

void lens_blur (float *pixels, int width, int height, int channels, double sigma);
void lens_noise (float *rgb, gsize n, double noise, double light, guint32 seed);

/* rows.c: @each is called once for every row, from several threads */

typedef void (*RowFunc) (int row, gpointer data);
void rows_run (int n, RowFunc each, gpointer data);
