/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "beside.h"
#include "treatment.h"

#include <math.h>
#include <string.h>

static double
between (double low, double high)
{
  return g_test_rand_double_range (low, high);
}

static void
any_skin (TonsureSkin *skin)
{
  tonsure_skin_init (skin, exp (between (log (0.009), log (0.25))), between (0.008, 0.02));
}

static void
any_kind (TonsureHairKind *kind)
{
  kind->color = (TonsureHairColor) g_test_rand_int_range (0, TONSURE_HAIR_COLORS);
  kind->density = between (80, 350);
  kind->diameter = between (0.05, 0.1);
}

static void
dark_hair_darkens_skin_the_more_the_longer_it_is (void)
{
  for (int trial = 0; trial < 10; trial++)
    {
      TonsureHairKind kind;
      TonsureSkin skin;
      TonsureBeside beside;
      double bare[3], shorter[3], longer[3];
      const double all[3] = { 1.0, 1.0, 1.0 };

      tonsure_skin_init (&skin, between (0.01, 0.1), 0.012);
      any_kind (&kind);
      kind.color = TONSURE_HAIR_BLACK;
      g_assert_true (tonsure_beside_init (&beside, &kind, &skin, NULL, NULL));
      tonsure_beside_treated (&beside, all, bare);
      tonsure_beside_hair (&beside, 0.0, 0.0, shorter);
      g_assert_cmpfloat (shorter[0], <, bare[0]);
      for (double length = 0.5; length < 30.0; length *= 2.0)
        {
          tonsure_beside_hair (&beside, length, 0.0, longer);
          g_assert_cmpfloat (longer[0], <, shorter[0]);
          memcpy (shorter, longer, sizeof longer);
        }
      tonsure_beside_hair (&beside, 1000.0, 0.0, longer);
      g_assert_cmpfloat_with_epsilon (longer[0], 17.9, 0.01);
      tonsure_beside_hair (&beside, 1000.0, 1.0, longer);
      g_assert_cmpfloat_with_epsilon (longer[0], 68.0, 0.01);
    }
}

static void
white_hair_shaved_leaves_the_skin_alone (void)
{
  for (int trial = 0; trial < 10; trial++)
    {
      TonsureHairKind kind;
      TonsureSkin skin;
      TonsureBeside beside;
      double bare[3], hair[3];
      const double all[3] = { 1.0, 1.0, 1.0 };

      any_skin (&skin);
      any_kind (&kind);
      g_assert_true (tonsure_beside_init (&beside, &kind, &skin, NULL, NULL));
      tonsure_beside_treated (&beside, all, bare);
      tonsure_beside_hair (&beside, 0.0, 1.0, hair);
      g_assert_cmpfloat (tonsure_ciede2000 (bare, hair), <, 1e-6);
    }
}

/* Stubble as a photo would show hair of a kind, in any light. */
static void
photo_of (const TonsureBeside *beside, double gray, TonsureStubble *stubble)
{
  *stubble = (TonsureStubble) { .length = TONSURE_SHAVED };
  for (int c = 0; c < 3; c++)
    {
      stubble->bare[c] = beside->bare[c];
      stubble->under[c] = between (0.4, 0.8) * beside->bare[c];
      stubble->mean[c] = stubble->under[c] * pow (beside->rest[c], 1.0 - gray);
      stubble->hair[c] = beside->colored[c] * stubble->under[c] / stubble->bare[c];
    }
}

/* What is seen today, gray as it is, and what it becomes. */
static void
a_photo_tells_what_its_hair_becomes (void)
{
  for (int trial = 0; trial < 20; trial++)
    {
      TonsureHairKind kind;
      TonsureSkin skin;
      TonsureBeside known, seen;
      TonsureStubble stubble;
      double gray = between (0, 0.7), later = between (gray, 1.0), one[3], other[3];

      any_skin (&skin);
      any_kind (&kind);
      kind.density = TONSURE_USUAL_HAIRS;
      kind.diameter = TONSURE_USUAL_SHAFT;
      g_assert_true (tonsure_beside_init (&known, &kind, &skin, NULL, NULL));
      photo_of (&known, gray, &stubble);
      g_assert_true (
          tonsure_beside_init_photo (&seen, &stubble, known.gloss, &skin, gray, NULL, NULL));
      tonsure_beside_hair (&known, 0.0, gray, one);
      tonsure_beside_hair (&seen, 0.0, gray, other);
      g_assert_cmpfloat (tonsure_ciede2000 (one, other), <, 1e-6);
      tonsure_beside_hair (&known, TONSURE_SHAVED, later, one);
      tonsure_beside_hair (&seen, TONSURE_SHAVED, later, other);
      g_assert_cmpfloat (tonsure_ciede2000 (one, other), <, 1.0);
    }
}

static void
nonsense_is_refused (void)
{
  TonsureHairKind kind = { TONSURE_HAIR_BLACK, NAN, 0.07 };
  TonsureBeside beside;
  TonsureSkin skin;
  g_autoptr (GError) error = NULL;

  any_skin (&skin);
  g_assert_false (tonsure_beside_init (&beside, &kind, &skin, NULL, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "density"));
}

#define ADD(sentence, function) g_test_add_func ("/beside/" sentence, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("dark hair darkens skin the more the longer it is",
       dark_hair_darkens_skin_the_more_the_longer_it_is);
  ADD ("white hair, shaved, leaves the skin alone", white_hair_shaved_leaves_the_skin_alone);
  ADD ("a photo tells what its hair becomes", a_photo_tells_what_its_hair_becomes);
  ADD ("nonsense is refused", nonsense_is_refused);
  return g_test_run ();
}
