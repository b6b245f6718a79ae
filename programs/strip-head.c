/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A head in later years: see strip-head.h. */
#include "strip-head.h"
#include "ageing.h"
#include "gray-hair.h"
#include "measure.h"
#include "render.h"
#include "samples.h"
#include "spectrum.h"

#include <string.h>

/* Scale at which the whole head is matched, pixels a millimeter. */
#define MATCHED_AT 5.0

/* The piece's corner in the view, mm. */
#define LEFT 85.0
#define TOP 92.0

/* Of the hair as it lies, mm. */
#define STUBBLE 0.5

/* Where skin counts as treated, and as left alone. */
#define FULL 0.95f
#define NONE 0.05f

static guint16 *
codes (const float *area, gsize n)
{
  guint16 *codes = g_new (guint16, n);

  for (gsize i = 0; i < n; i++)
    codes[i] = (guint16) (area[i] * 65535.0f);
  return codes;
}

/* From the photo alone. */
static gboolean
match (const PhantomOptions *options, TonsureTreatment *treatment, TonsureMatch *match,
       GError **error)
{
  g_autoptr (PhantomPicture) picture = phantom_draw (options);
  int width = picture->width, height = picture->height;
  gsize n = (gsize) width * height;
  g_autofree guint16 *area = codes (picture->area, n);
  g_autofree guint16 *hair = g_new0 (guint16, n), *skin = g_new0 (guint16, n);
  TonsureMeasurement measurement;
  TonsureSamples samples;

  if (!tonsure_measure (picture->photo, area, width, height, NULL, &measurement, error))
    return FALSE;
  tonsure_measurement_apply (&measurement, treatment);
  if (!tonsure_samples_find (picture->photo, area, width, height, treatment->mm_per_px, hair, skin,
                             NULL, error)
      || !tonsure_samples_read (picture->photo, hair, skin, area, width, height,
                                treatment->mm_per_px, treatment->blur, FALSE, NULL, &samples,
                                error))
    return FALSE;
  tonsure_samples_apply (&samples, treatment);
  if (!tonsure_match (&samples.stubble, treatment, NULL, NULL, match, error))
    return FALSE;
  tonsure_match_apply (match, treatment);
  for (int c = 0; c < 3; c++)
    {
      (&treatment->hair_red)[c] = samples.stubble.hair[c];
      (&treatment->skin_red)[c] = samples.stubble.under[c];
    }
  return TRUE;
}

gboolean
strip_head_init (StripHead *head, PhantomSkin skin, PhantomHair hair, GError **error)
{
  PhantomOptions options;

  memset (head, 0, sizeof *head);
  phantom_options_init (&options);
  options.skin = skin;
  options.hair = hair;
  options.view = PHANTOM_VIEW_BACK;
  options.px_per_mm = MATCHED_AT;
  tonsure_treatment_init (&head->treatment);
  head->treatment.mm_per_px = 1.0 / MATCHED_AT;
  if (!match (&options, &head->treatment, &head->match, error))
    return FALSE;
  options.px_per_mm = STRIP_PX_PER_MM;
  options.left = LEFT;
  options.top = TOP;
  options.width = (double) STRIP_WIDTH / STRIP_PX_PER_MM;
  options.height = (double) STRIP_HEIGHT / STRIP_PX_PER_MM;
  head->piece = phantom_draw (&options);
  head->area = codes (head->piece->area, STRIP_WIDTH * STRIP_HEIGHT);
  head->treatment.mm_per_px = 1.0 / STRIP_PX_PER_MM;
  head->treatment.origin_x = LEFT;
  head->treatment.origin_y = TOP;
  head->treatment.blur = options.blur;
  head->treatment.noise = options.noise;
  return TRUE;
}

void
strip_head_clear (StripHead *head)
{
  g_clear_pointer (&head->piece, phantom_picture_free);
  g_clear_pointer (&head->area, g_free);
}

