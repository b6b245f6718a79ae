/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How many hairs a pixel shows: see gray-map-private.h. */
#include "gray-map-private.h"

#include <math.h>

#define SURE 0.8f

/* Standard deviation of ln Y between single hairs as they are lit (choice). What a pixel shows of n
 * of them has that over √n. */
#define CONTRAST 1.2

#define MOST 1000.0

void
tonsure_gray_find_strands (const TonsureGrayPhoto *photo, const TonsureGrayCells *cells,
                           TonsureGrayMap *map)
{
  double squares = 0, n = 0;

  for (gsize i = 0; i < photo->n; i++)
    {
      gsize cell = tonsure_gray_cell_of (photo, cells, i);
      double detail = photo->light[i] - cells->light[cell];

      if (!(photo->region[i] > SURE) || !(cells->kept[cell] > 0.5f))
        continue;
      squares += detail * detail;
      n++;
    }
  if (n > 0)
    map->strands = (float) (CLAMP (CONTRAST * CONTRAST * n / MAX (squares, 1e-9), 1, MOST)
                            * photo->per / map->step);
}
