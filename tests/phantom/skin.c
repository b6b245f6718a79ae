/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Relief, color and gloss of skin; and of the shirt. */
#include "parts.h"

/* Absorbance by more melanin or more blood, red, green, blue. */
static const float melanin[3] = { .42f, .75f, 1.15f };
static const float blood[3] = { .10f, .85f, .60f };

/* Relief: height in mm over wavelength in mm. Skin's roughness Ra is 10 to 20 µm at the
 * fine end; the coarse end are the bumps of the skull. */
static const struct
{
  float wavelength, height;
  gboolean creased;
} relief[] = {
  { 58, 2.2f, FALSE },    { 21, .42f, FALSE },   { 7, .07f, FALSE },    { 2.6f, .030f, FALSE },
  { 1.1f, .020f, FALSE }, { .62f, .020f, TRUE }, { .31f, .011f, TRUE },
};

/* Tilts @normal by the relief; what is finer than the pixels can show goes into the
 * returned roughness. */
static float
tilt (const Point *point, float mm_per_px, guint32 seed, float normal[3])
{
  float tilt[3] = { 0, 0, 0 }, rough = .10f, along;

  for (guint i = 0; i < G_N_ELEMENTS (relief); i++)
    {
      float shown = ease (1.6f, 3.2f, relief[i].wavelength / mm_per_px);
      float height = relief[i].height, slope[3], value;

      if (relief[i].wavelength < 1)
        rough += (1 - shown) * .05f;
      if (shown <= 0)
        continue;
      value = noise_at (point->p, relief[i].wavelength, seed + 20 + i, slope);
      if (relief[i].creased) /* flat islands between fine furrows */
        height *= 1.6f * (value > 0 ? 1 : -1) * ease (.32f, .02f, fabsf (value));
      for (int a = 0; a < 3; a++)
        tilt[a] += shown * height * slope[a];
    }
  along = dot3 (tilt, point->normal);
  for (int a = 0; a < 3; a++)
    normal[a] = point->normal[a] - (tilt[a] - along * point->normal[a]);
  unit3 (normal);
  return rough;
}

/* Two folds across the nape. */
static void
fold (const Point *point, guint32 seed, float normal[3], float *shade)
{
  static const float height[2] = { -88, -111 }, depth[2] = { .34f, .24f };

  if (point->p[1] > -20 || point->p[2] > -60)
    return;
  for (int i = 0; i < 2; i++)
    {
      float sag =
          5 * noise_at (point->p, 45, seed + 31 + i, NULL) - .0016f * point->p[0] * point->p[0];
      float z = (point->p[2] - height[i] - sag) / 2.6f;
      float side = ease (46, 12, fabsf (point->p[0]));
      float bell = expf (-.5f * z * z) * side;

      normal[2] += depth[i] * z * bell;
      *shade *= 1 - .16f * expf (-2 * z * z) * side;
    }
  unit3 (normal);
}

static void
mottle (const Point *point, float mm_per_px, guint32 seed, float absorbance[3])
{
  static const float wide[4] = { 38, 9, 2.8f, .9f };
  static const float amount[2][4] = { { .06f, .06f, .06f, .06f }, { .08f, .08f, .11f, .10f } };
  /* Sun on the crown; blood in the ears and at the nape. */
  float brown = .05f * ease (20, 90, point->p[2]);
  float red = .10f * ease (74, 84, fabsf (point->p[0])) + .10f * ease (-80, -120, point->p[2]);

  for (int i = 0; i < 4; i++)
    {
      float shown = ease (1.2f, 2.6f, wide[i] / mm_per_px);

      if (shown <= 0)
        continue;
      brown += shown * amount[0][i] * noise_at (point->p, wide[i], seed + 40 + i, NULL);
      red += shown * amount[1][i] * noise_at (point->p, wide[i], seed + 50 + i, NULL);
    }
  for (int c = 0; c < 3; c++)
    absorbance[c] += brown * melanin[c] + red * blood[c];
}

