/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What sessions of laser leave of a pigment: see laser.h. */
#include "laser.h"
#include "ageing.h"
#include "exact.h"
#include "range.h"

#include <math.h>

/* Of -ln of what a session leaves: median, and standard deviation of its logarithm to the side
 * where it works better and to the other; points of the score besides skin type and scar. */
static const struct
{
  double median, better, worse, points;
} works[] = {
  /* ln 4, ln (ln .05 / ln .25) / 1.2816, ln (ln .25 / ln .37) / 1.2816 */
  [TONSURE_LASER_SCALP] = { 1.3862943611, 0.6015, 0.2595, 4.0 },
  [TONSURE_LASER_DECORATIVE] = { 0.25, 0.5, 0.5, 11.0 },
};

#define USUAL_SKIN_TYPE 2.0
#define IRON_OXIDE_RATE 0.3

/* ln (1 + .3²) */
#define PATCHINESS_SQUARE 0.0861776962

void
tonsure_laser_init (TonsureLaser *laser)
{
  *laser = (TonsureLaser) { .work = TONSURE_LASER_SCALP, .skin_type = 2 };
}

gboolean
tonsure_laser_validate (const TonsureLaser *laser, GError **error)
{
  return tonsure_in_range ("work", laser->work, 0.0, G_N_ELEMENTS (works) - 1.0, error)
         && tonsure_in_range ("skin_type", laser->skin_type, 1.0, 6.0, error)
         && tonsure_in_range ("scar", laser->scar, 0.0, 5.0, error);
}

double
tonsure_kirby_desai (const TonsureLaser *laser)
{
  return works[laser->work].points + laser->skin_type + laser->scar;
}

void
tonsure_lasered (const TonsureLaser *laser, guint sessions, double quantile,
                 TonsureLasered *lasered)
{
  double z = tonsure_deviate (quantile);
  double spread = z < 0.0 ? works[laser->work].better : works[laser->work].worse;
  double usual = works[laser->work].points + USUAL_SKIN_TYPE;
  double dose =
      works[laser->work].median * tonsure_exp (-spread * z) * usual / tonsure_kirby_desai (laser);
  double turned = sessions == 0 ? 0.0 : CLAMP (quantile, 0.0, 1.0);

  lasered->carbon = tonsure_exp (-dose * sessions);
  lasered->iron_oxide = (1.0 - turned) * tonsure_exp (-IRON_OXIDE_RATE * dose * sessions);
  lasered->darkened = sessions == 0 ? 0.0 : turned * tonsure_exp (-dose * (sessions - 1.0));
  lasered->patchiness = sqrt (PATCHINESS_SQUARE * sessions);
}

double
tonsure_laser_patch (const TonsureLasered *lasered, double dot)
{
  double sd = lasered->patchiness;

  return tonsure_exp (sd * tonsure_deviate (dot) - 0.5 * sd * sd);
}
