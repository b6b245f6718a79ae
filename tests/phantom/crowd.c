/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Follicular units keep apart: those that stand, in a grid of cells by hash. */
#include "parts.h"

#define ROOM .86f /* mm between units at least */

struct _Crowd
{
  int side;
  GArray *first; /* of each cell, -1 for none */
  GArray *units;
};

typedef struct
{
  float p[3];
  int next;
} Unit;

static guint
crowd_cell (const Crowd *crowd, int i, int j, int k)
{
  return ((guint) i * 73856093u ^ (guint) j * 19349663u ^ (guint) k * 83492791u) % crowd->side;
}

gboolean
crowd_admit (Crowd *crowd, const float p[3])
{
  int cell[3], *first;
  Unit unit = { { p[0], p[1], p[2] }, -1 };

  for (int a = 0; a < 3; a++)
    cell[a] = (int) floorf (p[a] / ROOM);
  for (int n = 0; n < 27; n++)
    {
      guint at =
          crowd_cell (crowd, cell[0] + n % 3 - 1, cell[1] + n / 3 % 3 - 1, cell[2] + n / 9 - 1);

      for (int u = g_array_index (crowd->first, int, at); u >= 0;)
        {
          const Unit *other = &g_array_index (crowd->units, Unit, u);
          float d[3] = { p[0] - other->p[0], p[1] - other->p[1], p[2] - other->p[2] };

          if (dot3 (d, d) < ROOM * ROOM)
            return FALSE;
          u = other->next;
        }
    }
  first = &g_array_index (crowd->first, int, crowd_cell (crowd, cell[0], cell[1], cell[2]));
  unit.next = *first;
  *first = crowd->units->len;
  g_array_append_val (crowd->units, unit);
  return TRUE;
}

Crowd *
crowd_new (void)
{
  const int none = -1;
  Crowd *crowd = g_new (Crowd, 1);

  crowd->side = 65521;
  crowd->first = g_array_sized_new (FALSE, FALSE, sizeof (int), crowd->side);
  crowd->units = g_array_new (FALSE, FALSE, sizeof (Unit));
  for (int i = 0; i < crowd->side; i++)
    g_array_append_val (crowd->first, none);
  return crowd;
}

void
crowd_free (Crowd *crowd)
{
  g_array_unref (crowd->first);
  g_array_unref (crowd->units);
  g_free (crowd);
}
