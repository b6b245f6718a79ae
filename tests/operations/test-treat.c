/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* tonsure:treat: what no dot reaches stays as it is, bit for bit; the rest is the photo times
 * the transmittance, whatever the format and the space of the photo. */
#include "graph.h"

#include <math.h>
#include <string.h>

static const Babl *
rgba (void)
{
  return babl_format ("RGBA float");
}

static const double matte[3] = { 0.5, 0.32, 0.24 };

static void
know_the_matte_color (GeglNode *node, double spread)
{
  gegl_node_set (node, "matte-red", matte[0], "matte-green", matte[1], "matte-blue", matte[2],
                 "matte-spread", spread, NULL);
}

static gboolean
is_beyond_reach (int x, int y, int reach)
{
  return x < painted.x - reach || x >= painted.x + painted.width + reach || y < painted.y - reach
         || y >= painted.y + painted.height + reach;
}

/* Compares a photo with itself treated: bytes in its own format. */
static void
check_untouched (const char *name, const Babl *space)
{
  const Babl *format = babl_format_with_space (name, space);
  gsize size = babl_format_get_bytes_per_pixel (format), n_changed = 0;
  g_autoptr (GeglBuffer) photo = random_photo (format);
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  g_autofree char *before = g_malloc (size * WIDTH * HEIGHT);
  int reach = default_reach ();
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);

  know_the_matte_color (node, 0.1);
  g_autofree char *after = draw (node, &picture, format);

  gegl_buffer_get (photo, NULL, 1.0, format, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        gsize at = size * (y * WIDTH + x);

        if (is_beyond_reach (x, y, reach))
          g_assert_cmpmem (before + at, size, after + at, size);
        else
          n_changed += memcmp (before + at, after + at, size) != 0;
      }
  g_test_message ("%s: %" G_GSIZE_FORMAT " pixels changed", name, n_changed);
  g_assert_cmpuint (n_changed, >, WIDTH * HEIGHT / 10);
}

static void
pixels_beyond_the_reach_keep_their_bits (void)
{
  const char *const usual[] = { "R'G'B' u8", "R'G'B'A u16", "RGBA float", "Y' u8" };
  const char *const others[] = { "R'G'B'A u8",    "R'G'B' u16",   "R'G'B'A float", "RGB float",
                                 "RGBA half",     "RGBA double",  "Y'A u8",        "Y' u16",
                                 "R~G~B~A float", "RaGaBaA float" };
  const char *const spaces[] = { "sRGB", "Adobe RGB", "Display P3" };

  for (guint f = 0; f < G_N_ELEMENTS (usual); f++)
    for (guint s = 0; s < G_N_ELEMENTS (spaces); s++)
      check_untouched (usual[f], space_named (spaces[s]));
  for (guint f = 0; f < G_N_ELEMENTS (others); f++)
    check_untouched (others[f], space_named ("sRGB"));
}

/* The last component of each pixel. */
static void
check_alpha (const char *name)
{
  const Babl *format = babl_format (name);
  gsize size = babl_format_get_bytes_per_pixel (format);
  gsize depth = size / babl_format_get_n_components (format);
  g_autoptr (GeglBuffer) photo = random_photo (format);
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  g_autofree char *before = g_malloc (size * WIDTH * HEIGHT);
  g_autofree char *after = draw_operation ("tonsure:treat", photo, area, format);

  gegl_buffer_get (photo, NULL, 1.0, format, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 1; i <= WIDTH * HEIGHT; i++)
    g_assert_cmpmem (before + i * size - depth, depth, after + i * size - depth, depth);
}

