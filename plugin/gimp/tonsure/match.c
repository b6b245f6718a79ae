/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the match: see match.h. */
#include "match.h"

#include "procedures.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Treated skin that is drawn to see how coarse it is, mm. */
#define TRIAL 60.0

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
  TonsureTreatment *t = &match->record.treatment;
  const Area *area = &match->treat.area;
  g_autoptr (GimpDrawable) hair = NULL;
  g_autoptr (GimpDrawable) skin = NULL;

  g_object_get (config, "hair", &hair, "skin", &skin, NULL);
  if (match->photo == NULL)
    match->photo = treat_photo (&match->treat);
  if (!marks_read (&match->marks, &match->treat, hair, skin, match->photo, t->mm_per_px, error)
      || !tonsure_samples_read (match->photo, match->marks.hair, match->marks.skin, area->mask,
                                area->width, area->height, t->mm_per_px, t->blur,
                                match->marks.source == MARKS_DRAWN
                                    || match->marks.source == MARKS_POINTS || !match->marks.crisp,
                                NULL, &match->samples, error))
    return FALSE;
  tonsure_samples_apply (&match->samples, t);
  return TRUE;
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

  tonsure_match_apply (match_chosen (match), &treatment);
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

/* Whose hair it is, how far ahead it is looked, and what is wanted. */
static void
match_ask (Match *match, GimpProcedureConfig *config)
{
  TonsurePerson *person = &match->person;
  double gray;
  int years;

  tonsure_person_init (person);
  g_object_get (config, "years", &years, "age", &person->age, "gray-today", &gray, NULL);
  person->gray_today = gray < 0 ? -1 : gray / 100;
  tonsure_match_options_init (&match->options);
  g_object_get (config, "guard-length", &match->options.target.guard, "hair-length",
                &match->options.target.length, NULL);
  match->options.target.gray = person->gray_today;
  match->options.target.look = (TonsureLook) gimp_procedure_config_get_choice_id (config, "look");
  match->options.amount = (TonsureAmount) gimp_procedure_config_get_choice_id (config, "amount");
  person->graying.ancestry =
      (TonsureAncestry) gimp_procedure_config_get_choice_id (config, "ancestry");
  person->graying.sex = (TonsureSex) gimp_procedure_config_get_choice_id (config, "sex");
  match->years = (guint) years;
  match->chosen = (TonsureAnswer) gimp_procedure_config_get_choice_id (config, "answer");
}

gboolean
match_find (Match *match, GimpProcedureConfig *config, GError **error)
{
  match_ask (match, config);
  if (!match_plan (match, config, error) || !match_sample (match, config, error)
      || !tonsure_match_years (&match->samples.stubble, &match->record.treatment, &match->options,
                               NULL, match->person.age > 0 ? &match->person : NULL, match->years,
                               match->answers, error))
    return FALSE;
  match_compare (match);
  return TRUE;
}

const TonsureMatch *
match_chosen (const Match *match)
{
  return &match->answers[match->chosen].match;
}

/* Hair as lit in the photo hides dots; in the light of the skin under it. */
static void
match_tell_hair (const Match *match, GimpProcedureConfig *arguments)
{
  const double *hair = match->samples.stubble.hair, *skin = match->samples.stubble.under;

  if (match->samples.stubble.assumed)
    return;
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
  const TonsureMatch *chosen = match_chosen (match);
  double mm_per_px;
  gboolean mark;
  guint n;

  g_object_get (config, "mm-per-px", &mm_per_px, "mark", &mark, NULL);
  g_object_set (arguments, "run-mode", GIMP_RUN_NONINTERACTIVE, "image", match->treat.image,
                "density", chosen->density, "ink", tonsure_inks (&n)[chosen->ink].name, "water",
                chosen->water, "mm-per-px", mm_per_px, "mark", mark, "melanin",
                match->record.treatment.melanin, "blood", match->record.treatment.blood, NULL);
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
