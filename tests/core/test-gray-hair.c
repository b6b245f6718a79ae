/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "gray-hair.h"
#include "phantom.h"
#include "treatment.h"

#include <math.h>
#include <string.h>

/* A crop of the phantom and its hair as it will be. */
typedef struct
{
  PhantomPicture *picture;
  TonsurePixels all;
  TonsureGrayHair gray;
  float *rgba;
} Head;

static PhantomScene *scene; /* of all pictures */

static void
head_clear (Head *head)
{
  phantom_picture_free (head->picture);
  g_free (head->rgba);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

/* @length: times stubble of half a millimeter */
static void
head_init (Head *head, PhantomSkin skin, PhantomHair color, double px_per_mm, double mm,
           double length)
{
  PhantomOptions options;
  TonsureHair hair;
  double bare[3] = { 0, 0, 0 };
  gsize n;

  phantom_options_init (&options);
  options.skin = skin;
  options.hair = color;
  options.view = PHANTOM_VIEW_BACK;
  options.px_per_mm = px_per_mm;
  options.left = 95;
  options.top = 130;
  options.width = options.height = mm;
  options.length = length;
  head->picture = phantom_draw_scene (scene, &options);
  head->all = (TonsurePixels) { 0, 0, head->picture->width, head->picture->height };
  n = (gsize) head->all.width * head->all.height;
  head->rgba = g_new (float, 4 * n);
  for (gsize i = 0; i < n; i++)
    {
      memcpy (head->rgba + 4 * i, head->picture->photo + 3 * i, 3 * sizeof (float));
      head->rgba[4 * i + 3] = 1.0f;
      for (int c = 0; c < 3; c++)
        bare[c] += head->picture->skin[3 * i + c] / n;
    }
  g_assert_true (tonsure_hair_init (&hair, head->picture->hair_rgb, bare, 1 / px_per_mm,
                                    options.noise, options.blur, NULL));
  tonsure_gray_hair_init (&head->gray, &hair, NULL);
  head->gray.length = 0.5 * length;
}

/* What becomes of a part of the picture. */
static float *
turn (const Head *head, const TonsurePixels *pixels)
{
  float *light = g_new (float, 4 * (gsize) pixels->width * pixels->height);
  gsize stride = 4 * (gsize) head->all.width;
  int m = tonsure_gray_hair_margin (&head->gray);
  int x0 = MAX (pixels->x - m, 0), y0 = MAX (pixels->y - m, 0);
  TonsurePixels there = { x0, y0, MIN (pixels->x + pixels->width + m, head->all.width) - x0,
                          MIN (pixels->y + pixels->height + m, head->all.height) - y0 };

  for (int j = 0; j < pixels->height; j++)
    memcpy (light + 4 * (gsize) j * pixels->width,
            head->rgba + stride * (gsize) (pixels->y + j) + 4 * (gsize) pixels->x,
            4 * sizeof (float) * pixels->width);
  tonsure_gray_hair (&head->gray, head->rgba + stride * (gsize) y0 + 4 * (gsize) x0, &there, stride,
                     &head->all, pixels, light);
  return light;
}

static void
check_rectangles (double px_per_mm, double length)
{
  g_auto (Head) head = { 0 };
  g_autofree float *whole = NULL;

  head_init (&head, PHANTOM_SKIN_II, PHANTOM_HAIR_DARK_BROWN, px_per_mm, 240 / px_per_mm, length);
  head.gray.share = 0.4;
  head.gray.left = 0.9;
  whole = turn (&head, &head.all);
  for (int k = 0; k < 20; k++)
    {
      int x = g_test_rand_int_range (0, head.all.width);
      int y = g_test_rand_int_range (0, head.all.height);
      TonsurePixels pixels = { x, y, g_test_rand_int_range (1, head.all.width - x + 1),
                               g_test_rand_int_range (1, head.all.height - y + 1) };
      g_autofree float *part = turn (&head, &pixels);

      for (int j = 0; j < pixels.height; j++)
        g_assert_cmpmem (part + 4 * (gsize) j * pixels.width, 4 * sizeof (float) * pixels.width,
                         whole + 4 * ((gsize) (y + j) * head.all.width + x),
                         4 * sizeof (float) * pixels.width);
    }
}

static void
any_rectangle_gives_the_same_bits (void)
{
  check_rectangles (3, 20);
  check_rectangles (8, 20);
  check_rectangles (8, 1);
}

static void
hair_that_stays_as_it_is_keeps_its_bits (void)
{
  g_auto (Head) head = { 0 };
  g_autofree float *light = NULL;

  head_init (&head, PHANTOM_SKIN_III, PHANTOM_HAIR_BLACK, 8, 20, 1);
  g_assert_false (tonsure_gray_hair_changes (&head.gray));
  light = turn (&head, &head.all);
  g_assert_cmpmem (light, 4 * sizeof (float) * head.all.width * head.all.height, head.rgba,
                   4 * sizeof (float) * head.all.width * head.all.height);
}

static double
light_of (const float *rgb)
{
  return 0.25 * rgb[0] + 0.65 * rgb[1] + 0.1 * rgb[2];
}

/* Mean light that a share of white hair adds. */
static double
added (const Head *head, const float *light)
{
  gsize n = (gsize) head->all.width * head->all.height;
  double sum = 0;

  for (gsize i = 0; i < 4 * n; i++)
    if (i % 4 == 1)
      sum += (light[i] - head->rgba[i]) / n;
  return sum;
}

static void
check_growth (PhantomSkin skin, PhantomHair color, double px_per_mm, double length)
{
  static const double shares[] = { 0.1, 0.3, 0.6, 1.0 };
  g_auto (Head) head = { 0 };
  g_autofree float *before = NULL;
  gsize n;
  double sums[4];

  head_init (&head, skin, color, px_per_mm, 40, length);
  head.gray.seed = (guint32) g_test_rand_int ();
  n = 4 * (gsize) head.all.width * head.all.height;
  before = g_memdup2 (head.rgba, n * sizeof (float));
  for (int k = 0; k < 4; k++)
    {
      g_autofree float *light = NULL;

      head.gray.share = shares[k];
      light = turn (&head, &head.all);
      sums[k] = added (&head, light);
      for (gsize i = 0; i < n; i += 4)
        g_assert_cmpfloat (light_of (light + i), >=, 0.999 * light_of (before + i) - 1e-4);
      memcpy (before, light, n * sizeof (float));
    }
  for (int k = 0; k < 3; k++)
    {
      g_test_message ("%g of the hair adds %.3f of the light of all of it", shares[k],
                      sums[k] / sums[3]);
      g_assert_cmpfloat (fabs (sums[k] / sums[3] - shares[k]), <, 0.08);
    }
}

static void
the_same_hairs_stay_white_and_their_share_is_right (void)
{
  check_growth (PHANTOM_SKIN_VI, PHANTOM_HAIR_BLACK, 8, 1);
  check_growth (PHANTOM_SKIN_VI, PHANTOM_HAIR_BLACK, 8, 20);
  check_growth (PHANTOM_SKIN_VI, PHANTOM_HAIR_BLACK, 3, 20);
}

/* Strands so many px from each other, as a lens shows them, on circles around a point left of the
 * picture. */
#define SIDE 400
#define CENTER (-500)
#define APART 8

static void
draw_strands (float *rgba)
{
  static const float skin[3] = { 0.45f, 0.31f, 0.24f }, hair[3] = { 0.02f, 0.02f, 0.02f };

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        double r = hypot (x - CENTER, y - SIDE / 2);
        double d = (fmod (r, APART) - APART / 2) / 1.6;
        float a = (float) exp (-d * d);
        float *p = rgba + 4 * (y * SIDE + x);

        for (int c = 0; c < 3; c++)
          p[c] = skin[c] + a * (hair[c] - skin[c]);
        p[3] = 1;
      }
}