static void
alpha_stays_everywhere (void)
{
  const char *const formats[] = { "R'G'B'A u8", "R'G'B'A u16", "RGBA half", "R'G'B'A float",
                                  "RGBA float", "Y'A u8",      "Y'A u16",   "RaGaBaA float" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    check_alpha (formats[f]);
}

static void
a_linear_photo_is_multiplied_by_the_pigment (void)
{
  g_autoptr (GeglBuffer) photo = random_photo (rgba ());
  g_autoptr (GeglBuffer) gray = area_as_gray (babl_format ("Y' u8"));
  g_autoptr (GeglBuffer) layer = area_as_alpha (babl_format ("R'G'B'A u8"));
  g_autofree float *before = g_new (float, 4 * WIDTH * HEIGHT);
  g_autofree float *after = draw_operation ("tonsure:treat", photo, gray, rgba ());
  g_autofree float *pigment = draw_operation ("tonsure:pigment", layer, NULL, rgba ());

  gegl_buffer_get (photo, NULL, 1.0, rgba (), before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (int i = 0; i < 4 * WIDTH * HEIGHT; i++)
    before[i] *= pigment[i];
  g_assert_cmpmem (before, 16 * WIDTH * HEIGHT, after, 16 * WIDTH * HEIGHT);
}

/* Gloss of .2 on skin. What is kept in whole numbers is right to a step of them. */
static void
gloss_stays_above_the_pigment (void)
{
  const char *const formats[] = { "RGBA float", "RaGaBaA float", "R'G'B'A float", "R'G'B' u8",
                                  "R'G'B'A u16" };
  const double gloss = 0.2, shade = 0.7;
  float rgb[3], most = 0.0f;
  g_autoptr (GeglBuffer) gray = area_as_gray (babl_format ("Y' u8"));
  g_autoptr (GeglBuffer) layer = area_as_alpha (babl_format ("R'G'B'A u8"));
  g_autofree float *pigment = draw_operation ("tonsure:pigment", layer, NULL, rgba ());

  for (int c = 0; c < 3; c++)
    rgb[c] = (float) (shade * matte[c] + gloss);
  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      double step = g_str_has_suffix (formats[f], "u8")    ? 0.01
                    : g_str_has_suffix (formats[f], "u16") ? 4e-5
                                                           : 2e-6;
      g_autoptr (GeglBuffer) photo = even_photo (rgb, babl_format (formats[f]));
      GeglNode *node;
      g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, gray, &node);

      know_the_matte_color (node, 0.0);
      g_autofree float *after = draw (node, &picture, rgba ());

      for (int i = 0; i < 4 * WIDTH * HEIGHT; i++)
        if (i % 4 < 3)
          {
            double expected = gloss + (rgb[i % 4] - gloss) * pigment[i];

            g_assert_cmpfloat_with_epsilon (after[i], expected, step);
            most = MAX (most, 1.0f - pigment[i]);
          }
    }
  g_assert_cmpfloat (most, >, 0.2);
}

static void
any_rectangle_has_the_same_bits (void)
{
  const char *const formats[] = { "RGBA float", "R'G'B' u8", "Y'A u16" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      const Babl *format = babl_format (formats[f]);
      gsize size = babl_format_get_bytes_per_pixel (format);
      g_autoptr (GeglBuffer) photo = random_photo (format);
      g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
      GeglNode *node;
      g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);

      know_the_matte_color (node, 0.1);
      g_autofree char *whole = draw (node, &picture, format);

      for (int k = 0; k < 50; k++)
        {
          GeglRectangle part;

          part.x = g_test_rand_int_range (0, WIDTH);
          part.y = g_test_rand_int_range (0, HEIGHT);
          part.width = g_test_rand_int_range (1, WIDTH - part.x + 1);
          part.height = g_test_rand_int_range (1, HEIGHT - part.y + 1);
          g_autofree char *pixels = draw (node, &part, format);

          for (int y = 0; y < part.height; y++)
            g_assert_cmpmem (pixels + size * y * part.width, size * part.width,
                             whole + size * ((part.y + y) * WIDTH + part.x), size * part.width);
        }
    }
}

