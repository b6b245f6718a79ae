/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "exact.h"
#include "samples.h"
#include "treatment.h"

#include "heads.h"

#include <math.h>
#include <string.h>

/* A head, what is found on it and what that shows. */
typedef struct
{
  PhantomPicture *picture;
  guint16 *area, *hair, *skin;
  gsize n;
  double mm_per_px, blur;
} Head;

static void
head_init (Head *head, double px_per_mm, PhantomSkin skin, PhantomHair hair, PhantomView view,
           guint32 seed)
{
  PhantomOptions options;

  phantom_options_init (&options);
  options.px_per_mm = px_per_mm;
  options.skin = skin;
  options.hair = hair;
  options.view = view;
  options.seed = seed;
  head->picture = phantom_load (&options);
  head->n = (gsize) head->picture->width * head->picture->height;
  head->mm_per_px = 1 / px_per_mm;
  head->blur = options.blur;
  head->area = g_new (guint16, head->n);
  head->hair = g_new0 (guint16, head->n);
  head->skin = g_new0 (guint16, head->n);
  for (gsize i = 0; i < head->n; i++)
    head->area[i] = (guint16) (head->picture->area[i] * 65535);
}

static void
head_clear (Head *head)
{
  phantom_picture_free (head->picture);
  g_free (head->area);
  g_free (head->hair);
  g_free (head->skin);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

static gboolean
find (Head *head, GError **error)
{
  return tonsure_samples_find (head->picture->photo, head->area, head->picture->width,
                               head->picture->height, head->mm_per_px, head->hair, head->skin, NULL,
                               error);
}

static void
read (const Head *head, TonsureSamples *samples)
{
  g_autoptr (GError) error = NULL;

  tonsure_samples_read (head->picture->photo, head->hair, head->skin, head->area,
                        head->picture->width, head->picture->height, head->mm_per_px, head->blur,
                        FALSE, NULL, samples, &error);
  g_assert_no_error (error);
}

/* What is there: light of the photo relative to the skin without hair, and the share of hair. */
static void
look_under (const Head *head, double ratio[3], double *cover)
{
  double photo[3] = { 0 }, skin[3] = { 0 }, n = 0;

  *cover = 0;
  for (gsize i = 0; i < head->n; i++)
    if (head->hair[i] > 0)
      {
        n++;
        *cover += head->picture->hair[i];
        for (int c = 0; c < 3; c++)
          {
            photo[c] += head->picture->photo[3 * i + c];
            skin[c] += head->picture->skin[3 * i + c];
          }
      }
  *cover /= MAX (n, 1);
  for (int c = 0; c < 3; c++)
    ratio[c] = photo[c] / skin[c];
}

/* The largest of the three channels' relative errors. */
static double
compare (const Head *head, const char *name, double *errors)
{
  TonsureSamples samples;
  double truth[3], cover, worst = 0;

  read (head, &samples);
  look_under (head, truth, &cover);
  *errors = 0;
  for (int c = 0; c < 3; c++)
    {
      const TonsureStubble *s = &samples.stubble;
      double wrong = s->mean[c] / s->under[c] / truth[c] - 1;

      worst = MAX (worst, fabs (wrong));
      *errors = MAX (*errors, fabs (wrong) / s->error[c]);
    }
  g_test_message ("%s: ratio %.3f %.3f %.3f is wrong by %.2f %% at most, %.1f standard errors; "
                  "cover %.3f for %.3f, length %.2f mm, flaws %d and %d",
                  name, truth[0], truth[1], truth[2], 100 * worst, *errors, samples.stubble.cover,
                  cover, samples.stubble.length, samples.hair.flaws, samples.skin.flaws);
  g_assert_cmpfloat (samples.stubble.cover, >, cover / 2);
  return worst;
}

static void
what_is_under_hair_is_known_without_marks (void)
{
  static const struct
  {
    PhantomSkin skin;
    PhantomHair hair;
    double px_per_mm, most;
  } pairs[] = {
    { PHANTOM_SKIN_I, PHANTOM_HAIR_BROWN, 4, .02 },
    { PHANTOM_SKIN_II, PHANTOM_HAIR_BLACK, 4, .015 },
    { PHANTOM_SKIN_III, PHANTOM_HAIR_DARK_BROWN, 8, .02 },
    { PHANTOM_SKIN_V, PHANTOM_HAIR_DARK_BROWN, 4, .015 },
    { PHANTOM_SKIN_VI, PHANTOM_HAIR_BLACK, 4, .015 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *name = g_strdup_printf (
          "%s hair, skin %s", phantom_hair_names[pairs[i].hair], phantom_skin_names[pairs[i].skin]);
      g_autoptr (GError) error = NULL;
      g_auto (Head) head = { 0 };
      double errors;

      head_init (&head, pairs[i].px_per_mm, pairs[i].skin, pairs[i].hair, PHANTOM_VIEW_TOP, 1);
      find (&head, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (compare (&head, name, &errors), <, pairs[i].most);
      g_assert_cmpfloat (errors, <, 3);
    }
}

/* Seen from behind there is more hair, most of it in the light. */
static void
what_is_found_is_hair_and_skin (void)
{
  for (int view = 0; view < PHANTOM_N_VIEWS; view++)
    {
      double hair = 0, without = 0, skin = 0, with = 0, background = 0, errors;
      g_autoptr (GError) error = NULL;
      g_auto (Head) head = { 0 };

      head_init (&head, 4, PHANTOM_SKIN_III, PHANTOM_HAIR_DARK_BROWN, (PhantomView) view, 2);
      find (&head, &error);
      g_assert_no_error (error);
      for (int y = 10; y < head.picture->height - 10; y += 5)
        for (int x = 10; x < head.picture->width - 10; x += 5)
          {
            double cover = 0;
            gsize at = (gsize) y * head.picture->width + x;

            for (int k = 0; k < 441; k++)
              cover +=
                  head.picture->hair[at + (k / 21 - 10) * head.picture->width + k % 21 - 10] / 441;
            if (head.hair[at] > 0)
              hair++, without += cover < .02;
            if (head.skin[at] > 0)
              skin++, with += cover > .02;
            background +=
                head.hair[at] > 0
                && fabs (log (head.picture->photo[3 * at] / head.picture->photo[3 * at + 2])) < .1;
          }
      g_test_message ("%s: %.0f places of hair, %.0f without; %.0f of skin, %.0f with",
                      phantom_view_names[view], hair, without, skin, with);
      g_assert_cmpfloat (hair, >, 500);
      g_assert_cmpfloat (skin, >, 500);
      g_assert_cmpfloat (without, <=, .01 * hair);
      g_assert_cmpfloat (with, <=, .02 * skin);
      g_assert_cmpfloat (background, ==, 0);
      g_assert_cmpfloat (compare (&head, phantom_view_names[view], &errors), <, .025);
    }
}

static float *
even_new (gsize n, float red, float green, float blue)
{
  float *rgb = g_new (float, 3 * n);

  for (gsize i = 0; i < n; i++)
    rgb[3 * i] = red, rgb[3 * i + 1] = green, rgb[3 * i + 2] = blue;
  return rgb;
}

#define SIDE 300

static gboolean
is_odd (int i)
{
  return tonsure_hash32 ((guint32) i) & 1;
}

/* A square in the middle, half as wide as the picture. */
static guint16 *
square_new (void)
{
  guint16 *mask = g_new0 (guint16, SIDE * SIDE);

  for (int y = SIDE / 4; y < 3 * SIDE / 4; y++)
    for (int x = SIDE / 4; x < 3 * SIDE / 4; x++)
      mask[y * SIDE + x] = 65535;
  return mask;
}

/* How many pixels of hair and skin are found. */
static void
count_found (double mm_per_px, const float *rgb, const guint16 *area, guint n[2])
{
  g_autofree guint16 *hair = g_new (guint16, SIDE * SIDE);
  g_autofree guint16 *skin = g_new (guint16, SIDE * SIDE);
  g_autoptr (GError) error = NULL;

  n[0] = n[1] = 0;
  tonsure_samples_find (rgb, area, SIDE, SIDE, mm_per_px, hair, skin, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      n[0] += hair[i] > 0;
      n[1] += skin[i] > 0;
    }
}

static void
what_is_not_found_stays_empty (void)
{
  g_autofree float *skin = even_new (SIDE * SIDE, .5f, .32f, .24f);
  g_autofree float *nothing = even_new (SIDE * SIDE, NAN, NAN, NAN);
  g_autofree float *rough = even_new (SIDE * SIDE, .5f, .32f, .24f);
  g_autofree guint16 *area = square_new (), *none = g_new0 (guint16, SIDE * SIDE);
  g_autofree guint16 *mask = g_new (guint16, SIDE * SIDE);
  g_autoptr (GError) error = NULL;
  guint n[2];

  for (int i = 0; i < 3 * SIDE * SIDE; i++)
    rough[i] *= is_odd (i / 3) ? .6f : 1;
  count_found (.25, skin, area, n);
  g_assert_cmpuint (n[0], ==, 0);
  g_assert_cmpuint (n[1], >, 1000);
  count_found (.6, skin, area, n);
  g_assert_cmpuint (n[0], ==, 0);
  g_assert_cmpuint (n[1], >, 1000);
  count_found (.25, rough, area, n);
  g_assert_cmpuint (n[0] + n[1], ==, 0);
  count_found (.25, nothing, area, n);
  g_assert_cmpuint (n[0] + n[1], ==, 0);
  g_assert_false (tonsure_samples_find (skin, none, SIDE, SIDE, .25, mask, mask, NULL, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_UNMEASURABLE);
}

/* FALSE with the error where it cannot be read. */
static gboolean
read_even (const float color[3], const guint16 *hair, const guint16 *skin, const guint16 *area,
           double mm_per_px, double blur, TonsureSamples *samples, GError **error)
{
  g_autofree float *rgb = even_new (SIDE * SIDE, color[0], color[1], color[2]);

  return tonsure_samples_read (rgb, hair, skin, area, SIDE, SIDE, mm_per_px, blur, TRUE, NULL,
                               samples, error);
}

static const float skin_color[3] = { .5f, .32f, .24f };

static void
assert_unreadable (const float color[3], const guint16 *skin, double mm_per_px, double blur,
                   int code, const char *message)
{
  g_autofree guint16 *all = square_new ();
  g_autoptr (GError) error = NULL;
  TonsureSamples samples, before;

  memset (&samples, 7, sizeof samples);
  before = samples;
  g_assert_false (read_even (color, all, skin, NULL, mm_per_px, blur, &samples, &error));
  g_assert_error (error, TONSURE_ERROR, code);
  g_assert_cmpmem (&samples, sizeof samples, &before, sizeof before);
  if (strstr (error->message, message) == NULL)
    g_error ("The message is not about “%s” but: %s", message, error->message);
}

static void
what_cannot_be_read_is_said (void)
{
  static const float gray[3] = { .3f, .3f, .3f }, white[3] = { 1, 1, 1 }, nan[3] = { NAN, 0, 0 };
  g_autofree guint16 *all = square_new (), *none = g_new0 (guint16, SIDE * SIDE);

  assert_unreadable (skin_color, none, .25, 1, TONSURE_ERROR_UNMEASURABLE, "underexposed");
  assert_unreadable (nan, all, .25, 1, TONSURE_ERROR_UNMEASURABLE, "underexposed");
  assert_unreadable (white, all, .25, 1, TONSURE_ERROR_UNMEASURABLE, "overexposed");
  assert_unreadable (gray, all, .25, 1, TONSURE_ERROR_UNMEASURABLE, "no color");
  assert_unreadable (skin_color, all, 0, 1, TONSURE_ERROR_INVALID, "mm_per_px");
  assert_unreadable (skin_color, all, NAN, 1, TONSURE_ERROR_INVALID, "mm_per_px");
  assert_unreadable (skin_color, all, .25, 21, TONSURE_ERROR_INVALID, "blur");
  assert_unreadable (skin_color, all, .25, NAN, TONSURE_ERROR_INVALID, "blur");
}

static void
what_nobody_has_seen_is_assumed (void)
{
  g_autofree guint16 *all = square_new (), *none = g_new0 (guint16, SIDE * SIDE);
  g_autoptr (GError) error = NULL;
  TonsureSamples samples;

  g_assert_true (read_even (skin_color, none, none, all, .25, 1, &samples, &error));
  g_assert_no_error (error);
  g_assert_true (samples.stubble.assumed);
  g_assert_cmpint (samples.hair.flaws & TONSURE_FLAW_ASSUMED, !=, 0);
  g_assert_cmpint (samples.skin.flaws & TONSURE_FLAW_ASSUMED, !=, 0);
  g_assert_cmpfloat_with_epsilon (samples.stubble.bare[1], .32, 1e-6);
  g_assert_cmpfloat (samples.stubble.mean[1], <, .8 * .32);
}

/* Two clicks, 5 pixels around each, in light of any strength. */
static void
a_click_is_enough (void)
{
  g_autofree float *rgb = g_new (float, 3 * SIDE * SIDE);
  g_autofree guint16 *hair = g_new0 (guint16, SIDE * SIDE);
  g_autofree guint16 *skin = g_new0 (guint16, SIDE * SIDE);

  for (float light = .05f; light < 1.2f; light *= 2)
    {
      TonsureSamples samples;

      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
          {
            for (int c = 0; c < 3; c++)
              rgb[3 * (y * SIDE + x) + c] = light * skin_color[c] * (x < SIDE / 2 ? .6f : 1);
            hair[y * SIDE + x] = hypot (x - 50, y - 50) <= 5 ? 65535 : 0;
            skin[y * SIDE + x] = hypot (x - 250, y - 250) <= 5 ? 65535 : 0;
          }
      g_assert_true (tonsure_samples_read (rgb, hair, skin, NULL, SIDE, SIDE, .6, 1, TRUE, NULL,
                                           &samples, NULL));
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (samples.stubble.mean[c] / samples.stubble.under[c], .6,
                                        1e-3);
    }
}

/* Whatever a file of floats may hold. */
static void
wild_numbers_do_no_harm (void)
{
  static const float wild[] = { NAN, INFINITY, -INFINITY, -1, 0, 1e30f, -0.0f, 1e-42f };

  for (int run = 0; run < 30; run++)
    {
      int width = g_test_rand_int_range (1, SIDE), height = g_test_rand_int_range (1, SIDE);
      gsize n = (gsize) width * height;
      g_autofree float *rgb = even_new (n, .5f, .32f, .24f);
      g_autofree guint16 *area = g_new (guint16, n);
      g_autofree guint16 *hair = g_new0 (guint16, n);
      g_autofree guint16 *skin = g_new0 (guint16, n);
      double mm_per_px = g_test_rand_double_range (.01, 2);
      gboolean many = g_test_rand_bit ();
      TonsureSamples samples;

      for (gsize i = 0; i < 3 * n; i++)
        if (g_test_rand_int_range (0, many ? 3 : 500) == 0)
          rgb[i] = wild[g_test_rand_int_range (0, G_N_ELEMENTS (wild))];
        else
          rgb[i] *= (float) g_test_rand_double_range (.5, 1);
      for (gsize i = 0; i < n; i++)
        area[i] =
            (guint16) ((int) (i % width) < width / 2 ? g_test_rand_int_range (30000, 65536) : 0);
      tonsure_samples_find (rgb, area, width, height, mm_per_px, hair, skin, NULL, NULL);
      for (gsize i = 0; i < n; i++)
        hair[i] = (guint16) g_test_rand_int_range (0, 65536), skin[i] = area[i];
      if (!tonsure_samples_read (rgb, hair, skin, area, width, height, mm_per_px, 1, many, NULL,
                                 &samples, NULL))
        continue;
      for (int c = 0; c < 3; c++)
        {
          const TonsureStubble *s = &samples.stubble;

          g_assert_true (isfinite (s->mean[c]) && isfinite (s->under[c]) && isfinite (s->bare[c]));
          g_assert_true (s->hair[c] > 0 && s->error[c] >= 0);
        }
      g_assert_true (samples.stubble.cover >= 0 && samples.stubble.cover <= 1);
      g_assert_true (isfinite (samples.stubble.length));
    }
}

/* Skin with dark specks of a pixel, brighter to the right of @edge. */
static void
draw_specks (float *rgb, float brighter, float redder)
{
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      float light =
          (is_odd (i) && is_odd (i + 77) ? .4f : 1) * (i % SIDE < SIDE / 2 ? 1 : brighter);

      rgb[3 * i] = .3f * light * (i / SIDE < SIDE / 2 ? 1 : redder);
      rgb[3 * i + 1] = .2f * light;
      rgb[3 * i + 2] = .15f * light;
    }
}

static void
read_specks (float brighter, float redder, float blur, int hair_to, TonsureSamples *samples)
{
  g_autofree float *rgb = g_new (float, 3 * SIDE * SIDE);
  g_autofree guint16 *hair = g_new0 (guint16, SIDE * SIDE);
  g_autofree guint16 *skin = g_new0 (guint16, SIDE * SIDE);
  g_autoptr (GError) error = NULL;

  draw_specks (rgb, brighter, redder);
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      hair[i] = i % SIDE < SIDE / 2 && i / SIDE < hair_to ? 65535 : 0;
      skin[i] = i % SIDE > SIDE / 2 ? 65535 : 0;
    }
  tonsure_samples_read (rgb, hair, skin, NULL, SIDE, SIDE, .25, blur, FALSE, NULL, samples, &error);
  g_assert_no_error (error);
}

static void
samples_have_the_flaws_that_they_have (void)
{
  TonsureSamples samples;

  read_specks (1, 1, 1, SIDE, &samples);
  g_assert_cmpint (samples.hair.flaws, ==, 0);
  g_assert_cmpint (samples.skin.flaws, ==, 0);
  g_assert_cmpuint (samples.hair.n_pixels, ==, SIDE * SIDE / 2);
  g_assert_cmpfloat_with_epsilon (samples.hair.mm2, SIDE * SIDE / 2 / 16.0, 1e-6);
  read_specks (1, 1, 1, 20, &samples);
  g_assert_cmpint (samples.hair.flaws, ==, TONSURE_FLAW_THIN);
  read_specks (3, 1, 1, SIDE, &samples);
  g_assert_cmpint (samples.hair.flaws, ==, TONSURE_FLAW_SHADOW);
  read_specks (.25f, 1, 1, SIDE, &samples);
  g_assert_cmpint (samples.skin.flaws, ==, TONSURE_FLAW_SHADOW);
  read_specks (1, 1.6f, 1, SIDE, &samples);
  g_assert_cmpint (samples.hair.flaws, ==, TONSURE_FLAW_MIXED_LIGHT);
  g_assert_cmpint (samples.skin.flaws, ==, TONSURE_FLAW_MIXED_LIGHT);
  read_specks (3.5f, 1, 1, SIDE, &samples);
  g_assert_cmpint (samples.skin.flaws, ==, TONSURE_FLAW_CLIPPED);
  read_specks (1, 1, 3, SIDE, &samples);
  g_assert_cmpint (samples.hair.flaws, ==, TONSURE_FLAW_COARSE);
}

static void
every_flaw_has_a_sentence (void)
{
  for (int i = 0; i < TONSURE_N_FLAWS; i++)
    for (int of_hair = 0; of_hair < 2; of_hair++)
      g_assert_cmpuint (strlen (tonsure_flaw_text ((TonsureFlaws) (1 << i), of_hair)), >, 20);
}

/* The same head from another camera: pixels of another size, light of another strength. */
static void
scale_and_exposure_do_not_count (void)
{
  double ratio[3][3];

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Head) head = { 0 };
      TonsureSamples samples;

      head_init (&head, i == 2 ? 6 : 4, PHANTOM_SKIN_II, PHANTOM_HAIR_DARK_BROWN, PHANTOM_VIEW_TOP,
                 4);
      for (gsize k = 0; i == 1 && k < 3 * head.n; k++)
        head.picture->photo[k] *= .4f;
      find (&head, &error);
      g_assert_no_error (error);
      read (&head, &samples);
      for (int c = 0; c < 3; c++)
        ratio[i][c] = samples.stubble.mean[c] / samples.stubble.under[c];
    }
  for (int c = 0; c < 3; c++)
    {
      g_assert_cmpfloat_with_epsilon (ratio[1][c], ratio[0][c], 1e-4);
      g_assert_cmpfloat_with_epsilon (ratio[2][c], ratio[0][c], .02);
    }
}

#define ADD(sentence, function) g_test_add_func ("/samples/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what is under hair is known without marks", what_is_under_hair_is_known_without_marks);
  ADD ("what is found is hair and skin", what_is_found_is_hair_and_skin);
  ADD ("scale and exposure do not count", scale_and_exposure_do_not_count);
  ADD ("samples have the flaws that they have", samples_have_the_flaws_that_they_have);
  ADD ("every flaw has a sentence", every_flaw_has_a_sentence);
  ADD ("what is not found stays empty", what_is_not_found_stays_empty);
  ADD ("what nobody has seen is assumed", what_nobody_has_seen_is_assumed);
  ADD ("a click is enough", a_click_is_enough);
  ADD ("what cannot be read is said", what_cannot_be_read_is_said);
  ADD ("wild numbers do no harm", wild_numbers_do_no_harm);
  return g_test_run ();
}
