/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the mark lies: see mark-place.h. */
#include "mark-place.h"

#include "layers.h"

#include <math.h>

/* Width to height of a plate, where the picture allows it. */
#define PROPORTION 4.0

/* The head is taken for an ellipse around the bounds of the area, so many times as large. */
#define HEAD 1.5

/* What hiding all of the head counts against hiding all of the area. */
#define HEAD_COST 0.1

/* Costs that differ by less are equal: the earlier place wins. */
#define EQUAL 0.002

static guint
find_places (GimpImage *image, double share, GeglRectangle places[6])
{
  int w = gimp_image_get_width (image), h = gimp_image_get_height (image);
  double area = share * w * h;
  int width = CLAMP ((int) ceil (sqrt (area * PROPORTION)), (int) ceil (area / h), w);
  int height = CLAMP ((int) ceil (area / width), 1, h);
  int strip = CLAMP ((int) ceil (area / w), 1, h);

  places[0] = (GeglRectangle) { 0, h - strip, w, strip };
  places[1] = (GeglRectangle) { 0, h - height, width, height };
  places[2] = (GeglRectangle) { w - width, h - height, width, height };
  places[3] = (GeglRectangle) { 0, 0, w, strip };
  places[4] = (GeglRectangle) { 0, 0, width, height };
  places[5] = (GeglRectangle) { w - width, 0, width, height };
  return 6;
}

static double
hidden_area (const Area *area, const GeglRectangle *place)
{
  double hidden = 0, all = 0;

  for (int y = 0; y < area->height; y++)
    for (int x = 0; x < area->width; x++)
      {
        double value = area->mask[(gsize) y * area->width + x];

        all += value;
        if (x >= place->x && y >= place->y && x < place->x + place->width
            && y < place->y + place->height)
          hidden += value;
      }
  return all > 0 ? hidden / all : 0;
}

static double
hidden_head (const Area *area, const GeglRectangle *place)
{
  double a = HEAD * area->bounds.width / 2, b = HEAD * area->bounds.height / 2;
  double x = area->bounds.x + area->bounds.width / 2.0;
  double y = area->bounds.y + area->bounds.height / 2.0;
  int step = MAX (1, place->height / 16), hidden = 0;

  for (int v = place->y; v < place->y + place->height; v += step)
    for (int u = place->x; u < place->x + place->width; u += step)
      hidden += (u - x) * (u - x) / (a * a) + (v - y) * (v - y) / (b * b) < 1;
  return (double) hidden * step * step / (G_PI * a * b);
}

static gboolean
read_area (GimpImage *image, Area *area)
{
  GimpLayer *layer = layers_find (image);

  return layer != NULL && area_from_layer (area, layer, NULL);
}

GeglRectangle
mark_place (GimpImage *image, double share)
{
  GeglRectangle places[6];
  guint n = find_places (image, share, places), best = 0;
  double least = G_MAXDOUBLE;
  Area area = { 0 };

  if (!read_area (image, &area))
    return places[0];
  for (guint i = 0; i < n; i++)
    {
      double cost = hidden_area (&area, &places[i]) + HEAD_COST * hidden_head (&area, &places[i]);

      if (cost < least - EQUAL)
        {
          least = cost;
          best = i;
        }
    }
  area_clear (&area);
  return places[best];
}

double
mark_hides (GimpImage *image, const GeglRectangle *place)
{
  Area area = { 0 };
  double hidden;

  if (!read_area (image, &area))
    return 0;
  hidden = hidden_area (&area, place);
  area_clear (&area);
  return hidden;
}