/* What the pigment takes of the light of each pixel, with and without knowing hair. */
static void
dots_lie_under_hair (void)
{
  g_autoptr (GeglBuffer) photo = hairy_photo (rgba (), 1);
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);
  g_autofree float *before = g_new (float, 4 * WIDTH * HEIGHT), *over = NULL, *under = NULL;
  double worst = 0, most = 0;

  gegl_buffer_get (photo, NULL, 1.0, rgba (), before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  gegl_node_set (node, "blur", 0.0, NULL);
  over = draw (node, &picture, rgba ());
  know_hair (node);
  under = draw (node, &picture, rgba ());
  for (int y = 40; y < HEIGHT - 40; y++)
    for (int x = 40; x < WIDTH - 40; x++)
      for (int c = 0; c < 3; c++)
        {
          int i = 4 * (y * WIDTH + x) + c;
          float a = hair_at (x, y), skin = (1 - a) * bare_skin[c];
          double part = skin / (skin + a * hair_color[c]);
          double expected = before[i] - part * (before[i] - over[i]);

          worst = MAX (worst, fabs (under[i] - expected) / bare_skin[c]);
          most = MAX (most, (before[i] - over[i]) / bare_skin[c]);
          g_assert_cmpfloat (under[i], >=, over[i]);
        }
  g_test_message ("worst error %.4f of the skin's light, of which dots take up to %.2f", worst,
                  most);
  g_assert_cmpfloat (most, >, 0.2);
  g_assert_cmpfloat (worst, <, 0.02);
}

static void
under_hair_any_rectangle_has_the_same_bits (void)
{
  const char *const formats[] = { "RGBA float", "R'G'B' u8", "R'G'B'A u16", "R'G'B' half" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      const Babl *format = babl_format (formats[f]);
      gsize size = babl_format_get_bytes_per_pixel (format);
      g_autoptr (GeglBuffer) photo = hairy_photo (format, 1);
      g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
      GeglNode *node;
      g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);

      know_hair (node);
      know_the_matte_color (node, 0.1);
      g_autofree char *whole = draw (node, &picture, format);

      for (int k = 0; k < 15; k++)
        {
          GeglRectangle part;

          part.x = g_test_rand_int_range (0, WIDTH);
          part.y = g_test_rand_int_range (0, HEIGHT);
          part.width = g_test_rand_int_range (1, WIDTH - part.x + 1);
          part.height = g_test_rand_int_range (1, HEIGHT - part.y + 1);
          g_autofree char *pixels = draw (node, &part, format);

          for (int y = 0; y < part.height; y++)
            g_assert_cmpmem (pixels + size * y * part.width, size * part.width,
                             whole + size * ((part.y + y) * WIDTH + part.x), size * part.width);
        }
    }
}

/* Even skin of the color that is known as bare. */
static void
where_there_is_no_hair_nothing_changes (void)
{
  g_autoptr (GeglBuffer) photo = even_photo (bare_skin, rgba ());
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);
  g_autofree float *before = NULL, *after = NULL;

  know_the_matte_color (node, 0.1);
  before = draw (node, &picture, rgba ());
  know_hair (node);
  after = draw (node, &picture, rgba ());
  for (int i = 0; i < 4 * WIDTH * HEIGHT; i++)
    g_assert_cmpfloat_with_epsilon (after[i], before[i], 2e-3);
}

static float *
treat_even_photo (GeglBuffer *area)
{
  const float gray[3] = { 0.4f, 0.4f, 0.4f };
  g_autoptr (GeglBuffer) photo = even_photo (gray, rgba ());

  return draw_operation ("tonsure:treat", photo, area, rgba ());
}

static void
gray_is_the_same_in_any_picture (void)
{
  const char *const formats[] = { "Y' u16",    "Y' float",    "Y'A u8",
                                  "R'G'B' u8", "R'G'B'A u16", "R'G'B' float",
                                  "RGB float", "Y float",     "R'G'B'A half" };
  g_autoptr (GeglBuffer) plain = area_as_gray (babl_format ("Y' u8"));
  g_autofree float *expected = treat_even_photo (plain);

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GeglBuffer) area = area_as_gray (babl_format (formats[f]));
      g_autofree float *pixels = treat_even_photo (area);
      gboolean exact = f < 6; /* the others are rounded on the way to gray */
      double most = 0.0;

      for (int i = 0; i < 4 * WIDTH * HEIGHT; i++)
        most = MAX (most, fabs (pixels[i] - expected[i]));
      g_test_message ("%s: %g", formats[f], most);
      if (exact)
        g_assert_cmpfloat (most, ==, 0.0);
    }
}

