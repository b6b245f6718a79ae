/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a renderer prepares once: see render.h. */
#include "chroma.h"
#include "render-levels.h"
#include "sprite-build.h"
#include "stack.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* From here on a halo is no smoother than a pixel, and all of a dot is its core. */
#define GRID_MM_PER_PX 0.5

#define CLASSES TONSURE_DEPOSIT_CLASSES

/* Dots in a pixel (choice): twice as many as the densest treatment has where pixels are largest. */
#define MOST_DOTS 200.0

/* Splits the dots; where no halo is worth a grid there is none. */
static void
split_dots (TonsureRenderer *renderer, const TonsureDeposit *deposits,
            const TonsureProfile *profiles, TonsureSplit *splits)
{
  TonsureHaloShape sharp;
  gboolean grid = renderer->treatment.mm_per_px <= GRID_MM_PER_PX;
  guint n = renderer->years.n * CLASSES;

  tonsure_halo_shape_init (&sharp, 0.0, TONSURE_PROFILE_REACH);
  tonsure_split_compute (profiles, deposits, n, grid ? &sharp : NULL, splits);
  tonsure_halo_shape_clear (&sharp);
  renderer->halo_weights = g_malloc0_n (n, sizeof *renderer->halo_weights);

  for (guint k = 0; k < n; k++)
    for (guint c = 0; c < 3; c++)
      for (guint w = 0; w < TONSURE_HALO_WIDTHS; w++)
        {
          renderer->halo_weights[k][4 * w + c] = (float) splits[k].halo[c][w];
          renderer->has_halo |= splits[k].halo[c][w] > 0.0;
        }
}

/* How much farther a dot reaches by the blur of its color, pixels, on the diagonal. */
static double
chroma_reach (const TonsureTreatment *treatment)
{
  return treatment->chroma_blur > 0.0 ? TONSURE_CHROMA_REACH * G_SQRT2 : 0.0;
}

static void
measure_reach (TonsureRenderer *renderer, const TonsureSplit *splits, double widest)
{
  const TonsureTreatment *treatment = &renderer->treatment;
  double blur = (TONSURE_BLUR_REACH * widest + chroma_reach (treatment)) * treatment->mm_per_px;
  double reach = 0.0;
  double shift = tonsure_years_reach (&renderer->years);

  for (guint k = 0; k < renderer->years.n * CLASSES; k++)
    reach = MAX (reach, splits[k].radius + blur);
  renderer->margin = reach + 2.0 * treatment->mm_per_px;
  if (renderer->has_halo)
    {
      reach = MAX (reach, renderer->halo.half_width * G_SQRT2);
      renderer->margin = MAX (renderer->margin, tonsure_halo_margin (&renderer->halo));
    }
  /* Half a pixel's diagonal for the box, and one for the place of the dot in it. */
  renderer->margin += shift;
  renderer->reach = (int) ceil ((reach + shift) / treatment->mm_per_px + G_SQRT2 / 2.0) + 1;
}

/* Black has no color to find. */
static void
find_hair (TonsureRenderer *renderer, const double *primaries)
{
  const TonsureTreatment *t = &renderer->treatment;

  renderer->has_hair =
      tonsure_hair_init (&renderer->hair, (double[]) { t->hair_red, t->hair_green, t->hair_blue },
                         (double[]) { t->skin_red, t->skin_green, t->skin_blue }, t->mm_per_px,
                         t->noise, t->blur, primaries);
}

/* Each generation and blur has sprites of its own, as many as dots that healed today have. */
static void
make_sprites (TonsureRenderer *renderer, const TonsureSplit *splits, const double *blurs)
{
  const TonsureTreatment *treatment = &renderer->treatment;
  guint n = renderer->years.n * renderer->n_levels;

  renderer->sprites = g_new (TonsureSprites, n);
  for (guint i = 0; i < n; i++)
    {
      guint g = i / renderer->n_levels, level = i % renderer->n_levels;
      TonsureSpriteView view = { treatment->mm_per_px,
                                 blurs[level],
                                 treatment->diameter + 0.3 * treatment->top,
                                 renderer->apart[level],
                                 !renderer->years.healed,
                                 treatment->chroma_blur };

      tonsure_sprites_init (&renderer->sprites[i], &view, splits + g * CLASSES, CLASSES,
                            renderer->has_halo ? &renderer->halo : NULL, renderer->draw);
    }
}

/* A blur that is much wider than the distance of dots leaves nothing of them, and drawing takes
 * time that grows with its square. */
static gboolean
is_sharp (const TonsureTreatment *treatment, GError **error)
{
  double blur = treatment->blur * treatment->mm_per_px;

  if (blur <= TONSURE_MOST_BLUR)
    return TRUE;
  g_set_error (
      error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
      _ ("blur is %g px at %g mm per pixel, which is %g mm on the skin; it must be no more "
         "than %g mm, for no dots are seen in such a photo"),
      treatment->blur, treatment->mm_per_px, blur, TONSURE_MOST_BLUR);
  return FALSE;
}

/* Drawing takes time that grows with the dots of a pixel, and of many nothing is seen but tone. */
static gboolean
is_countable (const TonsureTreatment *treatment, const TonsureYears *years, GError **error)
{
  double dots = 0.0;

  for (guint g = 0; g < years->n; g++)
    dots += tonsure_years_dots (years, g);
  dots *=
      0.01 * treatment->density * treatment->share * treatment->mm_per_px * treatment->mm_per_px;
  if (dots <= MOST_DOTS)
    return TRUE;
  g_set_error (
      error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
      _ ("a pixel of %g mm would hold %.0f dots, old and new; it must be no more than %g: the "
         "photo is too small for so many"),
      treatment->mm_per_px, dots, MOST_DOTS);
  return FALSE;
}