static void
shade_cloth (const Point *point, const View *view, float mm_per_px, float gain, float rgb[3])
{
  static const float dye[3] = { .040f, .046f, .056f };
  float light[3], normal[3] = { point->normal[0], point->normal[1], point->normal[2] };
  float knit = 0, slope[3];

  noise_at (point->p, 30, 3, slope);
  for (int a = 0; a < 3; a++)
    normal[a] += 3.5f * slope[a];
  unit3 (normal);
  if (mm_per_px < .4f)
    knit = .22f * sinf (point->p[0] * 7.0f) * sinf (point->p[2] * 4.6f + point->p[1] * 4.6f);
  knit += .25f * noise_at (point->p, .8f, 4, NULL);
  light_diffuse (point, normal, view, light);
  for (int c = 0; c < 3; c++)
    rgb[c] = gain * dye[c] * (1 + knit) * light[c];
}

/**
 * skin_shade:
 * @marks: absorbance of spots at this place
 * @gain: exposure
 * @rgb: (out): linear
 * @shine: (out): the part of it that the surface reflects, the same in each channel
 */
void
skin_shade (const Point *point, const View *view, const float albedo[3], const float marks[3],
            float mm_per_px, guint32 seed, float gain, float rgb[3], float *shine)
{
  float normal[3], light[3], absorbance[3] = { marks[0], marks[1], marks[2] };
  float rough, gloss, shade = 1, oil;

  *shine = 0;
  if (point->material == MATERIAL_NONE)
    {
      /* A gray wall, brighter behind the head. */
      float x = point->p[0] / 150, y = point->p[1] / 150;
      float wall = .245f - .10f * (x * x + y * y);

      for (int c = 0; c < 3; c++)
        rgb[c] = wall * (c == 2 ? 1.03f : 1);
      return;
    }
  if (point->material == MATERIAL_CLOTH)
    {
      shade_cloth (point, view, mm_per_px, gain, rgb);
      return;
    }
  rough = tilt (point, mm_per_px, seed, normal);
  fold (point, seed, normal, &shade);
  mottle (point, mm_per_px, seed, absorbance);
  light_diffuse (point, normal, view, light);
  oil = ease (-.5f, .5f, noise_at (point->p, 17, seed + 60, NULL));
  gloss = mix (.70f, .45f, oil) * light_gloss (point, normal, view, .40f + rough)
          + mix (.12f, .50f, oil) * light_gloss (point, normal, view, .16f + rough);
  for (int c = 0; c < 3; c++)
    rgb[c] = gain * (albedo[c] * expf (-absorbance[c]) * shade * light[c] + gloss);
  *shine = gain * gloss;
}

/* Marks: a spot is drawn as a Gaussian of the given σ, 4×4 samples a pixel. */

typedef struct
{
  float *pixels;
  int width, height;
  float px_per_mm;
  float left, top;
} Marks;

static void
spot (const Marks *marks, float x, float y, float rx, float ry, const float absorbance[3])
{
  float s = marks->px_per_mm, reach = 3 * MAX (rx, ry) + .5f / s;

  x -= marks->left;
  y -= marks->top;

  int x0 = MAX (0, (int) ((x - reach) * s)), x1 = MIN (marks->width - 1, (int) ((x + reach) * s));
  int y0 = MAX (0, (int) ((y - reach) * s)), y1 = MIN (marks->height - 1, (int) ((y + reach) * s));

  for (int j = y0; j <= y1; j++)
    for (int i = x0; i <= x1; i++)
      {
        float sum = 0, *pixel = marks->pixels + 3 * ((gsize) j * marks->width + i);

        for (int k = 0; k < 16; k++)
          {
            float u = ((i + ((k & 3) + .5f) / 4) / s - x) / rx;
            float v = ((j + ((k >> 2) + .5f) / 4) / s - y) / ry;

            sum += expf (-.5f * (u * u + v * v));
          }
        for (int c = 0; c < 3; c++)
          pixel[c] += sum / 16 * absorbance[c];
      }
}

