/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Predicts tables of reference optics from their parameters, so that anyone can compare.
 *
 * Reads rows of parameters as CSV and prints them with the predicted columns added, under
 * the names and by the conventions of the tables, which are not those of the product:
 * blood has a saturation of .75, ink is gray. In skin and layer, blood is not packed in
 * vessels and the specular part of the light is included. In dot and lattice vessels are
 * 20 µm wide; a dot is the ratio of the diffuse light, a lattice that of all light.
 */
#include "optics-input.h"
#include "optics-predict.h"
#include "say.h"

#include <errno.h>
#include <stdlib.h>

#define SATURATION 0.75
#define VESSELS 0.02 /* mm, of dots and lattices */

#define SPECTRUM                                                                                   \
  "R400", "R410", "R420", "R430", "R440", "R450", "R460", "R470", "R480", "R490", "R500", "R510",  \
      "R520", "R530", "R540", "R550", "R560", "R570", "R580", "R590", "R600", "R610", "R620",      \
      "R630", "R640", "R650", "R660", "R670", "R680", "R690", "R700"

static const char *const skin_columns[] = {
  "L", "a", "b", "ITA", "sR", "sG", "sB", SPECTRUM, NULL
};

static const char *const layer_columns[] = {
  "L",          "a",          "b",  "dL", "da", "db",     "dE00", "ratio_linR",
  "ratio_linG", "ratio_linB", "sR", "sG", "sB", SPECTRUM, NULL,
};

/* T at distances from the center, mm. */
static const double radii[] = {
  0.00, 0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.22, 0.26,
  0.30, 0.36, 0.42, 0.50, 0.60, 0.75, 1.00, 1.50, 2.50,
};
#define RADII G_N_ELEMENTS (radii)

static const char *const dot_columns[] = {
  "r0.00", "r0.03", "r0.06", "r0.09", "r0.12", "r0.15", "r0.18", "r0.22", "r0.26",      "r0.30",
  "r0.36", "r0.42", "r0.50", "r0.60", "r0.75", "r1.00", "r1.50", "r2.50", "full_layer", NULL,
};

static const char *const lattice_columns[] = { "coverage", "meanT_R", "meanT_G", "meanT_B",
                                               "L",        "a",       "b",       "dL",
                                               "da",       "db",      NULL };

#define MELANIN { "f_mel", 0.0, 0.6, NULL }
#define BLOOD { "f_blood", 0.0, 0.1, NULL }

/* The parameters, and the order that the predictions below rely on. */
static const OpticsTable tables[] = {
  { .name = "skin",
    .n = 3,
    .parameter = { MELANIN, BLOOD, { "S", 0.0, 1.0, "0.75" } },
    .predicted = skin_columns,
    .top = -1,
    .thickness = -1,
    .diameter = -1,
    .pitch = -1 },
  { .name = "layer",
    .n = 5,
    .parameter = { MELANIN,
                   BLOOD,
                   { "ink_mua_cm", 0.0, 1e5, NULL },
                   { "ink_thick_um", 0.0, 1e3 * TONSURE_DEEPEST, NULL },
                   { "depth_mm", TONSURE_EPIDERMIS, TONSURE_DEEPEST, NULL } },
    .predicted = layer_columns,
    .top = 4,
    .thickness = 3,
    .thicknesses = 1000.0,
    .diameter = -1,
    .pitch = -1 },
  { .name = "dot",
    .n = 6,
    .parameter = { MELANIN,
                   BLOOD,
                   { "ink_top_mm", TONSURE_EPIDERMIS, TONSURE_DEEPEST, NULL },
                   { "ink_thick_mm", 0.0, TONSURE_DEEPEST, NULL },
                   { "ink_mua_mm", 0.0, 1e4, NULL },
                   { "disc_diam_mm", 0.001, 4.0, NULL } },
    .predicted = dot_columns,
    .three_rows = TRUE,
    .top = 2,
    .thickness = 3,
    .thicknesses = 1.0,
    .diameter = -1,
    .pitch = -1 },
  { .name = "lattice",
    .n = 7,
    .parameter = { MELANIN,
                   BLOOD,
                   { "top_mm", TONSURE_EPIDERMIS, TONSURE_DEEPEST, NULL },
                   { "thick_mm", 0.0, TONSURE_DEEPEST, NULL },
                   { "mua_mm", 0.0, 1e4, NULL },
                   { "diam_mm", 0.001, 4.0, NULL },
                   { "pitch_mm", 0.0, 20.0, NULL } },
    .predicted = lattice_columns,
    .top = 2,
    .thickness = 3,
    .thicknesses = 1.0,
    .diameter = 5,
    .pitch = 6 },
};

