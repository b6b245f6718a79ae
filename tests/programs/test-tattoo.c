/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * One real tattoo, on its first day and after 83 days, against ageing.h: how soft its edges are,
 * how wide its bars, how dark.
 *
 * The tattoo (TaranVH, How-tattoos-age, CC0) holds groups of three parallel bars as wide as the
 * gaps between them; that skin stretches is left out. On the first day the drawing lies beside the
 * leg on paper: its edges show the blur of the camera. Three months later there is no paper; the
 * camera is the same, and so is its blur in pixels taken to be.
 *
 * What was measured in the photos is tattoo-bars.csv; where the photos are at hand, they are
 * measured again.
 *
 * It is one tattoo, deep in a leg: an order of magnitude. Its softening is one of two things that
 * the speed of healing in ageing.h was chosen by, so that it lies within the range is no
 * proof. What the years do after that was not chosen by it.
 */
#include "ageing.h"
#include "bars.h"
#include "reference-table.h"

#include <gegl.h>
#include <math.h>

#define DAYS 83.0
#define DEPTH 0.7        /* mm, of the bulk of the pigment of a body tattoo */
#define CAMERA_ERROR 0.3 /* px: how far the blur of the two photos may differ */
#define WIDTH_TO_SIGMA 2.35482

static const Bars on_paper[] = {
  { "3 mm",
    3,
    { { 1126, 2908, 1006, 2892 }, { 1121, 2963, 999, 2947 }, { 1116, 3016, 992, 3000 } } },
  { "2 mm",
    2,
    { { 1261, 2926, 1179, 2913 }, { 1258, 2967, 1176, 2955 }, { 1255, 3001, 1173, 2986 } } },
};

static const Bars on_first_day[] = {
  { "4 mm along",
    4,
    { { 872, 1320, 719, 1298 }, { 863, 1383, 714, 1361 }, { 852, 1442, 704, 1424 } } },
  { "3 mm along",
    3,
    { { 1036, 1347, 930, 1330 }, { 1033, 1390, 926, 1373 }, { 1030, 1432, 922, 1417 } } },
  { "2 mm along",
    2,
    { { 1150, 1363, 1081, 1353 }, { 1149, 1390, 1078, 1380 }, { 1146, 1418, 1076, 1408 } } },
  { "4 mm across",
    4,
    { { 825, 1520, 791, 1647 }, { 763, 1517, 728, 1643 }, { 709, 1507, 671, 1635 } } },
  { "3 mm across",
    3,
    { { 1005, 1491, 981, 1590 }, { 963, 1489, 945, 1588 }, { 919, 1483, 899, 1584 } } },
  { "2 mm across",
    2,
    { { 1136, 1457, 1124, 1532 }, { 1107, 1454, 1094, 1529 }, { 1076, 1450, 1062, 1525 } } },
};

static const Bars after_months[] = {
  { "4 mm along",
    4,
    { { 1025, 273, 1007, 590 }, { 1142, 275, 1116, 590 }, { 1244, 272, 1212, 592 } } },
  { "3 mm along",
    3,
    { { 1061, 720, 1046, 940 }, { 1135, 718, 1116, 932 }, { 1202, 712, 1180, 928 } } },
  { "2 mm along",
    2,
    { { 1095, 1022, 1083, 1168 }, { 1133, 1018, 1122, 1163 }, { 1175, 1017, 1164, 1158 } } },
  { "4 mm across", 4, { { 543, 322, 855, 316 }, { 543, 443, 845, 440 }, { 543, 566, 845, 561 } } },
  { "3 mm across", 3, { { 718, 751, 935, 740 }, { 718, 838, 935, 829 }, { 718, 926, 935, 917 } } },
  { "2 mm across",
    2,
    { { 885, 1047, 1023, 1043 }, { 882, 1105, 1023, 1100 }, { 882, 1164, 1022, 1159 } } },
};

/* A photo, and the bars in it. */
typedef struct
{
  const char *name, *file;
  const Bars *bars;
  guint n;
} Series;

static const Series series[] = {
  { "paper", "tattoo_2021-09-18_fresh.jpg", on_paper, G_N_ELEMENTS (on_paper) },
  { "fresh", "tattoo_2021-09-18_fresh.jpg", on_first_day, G_N_ELEMENTS (on_first_day) },
  { "healed", "tattoo_2021-12-10_healed.jpg", after_months, G_N_ELEMENTS (after_months) },
};

