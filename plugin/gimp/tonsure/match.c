/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the match: see match.h. */
#include "match.h"

#include "procedures.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Treated skin that is drawn to see how coarse it is, mm. */
#define TRIAL 60.0

/* The least water that the procedure can be told. */
#define LEAST_WATER 2.0

gboolean
match_open (Match *match, GimpImage *image, GError **error)
{
  memset (match, 0, sizeof *match);
  return treat_open (&match->treat, image, FALSE, FALSE, error);
}

void
match_close (Match *match)
{
  treat_close (&match->treat);
  marks_clear (&match->marks);
  g_clear_pointer (&match->photo, g_free);
}

/* The treatment as far as it is known before the match. */
static gboolean
match_plan (Match *match, GimpProcedureConfig *config, GError **error)
{
  TonsureTreatment *t = &match->record.treatment;
  double mm_per_px;

  memset (&match->record, 0, sizeof match->record);
  tonsure_treatment_init (t);
  g_object_get (config, "density", &t->density, "mm-per-px", &mm_per_px, NULL);
  if (!treat_scale (&match->treat, mm_per_px, &match->record, error))
    return FALSE;
  treat_measure (&match->treat);
  match->record.measured = match->treat.measured;
  if (match->treat.measured)
    {
      match->record.measurement = match->treat.photo;
      tonsure_measurement_apply (&match->treat.photo, t);
    }
  return tonsure_treatment_validate (t, error);
}

static gboolean
match_sample (Match *match, GimpProcedureConfig *config, GError **error)
{
  const TonsureTreatment *t = &match->record.treatment;
  const Area *area = &match->treat.area;
  g_autoptr (GimpDrawable) hair = NULL;
  g_autoptr (GimpDrawable) skin = NULL;

  g_object_get (config, "hair", &hair, "skin", &skin, NULL);
  if (match->photo == NULL)
    match->photo = treat_photo (&match->treat);
  return marks_read (&match->marks, &match->treat, hair, skin, match->photo, t->mm_per_px, error)
         && tonsure_samples_read (match->photo, match->marks.hair, match->marks.skin, area->width,
                                  area->height, t->mm_per_px, t->blur, NULL, &match->samples,
                                  error);
}

/* The middle of the skin that is sampled, at most @TRIAL wide. */
static void
match_trial (const Match *match, TonsurePixels *trial)
{
  const Area *area = &match->treat.area;
  int most = (int) MAX (TRIAL / match->record.treatment.mm_per_px, 32);
  double x = 0, y = 0, n = 0;

  for (int j = 0; j < area->height; j++)
    for (int i = 0; i < area->width; i++)
      if (match->marks.skin[(gsize) j * area->width + i] > G_MAXUINT16 / 2)
        x += i, y += j, n++;
  trial->width = MIN (most, area->width);
  trial->height = MIN (most, area->height);
  trial->x = CLAMP ((int) (x / MAX (n, 1)) - most / 2, 0, area->width - trial->width);
  trial->y = CLAMP ((int) (y / MAX (n, 1)) - most / 2, 0, area->height - trial->height);
}

/* Three floats a pixel of @part of the photo, treated. */
static float *
match_draw (const Match *match, const TonsurePixels *part, guint16 *skin)
{
  TonsureTreatment treatment = match->record.treatment;
  gsize n = (gsize) part->width * part->height;
  g_autofree guint16 *everywhere = g_new (guint16, n);
  g_autofree float *rgba = g_new (float, 4 * n);
  g_autoptr (TonsureRenderer) renderer = NULL;
  float *rgb;

  tonsure_match_apply (&match->match, &treatment);
  renderer = tonsure_renderer_new (&treatment, NULL, NULL);
  if (renderer == NULL)
    return NULL;
  rgb = g_new (float, 3 * n);
  for (gsize k = 0; k < n; k++)
    {
      gsize at = (part->y + k / part->width) * match->treat.area.width + part->x + k % part->width;

      memcpy (rgba + 4 * k, match->photo + 3 * at, 3 * sizeof (float));
      rgba[4 * k + 3] = 1;
      everywhere[k] = G_MAXUINT16;
      skin[k] = match->marks.skin[at];
    }
  tonsure_render_treat (renderer, everywhere, part, part->width, part, rgba, 4 * part->width);
  for (gsize k = 0; k < n; k++)
    memcpy (rgb + 3 * k, rgba + 4 * k, 3 * sizeof (float));
  return rgb;
}

static void
match_compare (Match *match)
{
  const TonsureTreatment *t = &match->record.treatment;
  const Area *area = &match->treat.area;
  TonsurePixels trial;
  g_autofree guint16 *skin = NULL;
  g_autofree float *rgb = NULL;

  match_trial (match, &trial);
  skin = g_new (guint16, (gsize) trial.width * trial.height);
  rgb = match_draw (match, &trial, skin);
  memset (&match->treated, 0, sizeof match->treated);
  tonsure_bands_read (match->photo, match->marks.hair, area->width, area->height, t->mm_per_px,
                      t->blur, &match->stubble);
  if (rgb != NULL)
    tonsure_bands_read (rgb, skin, trial.width, trial.height, t->mm_per_px, t->blur,
                        &match->treated);
}

gboolean
match_find (Match *match, GimpProcedureConfig *config, GError **error)
{
  if (!match_plan (match, config, error) || !match_sample (match, config, error)
      || !tonsure_match (&match->samples.stubble, &match->record.treatment, NULL, &match->match,
                         error))
    return FALSE;
  match_compare (match);
  return TRUE;
}

gboolean
match_possible (const Match *match)
{
  return match->match.verdict == TONSURE_VERDICT_POSSIBLE;
}