static void
print_parameters (const OpticsTable *table, const OpticsRow *row, GString *out)
{
  for (guint i = 0; i < table->n; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? "" : ",", row->text[i]);
}

static void
print_each (const char *format, const double *values, guint n, GString *out)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, ",%s", g_ascii_formatd (text, sizeof text, format, values[i]));
}

static void
print_codes (const OpticsColor *color, GString *out)
{
  for (int channel = 0; channel < 3; channel++)
    g_string_append_printf (out, ",%d", optics_code (color->rgb[channel]));
}

static void
gray_ink (double absorption, double top, double thickness, TonsureInkLayer *ink)
{
  ink->top = top;
  ink->thickness = thickness;
  for (int band = 0; band < TONSURE_BANDS; band++)
    ink->absorption[band] = absorption;
}

static gboolean
predict_skin (const OpticsTable *table, const OpticsRow *row, GString *out, GError **error)
{
  TonsureSkin skin = { row->value[0], row->value[1], row->value[2], 0.0 };
  double bare[TONSURE_BANDS], angle;
  OpticsColor color;

  if (!optics_layer (&skin, NULL, bare, NULL, error))
    return FALSE;
  optics_color_of_spectrum (bare, &color);
  angle = optics_typology_angle (color.lab);
  print_parameters (table, row, out);
  print_each ("%.2f", color.lab, 3, out);
  print_each ("%.1f", &angle, 1, out);
  print_codes (&color, out);
  print_each ("%.4f", bare, TONSURE_BANDS, out);
  g_string_append_c (out, '\n');
  return TRUE;
}

static gboolean
predict_layer (const OpticsTable *table, const OpticsRow *row, GString *out, GError **error)
{
  TonsureSkin skin = { row->value[0], row->value[1], SATURATION, 0.0 };
  double bare[TONSURE_BANDS], inked[TONSURE_BANDS], shift[4], ratio[3];
  OpticsColor before, after;
  TonsureInkLayer ink;

  gray_ink (row->value[2], row->value[4], 1e-3 * row->value[3], &ink);
  if (!optics_layer (&skin, &ink, bare, inked, error))
    return FALSE;
  optics_color_of_spectrum (bare, &before);
  optics_color_of_spectrum (inked, &after);
  for (int i = 0; i < 3; i++)
    {
      shift[i] = after.lab[i] - before.lab[i];
      ratio[i] = after.rgb[i] / before.rgb[i];
    }
  shift[3] = tonsure_ciede2000 (before.lab, after.lab);
  print_parameters (table, row, out);
  print_each ("%.2f", after.lab, 3, out);
  print_each ("%.2f", shift, 4, out);
  print_each ("%.4f", ratio, 3, out);
  print_codes (&after, out);
  print_each ("%.4f", inked, TONSURE_BANDS, out);
  g_string_append_c (out, '\n');
  return TRUE;
}