/* How white a strand is where it crosses a row, 0 to 1. */
static double
whiteness (const float *dark, const float *light, const float *full, double r, int y)
{
  double dy = y - SIDE / 2, x = CENTER + sqrt (r * r - dy * dy);
  int i = 4 * (y * SIDE + (int) (x + 0.5)) + 1;

  return (light[i] - dark[i]) / (full[i] - dark[i]);
}

/* How many strands of hair so long change within 28 mm, of how many and how many white ones. */
static int
count_changes (double length, int *n_strands, int *n_white)
{
  static const double black[3] = { 0.02, 0.02, 0.02 }, skin[3] = { 0.45, 0.31, 0.24 };
  g_autofree float *rgba = g_new (float, 4 * SIDE * SIDE), *light = NULL, *full = NULL;
  TonsurePixels all = { 0, 0, SIDE, SIDE };
  int changes = 0, strands = 0, white = 0;
  TonsureGrayHair gray;
  TonsureHair hair;

  draw_strands (rgba);
  g_assert_true (tonsure_hair_init (&hair, black, skin, 0.1, 0.01, 1.0, NULL));
  tonsure_gray_hair_init (&gray, &hair, NULL);
  gray.length = length;
  gray.seed = (guint32) g_test_rand_int ();
  light = g_memdup2 (rgba, 4 * SIDE * SIDE * sizeof (float));
  full = g_memdup2 (light, 4 * SIDE * SIDE * sizeof (float));
  gray.share = 1;
  tonsure_gray_hair (&gray, rgba, &all, 4 * SIDE, &all, &all, full);
  gray.share = 0.5;
  tonsure_gray_hair (&gray, rgba, &all, 4 * SIDE, &all, &all, light);
  /* Pieces begin at 0 and 40 mm, and up to 5 mm from there. */
  for (double r = APART * 69 + APART / 2; r < 840; r += APART, strands++)
    {
      double first = whiteness (rgba, light, full, r, 60), least = first, most = first;

      for (int y = 60; y < SIDE - 60; y++)
        {
          double now = whiteness (rgba, light, full, r, y);

          least = MIN (least, now);
          most = MAX (most, now);
        }
      white += first > 0.5;
      changes += most - least > 0.5;
    }
  g_test_message ("%d of %d strands change within 28 mm, %d are white", changes, strands, white);
  *n_strands = strands;
  *n_white = white;
  return changes;
}