/* One value everywhere, against alpha: 128 of 255 is half, in whatever space the picture is. */
static void
half_gray_is_half_density (void)
{
  const guint8 half = 128, half_alpha[4] = { 255, 255, 255, 128 };
  g_autoptr (GeglBuffer) gray =
      gegl_buffer_new (&picture, babl_format_with_space ("Y' u8", space_named ("Adobe RGB")));
  g_autoptr (GeglBuffer) alpha = gegl_buffer_new (&picture, babl_format ("R'G'B'A u8"));
  g_autoptr (GeglBuffer) layer = gegl_buffer_new (&picture, babl_format ("R'G'B'A u8"));

  gegl_buffer_set_color_from_pixel (gray, NULL, &half, NULL);
  gegl_buffer_set_color_from_pixel (alpha, NULL, half_alpha, NULL);
  gegl_buffer_set_color_from_pixel (layer, NULL, half_alpha, NULL);
  g_autofree float *by_gray = treat_even_photo (gray);
  g_autofree float *by_alpha = treat_even_photo (alpha);
  g_autofree float *pigment = draw_operation ("tonsure:pigment", layer, NULL, rgba ());

  g_assert_cmpmem (by_gray, 16 * WIDTH * HEIGHT, by_alpha, 16 * WIDTH * HEIGHT);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    g_assert_cmpfloat (by_gray[4 * i], ==, 0.4f * pigment[4 * i]);
}

/* Luminance of the primaries of sRGB: green .72, blue .06. */
static void
a_colored_area_counts_as_its_gray (void)
{
  const guint8 colors[2][3] = { { 0, 255, 0 }, { 0, 0, 255 } };
  double loss[2];

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (GeglBuffer) area = gegl_buffer_new (&picture, babl_format ("R'G'B' u8"));

      gegl_buffer_set_color_from_pixel (area, NULL, colors[k], NULL);
      g_autofree float *pixels = treat_even_photo (area);

      loss[k] = 0.0;
      for (int i = 0; i < WIDTH * HEIGHT; i++)
        loss[k] += 0.4 - pixels[4 * i];
    }
  /* Encoded: .87 and .28. */
  g_assert_cmpfloat_with_epsilon (loss[0] / loss[1], 0.866 / 0.275, 0.5);
}

/* The colors of a treated photo in CIELAB. A product of red, green and blue is another color in
 * other primaries: not seen in the mean (.016), and just at the centers of the darkest dots, which
 * take two thirds of red (.67; dots that took half as much, .28). */
static float *
treat_in_space (const char *space, const float rgb[3])
{
  g_autoptr (GeglBuffer) photo =
      even_photo (rgb, babl_format_with_space ("R'G'B' float", space_named (space)));
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));

  return draw_operation ("tonsure:treat", photo, area, babl_format ("CIE Lab float"));
}

static void
compare_in_lab (const char *name, const float *one, const float *other)
{
  double sum = 0.0, most = 0.0;

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      double a[3] = { one[3 * i], one[3 * i + 1], one[3 * i + 2] };
      double b[3] = { other[3 * i], other[3 * i + 1], other[3 * i + 2] };
      double difference = tonsure_ciede2000 (a, b);

      sum += difference;
      most = MAX (most, difference);
    }
  g_test_message ("%s: mean %g, most %g", name, sum / (WIDTH * HEIGHT), most);
  g_assert_cmpfloat (sum / (WIDTH * HEIGHT), <, 0.03);
  g_assert_cmpfloat (most, <, 0.8);
}