static gboolean
predict_dot (const OpticsTable *table, const OpticsRow *row, GString *out, GError **error)
{
  TonsureSkin skin = { row->value[0], row->value[1], SATURATION, VESSELS };
  double transmittance[RADII][3], full[3];
  TonsureInkLayer ink;

  gray_ink (10.0 * row->value[4], row->value[2], row->value[3], &ink);
  if (!optics_dot (&skin, &ink, row->value[5], radii, RADII, transmittance, full, error))
    return FALSE;
  for (int channel = 0; channel < 3; channel++)
    {
      if (row->channel >= 0 && channel != row->channel)
        continue;
      print_parameters (table, row, out);
      g_string_append_printf (out, ",%c", "RGB"[channel]);
      for (guint i = 0; i < RADII; i++)
        print_each ("%.4f", &transmittance[i][channel], 1, out);
      print_each ("%.4f", &full[channel], 1, out);
      g_string_append_c (out, '\n');
    }
  return TRUE;
}

static gboolean
predict_lattice (const OpticsTable *table, const OpticsRow *row, GString *out, GError **error)
{
  TonsureSkin skin = { row->value[0], row->value[1], SATURATION, VESSELS };
  double mean[3], shift[3], share = row->value[5] / row->value[6];
  double coverage = 0.25 * G_PI * share * share;
  OpticsColor bare, inked;
  TonsureInkLayer ink;

  gray_ink (10.0 * row->value[4], row->value[2], row->value[3], &ink);
  if (!optics_lattice (&skin, &ink, row->value[5], row->value[6], mean, &bare, &inked, error))
    return FALSE;
  for (int i = 0; i < 3; i++)
    shift[i] = inked.lab[i] - bare.lab[i];
  print_parameters (table, row, out);
  print_each ("%.3f", &coverage, 1, out);
  print_each ("%.4f", mean, 3, out);
  print_each ("%.2f", inked.lab, 3, out);
  print_each ("%.2f", shift, 3, out);
  g_string_append_c (out, '\n');
  return TRUE;
}

typedef gboolean (*Predict) (const OpticsTable *table, const OpticsRow *row, GString *out,
                             GError **error);

static const Predict predictions[] = { predict_skin, predict_layer, predict_dot, predict_lattice };

static void
print_header (const OpticsTable *table, GString *out)
{
  for (guint i = 0; i < table->n; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? "" : ",", table->parameter[i].name);
  if (table->three_rows)
    g_string_append (out, ",what");
  for (guint i = 0; table->predicted[i] != NULL; i++)
    g_string_append_printf (out, ",%s", table->predicted[i]);
  g_string_append_c (out, '\n');
}

/* Rows are predicted before any is printed: where one cannot be, nothing is. */
static gboolean
predict_all (const OpticsTable *table, Predict predict, GString *out, GError **error)
{
  g_autoptr (GPtrArray) rows = optics_input_read (stdin, table, error);

  if (rows == NULL)
    return FALSE;
  print_header (table, out);
  for (guint i = 0; i < rows->len; i++)
    {
      const OpticsRow *row = g_ptr_array_index (rows, i);

      if (!predict (table, row, out, error))
        {
          g_prefix_error (error, "line %u: ", row->line);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
print (const GString *out, GError **error)
{
  if (fwrite (out->str, 1, out->len, stdout) == out->len && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "Cannot write the table: %s",
               g_strerror (errno));
  return FALSE;
}

static gboolean
run (const char *name, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (name, tables[i].name))
      return predict_all (&tables[i], predictions[i], out, error) && print (out, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "There is no table \"%s\". There are: skin layer dot lattice.", name);
  return FALSE;
}

static gboolean
parse (int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context =
      g_option_context_new ("(skin|layer|dot|lattice) < PARAMETERS > TABLE");

  g_option_context_set_summary (context,
                                "Prints rows of parameters with what the library predicts.");
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc == 2)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "One table is needed: skin, layer, dot or lattice");
  return FALSE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (parse (&argc, &argv, &error) && run (argv[1], &error))
    return EXIT_SUCCESS;
  say_error ("optics-table", error);
  return EXIT_FAILURE;
}
