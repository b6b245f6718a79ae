/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Hairs at the edge of the area, lighter or darker than the skin. */
#include "samples-private.h"

#include <math.h>

#define SIZE 200
#define MM_PER_PX 0.34
#define CENTER (SIZE / 2)
#define RADIUS 80
#define STRANDS 120
#define LENGTH 18

typedef struct
{
  float *rgb;
  guint16 *area;
} Drawing;

static void
drawing_clear (Drawing *drawing)
{
  g_free (drawing->rgb);
  g_free (drawing->area);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, drawing_clear)

/* Light falls off by half from left to right, and the skin has some grain. */
static void
draw_skin (Drawing *drawing)
{
  drawing->rgb = g_new (float, 3 * SIZE * SIZE);
  drawing->area = g_new0 (guint16, SIZE * SIZE);
  for (int i = 0; i < SIZE * SIZE; i++)
    {
      int x = i % SIZE - CENTER, y = i / SIZE - CENTER;
      double light =
          (1.0 - 0.5 * (i % SIZE) / SIZE) * (1.0 + 0.02 * g_test_rand_double_range (-1, 1));

      drawing->rgb[3 * i] = (float) (0.30 * light);
      drawing->rgb[3 * i + 1] = (float) (0.18 * light);
      drawing->rgb[3 * i + 2] = (float) (0.12 * light);
      if (x * x + y * y < RADIUS * RADIUS)
        drawing->area[i] = 65535;
    }
}

/* Strands one pixel wide near the edge of the area that have @times the light of the skin. */
static void
draw_strands (Drawing *drawing, double times)
{
  for (int k = 0; k < STRANDS; k++)
    {
      double angle = g_test_rand_double_range (0, 2 * G_PI);
      double from = RADIUS - g_test_rand_double_range (0, 20);
      double lean = angle + g_test_rand_double_range (-0.7, 0.7);

      for (int t = 0; t < LENGTH; t++)
        {
          int x = (int) (CENTER + from * cos (angle) - t * cos (lean));
          int y = (int) (CENTER + from * sin (angle) - t * sin (lean));

          for (int c = 0; c < 3; c++)
            drawing->rgb[3 * (y * SIZE + x) + c] *= (float) times;
        }
    }
}

static double
strands_of (const Drawing *drawing)
{
  return tonsure_samples_strands (drawing->rgb, drawing->area, SIZE, SIZE, MM_PER_PX);
}

static void
light_strands_are_told_from_dark_ones_in_any_light (void)
{
  for (int stop = 0; stop < 3; stop++)
    {
      g_auto (Drawing) light = { 0 };
      g_auto (Drawing) dark = { 0 };

      draw_skin (&light);
      draw_strands (&light, 1.6);
      draw_skin (&dark);
      draw_strands (&dark, 0.5);
      for (int i = 0; i < 3 * SIZE * SIZE; i++)
        {
          light.rgb[i] *= (float) pow (0.5, stop);
          dark.rgb[i] *= (float) pow (0.5, stop);
        }
      g_assert_cmpfloat (strands_of (&light), >, 0.8);
      g_assert_cmpfloat (strands_of (&dark), <, -0.8);
    }
}

static void
bare_skin_tells_nothing (void)
{
  g_auto (Drawing) drawing = { 0 };

  draw_skin (&drawing);
  g_assert_cmpfloat (fabs (strands_of (&drawing)), <, 0.3);
}

/* Burnt-out light is no strand, and its edges are none. */
static void
glare_is_no_strand (void)
{
  g_auto (Drawing) drawing = { 0 };

  draw_skin (&drawing);
  for (int i = 0; i < SIZE * SIZE; i++)
    {
      int x = i % SIZE - CENTER - 60, y = i / SIZE - CENTER;

      for (int c = 0; c < 3 && x * x + y * y < 15 * 15; c++)
        drawing.rgb[3 * i + c] = 1.0f;
    }
  g_assert_cmpfloat (strands_of (&drawing), <, 0.8);
}

static void
without_an_area_or_detail_nothing_is_told (void)
{
  g_auto (Drawing) drawing = { 0 };

  draw_skin (&drawing);
  g_assert_cmpfloat (tonsure_samples_strands (drawing.rgb, NULL, SIZE, SIZE, MM_PER_PX), ==, 0.0);
  g_assert_cmpfloat (tonsure_samples_strands (drawing.rgb, drawing.area, SIZE, SIZE, 2.0), ==, 0.0);
  for (int i = 0; i < SIZE * SIZE; i++)
    drawing.area[i] = 0;
  g_assert_cmpfloat (strands_of (&drawing), ==, 0.0);
}

#define ADD(name, function) g_test_add_func ("/samples-strands/" name, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("light strands are told from dark ones in any light",
       light_strands_are_told_from_dark_ones_in_any_light);
  ADD ("bare skin tells nothing", bare_skin_tells_nothing);
  ADD ("glare is no strand", glare_is_no_strand);
  ADD ("without an area or detail nothing is told", without_an_area_or_detail_nothing_is_told);
  return g_test_run ();
}