static void
a_strand_keeps_its_draw_for_thirty_millimeters (void)
{
  int strands = 0, white = 0, changes = 0;

  /* One draw alone may be far off. */
  for (int k = 0; k < 4; k++)
    {
      int n_strands, n_white;

      changes += count_changes (40, &n_strands, &n_white);
      strands += n_strands;
      white += n_white;
    }
  g_assert_cmpint (changes, <=, strands / 10);
  g_assert_cmpint (white, >, strands / 5);
  g_assert_cmpint (white, <, strands * 4 / 5);
}

static void
a_streak_is_no_longer_than_the_hair (void)
{
  int strands, white;

  g_assert_cmpint (count_changes (9, &strands, &white), >, strands / 2);
}

static void
bare_skin_keeps_its_bits (void)
{
  PhantomOptions options;
  g_auto (Head) head = { 0 };
  g_autofree float *light = NULL;
  gsize n, changed = 0;

  head_init (&head, PHANTOM_SKIN_II, PHANTOM_HAIR_BLACK, 8, 25, 1);
  phantom_options_init (&options);
  n = (gsize) head.all.width * head.all.height;
  /* The same skin without hair, and noise as of a camera. */
  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      head.rgba[4 * i + c] = head.picture->skin[3 * i + c]
                             * (float) (1 + options.noise * g_test_rand_double_range (-1.7, 1.7));
  head.gray.share = 1;
  light = turn (&head, &head.all);
  for (gsize i = 0; i < n; i++)
    changed += memcmp (light + 4 * i, head.rgba + 4 * i, 4 * sizeof (float)) != 0;
  g_test_message ("%.4f of the pixels change", (double) changed / n);
  g_assert_cmpfloat ((double) changed / n, <, 0.02);
}

