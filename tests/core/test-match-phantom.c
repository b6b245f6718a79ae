/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Stubble of the phantom matched, treated and compared: truth decides, not the match. */
#include "match.h"
#include "measure.h"
#include "pigment.h"
#include "heads.h"
#include "render.h"

#include <math.h>
#include <stdlib.h>

#define PX_PER_MM 2
/* A strip of the back of the head, mm: bald above, full below. */
#define LEFT 25
#define WIDTH 80
#define HEIGHT 180

#define BLOCK (4 * PX_PER_MM) /* stubble is sought in blocks of four millimeters */
#define LEAST_COVER 0.1       /* where hair is full */
#define FULL 60000            /* of an area's 65535 */

/* Sums of light over a region: of a picture, and of the same skin without hair and noise. */
typedef struct
{
  double light[3], skin[3], cover;
  guint64 n;
} Region;

static void
add_pixel (const PhantomPicture *picture, gsize at, const float *light, Region *region)
{
  for (int c = 0; c < 3; c++)
    {
      region->light[c] += light[c];
      region->skin[c] += picture->skin[3 * at + c];
    }
  region->cover += picture->matte[at];
  region->n++;
}

/* Mean cover of a block, 0 where it holds any of the area. */
static double
cover_of_block (const PhantomPicture *picture, int x, int y)
{
  double sum = 0;

  for (int j = y; j < y + BLOCK; j++)
    for (int i = x; i < x + BLOCK; i++)
      {
        gsize at = (gsize) j * picture->width + i;

        if (picture->area[at] > 0)
          return 0;
        sum += picture->matte[at] / (BLOCK * BLOCK);
      }
  return sum;
}

/* The blocks that hair covers by @least or more. */
static void
find_stubble (const PhantomPicture *picture, double least, Region *stubble)
{
  *stubble = (Region) { .n = 0 };
  for (int y = 0; y + BLOCK <= picture->height; y += BLOCK)
    for (int x = 0; x + BLOCK <= picture->width; x += BLOCK)
      {
        if (cover_of_block (picture, x, y) < least)
          continue;
        for (int k = 0; k < BLOCK * BLOCK; k++)
          {
            gsize at = (gsize) (y + k / BLOCK) * picture->width + x + k % BLOCK;

            add_pixel (picture, at, picture->photo + 3 * at, stubble);
          }
      }
}

static void
read_stubble (const PhantomPicture *picture, const Region *region, TonsureStubble *stubble)
{
  *stubble = (TonsureStubble) { .cover = region->cover / region->n, .length = 0.5 };
  for (int c = 0; c < 3; c++)
    {
      stubble->bare[c] = picture->area_rgb[c];
      stubble->mean[c] = region->light[c] / region->n;
      stubble->under[c] = region->skin[c] / region->n;
      stubble->hair[c] = picture->hair_rgb[c];
      stubble->error[c] = 0.01;
    }
}

static guint16 *
mask_new (const PhantomPicture *picture)
{
  gsize n = (gsize) picture->width * picture->height;
  guint16 *mask = g_new (guint16, n);

  for (gsize i = 0; i < n; i++)
    mask[i] = (guint16) (picture->area[i] * 65535);
  return mask;
}

/* Treats the photo and sums up where the area asks for full density. */
static void
treat (const PhantomPicture *picture, const guint16 *mask, const TonsureTreatment *treatment,
       Region *treated)
{
  gsize n = (gsize) picture->width * picture->height;
  g_autofree float *rgba = g_new (float, 4 * n);
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (treatment, NULL, NULL);
  TonsurePixels pixels = { 0, 0, picture->width, picture->height };

  for (gsize i = 0; i < 4 * n; i++)
    rgba[i] = i % 4 < 3 ? picture->photo[i / 4 * 3 + i % 4] : 1;
  tonsure_render_treat (renderer, mask, &pixels, picture->width, &pixels, rgba,
                        (gsize) 4 * picture->width);
  *treated = (Region) { .n = 0 };
  for (gsize i = 0; i < n; i++)
    if (mask[i] >= FULL)
      add_pixel (picture, i, rgba + 4 * i, treated);
}

/* What a region would look like in even light, on the skin of the area. */
static void
lab_of_region (const PhantomPicture *picture, const Region *region, double lab[3])
{
  double rgb[3], xyz[3];

  for (int c = 0; c < 3; c++)
    rgb[c] = picture->area_rgb[c] * region->light[c] / region->skin[c];
  tonsure_rgb_to_xyz (rgb, NULL, xyz);
  tonsure_xyz_to_lab (xyz, lab);
}