static void
the_space_of_the_photo_does_not_show (void)
{
  double bare[TONSURE_BANDS], xyz[3], color[3];
  TonsureSkin skin;

  tonsure_skin_init (&skin, 0.022, 0.0115);
  g_assert_true (tonsure_skin_reflectance (&skin, NULL, 0, bare, NULL, NULL));
  tonsure_spectrum_to_xyz (bare, xyz);
  tonsure_xyz_to_rgb (xyz, NULL, color);
  /* The skin itself, and in dim light. */
  for (double gain = 1.0; gain > 0.3; gain -= 0.35)
    {
      float rgb[3] = { (float) (gain * color[0]), (float) (gain * color[1]),
                       (float) (gain * color[2]) };
      g_autofree float *srgb = treat_in_space ("sRGB", rgb);
      g_autofree float *adobe = treat_in_space ("Adobe RGB", rgb);
      g_autofree float *p3 = treat_in_space ("Display P3", rgb);

      compare_in_lab ("Adobe RGB", adobe, srgb);
      compare_in_lab ("Display P3", p3, srgb);
    }
}

/* "Y" is the blur .8 and "o" 3.2 px, "A" loses no contrast. */
static void
the_grid_of_sharpness_counts_and_what_is_none_is_told (void)
{
  const float gray[3] = { 0.4f, 0.4f, 0.4f };
  static const char *const grids[] = { "", "1x1,0,0,400,YA", "1x1,0,0,400,oA", "1x1,0,0,400,Y" };
  g_autoptr (GeglBuffer) photo = even_photo (gray, rgba ());
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  float *pixels[G_N_ELEMENTS (grids)], most[G_N_ELEMENTS (grids)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (grids); i++)
    {
      GeglNode *node;
      g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);

      if (i == 3)
        g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*; one blur counts everywhere");
      gegl_node_set (node, "blur", 0.8, "sharpness", grids[i], NULL);
      pixels[i] = draw (node, &picture, rgba ());
      g_test_assert_expected_messages ();
      for (int k = 0; k < 4 * WIDTH * HEIGHT; k++)
        most[i] = MAX (most[i], fabsf (pixels[i][k] - pixels[0][k]));
    }
  g_assert_cmpfloat (most[1], <, 1e-4f);
  g_assert_cmpfloat (most[2], >, 0.02f);
  g_assert_cmpfloat (most[3], ==, 0.0f);
  for (guint i = 0; i < G_N_ELEMENTS (grids); i++)
    g_free (pixels[i]);
}

static void
without_an_area_the_photo_passes_through (void)
{
  g_autoptr (GeglBuffer) photo = random_photo (babl_format ("R'G'B' u8"));
  g_autofree guint8 *before = g_malloc (3 * WIDTH * HEIGHT);

  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "tonsure:treat: there is no area*");
  g_autofree guint8 *after =
      draw_operation ("tonsure:treat", photo, NULL, babl_format ("R'G'B' u8"));

  g_test_assert_expected_messages ();
  gegl_buffer_get (photo, NULL, 1.0, NULL, before, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_assert_cmpmem (before, 3 * WIDTH * HEIGHT, after, 3 * WIDTH * HEIGHT);
}

/* Warned once, however often it is drawn; beyond the area nothing is treated. */
static void
an_area_of_another_size_is_told (void)
{
  GeglRectangle half = { 0, 0, WIDTH / 2, HEIGHT };
  const float white[3] = { 1.0f, 1.0f, 1.0f }, gray[3] = { 0.4f, 0.4f, 0.4f };
  g_autoptr (GeglBuffer) photo = even_photo (gray, rgba ());
  g_autoptr (GeglBuffer) area = gegl_buffer_new (&half, babl_format ("Y' u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);
  int reach = default_reach ();

  gegl_buffer_set_color_from_pixel (area, NULL, white, babl_format ("RGB float"));
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING,
                         "tonsure:treat: the area is 200 x 300 pixels at 0, 0 and the photo "
                         "400 x 300 at 0, 0*");
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING,
                         "tonsure:treat: the area comes nearer to its own edge than the *");
  g_autofree float *pixels = draw (node, &picture, rgba ());

  g_test_assert_expected_messages ();
  g_autofree float *again = draw (node, &picture, rgba ());

  g_assert_cmpmem (pixels, 16 * WIDTH * HEIGHT, again, 16 * WIDTH * HEIGHT);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = WIDTH / 2 + reach; x < WIDTH; x++)
      g_assert_cmpfloat (pixels[4 * (y * WIDTH + x)], ==, 0.4f);
}