enum
{
  PAPER,
  FRESH,
  HEALED,
};

/* The row of a group of bars. */
static BarsLook
read_look (ReferenceTable *table, const Series *of, const Bars *bars)
{
  for (guint row = 0; row < table->cells->len; row++)
    if (g_str_equal (reference_table_text (table, row, "photo"), of->name)
        && g_str_equal (reference_table_text (table, row, "group"), bars->name))
      {
        g_assert_cmpfloat (reference_table_number (table, row, "bar_mm"), ==, bars->bar);
        return (BarsLook) { reference_table_number (table, row, "px_per_mm"),
                            reference_table_number (table, row, "width_mm"),
                            reference_table_number (table, row, "blur_mm"),
                            reference_table_number (table, row, "density") };
      }
  g_error ("no %s, %s in the table", of->name, bars->name);
}

typedef struct
{
  double mean, error;
} Estimate;

/* Mean over the groups, and its standard error from their spread. */
static Estimate
over_groups (const double *values, guint n)
{
  double sum = 0.0, square = 0.0;

  for (guint i = 0; i < n; i++)
    sum += values[i] / n;
  for (guint i = 0; i < n; i++)
    square += (values[i] - sum) * (values[i] - sum);
  return (Estimate) { sum, sqrt (square / (n - 1) / n) };
}

/* Of the square root of the difference of the squares of two estimates. */
static Estimate
beyond (Estimate wide, Estimate narrow)
{
  double square = wide.mean * wide.mean - narrow.mean * narrow.mean;
  double error = 2.0 * hypot (wide.mean * wide.error, narrow.mean * narrow.error);
  double root = sqrt (MAX (square, 0.0));

  return (Estimate) { root, root > 0.0 ? error / (2.0 * root) : sqrt (error) };
}

typedef struct
{
  Estimate blur;    /* mm, without that of the camera */
  Estimate density; /* -ln of light */
  double wider;     /* mm, than drawn */
  double wider_error;
} Look;

/* The camera's blur in px, from the paper. */
static Look
look_at (ReferenceTable *table, const Series *of, double camera)
{
  const Bars *bars = of->bars;
  const guint n = of->n;
  double blur[8], density[8], wider[8], pixel = 0.0;
  Estimate width;
  Look look;

  for (guint i = 0; i < n; i++)
    {
      BarsLook group = read_look (table, of, &bars[i]);

      blur[i] = group.blur;
      density[i] = group.density;
      wider[i] = group.width - bars[i].bar;
      pixel += 1.0 / group.scale / n;
    }
  look.blur = beyond (over_groups (blur, n), (Estimate) { camera * pixel, CAMERA_ERROR * pixel });
  look.density = over_groups (density, n);
  width = over_groups (wider, n);
  look.wider = width.mean;
  look.wider_error = width.error;
  g_test_message ("%s: blur without the camera %.3f ± %.3f mm, density %.2f ± %.2f, wider than "
                  "drawn by %.2f ± %.2f mm",
                  of->name, look.blur.mean, look.blur.error, look.density.mean, look.density.error,
                  look.wider, look.wider_error);
  return look;
}

/* %NULL, and the test skipped, where the photo is not there. */
static Photo *
tattoo (const char *name)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", "photos", name, NULL);
  g_autoptr (GError) error = NULL;
  Photo *photo;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no ../shared/photos beside the checkout");
      return NULL;
    }
  photo = photo_load (path, &error);
  g_assert_no_error (error);
  return photo;
}

static double
camera_blur (ReferenceTable *table)
{
  double sum = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (on_paper); i++)
    {
      BarsLook group = read_look (table, &series[PAPER], &on_paper[i]);

      g_test_message ("paper, %s: bars of %.2f mm, blur %.2f px", on_paper[i].name, group.width,
                      group.blur * group.scale);
      g_assert_cmpfloat_with_epsilon (group.width, on_paper[i].bar, 0.06);
      sum += group.blur * group.scale / G_N_ELEMENTS (on_paper);
    }
  return sum;
}