/* A place on the skin, each piece of skin as likely as any other. */
static gboolean throw (const Scene *scene, Chance *chance, float *x, float *y, Point *point)
{
  const View *view = scene_view (scene);
  float facing;

  *x = chance_between (chance, 0, view->width);
  *y = chance_between (chance, 0, view->height);
  facing = chance_unit (chance);
  return scene_look_up (scene, *x, *y, point) && point->material == MATERIAL_SKIN
         && facing * 6 * dot3 (point->normal, view->toward) < 1;
}

static void
draw_freckles (const Scene *scene, Chance *chance, const Marks *marks)
{
  for (int i = 0; i < 900; i++)
    {
      float x, y, absorbance[3], size = .35f * expf (.55f * chance_normal (chance));
      float depth = .16f * expf (.4f * chance_normal (chance));
      gboolean mole = i % 150 == 7;
      Point point;

      if (mole)
        size = chance_between (chance, .5f, .95f), depth = 1.1f;
      if (!throw (scene, chance, &x, &y, &point))
        continue;
      for (int c = 0; c < 3; c++)
        absorbance[c] = depth * melanin[c];
      spot (marks, x, y, size * chance_between (chance, .8f, 1.25f), size, absorbance);
      if (mole) /* not quite round */
        spot (marks, x + .5f * size, y - .4f * size, .7f * size, .8f * size, absorbance);
    }
}

/* Openings of follicles and of sweat glands: small, shallow and dark. */
static void
draw_pores (const Scene *scene, Chance *chance, const Marks *marks)
{
  const View *view = scene_view (scene);
  int n = (int) (view->width * view->height * 6 * 2.2f);

  for (int i = 0; i < n; i++)
    {
      float x, y, absorbance[3], size = .050f * expf (.3f * chance_normal (chance));
      float depth = chance_between (chance, .05f, .45f);
      Point point;

      if (!throw (scene, chance, &x, &y, &point))
        continue;
      for (int c = 0; c < 3; c++)
        absorbance[c] = depth * (.6f + .3f * melanin[c]);
      spot (marks, x, y, size * 1.2f, size, absorbance);
    }
}

/* Veins wander down the sides, blue because red light comes back from beside them. */
static void
draw_veins (const Scene *scene, Chance *chance, const Marks *marks)
{
  static const float absorbance[3] = { .0075f, .0060f, .0035f };
  const View *view = scene_view (scene);

  for (int i = 0; i < 3; i++)
    {
      float x = view->width * (i == 0 ? .30f : i == 1 ? .69f : .62f);
      float y = view->height * (i == 2 ? .24f : .30f), angle = 1.2f + .6f * i;
      float width = chance_between (chance, .9f, 1.3f);

      for (int step = 0; step < 220; step++)
        {
          Point point;

          angle += .10f * chance_normal (chance);
          angle += .02f * (1.5f - angle);
          x += .25f * cosf (angle);
          y += .25f * sinf (angle);
          if (scene_look_up (scene, x, y, &point) && point.material == MATERIAL_SKIN)
            spot (marks, x, y, width, width, absorbance);
        }
    }
}

void
skin_draw_marks (const Scene *scene, const PhantomOptions *options, int width, int height,
                 float *pixels)
{
  Marks marks = {
    pixels, width, height, (float) options->px_per_mm, (float) options->left, (float) options->top
  };
  Chance chance;

  chance_init (&chance, options->seed, 1);
  draw_freckles (scene, &chance, &marks);
  chance_init (&chance, options->seed, 2);
  draw_pores (scene, &chance, &marks);
  chance_init (&chance, options->seed, 3);
  draw_veins (scene, &chance, &marks);
}
