/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How wide the edges of dots are: see photo-edges.h. */
#include "photo-edges.h"

#include <math.h>

#define EDGE_REACH 16 /* pixels */
#define BINS_PER_PX 4

GArray *
edges_find (const float *t, int width, int height)
{
  GArray *dots = g_array_new (FALSE, FALSE, sizeof (int));
  int w = width;

  for (int y = EDGE_REACH; y < height - EDGE_REACH; y++)
    for (int x = EDGE_REACH; x < w - EDGE_REACH; x++)
      {
        int at = y * w + x;
        gboolean least = t[4 * at + 1] < 0.9f;

        for (int j = -3; j <= 3 && least; j++)
          for (int i = -3; i <= 3 && least; i++)
            least = (i == 0 && j == 0) || t[4 * (at + j * w + i) + 1] > t[4 * at + 1];
        if (least)
          g_array_append_val (dots, at);
      }
  return dots;
}

double
edges_width (const float *loss, int width, const GArray *dots, int strip, int strips, guint *n)
{
  double sum[EDGE_REACH * BINS_PER_PX] = { 0 }, count[EDGE_REACH * BINS_PER_PX] = { 0 };
  int w = width;

  *n = 0;
  for (guint k = 0; k < dots->len; k++)
    {
      int at = g_array_index (dots, int, k);

      if (at % w * strips / w != strip)
        continue;
      (*n)++;
      for (int j = -EDGE_REACH; j <= EDGE_REACH; j++)
        for (int i = -EDGE_REACH; i <= EDGE_REACH; i++)
          {
            int bin = (int) (sqrt (i * i + j * j) * BINS_PER_PX);

            if (bin >= EDGE_REACH * BINS_PER_PX)
              continue;
            sum[bin] += loss[at + j * w + i];
            count[bin]++;
          }
    }
  double last = 1.0, before = 0.0, floor_ = 0.0, top = count[0] > 0 ? sum[0] / count[0] : 0.0;
  int tail = EDGE_REACH * BINS_PER_PX / 2;

  for (int b = tail; b < EDGE_REACH * BINS_PER_PX; b++)
    if (count[b] > 0)
      floor_ = floor_ == 0.0 ? sum[b] / count[b] : MIN (floor_, sum[b] / count[b]);
  for (int b = 1; b < EDGE_REACH * BINS_PER_PX; b++)
    {
      if (!(count[b] > 0))
        continue;
      double here = (sum[b] / count[b] - floor_) / (top - floor_), at = (b + 0.5) / BINS_PER_PX;

      if (here < 0.5)
        return before + (last - 0.5) / (last - here) * (at - before);
      last = here;
      before = at;
    }
  return NAN;
}