char *
match_recipe (const Match *match)
{
  const TonsureMatch *m = &match->match;

  return g_strdup_printf (_ ("%s with %.0f parts of water, %.0f dots per cm²; in three sessions "
                             "%.0f, %.0f and %.0f"),
                          treat_ink_label (m->ink), m->water, m->density, m->sessions[0],
                          m->sessions[1], m->sessions[2]);
}

static void
match_add_flaws (GString *notes, TonsureFlaws flaws, gboolean of_hair)
{
  for (int i = 0; i < TONSURE_N_FLAWS; i++)
    if (flaws & (1 << i))
      g_string_append_printf (notes, "%s\n", tonsure_flaw_text ((TonsureFlaws) (1 << i), of_hair));
}

static void
match_add_source (GString *notes, const Match *match)
{
  static const char *const sources[] = {
    N_ ("Hair on %.0f mm² and bare skin on %.0f mm² were marked."),
    N_ ("Hair on %.0f mm² and bare skin on %.0f mm² lie around the sample points."),
    N_ ("Hair on %.0f mm² beside the area and bare skin on %.0f mm² within it were found."),
  };

  g_string_append_printf (notes, _ (sources[match->marks.source]), match->samples.hair.mm2,
                          match->samples.skin.mm2);
  g_string_append_c (notes, '\n');
}

/* How much coarser or finer treated skin is where contrast counts most. */
static void
match_add_bands (GString *notes, const Match *match)
{
  guint n = MIN (match->stubble.n_bands, match->treated.n_bands);

  if (n < 3 || !(match->stubble.power[2] > 0))
    return;
  g_string_append_printf (notes,
                          _ ("Close by, dots are softer, rounder and more even than hair: of the "
                             "unevenness of the stubble they have %.0f %% (%.2g to %.2g cycles per "
                             "mm). No contrast is added.\n"),
                          100 * match->treated.power[2] / match->stubble.power[2],
                          tonsure_band_edges[2], tonsure_band_edges[3]);
}

char *
match_notes (const Match *match)
{
  GString *notes = g_string_new (NULL);
  const TonsureMatch *m = &match->match;

  g_string_append_printf (notes, "%s\n", tonsure_verdict_text (m->verdict));
  if (match_possible (match))
    {
      g_autofree char *recipe = match_recipe (match);

      g_string_append_printf (notes, "%s\n", recipe);
      g_string_append_printf (
          notes,
          _ ("Healed, it differs from the stubble by ΔE %.1f (CIEDE2000); eight "
             "in ten by %.1f to %.1f.\n"),
          m->delta_e, m->delta_e_range[0], m->delta_e_range[1]);
    }
  match_add_source (notes, match);
  match_add_flaws (notes, match->samples.hair.flaws, TRUE);
  match_add_flaws (notes, match->samples.skin.flaws, FALSE);
  if (match->record.source == TONSURE_SCALE_HEAD_BREADTH)
    g_string_append_printf (notes,
                            _ ("Scale: %.4g mm per pixel (± %.0f %%). This is an assumption: that "
                               "the widest row of the area is a head %.0f mm wide.\n"),
                            match->record.treatment.mm_per_px,
                            100 * match->record.treatment.scale_error, TONSURE_HEAD_BREADTH);
  if (!match->treat.measured && match->treat.trouble != NULL)
    g_string_append_printf (notes,
                            _ ("The photo could not be measured (%s); typical values are used.\n"),
                            match->treat.trouble);
  match_add_bands (notes, match);
  g_string_truncate (notes, notes->len - 1);
  return g_string_free (notes, FALSE);
}

/* Hair as lit in the photo hides dots; in the light of the skin under it. */
static void
match_tell_hair (const Match *match, GimpProcedureConfig *arguments)
{
  const double *hair = match->samples.stubble.hair, *skin = match->samples.stubble.under;

  g_object_set (arguments, "hair-red", hair[0], "hair-green", hair[1], "hair-blue", hair[2],
                "skin-red", skin[0], "skin-green", skin[1], "skin-blue", skin[2], NULL);
}

GimpLayer *
match_treat (const Match *match, GimpProcedureConfig *config, GError **error)
{
  GimpProcedure *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), PROCEDURE_TREAT);
  g_autoptr (GimpProcedureConfig) arguments = gimp_procedure_create_config (procedure);
  g_autofree GimpLayer **layers = gimp_image_get_selected_layers (match->treat.image);
  GimpLayer *layer = NULL;
  GimpValueArray *values;
  double mm_per_px, water = MAX (match->match.water, LEAST_WATER);
  gboolean mark;
  guint n;

  g_object_get (config, "mm-per-px", &mm_per_px, "mark", &mark, NULL);
  g_object_set (arguments, "run-mode", GIMP_RUN_NONINTERACTIVE, "image", match->treat.image,
                "density", match->match.density, "ink", tonsure_inks (&n)[match->match.ink].name,
                "water", water, "mm-per-px", mm_per_px, "mark", mark, NULL);
  gimp_procedure_config_set_core_object_array (
      arguments, "drawables", (GObject **) layers,
      gimp_core_object_array_get_length ((GObject **) layers));
  match_tell_hair (match, arguments);
  values = gimp_procedure_run_config (procedure, arguments);
  if (GIMP_VALUES_GET_ENUM (values, 0) == GIMP_PDB_SUCCESS)
    layer = GIMP_VALUES_GET_LAYER (values, 1);
  else
    g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
                         gimp_pdb_get_last_error (gimp_get_pdb ()));
  gimp_value_array_unref (values);
  return layer;
}