/* Standard deviation of what spreads an edge, mm, from the session to years after healing. */
static double
spread (double years, double quantile)
{
  TonsureAgeing ageing;
  TonsureAged aged;

  tonsure_ageing_init (&ageing);
  tonsure_aged (&ageing, DEPTH, years, quantile, &aged);
  return sqrt (tonsure_ageing_settling (&ageing, DEPTH, quantile) + aged.spread) / WIDTH_TO_SIGMA;
}

/* Pigment that is left of what was brought in. */
static double
kept (double years, double quantile)
{
  TonsureAgeing ageing;
  TonsureFresh fresh;
  TonsureAged aged;

  tonsure_ageing_init (&ageing);
  tonsure_fresh (TONSURE_HEALED_DAYS, quantile, &fresh);
  tonsure_aged (&ageing, DEPTH, years, quantile, &aged);
  return fresh.uptake * aged.carbon;
}

static void
predict (const Look *first, double years)
{
  double blur[2], density[2];

  for (int end = 0; end < 2; end++)
    {
      double quantile = end == 0 ? 0.1 : 0.9;

      blur[end] = hypot (first->blur.mean, spread (years, quantile));
      density[end] = first->density.mean * kept (years, quantile);
    }
  g_test_message ("%.2f years after healing: blur %.2f to %.2f mm, density %.2f to %.2f", years,
                  blur[0], blur[1], density[1], density[0]);
}

static void
the_range_holds_what_three_months_did_to_a_tattoo (void)
{
  g_autoptr (ReferenceTable) table = reference_table_read ("tattoo-bars.csv");
  const double years = (DAYS - TONSURE_HEALED_DAYS) / 365.25;
  Estimate softer;
  Look first, later;
  double camera;

  camera = camera_blur (table);
  first = look_at (table, &series[FRESH], camera);
  later = look_at (table, &series[HEALED], camera);
  softer = beyond (later.blur, first.blur);
  g_test_message ("edges softer by %.3f ± %.3f mm, range %.3f to %.3f", softer.mean, softer.error,
                  spread (years, 0.1), spread (years, 0.9));
  g_test_message ("density left %.2f ± %.2f, range of the pigment %.2f to %.2f",
                  later.density.mean / first.density.mean,
                  hypot (later.density.error, first.density.error) / first.density.mean,
                  kept (years, 0.9), kept (years, 0.1));
  for (int year = 0; year <= 3; year++)
    predict (&first, year == 0 ? years : year);

  g_assert_cmpfloat (softer.mean, >, spread (years, 0.1));
  g_assert_cmpfloat (softer.mean, <, spread (years, 0.9));
  g_assert_cmpfloat (later.density.mean, >, kept (years, 0.9) * first.density.mean);
  g_assert_cmpfloat (later.density.mean, <, kept (years, 0.1) * first.density.mean);
  /* A mark is widest when it is fresh. */
  g_assert_cmpfloat (later.wider, <, first.wider);
}

/* The table has four digits; decoders of JPEG differ in the last bit of a pixel. */
static void
the_photos_measure_as_the_table_says (void)
{
  g_autoptr (ReferenceTable) table = reference_table_read ("tattoo-bars.csv");

  for (guint k = 0; k < G_N_ELEMENTS (series); k++)
    {
      g_autoptr (Photo) photo = tattoo (series[k].file);

      if (photo == NULL)
        return;
      for (guint i = 0; i < series[k].n; i++)
        {
          const Bars *bars = &series[k].bars[i];
          BarsLook found = bars_measure (photo, bars), told;

          g_test_message ("%s,%s,%g,%.4f,%.4f,%.4f,%.4f", series[k].name, bars->name, bars->bar,
                          found.scale, found.width, found.blur, found.density);
          told = read_look (table, &series[k], bars);
          g_assert_cmpfloat_with_epsilon (found.scale, told.scale, 0.02);
          g_assert_cmpfloat_with_epsilon (found.width, told.width, 0.005);
          g_assert_cmpfloat_with_epsilon (found.blur, told.blur, 0.005);
          g_assert_cmpfloat_with_epsilon (found.density, told.density, 0.005);
        }
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  gegl_init (NULL, NULL);
  g_test_add_func ("/tattoo/the range holds what three months did to a tattoo",
                   the_range_holds_what_three_months_did_to_a_tattoo);
  g_test_add_func ("/tattoo/the photos measure as the table says",
                   the_photos_measure_as_the_table_says);
  status = g_test_run ();
  gegl_exit ();
  return status;
}
