/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Match on drawn heads whose hair is replaced and whose photo is changed, and, where there are any,
 * on real photos: the folder that TONSURE_PHOTOS names, with a manifest.csv. */
#include "match-trial.h"
#include "phantom.h"

#include <math.h>
#include <stdlib.h>

#define SIDE 100 /* mm, of the piece of the head that is drawn */

/* The back of a head with stubble below and bare skin above, both marked. */
static void
draw (TrialPhoto *photo, PhantomSkin skin)
{
  PhantomOptions options;
  g_autoptr (PhantomPicture) picture = NULL;
  gsize n;

  phantom_options_init (&options);
  options.px_per_mm = 3;
  options.skin = skin;
  options.hair = PHANTOM_HAIR_DARK_BROWN;
  options.view = PHANTOM_VIEW_BACK;
  options.left = 35;
  options.width = SIDE;
  options.height = 180;
  picture = phantom_draw (&options);
  n = (gsize) picture->width * picture->height;
  *photo = (TrialPhoto) { .width = picture->width, .height = picture->height };
  photo->mm_per_px = 1 / options.px_per_mm;
  photo->rgb = g_memdup2 (picture->photo, 3 * n * sizeof (float));
  photo->area = g_new (guint16, n);
  photo->hair = g_new0 (guint16, n);
  photo->skin = g_new0 (guint16, n);
  for (gsize i = 0; i < n; i++)
    photo->area[i] = (guint16) (65535 * picture->area[i]);
  for (int y = 0; y < picture->height; y++)
    for (int x = picture->width / 3; x < 2 * picture->width / 3; x++)
      {
        gsize at = (gsize) y * picture->width + x;

        if (picture->area[at] >= 0.99f)
          photo->skin[at] = 65535;
        else if (picture->area[at] == 0.0f && picture->matte[at] > 0.02f && y > picture->height / 2)
          photo->hair[at] = 65535;
      }
}

static void
match_photo (const TrialPhoto *photo, TonsureMatch *match)
{
  g_autoptr (GError) error = NULL;
  TonsureTreatment treatment;
  TonsureSamples samples;

  trial_match (photo, &treatment, &samples, match, &error);
  g_assert_no_error (error);
}

static void
replaced_hair_is_answered_between_it_and_six_tenths_of_the_way (void)
{
  static const double tones[] = { 0.45, 0.6, 0.75, 0.9 };
  static const double hues[3][2] = { { 1.0, 1.0 }, { 1.05, 0.92 }, { 0.95, 1.08 } };
  g_auto (TrialPhoto) head = { 0 };

  draw (&head, PHANTOM_SKIN_III);
  for (guint h = 0; h < G_N_ELEMENTS (hues); h++)
    {
      double last = 0.0;

      for (guint t = 0; t < G_N_ELEMENTS (tones); t++)
        {
          g_auto (TrialPhoto) other = { 0 };
          const double left[3] = { tones[t] * hues[h][0], tones[t], tones[t] * hues[h][1] };
          TonsureMatch match;

          trial_photo_copy (&head, &other);
          trial_photo_replace_hair (&other, left);
          match_photo (&other, &match);
          g_test_message ("%.2f of hue %u: Y %.3f", tones[t], h, match.luminance);
          g_assert_cmpfloat (match.luminance, >=, tones[t] - 0.03);
          g_assert_cmpfloat (match.luminance, <=, pow (tones[t], TONSURE_MATCH_LEAST_WAY) + 0.03);
          g_assert_cmpfloat (match.luminance, >=, last);
          last = match.luminance;
        }
    }
}

/* Exposure, white balance, resolution and blur: within .08 of Y in at least eight of ten. */
static void
other_photos_of_the_same_head_have_the_same_answer (void)
{
  static const double gains[][3] = {
    { 0.7, 0.7, 0.7 }, { 1.4, 1.4, 1.4 }, { 1.2, 1, 0.83 }, { 0.83, 1, 1.2 }
  };
  guint n = 0, same = 0;

  for (int skin = 0; skin < PHANTOM_N_SKINS; skin += 2)
    {
      g_auto (TrialPhoto) head = { 0 };
      TonsureMatch first;

      draw (&head, (PhantomSkin) skin);
      match_photo (&head, &first);
      for (guint i = 0; i < G_N_ELEMENTS (gains) + 2; i++)
        {
          g_auto (TrialPhoto) other = { 0 };
          TonsureMatch match;

          trial_photo_copy (&head, &other);
          if (i < G_N_ELEMENTS (gains))
            trial_photo_gain (&other, gains[i]);
          else if (i == G_N_ELEMENTS (gains))
            trial_photo_halve (&other);
          else
            trial_photo_blur (&other, 1);
          match_photo (&other, &match);
          n++;
          same += fabs (match.luminance - first.luminance) <= 0.08
                  && (match.ink == first.ink || abs ((int) match.ink - (int) first.ink) == 1);
          g_test_message ("skin %d, change %u: ink %u for %u, Y %.3f for %.3f", skin, i, match.ink,
                          first.ink, match.luminance, first.luminance);
        }
    }
  g_assert_cmpuint (10 * same, >=, 8 * n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match-trial/replaced hair is answered between it and six tenths of the way",
                   replaced_hair_is_answered_between_it_and_six_tenths_of_the_way);
  g_test_add_func ("/match-trial/other photos of the same head have the same answer",
                   other_photos_of_the_same_head_have_the_same_answer);
  return g_test_run ();
}
