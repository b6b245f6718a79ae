/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a treated picture remembers: see record.h. */
#include "record.h"

#include "tag.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define GROUP "Tonsure picture"

static const char *const source_nicks[] = { "given", "head" };

/* The measured values themselves stand in the treatment. */
static void
measurement_write (GKeyFile *file, const TonsureMeasurement *measurement)
{
  double matte_error[3];

  g_key_file_set_double_list (file, GROUP, "skin-lab", (double *) measurement->lab, 3);
  g_key_file_set_double (file, GROUP, "melanin-error", measurement->melanin.error);
  g_key_file_set_double (file, GROUP, "blood-error", measurement->blood.error);
  g_key_file_set_double (file, GROUP, "blur-error", measurement->blur.error);
  g_key_file_set_double (file, GROUP, "noise-error", measurement->noise.error);
  for (int c = 0; c < 3; c++)
    matte_error[c] = measurement->matte[c].error;
  g_key_file_set_double_list (file, GROUP, "matte-error", matte_error, 3);
  g_key_file_set_double (file, GROUP, "matte-spread-error", measurement->matte_spread.error);
  g_key_file_set_uint64 (file, GROUP, "skin-pixels", measurement->n_pixels);
}

static void
measurement_read (GKeyFile *file, const TonsureTreatment *t, TonsureMeasurement *measurement)
{
  const double matte[3] = { t->matte_red, t->matte_green, t->matte_blue };
  gsize n = 0, n_matte = 0;
  g_autofree double *lab = g_key_file_get_double_list (file, GROUP, "skin-lab", &n, NULL);
  g_autofree double *error =
      g_key_file_get_double_list (file, GROUP, "matte-error", &n_matte, NULL);

  memset (measurement, 0, sizeof *measurement);
  if (n == 3)
    memcpy (measurement->lab, lab, sizeof measurement->lab);
  measurement->melanin.value = t->melanin;
  measurement->blood.value = t->blood;
  measurement->blur.value = t->blur;
  measurement->noise.value = t->noise;
  measurement->sharpness = t->sharpness;
  measurement->melanin.error = g_key_file_get_double (file, GROUP, "melanin-error", NULL);
  measurement->blood.error = g_key_file_get_double (file, GROUP, "blood-error", NULL);
  measurement->blur.error = g_key_file_get_double (file, GROUP, "blur-error", NULL);
  measurement->noise.error = g_key_file_get_double (file, GROUP, "noise-error", NULL);
  for (int c = 0; c < 3; c++)
    measurement->matte[c] = (TonsureEstimate) { matte[c], n_matte == 3 ? error[c] : INFINITY };
  measurement->matte_spread.value = t->matte_spread;
  memcpy (measurement->gloss, (double[]) { t->gloss_red, t->gloss_green, t->gloss_blue },
          sizeof measurement->gloss);
  measurement->matte_spread.error = g_key_file_get_double (file, GROUP, "matte-spread-error", NULL);
  measurement->n_pixels = g_key_file_get_uint64 (file, GROUP, "skin-pixels", NULL);
}

static void
hair_write (GKeyFile *file, const RecordHair *hair)
{
  g_key_file_set_double (file, GROUP, "age", hair->age);
  g_key_file_set_integer (file, GROUP, "ancestry", (int) hair->ancestry);
  g_key_file_set_integer (file, GROUP, "sex", (int) hair->sex);
  if (hair->gray_now >= 0)
    g_key_file_set_double (file, GROUP, "gray-now", hair->gray_now);
  g_key_file_set_boolean (file, GROUP, "loss", hair->loss);
  g_key_file_set_double (file, GROUP, "hair-length", hair->length);
}

static void
hair_read (GKeyFile *file, RecordHair *hair)
{
  int ancestry = g_key_file_get_integer (file, GROUP, "ancestry", NULL);
  int sex = g_key_file_get_integer (file, GROUP, "sex", NULL);

  hair->age = CLAMP (g_key_file_get_double (file, GROUP, "age", NULL), 0, 120);
  hair->ancestry = (TonsureAncestry) CLAMP (ancestry, 0, TONSURE_ANCESTRY_AFRICAN);
  hair->sex = (TonsureSex) CLAMP (sex, 0, TONSURE_SEX_FEMALE);
  hair->gray_now = -1;
  if (g_key_file_has_key (file, GROUP, "gray-now", NULL))
    hair->gray_now = CLAMP (g_key_file_get_double (file, GROUP, "gray-now", NULL), 0, 1);
  hair->loss = g_key_file_get_boolean (file, GROUP, "loss", NULL);
  hair->length = CLAMP (g_key_file_get_double (file, GROUP, "hair-length", NULL), 0, 1000);
}

static char *
record_to_text (const Record *record)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *treatment = tonsure_treatment_to_text (&record->treatment);
  g_autofree char *picture = NULL;

  g_key_file_set_integer (file, GROUP, "width", record->width);
  g_key_file_set_integer (file, GROUP, "height", record->height);
  g_key_file_set_uint64 (file, GROUP, "path", record->path);
  g_key_file_set_string (file, GROUP, "scale-source", source_nicks[record->source]);
  g_key_file_set_boolean (file, GROUP, "even-out", record->even);
  g_key_file_set_boolean (file, GROUP, "measured", record->measured);
  if (record->hair.age > 0)
    hair_write (file, &record->hair);
  if (record->measured)
    measurement_write (file, &record->measurement);
  picture = g_key_file_to_data (file, NULL, NULL);
  return g_strconcat (treatment, "\n", picture, NULL);
}

static gboolean
record_from_text (Record *record, const char *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *source = NULL;
  Record read = { 0 };

  if (!tonsure_treatment_from_text (&read.treatment, text, error)
      || !g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, error))
    return FALSE;
  read.width = g_key_file_get_integer (file, GROUP, "width", NULL);
  read.height = g_key_file_get_integer (file, GROUP, "height", NULL);
  read.path = (guint) g_key_file_get_uint64 (file, GROUP, "path", NULL);
  source = g_key_file_get_string (file, GROUP, "scale-source", NULL);
  /* Earlier versions said "head-breadth". */
  read.source = source != NULL && g_str_has_prefix (source, source_nicks[TONSURE_SCALE_HEAD])
                    ? TONSURE_SCALE_HEAD
                    : TONSURE_SCALE_GIVEN;
  read.even = g_key_file_get_boolean (file, GROUP, "even-out", NULL);
  hair_read (file, &read.hair);
  read.measured = g_key_file_get_boolean (file, GROUP, "measured", NULL);
  if (read.measured)
    measurement_read (file, &read.treatment, &read.measurement);
  if (read.width < 1 || read.height < 1)
    {
      g_set_error_literal (error, TONSURE_ERROR, TONSURE_ERROR_PARSE,
                           _ ("the size of the picture is missing"));
      return FALSE;
    }
  *record = read;
  return TRUE;
}

void
record_attach (const Record *record, GimpLayer *layer)
{
  g_autofree char *text = record_to_text (record);

  tag_attach (GIMP_ITEM (layer), TAG_TREATMENT, text);
}

gboolean
record_read (Record *record, GimpLayer *layer, GError **error)
{
  g_autofree char *text = tag_read (GIMP_ITEM (layer), TAG_TREATMENT);

  if (record_from_text (record, text ? text : "", error))
    return TRUE;
  g_prefix_error (error, _ ("The record of the treatment cannot be read; "
                            "run again with “Start anew”: "));
  return FALSE;
}