static double
difference (const PhantomPicture *picture, const Region *one, const Region *other)
{
  double lab[2][3];

  lab_of_region (picture, one, lab[0]);
  lab_of_region (picture, other, lab[1]);
  return tonsure_ciede2000 (lab[0], lab[1]);
}

/* Draws a head, matches its stubble, treats it. Returns the CIEDE2000 of both. */
static double
compare (PhantomSkin skin, PhantomHair hair, guint32 seed, double least, TonsureMatch *match)
{
  PhantomOptions options;
  g_autoptr (PhantomPicture) picture = NULL;
  g_autofree guint16 *mask = NULL;
  TonsureMeasurement measurement;
  TonsureTreatment treatment;
  TonsureStubble stubble;
  Region hairy, treated;
  double measured;
  guint n;

  phantom_options_init (&options);
  options.px_per_mm = PX_PER_MM;
  options.skin = skin;
  options.hair = hair;
  options.view = PHANTOM_VIEW_BACK;
  options.seed = seed;
  options.left = LEFT;
  options.width = WIDTH;
  options.height = HEIGHT;
  picture = phantom_load (&options);
  mask = mask_new (picture);
  find_stubble (picture, least, &hairy);
  g_assert_cmpuint (hairy.n, >=, 20 * BLOCK * BLOCK);
  read_stubble (picture, &hairy, &stubble);
  g_assert_true (tonsure_measure (picture->photo, mask, picture->width, picture->height, NULL,
                                  &measurement, NULL));
  tonsure_treatment_init (&treatment);
  tonsure_measurement_apply (&measurement, &treatment);
  treatment.mm_per_px = 1.0 / PX_PER_MM;
  g_assert_true (tonsure_match (&stubble, &treatment, NULL, NULL, match, NULL));
  tonsure_match_apply (match, &treatment);
  treat (picture, mask, &treatment, &treated);
  measured = difference (picture, &treated, &hairy);
  g_test_message (
      "%s, %s, cover %.2f: grade %d, %s + %g, %.0f/cm²; CIEDE2000 %.2f predicted, "
      "%.2f measured; red by blue %.2f",
      phantom_skin_names[skin], phantom_hair_names[hair], stubble.cover, match->grade,
      tonsure_inks (&n)[match->ink].name, match->water, match->density, match->delta_e, measured,
      (1 - stubble.mean[0] / stubble.under[0]) / (1 - stubble.mean[2] / stubble.under[2]));
  return measured;
}

#define DARK_HAIRS (PHANTOM_HAIR_BROWN + 1)

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Each of the six skins with each of three dark hairs. */
static void
treated_skin_looks_like_the_stubble_it_was_matched_to (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  double measured[PHANTOM_N_SKINS * DARK_HAIRS];
  TonsureMatch match;
  guint n = 0;

  for (int skin = 0; skin < PHANTOM_N_SKINS; skin++)
    for (int hair = 0; hair < DARK_HAIRS; hair++)
      measured[n++] = compare (skin, hair, seed, LEAST_COVER, &match);
  qsort (measured, n, sizeof *measured, compare_numbers);
  g_test_message ("CIEDE2000 of %u pairs: median %.2f, worst %.2f", n, measured[n / 2],
                  measured[n - 1]);
  g_assert_cmpfloat (measured[n / 2], <=, 1.0);
  g_assert_cmpfloat (measured[n - 1], <=, 2.0);
}

/* One skin at random; all of them take long (-m slow). */
static void
hair_that_no_pigment_resembles_gets_little (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  int only = g_test_rand_int_range (0, PHANTOM_N_SKINS);

  for (int skin = 0; skin < PHANTOM_N_SKINS; skin++)
    for (int hair = DARK_HAIRS; hair < PHANTOM_N_HAIRS; hair++)
      {
        TonsureMatch match;

        if (skin != only && !g_test_slow ())
          continue;
        compare (skin, hair, seed, LEAST_COVER, &match);
        g_assert_cmpfloat (match.luminance, >=, 0.83);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match-phantom/treated skin looks like the stubble it was matched to",
                   treated_skin_looks_like_the_stubble_it_was_matched_to);
  g_test_add_func ("/match-phantom/hair that no pigment resembles gets little",
                   hair_that_no_pigment_resembles_gets_little);
  return g_test_run ();
}