/* Of a small area, what is painted lies in its middle. */
static void
an_area_far_from_its_edge_is_not_told_so (void)
{
  GeglRectangle most = { 0, 0, WIDTH - 20, HEIGHT };
  g_autoptr (GeglBuffer) photo = random_photo (rgba ());
  g_autoptr (GeglBuffer) area = gegl_buffer_new (&most, babl_format ("Y' u8"));
  g_autoptr (GeglBuffer) painted_area = area_as_gray (babl_format ("Y' u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);

  gegl_buffer_copy (painted_area, &most, GEGL_ABYSS_NONE, area, &most);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "tonsure:treat: the area is 380 x 300*");
  g_autofree float *pixels = draw (node, &picture, rgba ());

  g_test_assert_expected_messages ();
  g_assert_nonnull (pixels);
}

static void
ignore_message (const char *domain, GLogLevelFlags level, const char *message, gpointer count)
{
  if (g_strrstr (message, "tonsure:treat") != NULL && g_strrstr (message, "mm_per_px") != NULL)
    ++*(int *) count;
}

static gboolean
is_not_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return FALSE;
}

/* Newer GLibs refuse to set what is no number, older ones set it. */
static void
what_is_no_number_does_no_harm (void)
{
  g_autoptr (GeglBuffer) photo = random_photo (rgba ());
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  g_autofree float *expected = g_new (float, 4 * WIDTH * HEIGHT);
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);
  int n_warnings = 0;
  double value;

  g_test_log_set_fatal_handler (is_not_fatal, NULL);
  GLogFunc before = g_log_set_default_handler (ignore_message, &n_warnings);

  gegl_node_set (node, "mm-per-px", (double) NAN, NULL);
  gegl_node_get (node, "mm-per-px", &value, NULL);
  g_autofree float *pixels = draw (node, &picture, rgba ());
  g_autofree float *again = draw (node, &picture, rgba ());

  g_log_set_default_handler (before, NULL);
  if (isnan (value))
    {
      g_assert_cmpint (n_warnings, ==, 1);
      gegl_buffer_get (photo, NULL, 1.0, NULL, expected, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      g_assert_cmpmem (pixels, 16 * WIDTH * HEIGHT, expected, 16 * WIDTH * HEIGHT);
    }
  g_assert_cmpmem (pixels, 16 * WIDTH * HEIGHT, again, 16 * WIDTH * HEIGHT);
}