/* Hair grows where the piece is not treated, in cells of 1 mm. */
static TonsureRegion *
find_region (const StripHead *head)
{
  const int step = STRIP_PX_PER_MM;
  TonsureRegion *region = g_new (TonsureRegion, 1);

  *region = (TonsureRegion) { { 0, 0, STRIP_WIDTH, STRIP_HEIGHT },
                              step,
                              1.0,
                              STRIP_WIDTH / step,
                              STRIP_HEIGHT / step,
                              g_new (float, STRIP_WIDTH / step * (STRIP_HEIGHT / step)),
                              g_new (float, STRIP_WIDTH / step * (STRIP_HEIGHT / step)) };
  for (int j = 0; j < region->height; j++)
    for (int i = 0; i < region->width; i++)
      {
        int middle = (j * step + step / 2) * STRIP_WIDTH + i * step + step / 2;

        region->head[j * region->width + i] = 1.0f;
        region->hair[j * region->width + i] = 1.0f - head->piece->area[middle];
      }
  return region;
}

/* Adds to @rgba what the hair of @photo gains in light. */
static void
turn_gray (const StripHead *head, const float *photo, double share, float *rgba)
{
  const TonsureTreatment *t = &head->treatment;
  const TonsurePixels pixels = { 0, 0, STRIP_WIDTH, STRIP_HEIGHT };
  const gsize n = STRIP_WIDTH * STRIP_HEIGHT;
  g_autoptr (TonsureRegion) region = find_region (head);
  g_autoptr (TonsureGrayMap) map =
      tonsure_gray_map_new_for_region (head->piece->photo, region, STRIP_WIDTH, t->mm_per_px);
  g_autofree float *changed = g_memdup2 (photo, 4 * n * sizeof *photo);
  TonsureGrayHair gray;

  tonsure_gray_hair_init (&gray);
  gray.share = share;
  gray.length = STUBBLE;
  gray.blur = t->blur;
  gray.noise = t->noise;
  gray.origin_x = t->origin_x;
  gray.origin_y = t->origin_y;
  tonsure_gray_hair (&gray, map, 1.0, &pixels, changed);
  for (gsize i = 0; i < 4 * n; i++)
    rgba[i] += changed[i] - photo[i];
}

/* Mean light relative to that of the skin without hair, on the skin of the area. */
static void
look (const StripHead *head, const float *rgba, gboolean treated, double lab[3])
{
  const PhantomPicture *piece = head->piece;
  double light[3] = { 0.0 }, bare[3] = { 0.0 }, rgb[3], xyz[3];

  for (gsize i = 0; i < STRIP_WIDTH * STRIP_HEIGHT; i++)
    if (treated ? piece->area[i] >= FULL : piece->area[i] <= NONE)
      for (int c = 0; c < 3; c++)
        {
          light[c] += rgba[4 * i + c];
          bare[c] += piece->skin[3 * i + c];
        }
  for (int c = 0; c < 3; c++)
    rgb[c] = piece->area_rgb[c] * light[c] / bare[c];
  tonsure_rgb_to_xyz (rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

/* Pigment lies under hair. */
static gboolean
treat (const StripHead *head, const TonsureTreatment *treatment, float *rgba, GError **error)
{
  const TonsurePixels pixels = { 0, 0, STRIP_WIDTH, STRIP_HEIGHT };
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (treatment, NULL, error);

  if (renderer == NULL)
    return FALSE;
  tonsure_render_treat (renderer, head->area, &pixels, STRIP_WIDTH, &pixels, rgba, 4 * STRIP_WIDTH);
  return TRUE;
}

gboolean
strip_head_draw (const StripHead *head, double years, TonsureOutcome outcome, StripYear *year,
                 GError **error)
{
  const gsize n = STRIP_WIDTH * STRIP_HEIGHT;
  const TonsureGraying person = { .quantile = tonsure_outcome_quantile (outcome) };
  TonsureTreatment treatment = head->treatment;
  g_autofree float *photo = g_new (float, 4 * n), *rgba = NULL;

  for (gsize i = 0; i < 4 * n; i++)
    photo[i] = i % 4 < 3 ? head->piece->photo[i / 4 * 3 + i % 4] : 1.0f;
  rgba = g_memdup2 (photo, 4 * n * sizeof *photo);
  treatment.years = years;
  treatment.outcome = outcome;
  if (!treat (head, &treatment, rgba, error))
    return FALSE;
  year->gray = tonsure_gray_turned (&person, TONSURE_ZONE_BACK, STRIP_AGE, years);
  turn_gray (head, photo, year->gray, rgba);
  look (head, rgba, TRUE, year->treated);
  look (head, rgba, FALSE, year->stubble);
  year->rgba = g_steal_pointer (&rgba);
  return TRUE;
}