TonsureRenderer *
tonsure_renderer_new_with_draw (const TonsureTreatment *treatment, const double *primaries,
                                const TonsureDraw *draw, GError **error)
{
  TonsureYears years;
  double crowd[3], blurs[TONSURE_MOST_LEVELS];

  if (!tonsure_treatment_validate (treatment, error) || !is_sharp (treatment, error))
    return NULL;
  tonsure_years_init (&years, treatment);
  if (!is_countable (treatment, &years, error))
    return NULL;
  g_autofree TonsureDeposit *deposits = g_new (TonsureDeposit, years.n * CLASSES);
  g_autofree TonsureProfile *profiles = g_new (TonsureProfile, years.n * CLASSES);
  g_autofree TonsureSplit *splits = g_new (TonsureSplit, years.n * CLASSES);

  TonsureRenderer *renderer = g_new0 (TonsureRenderer, 1);

  renderer->treatment = *treatment;
  tonsure_levels_choose (renderer, blurs);
  if (!tonsure_stack_compute (treatment, &years, primaries, deposits, profiles, crowd, blurs,
                              renderer->n_levels, renderer->apart, error))
    {
      g_free (renderer);
      return NULL;
    }
  double mm = treatment->mm_per_px, widest = blurs[renderer->n_levels - 1];
  double blur = tonsure_levels_typical (treatment, widest) * mm;

  g_atomic_ref_count_init (&renderer->references);
  renderer->years = years;
  renderer->draw = draw;
  tonsure_stipple_init (&renderer->stipple, treatment);
  renderer->has_gloss = tonsure_gloss_init (
      &renderer->gloss,
      (double[]) { treatment->matte_red, treatment->matte_green, treatment->matte_blue },
      (double[]) { treatment->gloss_red, treatment->gloss_green, treatment->gloss_blue },
      treatment->matte_spread, primaries);
  find_hair (renderer, primaries);
  for (guint c = 0; c < 4; c++)
    renderer->crowd[c] = c < 3 ? (float) crowd[c] : 1.0f;
  split_dots (renderer, deposits, profiles, splits);
  tonsure_halo_shape_init (&renderer->halo, blur * blur + mm * mm / 12.0,
                           TONSURE_PROFILE_REACH + TONSURE_BLUR_REACH * blur);
  make_sprites (renderer, splits, blurs);
  measure_reach (renderer, splits, widest);
  renderer->loses = renderer->has_halo && tonsure_levels_lose (treatment);
  return renderer;
}

TonsureRenderer *
tonsure_renderer_new (const TonsureTreatment *treatment, const double *primaries, GError **error)
{
  return tonsure_renderer_new_with_draw (treatment, primaries, tonsure_draw_best (), error);
}

TonsureRenderer *
tonsure_renderer_ref (TonsureRenderer *renderer)
{
  g_atomic_ref_count_inc (&renderer->references);
  return renderer;
}

void
tonsure_renderer_unref (TonsureRenderer *renderer)
{
  if (!g_atomic_ref_count_dec (&renderer->references))
    return;
  for (guint i = 0; i < renderer->years.n * renderer->n_levels; i++)
    tonsure_sprites_clear (&renderer->sprites[i]);
  g_free (renderer->sprites);
  g_free (renderer->halo_weights);
  tonsure_halo_shape_clear (&renderer->halo);
  g_free (renderer);
}

int
tonsure_render_reach (const TonsureRenderer *renderer)
{
  return renderer->reach;
}

void
tonsure_render_multiply (const TonsureRenderer *renderer, const float *transmittance, gsize n,
                         float *rgba)
{
  const gsize most = 1 << 20;

  for (gsize i = 0; i < n; i += most)
    {
      int some = (int) MIN (n - i, most);

      if (renderer->has_gloss)
        renderer->draw->multiply_below (rgba + 4 * i, transmittance + 4 * i,
                                        (const float *) &renderer->gloss, some);
      else
        renderer->draw->multiply (rgba + 4 * i, transmittance + 4 * i, some);
    }
}

const TonsureHair *
tonsure_render_hair (const TonsureRenderer *renderer)
{
  return renderer->has_hair ? &renderer->hair : NULL;
}

void
tonsure_render_multiply_bare (const TonsureRenderer *renderer, const float *transmittance,
                              const float *bare, gsize n, float *rgba)
{
  for (gsize i = 0; i < n; i++, transmittance += 4, bare += 4, rgba += 4)
    {
      float part[3] = { rgba[0] * bare[0], rgba[1] * bare[1], rgba[2] * bare[2] }, gloss = 0.0f;

      if (renderer->has_gloss)
        gloss = tonsure_gloss_of (&renderer->gloss, part);
      for (int c = 0; c < 3; c++)
        if (transmittance[c] < 1.0f)
          {
            float treated = part[c] * transmittance[c];

            if (renderer->has_gloss)
              treated += gloss * renderer->gloss.color[c] * (1.0f - transmittance[c]);
            rgba[c] = bare[c] < 1.0f ? (rgba[c] - part[c]) + treated : treated;
          }
    }
}

int
tonsure_render_reach_of (const TonsureTreatment *treatment)
{
  double blur = tonsure_levels_widest (treatment);
  TonsureYears years;

  tonsure_years_init (&years, treatment);
  return (int) ceil ((TONSURE_PROFILE_REACH + tonsure_years_reach (&years)) / treatment->mm_per_px
                     + TONSURE_BLUR_REACH * blur + chroma_reach (treatment) + G_SQRT2 / 2.0)
         + 1;
}