static void
what_is_no_number_or_transparent_stays (void)
{
  static const float wrong[] = { NAN, INFINITY, -INFINITY, 1e30f, -5.0f };

  for (int length = 1; length <= 20; length += 19)
    {
      g_auto (Head) head = { 0 };
      g_autofree float *light = NULL;
      gsize n;

      head_init (&head, PHANTOM_SKIN_II, PHANTOM_HAIR_BLACK, 8, 15, length);
      n = (gsize) head.all.width * head.all.height;
      for (int k = 0; k < 500; k++)
        head.rgba[4 * g_test_rand_int_range (0, (int) n) + k % 3] = wrong[k % 5];
      for (int k = 0; k < 500; k++)
        head.rgba[4 * g_test_rand_int_range (0, (int) n) + 3] = 0;
      head.gray.share = 0.7;
      head.gray.left = 0.8;
      light = turn (&head, &head.all);
      for (gsize i = 0; i < n; i++)
        {
          const float *p = head.rgba + 4 * i, *q = light + 4 * i;
          float sum = p[0] + p[1] + p[2];

          if (p[3] == 0 || !isfinite (sum) || fabsf (sum) > 1e4f)
            g_assert_cmpmem (q, 4 * sizeof (float), p, 4 * sizeof (float));
          else
            for (int c = 0; c < 3; c++)
              g_assert_true (isfinite (q[c]));
        }
    }
}

static void
fewer_hairs_are_left_and_the_same_go_first (void)
{
  g_auto (Head) head = { 0 };
  g_autofree float *before = NULL;
  gsize n;

  head_init (&head, PHANTOM_SKIN_II, PHANTOM_HAIR_BLACK, 8, 25, 1);
  n = 4 * (gsize) head.all.width * head.all.height;
  before = g_memdup2 (head.rgba, n * sizeof (float));
  for (double left = 0.8; left >= 0; left -= 0.2)
    {
      g_autofree float *light = NULL;
      double sum = 0;

      head.gray.left = left;
      light = turn (&head, &head.all);
      for (gsize i = 0; i < n; i++)
        {
          g_assert_cmpfloat (light[i], >=, 0.98f * before[i] - 0.001f);
          sum += light[i] - before[i];
        }
      g_assert_cmpfloat (sum, >, 0);
      memcpy (before, light, n * sizeof (float));
    }
}

static void
what_makes_no_sense_is_refused (void)
{
  const double black[3] = { 0.02, 0.02, 0.02 }, skin[3] = { 0.5, 0.3, 0.2 };
  TonsureGrayHair gray, other;
  TonsureHair hair;
  g_autoptr (GError) error = NULL;

  g_assert_true (tonsure_hair_init (&hair, black, skin, 0.1, 0.01, 1, NULL));
  tonsure_gray_hair_init (&gray, &hair, NULL);
  g_assert_true (tonsure_gray_hair_validate (&gray, NULL));
  other = gray;
  other.share = 1.1;
  g_assert_false (tonsure_gray_hair_validate (&other, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "share"));
  other = gray;
  other.left = -1;
  g_assert_false (tonsure_gray_hair_validate (&other, NULL));
  other = gray;
  other.melanin = NAN;
  g_assert_false (tonsure_gray_hair_validate (&other, NULL));
}

#define ADD(sentence, function) g_test_add_func ("/gray-hair/" sentence, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scene = phantom_scene_new (PHANTOM_VIEW_BACK);
  ADD ("any rectangle gives the same bits", any_rectangle_gives_the_same_bits);
  ADD ("hair that stays as it is keeps its bits", hair_that_stays_as_it_is_keeps_its_bits);
  ADD ("the same hairs stay white and their share is right",
       the_same_hairs_stay_white_and_their_share_is_right);
  ADD ("a strand keeps its draw for thirty millimeters",
       a_strand_keeps_its_draw_for_thirty_millimeters);
  ADD ("a streak is no longer than the hair", a_streak_is_no_longer_than_the_hair);
  ADD ("bare skin keeps its bits", bare_skin_keeps_its_bits);
  ADD ("what is no number or transparent stays", what_is_no_number_or_transparent_stays);
  ADD ("fewer hairs are left and the same go first", fewer_hairs_are_left_and_the_same_go_first);
  ADD ("what makes no sense is refused", what_makes_no_sense_is_refused);
  status = g_test_run ();
  phantom_scene_free (scene);
  return status;
}