static void
an_endless_area_covers_the_photo (void)
{
  g_autoptr (GeglBuffer) photo = random_photo (rgba ());
  g_autoptr (GeglBuffer) full = gegl_buffer_new (&picture, babl_format ("Y' u8"));
  const float white[3] = { 1.0f, 1.0f, 1.0f };
  g_autoptr (GObject) color = G_OBJECT (gegl_color_new ("white"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, NULL, &node);
  GeglNode *plane = gegl_node_new_child (graph, "operation", "gegl:color", "value", color, NULL);
  GeglRectangle middle = { 60, 60, WIDTH - 120, HEIGHT - 120 };

  connect_aux (plane, node);
  g_autofree float *pixels = draw (node, &middle, rgba ());

  gegl_buffer_set_color_from_pixel (full, NULL, white, babl_format ("RGB float"));
  GeglNode *other;
  g_autoptr (GeglNode) second = graph_new ("tonsure:treat", photo, full, &other);
  g_autofree float *expected = draw (other, &middle, rgba ());

  g_assert_cmpmem (pixels, 16 * middle.width * middle.height, expected,
                   16 * middle.width * middle.height);
}

static void
painting_on_the_area_equals_a_fresh_picture (void)
{
  g_autoptr (GeglBuffer) photo = random_photo (babl_format ("R'G'B' u8"));
  g_autoptr (GeglBuffer) area = area_as_gray (babl_format ("Y' u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);
  const Babl *format = babl_format ("R'G'B' u8");
  g_autofree guint8 *cached = g_malloc (3 * WIDTH * HEIGHT);

  for (int k = 0; k < 20; k++)
    {
      GeglRectangle spot = { g_test_rand_int_range (0, WIDTH - 40),
                             g_test_rand_int_range (0, HEIGHT - 40), 40, 30 };
      guint8 value = (guint8) g_test_rand_int_range (0, 256);

      gegl_buffer_set_color_from_pixel (g_test_rand_bit () ? area : photo, &spot, &value,
                                        babl_format ("Y' u8"));
      gegl_node_blit (node, 1.0, &picture, format, cached, GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_CACHE);
      g_autofree guint8 *fresh = draw_operation ("tonsure:treat", photo, area, format);

      g_assert_cmpmem (cached, 3 * WIDTH * HEIGHT, fresh, 3 * WIDTH * HEIGHT);
    }
}

static void
the_result_is_as_large_as_the_photo (void)
{
  GeglRectangle large = { -50, -50, 2 * WIDTH, 2 * HEIGHT };
  g_autoptr (GeglBuffer) photo = random_photo (rgba ());
  g_autoptr (GeglBuffer) area = gegl_buffer_new (&large, babl_format ("Y' u8"));
  GeglNode *node;
  g_autoptr (GeglNode) graph = graph_new ("tonsure:treat", photo, area, &node);
  GeglRectangle box = gegl_node_get_bounding_box (node);

  g_assert_true (gegl_rectangle_equal (&box, &picture));
}

int
main (int argc, char **argv)
{
  test_graph_init (&argc, &argv);
  g_test_add_func ("/treat/pixels beyond the reach keep their bits",
                   pixels_beyond_the_reach_keep_their_bits);
  g_test_add_func ("/treat/alpha stays everywhere", alpha_stays_everywhere);
  g_test_add_func ("/treat/a linear photo is multiplied by the pigment",
                   a_linear_photo_is_multiplied_by_the_pigment);
  g_test_add_func ("/treat/gloss stays above the pigment", gloss_stays_above_the_pigment);
  g_test_add_func ("/treat/any rectangle has the same bits", any_rectangle_has_the_same_bits);
  g_test_add_func ("/treat/dots lie under hair", dots_lie_under_hair);
  g_test_add_func ("/treat/under hair any rectangle has the same bits",
                   under_hair_any_rectangle_has_the_same_bits);
  g_test_add_func ("/treat/where there is no hair nothing changes",
                   where_there_is_no_hair_nothing_changes);
  g_test_add_func ("/treat/gray is the same in any picture", gray_is_the_same_in_any_picture);
  g_test_add_func ("/treat/half gray is half density", half_gray_is_half_density);
  g_test_add_func ("/treat/a colored area counts as its gray", a_colored_area_counts_as_its_gray);
  g_test_add_func ("/treat/the space of the photo does not show",
                   the_space_of_the_photo_does_not_show);
  g_test_add_func ("/treat/the grid of sharpness counts and what is none is told",
                   the_grid_of_sharpness_counts_and_what_is_none_is_told);
  g_test_add_func ("/treat/without an area the photo passes through",
                   without_an_area_the_photo_passes_through);
  g_test_add_func ("/treat/an area of another size is told", an_area_of_another_size_is_told);
  g_test_add_func ("/treat/an area far from its edge is not told so",
                   an_area_far_from_its_edge_is_not_told_so);
  g_test_add_func ("/treat/what is no number does no harm", what_is_no_number_does_no_harm);
  g_test_add_func ("/treat/an endless area covers the photo", an_endless_area_covers_the_photo);
  g_test_add_func ("/treat/painting on the area equals a fresh picture",
                   painting_on_the_area_equals_a_fresh_picture);
  g_test_add_func ("/treat/the result is as large as the photo",
                   the_result_is_as_large_as_the_photo);
  return test_graph_run ();
}
