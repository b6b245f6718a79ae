/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The program optics-table, as somebody at a terminal meets it, against the tables. */
#include "crowd.h"
#include "optics-predict.h"
#include "reference-table.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* How far the mean of a lattice may be off: four of 1,296 numbers are off by more than .02, of
 * dense dots of strong ink. */
#define LATTICE_MOST 0.024

/* What a program printed, and whether it was content. */
typedef struct
{
  char *out, *error;
  int status;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->out);
  g_free (answer->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
ask (const char *table, const char *input, Answer *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                            | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                        &error, g_getenv ("OPTICS_TABLE"), table, NULL);

  g_assert_no_error (error);
  g_assert_true (
      g_subprocess_communicate_utf8 (process, input, NULL, &answer->out, &answer->error, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  answer->status = g_subprocess_get_exit_status (process);
}

static void
assert_answers (const char *table, const char *input, const char *output)
{
  g_auto (Answer) answer = { 0 };

  ask (table, input, &answer);
  g_assert_cmpstr (answer.error, ==, "");
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_cmpstr (answer.out, ==, output);
}

/* And prints nothing else. */
static void
assert_refuses (const char *table, const char *input, const char *message)
{
  g_autofree char *expected = g_strconcat ("optics-table: ", message, "\n", NULL);
  g_auto (Answer) answer = { 0 };

  ask (table, input, &answer);
  g_assert_cmpstr (answer.error, ==, expected);
  g_assert_cmpstr (answer.out, ==, "");
  g_assert_cmpint (answer.status, ==, 1);
}

static char *
answer_of (const char *table, const char *input)
{
  g_auto (Answer) answer = { 0 };

  ask (table, input, &answer);
  g_assert_cmpstr (answer.error, ==, "");
  g_assert_cmpint (answer.status, ==, 0);
  return g_steal_pointer (&answer.out);
}

static void
columns_stand_in_any_order (void)
{
  g_autofree char *one = answer_of ("skin", "f_mel,f_blood,S\n0.05,0.01,0.75\n");
  g_autofree char *other = answer_of ("skin", "S,f_blood,f_mel\n0.75,0.01,0.05\n");

  g_assert_cmpstr (one, ==, other);
}

static void
saturation_has_a_default (void)
{
  g_autofree char *given = answer_of ("skin", "f_mel,f_blood,S\n0.05,0.01,0.75\n");
  g_autofree char *less = answer_of ("skin", "f_mel,f_blood,S\n0.05,0.01,0.5\n");

  assert_answers ("skin", "f_mel,f_blood\n0.05,0.01\n", given);
  g_assert_cmpstr (less, !=, given);
}

static void
any_usual_form_of_csv_is_read (void)
{
  static const char *const forms[] = {
    "f_mel,f_blood\r\n0.05,0.01\r\n",
    "f_mel,f_blood\n0.05,0.01",
    "\n\nf_mel,f_blood\n\n   \n0.05,0.01\n\n\n",
    "\"f_mel\",\"f_blood\"\n\"0.05\", \"0.01\" \n",
    " f_mel , f_blood \n 0.05 ,\t0.01\n",
    "\xef\xbb\xbf"
    "f_mel,f_blood\n0.05,0.01\n",
  };
  g_autofree char *plain = answer_of ("skin", "f_mel,f_blood\n0.05,0.01\n");

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    assert_answers ("skin", forms[i], plain);
}

static void
a_header_alone_is_a_table_without_rows (void)
{
  assert_answers ("lattice", "f_mel,f_blood,top_mm,thick_mm,mua_mm,diam_mm,pitch_mm\n",
                  "f_mel,f_blood,top_mm,thick_mm,mua_mm,diam_mm,pitch_mm,coverage,meanT_R,meanT_G,"
                  "meanT_B,L,a,b,dL,da,db\n");
}

static void
predicted_columns_are_refused_by_name (void)
{
  static const char *const columns[][2] = {
    { "skin", "ITA" },        { "skin", "R550" },        { "skin", "sG" },
    { "layer", "dE00" },      { "layer", "ratio_linB" }, { "layer", "R400" },
    { "dot", "r0.00" },       { "dot", "full_layer" },   { "lattice", "coverage" },
    { "lattice", "meanT_G" }, { "lattice", "dL" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *input = g_strdup_printf ("f_mel,f_blood,%s\n.1,.01,0\n", columns[i][1]);
      g_autofree char *message = g_strdup_printf (
          "line 1: the column \"%s\" is predicted: only parameters can be given", columns[i][1]);

      assert_refuses (columns[i][0], input, message);
    }
}

static void
bad_headers_are_refused (void)
{
  assert_refuses ("skin", "", "line 1: there is no header with the names of the columns");
  assert_refuses ("skin", "f_mel,melanin\n",
                  "line 1: the column \"melanin\" is not known to the table skin");
  assert_refuses ("skin", "f_mel,f_blood,what\n0.1,0.01,R\n",
                  "line 1: the column \"what\" is not known to the table skin");
  assert_refuses ("skin", "\nf_mel,f_mel\n", "line 2: the column \"f_mel\" stands there twice");
  assert_refuses ("skin", "f_mel\n0.1\n", "line 1: the column \"f_blood\" is missing");
  assert_refuses ("skin", "0.1,0.01\n",
                  "line 1: the column \"0.1\" is not known to the table skin");
}

static void
bad_values_are_refused_with_line_value_and_range (void)
{
  static const char *const bad[][2] = {
    { "0.7,0.01", "line 2: f_mel is 0.7, which is outside 0 to 0.6" },
    { "-1e-9,0.01", "line 2: f_mel is -1e-09, which is outside 0 to 0.6" },
    { "0.1,nan", "line 2: f_blood is nan, which is outside 0 to 0.1" },
    { "0.1,inf", "line 2: f_blood is inf, which is outside 0 to 0.1" },
    { "0.1,dark", "line 2: f_blood is \"dark\", which is not a number from 0 to 0.1" },
    { "0.1,", "line 2: f_blood is \"\", which is not a number from 0 to 0.1" },
    { "0.1,0.01%", "line 2: f_blood is \"0.01%\", which is not a number from 0 to 0.1" },
    { "0x1p-4,0.01", "line 2: f_mel is \"0x1p-4\", which is not a number from 0 to 0.6" },
    { "0.1,0.01,0.2", "line 2: there are 3 cells under 2 columns" },
    { "0.1", "line 2: there are 1 cells under 2 columns" },
    { "0.1,\"0.01", "line 2: a quote does not end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *input = g_strconcat ("f_mel,f_blood\n", bad[i][0], NULL);

      assert_refuses ("skin", input, bad[i][1]);
    }
}

/* Also where earlier rows are good: no half of a table is printed. */
static void
one_bad_row_refuses_all (void)
{
  assert_refuses ("skin", "f_mel,f_blood\n0.1,0.01\n\n0.1,0.2\n",
                  "line 4: f_blood is 0.2, which is outside 0 to 0.1");
}

static void
ink_outside_the_dermis_is_refused (void)
{
  assert_refuses ("layer", "f_mel,f_blood,ink_mua_cm,ink_thick_um,depth_mm\n.1,.01,200,50,.05\n",
                  "line 2: depth_mm is 0.05, which is outside 0.06 to 5");
  assert_refuses ("layer", "f_mel,f_blood,ink_mua_cm,ink_thick_um,depth_mm\n.1,.01,200,4000,2\n",
                  "line 2: ink_thick_um is 4000, which is outside 0 to 3000");
  assert_refuses ("dot",
                  "f_mel,f_blood,ink_top_mm,ink_thick_mm,ink_mua_mm,disc_diam_mm\n"
                  ".1,.01,4.5,1,20,.3\n",
                  "line 2: ink_thick_mm is 1, which is outside 0 to 0.5");
  assert_refuses ("dot",
                  "f_mel,f_blood,ink_top_mm,ink_thick_mm,ink_mua_mm,disc_diam_mm\n"
                  ".1,.01,.2,.1,20,0\n",
                  "line 2: disc_diam_mm is 0, which is outside 0.001 to 4");
}

/* 4.9 + .1 is 5, but 5 - 4.9 is not quite .1. */
static void
ink_down_to_the_deepest_is_taken (void)
{
  g_autofree char *text = answer_of ("layer", "f_mel,f_blood,ink_mua_cm,ink_thick_um,depth_mm\n"
                                              ".1,.01,200,100,4.9\n");

  g_assert_nonnull (strstr (text, "\n.1,.01,200,100,4.9,"));
}

static void
discs_that_overlap_are_refused (void)
{
  assert_refuses ("lattice",
                  "f_mel,f_blood,top_mm,thick_mm,mua_mm,diam_mm,pitch_mm\n"
                  ".1,.01,.2,.1,20,.3,.25\n",
                  "line 2: pitch_mm is 0.25, which is outside 0.3 to 20");
}

static void
unknown_tables_are_refused (void)
{
  assert_refuses ("hair", "", "There is no table \"hair\". There are: skin layer dot lattice.");
}

/* Each line that begins with @key. */
static char *
lines_with (const char *text, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *result = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], key) != NULL)
      g_string_append_printf (result, "%s\n", lines[i]);
  return g_string_free (result, FALSE);
}

static void
a_dot_is_three_rows_or_the_one_that_is_asked_for (void)
{
  g_autofree char *three =
      answer_of ("dot", "f_mel,f_blood,ink_top_mm,ink_thick_mm,ink_mua_mm,disc_diam_mm\n"
                        "0.05,0.01,0.15,0.1,20,0.3\n");
  g_autofree char *green =
      answer_of ("dot", "what,f_mel,f_blood,ink_top_mm,ink_thick_mm,ink_mua_mm,disc_diam_mm\n"
                        "G,0.05,0.01,0.15,0.1,20,0.3\n");
  g_autofree char *expected = lines_with (three, ",G,");
  g_auto (GStrv) lines = g_strsplit (three, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5); /* the last is empty */
  g_assert_true (g_str_has_prefix (lines[1], "0.05,0.01,0.15,0.1,20,0.3,R,"));
  g_assert_true (g_str_has_prefix (lines[3], "0.05,0.01,0.15,0.1,20,0.3,B,"));
  g_assert_true (g_str_has_suffix (green, expected));
  assert_refuses ("dot",
                  "f_mel,f_blood,ink_top_mm,ink_thick_mm,ink_mua_mm,disc_diam_mm,what\n"
                  "0.05,0.01,0.15,0.1,20,0.3,Y\n",
                  "line 2: what is \"Y\", which is none of R, G and B");
}

/* The first @n columns of a table, as input. */
static char *
parameters_of (ReferenceTable *table, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row <= table->cells->len; row++)
    {
      char **cells = row == 0 ? table->names : g_ptr_array_index (table->cells, row - 1);

      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%s%s", i == 0 ? "" : ",", cells[i]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* What the program makes of the parameters of a table: the same columns and rows. */
static ReferenceTable *
predict (const char *name, ReferenceTable *table, guint parameters)
{
  g_autofree char *input = parameters_of (table, parameters);
  g_autofree char *output = answer_of (name, input);
  ReferenceTable *predicted = reference_table_parse (output);

  g_assert_cmpstrv (predicted->names, table->names);
  g_assert_cmpuint (predicted->cells->len, ==, table->cells->len);
  return predicted;
}

static void
lab_of_row (ReferenceTable *table, guint row, double lab[3])
{
  lab[0] = reference_table_number (table, row, "L");
  lab[1] = reference_table_number (table, row, "a");
  lab[2] = reference_table_number (table, row, "b");
}

static void
colors_agree (const char *name, const char *file, guint parameters)
{
  g_autoptr (ReferenceTable) table = reference_table_read (file);
  g_autoptr (ReferenceTable) predicted = NULL;
  double sum = 0.0, greatest = 0.0;

  predicted = predict (name, table, parameters);
  for (guint row = 0; row < table->cells->len; row++)
    {
      double one[3], other[3], difference;

      lab_of_row (table, row, one);
      lab_of_row (predicted, row, other);
      difference = tonsure_ciede2000 (one, other);
      sum += difference;
      greatest = MAX (greatest, difference);
    }
  g_test_message ("%s: CIEDE2000 mean %.3f, max %.3f", name, sum / table->cells->len, greatest);
  g_assert_cmpfloat (sum / table->cells->len, <=, 0.2);
  g_assert_cmpfloat (greatest, <=, 0.5);
}

/* Every number of the columns from @from to @to (included) is within @most. */
static void
numbers_agree (ReferenceTable *table, ReferenceTable *predicted, const char *from, const char *to,
               double most)
{
  gboolean on = FALSE;
  double greatest = 0.0;

  for (guint i = 0; table->names[i] != NULL; i++)
    {
      on = on || g_str_equal (table->names[i], from);
      for (guint row = 0; on && row < table->cells->len; row++)
        greatest =
            fmax (greatest, fabs (reference_table_number (table, row, table->names[i])
                                  - reference_table_number (predicted, row, table->names[i])));
      on = on && !g_str_equal (table->names[i], to);
    }
  g_test_message ("%s to %s: max %.4f", from, to, greatest);
  g_assert_cmpfloat (greatest, <=, most);
}

static void
the_table_of_skin_agrees (void)
{
  colors_agree ("skin", "bare_skin_ad.csv", 3);
}

static void
the_table_of_layers_agrees (void)
{
  colors_agree ("layer", "ink_layer_ad.csv", 5);
}

/* All other columns, held to what rounding and the number of directions explain. */
static void
each_column_of_skin_and_layers_agrees (void)
{
  g_autoptr (ReferenceTable) skin = reference_table_read ("bare_skin_ad.csv");
  g_autoptr (ReferenceTable) layer = reference_table_read ("ink_layer_ad.csv");
  g_autoptr (ReferenceTable) skin_too = NULL, layer_too = NULL;

  skin_too = predict ("skin", skin, 3);
  numbers_agree (skin, skin_too, "ITA", "ITA", 0.3);
  numbers_agree (skin, skin_too, "sR", "sB", 1.0);
  numbers_agree (skin, skin_too, "R400", "R700", 6e-4);
  layer_too = predict ("layer", layer, 5);
  numbers_agree (layer, layer_too, "dL", "dE00", 0.1);
  numbers_agree (layer, layer_too, "ratio_linR", "ratio_linB", 0.003);
  numbers_agree (layer, layer_too, "sR", "sB", 1.0);
  numbers_agree (layer, layer_too, "R400", "R700", 6e-4);
}

static void
the_table_of_lattices_agrees (void)
{
  g_autoptr (ReferenceTable) table = reference_table_read ("lattice_mean_rgb.csv");
  g_autoptr (ReferenceTable) predicted = NULL;

  predicted = predict ("lattice", table, 7);
  numbers_agree (table, predicted, "coverage", "coverage", 0.0011);
  numbers_agree (table, predicted, "meanT_R", "meanT_B", LATTICE_MOST);
}

/* Columns of T in the table of dots; the first is at the center. */
static const double radii[] = {
  0.00, 0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.22, 0.26,
  0.30, 0.36, 0.42, 0.50, 0.60, 0.75, 1.00, 1.50, 2.50,
};
#define LAST (G_N_ELEMENTS (radii) - 1)
#define TAIL 0.22 /* mm: from here on the loss is a power of the distance in between */

/* What a dot of the table takes at any distance. Beyond the last column it falls as r^-3. */
static double
loss_at (const double *loss, double r)
{
  guint i = 0;

  if (r >= radii[LAST])
    return loss[LAST] * pow (radii[LAST] / r, 3.0);
  while (r >= radii[i + 1])
    i++;
  if (radii[i] >= TAIL && loss[i] > 0.0 && loss[i + 1] > 0.0)
    return loss[i]
           * pow (loss[i + 1] / loss[i], log (r / radii[i]) / log (radii[i + 1] / radii[i]));
  return loss[i] + (r - radii[i]) / (radii[i + 1] - radii[i]) * (loss[i + 1] - loss[i]);
}

/* The row of red of the dot that a lattice is made of, or -1. */
static int
dot_of_lattice (ReferenceTable *dots, ReferenceTable *lattices, guint lattice)
{
  static const char *const names[][2] = {
    { "f_mel", "f_mel" },           { "f_blood", "f_blood" },   { "top_mm", "ink_top_mm" },
    { "thick_mm", "ink_thick_mm" }, { "mua_mm", "ink_mua_mm" }, { "diam_mm", "disc_diam_mm" },
  };

  for (guint row = 0; row < dots->cells->len; row += 3)
    {
      gboolean same = TRUE;

      for (guint i = 0; same && i < G_N_ELEMENTS (names); i++)
        same = reference_table_number (lattices, lattice, names[i][0])
               == reference_table_number (dots, row, names[i][1]);
      if (same)
        return (int) row;
    }
  return -1;
}

/* T and the share of one channel of a dot. */
static void
curve_of_dot (ReferenceTable *dots, guint row, int channel, double (*curve)[3], double *share)
{
  double loss[LAST + 1], mass = 0.0;
  double diameter = reference_table_number (dots, row, "disc_diam_mm");

  for (guint i = 0; i <= LAST; i++)
    {
      g_autofree char *name = g_strdup_printf ("r%.2f", radii[i]);

      loss[i] = 1.0 - reference_table_number (dots, row + channel, name);
    }
  for (int i = 0; i < OPTICS_CURVE_SAMPLES; i++)
    {
      double r = i * OPTICS_CURVE_STEP, here = loss_at (loss, r);

      curve[i][channel] = 1.0 - here;
      mass += 2.0 * G_PI * r * OPTICS_CURVE_STEP * here;
    }
  *share = tonsure_crowd_share (mass, 0.25 * G_PI * diameter * diameter,
                                reference_table_number (dots, row + channel, "full_layer"));
}

/* Of all light, the specular part included, when @light is left of the rest. */
static void
include_specular (ReferenceTable *table, guint row, double light[3])
{
  TonsureSkin skin = { reference_table_number (table, row, "f_mel"),
                       reference_table_number (table, row, "f_blood"), 0.75, 0.02 };
  double bare[TONSURE_BANDS];
  OpticsColor color;

  g_assert_true (optics_layer (&skin, NULL, bare, NULL, NULL));
  optics_color_of_spectrum (bare, &color);
  for (int channel = 0; channel < 3; channel++)
    light[channel] = 1.0 - (1.0 - light[channel]) * (1.0 - TONSURE_SPECULAR / color.rgb[channel]);
}

/* How dots combine, apart from what single dots look like: those are the table's. */
static void
dots_of_the_table_combine_to_its_lattices (void)
{
  g_autoptr (ReferenceTable) dots = reference_table_read ("dot_profiles_rgb.csv");
  g_autoptr (ReferenceTable) lattices = reference_table_read ("lattice_mean_rgb.csv");
  g_autofree double (*curve)[3] = g_malloc0_n (OPTICS_CURVE_SAMPLES, sizeof *curve);
  static const char *const names[] = { "meanT_R", "meanT_G", "meanT_B" };
  double greatest = 0.0, squares[3] = { 0.0 };
  guint n = 0;

  for (guint row = 0; row < lattices->cells->len; row++)
    {
      int dot = dot_of_lattice (dots, lattices, row);
      double share[3], mean[3];

      if (dot < 0)
        continue;
      for (int channel = 0; channel < 3; channel++)
        curve_of_dot (dots, (guint) dot, channel, curve, &share[channel]);
      optics_lattice_mean (curve, reference_table_number (lattices, row, "pitch_mm"), share, mean);
      include_specular (lattices, row, mean);
      for (int channel = 0; channel < 3; channel++)
        {
          double error =
              fabs (mean[channel] - reference_table_number (lattices, row, names[channel]));

          greatest = fmax (greatest, error);
          squares[channel] += error * error;
        }
      n++;
    }
  g_assert_cmpuint (n, >=, 100);
  g_test_message ("%u lattices: max %.4f, rms %.4f, %.4f, %.4f", n, greatest, sqrt (squares[0] / n),
                  sqrt (squares[1] / n), sqrt (squares[2] / n));
  g_assert_cmpfloat (greatest, <=, 0.02);
}

/* Dots that each take A exp (-r² / 2s²) of the optical density and overlap widely add up
 * to the same everywhere: exp (-A 2π s² / p²). */
static void
wide_dots_of_a_lattice_add_up_to_a_tone (void)
{
  g_autofree double (*dot)[3] = g_malloc0_n (OPTICS_CURVE_SAMPLES, sizeof *dot);
  const double amount[3] = { 0.3, 0.1, 0.02 }, s = 0.4, pitch = 0.45;
  const double all[3] = { 1.0, 1.0, 1.0 };
  double mean[3];

  for (int i = 0; i < OPTICS_CURVE_SAMPLES; i++)
    for (int channel = 0; channel < 3; channel++)
      {
        double r = i * OPTICS_CURVE_STEP / s;

        dot[i][channel] = exp (-amount[channel] * exp (-0.5 * r * r));
      }
  optics_lattice_mean (dot, pitch, all, mean);
  for (int channel = 0; channel < 3; channel++)
    g_assert_cmpfloat_with_epsilon (
        mean[channel], exp (-amount[channel] * 2.0 * G_PI * s * s / (pitch * pitch)), 1e-4);
}

/* Dots out of each other's reach take what each takes alone: 1 - π R² / 3 p² of a cone. */
static void
single_dots_of_a_lattice_take_what_they_take_alone (void)
{
  g_autofree double (*dot)[3] = g_malloc0_n (OPTICS_CURVE_SAMPLES, sizeof *dot);
  const double share[3] = { 0.5, 0.8, 1.0 }; /* does not matter, as only one dot takes light */
  double mean[3];

  for (int i = 0; i < OPTICS_CURVE_SAMPLES; i++)
    for (int channel = 0; channel < 3; channel++)
      dot[i][channel] = 1.0 - (channel + 1) / 3.0 * fmax (0.0, 1.0 - i * OPTICS_CURVE_STEP / 0.3);
  optics_lattice_mean (dot, 0.7, share, mean);
  for (int channel = 0; channel < 3; channel++)
    g_assert_cmpfloat_with_epsilon (
        mean[channel], 1.0 - (channel + 1) / 3.0 * G_PI * 0.3 * 0.3 / (3.0 * 0.7 * 0.7), 2e-4);
}

#define ADD(sentence, function) g_test_add_func ("/programs/optics-table/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("columns stand in any order", columns_stand_in_any_order);
  ADD ("saturation has a default", saturation_has_a_default);
  ADD ("any usual form of CSV is read", any_usual_form_of_csv_is_read);
  ADD ("a header alone is a table without rows", a_header_alone_is_a_table_without_rows);
  ADD ("predicted columns are refused by name", predicted_columns_are_refused_by_name);
  ADD ("bad headers are refused", bad_headers_are_refused);
  ADD ("bad values are refused with line, value and range",
       bad_values_are_refused_with_line_value_and_range);
  ADD ("one bad row refuses all", one_bad_row_refuses_all);
  ADD ("ink outside the dermis is refused", ink_outside_the_dermis_is_refused);
  ADD ("ink down to the deepest is taken", ink_down_to_the_deepest_is_taken);
  ADD ("discs that overlap are refused", discs_that_overlap_are_refused);
  ADD ("unknown tables are refused", unknown_tables_are_refused);
  ADD ("a dot is three rows, or the one that is asked for",
       a_dot_is_three_rows_or_the_one_that_is_asked_for);
  ADD ("the table of skin agrees", the_table_of_skin_agrees);
  ADD ("the table of layers agrees", the_table_of_layers_agrees);
  ADD ("each column of skin and layers agrees", each_column_of_skin_and_layers_agrees);
  ADD ("the table of lattices agrees", the_table_of_lattices_agrees);
  ADD ("dots of the table combine to its lattices", dots_of_the_table_combine_to_its_lattices);
  ADD ("wide dots of a lattice add up to a tone", wide_dots_of_a_lattice_add_up_to_a_tone);
  ADD ("single dots of a lattice take what they take alone",
       single_dots_of_a_lattice_take_what_they_take_alone);
  return g_test_run ();
}
