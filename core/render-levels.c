/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which blurs dots are drawn with: see render-levels.h. */
#include "render-levels.h"

#include <math.h>

/* σ = .2 px: a sharper dot looks the same. */
#define SHARPEST_LEVEL 2
#define CODES_PER_LEVEL (TONSURE_SHARPNESS_OCTAVE / TONSURE_LEVELS_PER_OCTAVE)
#define FEWEST_CODES (SHARPEST_LEVEL * CODES_PER_LEVEL)

/* Below the first level blurs look alike, and of blurs beyond the widest nothing is seen. */
void
tonsure_levels_choose (TonsureRenderer *renderer, double blurs[TONSURE_MOST_LEVELS])
{
  const TonsureTreatment *t = &renderer->treatment;
  const double per_code = (double) TONSURE_LEVELS_PER_OCTAVE / TONSURE_SHARPNESS_OCTAVE;
  double widest = tonsure_sharpness_code (TONSURE_MOST_BLUR / t->mm_per_px) * per_code;
  int least, most;

  renderer->n_levels = 1;
  blurs[0] = t->blur;
  if (t->sharpness.columns == 0)
    return;
  tonsure_sharpness_range (&t->sharpness, &least, &most);
  least = (int) CLAMP (floor (least * per_code), SHARPEST_LEVEL, TONSURE_MOST_LEVELS - 1);
  most = (int) CLAMP (ceil (most * per_code), least, TONSURE_MOST_LEVELS - 1);
  most = (int) CLAMP (floor (widest), 0, most);
  least = MIN (least, most);
  renderer->first_level = least;
  renderer->n_levels = (guint) (most - least + 1);
  for (int i = least; i <= most; i++)
    blurs[i - least] = tonsure_sharpness_blur (i / per_code);
}

double
tonsure_levels_typical (const TonsureTreatment *t, double widest)
{
  int n = t->sharpness.columns * t->sharpness.rows;
  double code = 0.0;

  for (int i = 0; i < n; i++)
    code += t->sharpness.blur[i];
  return n > 0 ? MIN (tonsure_sharpness_blur (code / n), widest) : t->blur;
}

gboolean
tonsure_levels_lose (const TonsureTreatment *t)
{
  guint any = 0;

  for (int i = 0; i < t->sharpness.columns * t->sharpness.rows; i++)
    any |= t->sharpness.lost[i];
  return any != 0;
}

double
tonsure_levels_widest (const TonsureTreatment *t)
{
  int least, most;

  if (t->sharpness.columns == 0)
    return t->blur;
  tonsure_sharpness_range (&t->sharpness, &least, &most);
  return MIN (tonsure_sharpness_blur (MAX (most, FEWEST_CODES) + CODES_PER_LEVEL),
              TONSURE_MOST_BLUR / t->mm_per_px);
}
