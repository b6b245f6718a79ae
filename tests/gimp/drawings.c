/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures that every test program has: see drawings.h. */
#include "drawings.h"

#include "gimp.h"

#include <math.h>

#define WIDTH 240
#define HEIGHT 180

static void
picture_save (const guint8 *pixels, const char *format, const char *name)
{
  g_autofree char *path = gimp_test_path (name);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) buffer =
      gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format (format));
  GeglNode *source, *save;

  gegl_buffer_set (buffer, NULL, 0, babl_format (format), pixels, GEGL_AUTO_ROWSTRIDE);
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  save =
      gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path, "bitdepth", 8, NULL);
  gegl_node_link (source, save);
  gegl_node_process (save);
}

/* Skin that is darker at the rim, with noise of two levels. */
static void
draw_photo (void)
{
  static const int skin[] = { 212, 160, 134 };
  g_autofree guint8 *rgb = g_new (guint8, 3 * WIDTH * HEIGHT);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 3 * WIDTH * HEIGHT; i++)
    {
      int x = i / 3 % WIDTH - WIDTH / 2, y = i / 3 / WIDTH - HEIGHT / 2;

      rgb[i] = (guint8) (skin[i % 3] - (x * x + y * y) / 300 + g_rand_int_range (rand, -2, 3));
    }
  picture_save (rgb, "R'G'B' u8", "photo.png");
}

/* Linear light to 8 bits (IEC 61966-2-1). */
static guint8
code (double light)
{
  double value = light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055;

  return (guint8) (255 * CLAMP (value, 0, 1) + 0.5);
}

/* Brown skin with noise, and a highlight where the area is. */
static void
draw_sheen (void)
{
  static const double skin[] = { .30, .16, .10 };
  g_autofree guint8 *rgb = g_new (guint8, 3 * WIDTH * HEIGHT);
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (int i = 0; i < 3 * WIDTH * HEIGHT; i++)
    {
      double x = (i / 3 % WIDTH - 140) / 30.0, y = (i / 3 / WIDTH - 80) / 20.0;
      double gloss = 0.14 * exp (-0.5 * (x * x + y * y));

      rgb[i] = code (skin[i % 3] * g_rand_double_range (rand, 0.97, 1.03) + gloss);
    }
  picture_save (rgb, "R'G'B' u8", "sheen.png");
}

/* The same skin with strands of hair, no gloss. */
static void
draw_hair (void)
{
  static const double skin[] = { .30, .16, .10 }, hair[] = { .020, .016, .014 };
  g_autofree guint8 *rgb = g_new (guint8, 3 * WIDTH * HEIGHT);
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (int i = 0; i < 3 * WIDTH * HEIGHT; i++)
    {
      int x = i / 3 % WIDTH, y = i / 3 / WIDTH;
      double a = (x + y / 2) % 11 == 3 ? 1 : (x + y / 2) % 11 == 4 ? .5 : 0;

      rgb[i] =
          code ((a * hair[i % 3] + (1 - a) * skin[i % 3]) * g_rand_double_range (rand, 0.97, 1.03));
    }
  picture_save (rgb, "R'G'B' u8", "hair.png");
}

static void
draw_area (void)
{
  g_autofree guint8 *gray = g_new (guint8, WIDTH * HEIGHT);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      double x = (i % WIDTH - 120) / 62.0, y = (i / WIDTH - 95) / 48.0;

      gray[i] = (guint8) (255 * CLAMP (5 * (1 - x * x - y * y), 0, 1));
    }
  picture_save (gray, "Y' u8", "area.png");
}

void
drawings_make (void)
{
  draw_photo ();
  draw_sheen ();
  draw_hair ();
  draw_area ();
}
