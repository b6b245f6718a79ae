/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Three soft lamps and the light of a bright room. */
#include "parts.h"

/* key, fill, rim */
const float lamp_strength[N_LAMPS] = { .95f, .16f, .34f };
#define ROOM .20f

/* Light wanders in skin, red light farthest: the edge of a shadow is soft and red. */
void
light_diffuse (const Point *point, const float normal[3], const View *view, float light[3])
{
  static const float wrap[3] = { .30f, .17f, .12f };
  float room = ROOM * point->open * (.75f + .25f * dot3 (normal, view->up));

  for (int c = 0; c < 3; c++)
    light[c] = room;
  for (int l = 0; l < N_LAMPS; l++)
    {
      float cosine = dot3 (normal, view->lamp[l]);

      for (int c = 0; c < 3; c++)
        {
          float t = MAX (0, (cosine + wrap[c]) / (1 + wrap[c]));

          light[c] += lamp_strength[l] * point->lit[l] * t * mix (1, t, .35f);
        }
    }
}

/* Reflection from the surface, GGX with Schlick's Fresnel term (Walter 2007); the lamps
 * are broad, which widens the lobe. */
float
light_gloss (const Point *point, const float normal[3], const View *view, float roughness)
{
  float facing = MAX (.2f, dot3 (normal, view->toward));
  float alpha = roughness * roughness + .05f, a2 = alpha * alpha, sum = 0;

  for (int l = 0; l < N_LAMPS; l++)
    {
      float half[3], cosine = dot3 (normal, view->lamp[l]), nh, vh, d, fresnel, hidden;

      if (cosine <= 0)
        continue;
      for (int a = 0; a < 3; a++)
        half[a] = view->lamp[l][a] + view->toward[a];
      unit3 (half);
      nh = MAX (0, dot3 (normal, half));
      vh = dot3 (view->toward, half);
      d = nh * nh * (a2 - 1) + 1;
      fresnel = .028f + .972f * powf (1 - vh, 5);
      hidden = .5f / mix (2 * cosine * facing, cosine + facing, alpha);
      sum += lamp_strength[l] * point->lit[l] * cosine * fresnel * hidden * a2 / (d * d);
    }
  /* Peach fuzz and hair dull the very rim; the room's light shines there most of all. */
  sum *= ease (-.1f, .4f, dot3 (normal, view->toward));
  return sum + ROOM * point->open * (.02f + .12f * powf (1 - facing, 5));
}
