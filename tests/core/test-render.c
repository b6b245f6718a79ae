/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "crowd.h"
#include "exact.h"
#include "patchy.h"
#include "render-private.h"

#include <math.h>
#include <string.h>

#define WIDTH 260
#define HEIGHT 190
#define CHECKSUM G_GUINT64_CONSTANT (0xe62daf70d0aa1b4d)

/* A picture's area with some of everything: full, none, between. */
typedef struct
{
  TonsurePixels pixels;
  guint16 *mask;
} Area;

static void
area_clear (Area *area)
{
  g_free (area->mask);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Area, area_clear)

static Area
area_new (int x, int y, int width, int height)
{
  return (Area) { { x, y, width, height }, g_new0 (guint16, (gsize) width * height) };
}

static void
area_fill (Area *area, int x0, int y0, int x1, int y1, guint16 value)
{
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      area->mask[(y - area->pixels.y) * area->pixels.width + x - area->pixels.x] = value;
}

static Area
blobs (int x, int y, int width, int height)
{
  Area area = area_new (x, y, width, height);

  for (int k = 0; k < 4; k++)
    {
      int w = g_test_rand_int_range (1, width / 2), h = g_test_rand_int_range (1, height / 2);
      int x0 = g_test_rand_int_range (x, x + width - w);
      int y0 = g_test_rand_int_range (y, y + height - h);

      area_fill (&area, x0, y0, x0 + w, y0 + h, (guint16) g_test_rand_int_range (0, 65536));
    }
  return area;
}

/* The part of the area that is needed to draw @pixels, copied, and a bit at random. */
static Area
part_for (const Area *area, const TonsureRenderer *renderer, const TonsurePixels *pixels)
{
  int more = tonsure_render_reach (renderer) + g_test_rand_int_range (0, 5);
  int x0 = MAX (pixels->x - more, area->pixels.x), y0 = MAX (pixels->y - more, area->pixels.y);
  int x1 = MIN (pixels->x + pixels->width + more, area->pixels.x + area->pixels.width);
  int y1 = MIN (pixels->y + pixels->height + more, area->pixels.y + area->pixels.height);
  Area part = area_new (x0, y0, MAX (x1 - x0, 0), MAX (y1 - y0, 0));

  for (int y = y0; y < y1 && x1 > x0; y++)
    memcpy (part.mask + (gsize) (y - y0) * part.pixels.width,
            area->mask + (gsize) (y - area->pixels.y) * area->pixels.width + x0 - area->pixels.x,
            sizeof (guint16) * part.pixels.width);
  return part;
}

static gboolean
draw_part (const TonsureRenderer *renderer, const Area *area, const TonsurePixels *picture,
           const TonsurePixels *part, float *rgba)
{
  g_auto (Area) needed = part_for (area, renderer, part);

  return tonsure_render_transmittance (
      renderer, needed.mask, &needed.pixels, needed.pixels.width, part,
      rgba + 4 * ((gsize) (part->y - picture->y) * picture->width + part->x - picture->x),
      4 * (gsize) picture->width);
}

static float *
draw (const TonsureRenderer *renderer, const Area *area, const TonsurePixels *picture)
{
  float *rgba = g_new (float, (gsize) 4 * picture->width * picture->height);

  tonsure_render_transmittance (renderer, area->mask, &area->pixels, area->pixels.width, picture,
                                rgba, 4 * (gsize) picture->width);
  return rgba;
}

static TonsureRenderer *
renderer_new (const TonsureTreatment *treatment)
{
  g_autoptr (GError) error = NULL;
  TonsureRenderer *renderer = tonsure_renderer_new (treatment, NULL, &error);

  g_assert_no_error (error);
  return renderer;
}

static TonsureTreatment
any_treatment (void)
{
  static const double scales[] = { 0.02, 0.05, 0.1, 0.13, 0.3, 0.7, 1.9 };
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment);
  treatment.seed = (guint32) g_test_rand_int ();
  treatment.mm_per_px = scales[g_test_rand_int_range (0, G_N_ELEMENTS (scales))];
  treatment.origin_x = g_test_rand_double_range (-1000, 1000);
  treatment.origin_y = g_test_rand_double_range (-1000, 1000);
  treatment.blur = g_test_rand_bit () ? g_test_rand_double_range (0, 2) : 0.0;
  treatment.noise = g_test_rand_bit () ? 0.03 : 0.0;
  treatment.outcome = g_test_rand_int_range (0, 3);
  return treatment;
}

/* After years, with touch-ups that fill up all places, or before them. */
static void
let_time_pass (TonsureTreatment *treatment)
{
  treatment->density = g_test_rand_double_range (40, 400);
  treatment->years = g_test_rand_double_range (0, 30);
  treatment->temporary = g_test_rand_int_range (0, 2);
  treatment->sun = g_test_rand_double_range (1, 2);
  treatment->scar = g_test_rand_double_range (0, 1);
  treatment->touch_ups = g_test_rand_bit () ? g_test_rand_double_range (0, 5) : 0.0;
  treatment->laser = g_test_rand_int_range (0, 3);
  treatment->laser_year = g_test_rand_double_range (0, 30);
  if (g_test_rand_int_range (0, 4) == 0)
    treatment->days_to_heal = g_test_rand_double_range (0, 56);
}

static void
split (const TonsureRenderer *renderer, const Area *area, const TonsurePixels *picture,
       const TonsurePixels *part, float *rgba)
{
  TonsurePixels a = *part, b = *part;

  if (part->width * part->height < 400 || g_test_rand_int_range (0, 8) == 0)
    {
      draw_part (renderer, area, picture, part, rgba);
      return;
    }
  if (part->width > 1 && (part->height == 1 || g_test_rand_bit ()))
    {
      a.width = g_test_rand_int_range (1, part->width);
      b.x += a.width;
      b.width -= a.width;
    }
  else
    {
      a.height = g_test_rand_int_range (1, part->height);
      b.y += a.height;
      b.height -= a.height;
    }
  split (renderer, area, picture, &b, rgba);
  split (renderer, area, picture, &a, rgba);
}

static void
test_splits (void)
{
  for (int i = 0; i < 18; i++)
    {
      TonsureTreatment treatment = any_treatment ();

      if (i % 3 == 2)
        let_time_pass (&treatment);
      g_autoptr (TonsureRenderer) renderer = renderer_new (&treatment);
      TonsurePixels picture = { g_test_rand_int_range (-500, 500),
                                g_test_rand_int_range (-500, 500), WIDTH, HEIGHT };
      g_auto (Area) area = blobs (picture.x, picture.y, WIDTH, HEIGHT);
      g_autofree float *whole = draw (renderer, &area, &picture);
      g_autofree float *parts = g_new (float, 4 * WIDTH * HEIGHT);

      for (int k = 0; k < 4; k++)
        {
          split (renderer, &area, &picture, &picture, parts);
          g_assert_cmpmem (whole, sizeof (float) * 4 * WIDTH * HEIGHT, parts,
                           sizeof (float) * 4 * WIDTH * HEIGHT);
        }
    }
}

typedef struct
{
  const TonsureRenderer *renderer;
  const Area *area;
  const TonsurePixels *picture;
  float *rgba;
  int first, step;
} Share;

static gpointer
draw_share (gpointer data)
{
  const Share *share = data;

  for (int y = share->first; y < HEIGHT; y += share->step)
    {
      TonsurePixels row = { share->picture->x, share->picture->y + y, WIDTH, 1 };

      tonsure_render_transmittance (share->renderer, share->area->mask, &share->area->pixels,
                                    share->area->pixels.width, &row,
                                    share->rgba + (gsize) 4 * WIDTH * y, 4 * WIDTH);
    }
  return NULL;
}

static void
check_threads (gboolean years)
{
  TonsureTreatment treatment = any_treatment ();

  treatment.mm_per_px = 0.1;
  if (years)
    let_time_pass (&treatment);
  g_autoptr (TonsureRenderer) renderer = renderer_new (&treatment);
  TonsurePixels picture = { -60, -70, WIDTH, HEIGHT };
  g_auto (Area) area = blobs (picture.x, picture.y, WIDTH, HEIGHT);
  g_autofree float *whole = draw (renderer, &area, &picture);

  for (int n = 1; n <= 8; n *= 2)
    {
      g_autofree float *shared = g_new (float, 4 * WIDTH * HEIGHT);
      GThread *threads[8];
      Share shares[8];

      for (int k = 0; k < n; k++)
        {
          shares[k] = (Share) { renderer, &area, &picture, shared, k, n };
          threads[k] = g_thread_new ("share", draw_share, &shares[k]);
        }
      for (int k = 0; k < n; k++)
        g_thread_join (threads[k]);
      g_assert_cmpmem (whole, sizeof (float) * 4 * WIDTH * HEIGHT, shared,
                       sizeof (float) * 4 * WIDTH * HEIGHT);
    }
}

static void
test_threads (void)
{
  check_threads (FALSE);
  check_threads (TRUE);
}

static void
test_simd (void)
{
  if (tonsure_draw_best () == &tonsure_draw_plain)
    {
      g_test_skip ("this machine runs the plain loops only");
      return;
    }
  for (int i = 0; i < 6; i++)
    {
      TonsureTreatment treatment = any_treatment ();
      TonsurePixels picture = { -60, -70, WIDTH, HEIGHT };
      g_auto (Area) area = blobs (picture.x, picture.y, WIDTH, HEIGHT);
      g_autoptr (TonsureRenderer) fast = renderer_new (&treatment);
      g_autoptr (TonsureRenderer) plain =
          tonsure_renderer_new_with_draw (&treatment, NULL, &tonsure_draw_plain, NULL);
      g_autofree float *a = draw (fast, &area, &picture), *b = draw (plain, &area, &picture);

      g_assert_cmpmem (a, sizeof (float) * 4 * WIDTH * HEIGHT, b,
                       sizeof (float) * 4 * WIDTH * HEIGHT);
    }
}

static guint
class_of (const TonsureTreatment *treatment, const TonsureDots *dots, gsize k)
{
  TonsurePatchy patchy;

  tonsure_patchy_init (&patchy, treatment);
  return tonsure_patchy_class (&patchy, dots->id[k], dots->x[k], dots->y[k]);
}

static void
compute_profiles (const TonsureTreatment *treatment, TonsureProfile *profiles, double *diameters)
{
  TonsureDeposit deposits[TONSURE_DEPOSIT_CLASSES];
  TonsureSkin skin;

  tonsure_skin_init (&skin, treatment->melanin, treatment->blood);
  for (guint k = 0; k < TONSURE_DEPOSIT_CLASSES; k++)
    {
      tonsure_deposit_class (treatment, k, &deposits[k]);
      diameters[k] = deposits[k].diameter;
    }
  g_assert_true (
      tonsure_profiles_compute (&skin, deposits, TONSURE_DEPOSIT_CLASSES, NULL, profiles, NULL));
}

static void
find_dots (const TonsureTreatment *treatment, const Area *area, TonsureDots *dots)
{
  TonsureStipple stipple;
  TonsureArea demand;
  double mm = treatment->mm_per_px;
  TonsureRectangle all = { treatment->origin_x + (area->pixels.x - 1) * mm,
                           treatment->origin_y + (area->pixels.y - 1) * mm,
                           (area->pixels.width + 2) * mm, (area->pixels.height + 2) * mm };

  tonsure_dots_init (dots);
  tonsure_stipple_init (&stipple, treatment);
  tonsure_stipple_dots (
      &stipple,
      tonsure_area_init (&demand, treatment, area->mask, &area->pixels, area->pixels.width), &all,
      dots);
}

/* Dots so far apart that each stands alone: what they take in all must be their mass. */
static void
check_mass (TonsureTreatment *treatment, double density, double side)
{
  int inner = (int) (side / treatment->mm_per_px);

  treatment->density = density;
  /* Dots that lie over each other would take less. */
  treatment->jitter = 0.07;
  g_autoptr (TonsureRenderer) renderer = renderer_new (treatment);
  int reach = tonsure_render_reach (renderer);
  g_auto (Area) area = area_new (0, 0, inner, inner);
  g_autofree TonsureProfile *profiles = g_new (TonsureProfile, TONSURE_DEPOSIT_CLASSES);
  g_auto (TonsureDots) dots;
  double diameters[TONSURE_DEPOSIT_CLASSES];
  double lost[3] = { 0 }, mass[3] = { 0 }, pixel = treatment->mm_per_px * treatment->mm_per_px;

  area_fill (&area, 0, 0, inner, inner, 65535);
  compute_profiles (treatment, profiles, diameters);
  find_dots (treatment, &area, &dots);
  g_assert_cmpuint (dots.n, >, 0);
  for (gsize k = 0; k < dots.n; k++)
    for (int c = 0; c < 3; c++)
      mass[c] += profiles[class_of (treatment, &dots, k)].mass[c];
  for (int y = -reach; y < inner + reach; y += 64)
    {
      TonsurePixels strip = { -reach, y, inner + 2 * reach, 64 };
      g_autofree float *rgba = draw (renderer, &area, &strip);

      for (int i = 0; i < strip.width * strip.height; i++)
        for (int c = 0; c < 3; c++)
          lost[c] += (1.0 - rgba[4 * i + c]) * pixel;
    }
  g_test_message ("%g mm/px, blur %g px, diameter %g: mass is %.3f %.3f %.3f %% off",
                  treatment->mm_per_px, treatment->blur, treatment->diameter,
                  100 * (lost[0] / mass[0] - 1), 100 * (lost[1] / mass[1] - 1),
                  100 * (lost[2] / mass[2] - 1));
  for (int c = 0; c < 3; c++)
    /* .0052 for the widest, soft dots. */
    g_assert_cmpfloat_with_epsilon (lost[c] / mass[c], 1.0, 0.006);
}

static void
test_mass (void)
{
  static const struct
  {
    double mm_per_px, diameter, side;
  } cases[] = {
    { 2.0, 0.2, 80 }, { 1.0, 0.2, 60 },  { 0.4, 0.2, 60 },  { 0.25, 0.2, 40 },
    { 0.1, 0.2, 40 }, { 0.05, 0.2, 40 }, { 0.02, 0.2, 30 }, { 0.1, 0.02, 40 },
    { 0.1, 1.5, 40 }, { 5.0, 0.5, 90 },  { 0.3, 0.06, 60 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int blur = 0; blur < 2; blur++)
      {
        TonsureTreatment treatment;

        tonsure_treatment_init (&treatment);
        treatment.mm_per_px = cases[i].mm_per_px;
        treatment.diameter = cases[i].diameter;
        /* No wider than dots can be told in. */
        treatment.blur =
            blur ? g_test_rand_double_range (0.3, MIN (1.8, 5.0 / cases[i].mm_per_px)) : 0.0;
        treatment.seed = (guint32) g_test_rand_int ();
        check_mass (&treatment, 0.8, cases[i].side);
      }
}

/* Where sprites would be too large. */
static void
test_mass_at_the_end (void)
{
  TonsureTreatment treatment;

  tonsure_treatment_init (&treatment);
  treatment.mm_per_px = 0.004;
  check_mass (&treatment, 6, 9);
}

/* ∫ of the profile over a pixel and the blur, by plain summation. */
typedef struct
{
  int n;
  double step;
  double *weight;
} Spread;

static Spread
spread_new (double mm_per_px, double blur)
{
  /* The rim of a shallow dot is a hundredth of a millimeter wide. */
  int steps = MAX (8, 2 * (int) ceil (mm_per_px / 0.012));
  Spread spread = { .step = mm_per_px / steps };
  int half = (int) ceil (steps * (0.5 + 4.0 * blur));
  double sum = 0.0;

  spread.n = 2 * half;
  spread.weight = g_new0 (double, spread.n);
  for (int i = 0; i < spread.n; i++)
    {
      double x = (i + 0.5 - half) / steps;

      if (blur > 0.0)
        spread.weight[i] =
            0.5 * (erf ((x + 0.5) / blur / G_SQRT2) - erf ((x - 0.5) / blur / G_SQRT2));
      else
        spread.weight[i] = fabs (x) < 0.5;
      sum += spread.weight[i];
    }
  for (int i = 0; i < spread.n; i++)
    spread.weight[i] /= sum;
  return spread;
}

static void
mean_loss (const TonsureProfile *profile, const Spread *spread, double dx, double dy, double m[3])
{
  m[0] = m[1] = m[2] = 0.0;
  for (int j = 0; j < spread->n; j++)
    for (int i = 0; i < spread->n; i++)
      {
        double x = dx + (i + 0.5 - spread->n / 2) * spread->step;
        double y = dy + (j + 0.5 - spread->n / 2) * spread->step;
        double at = sqrt (x * x + y * y) * (TONSURE_PROFILE_SAMPLES - 1) / TONSURE_PROFILE_REACH;
        int k = (int) at;

        if (k >= TONSURE_PROFILE_SAMPLES - 1)
          continue;
        for (int c = 0; c < 3; c++)
          m[c] +=
              spread->weight[i] * spread->weight[j]
              * (profile->loss[c][k] + (at - k) * (profile->loss[c][k + 1] - profile->loss[c][k]));
      }
}

static double
with_apart (double d, double apart)
{
  double e = apart * d;

  return d + e * e / 2.0 + e * e * e / 3.0 + e * e * e * e / 4.0;
}

/* What with_apart() makes the density of a dot alone, by halving. */
static double
alone (double density, double apart)
{
  double low = 0.0, high = density;

  for (int i = 0; i < 50; i++)
    {
      double middle = 0.5 * (low + high);

      if (with_apart (middle, apart) < density)
        low = middle;
      else
        high = middle;
    }
  return high;
}

/* Summation, sprites and pixels alone: profiles, what wide halos share and how far apart dots are
 * come from the library. Others prove these: test-dot by Monte Carlo, test-apart by a known
 * integral, and test-optics-table all of them together, by lattices. Measured: worst .007, mean
 * .0013, bias .0005. */
static void
check_by_force (const TonsureTreatment *treatment, int side)
{
  const double mm = treatment->mm_per_px;
  g_autoptr (TonsureRenderer) renderer = renderer_new (treatment);
  int reach = tonsure_render_reach (renderer);
  g_auto (Area) area = area_new (-reach, -reach, side + 2 * reach, side + 2 * reach);
  TonsurePixels picture = { 0, 0, side, side };
  g_autofree TonsureProfile *profiles = g_new (TonsureProfile, TONSURE_DEPOSIT_CLASSES);
  Spread spread = spread_new (mm, treatment->blur);
  g_auto (TonsureDots) dots;
  double worst = 0.0, mean = 0.0, signed_mean = 0.0;
  double diameters[TONSURE_DEPOSIT_CLASSES], share[3];

  area_fill (&area, -reach, -reach, side + reach, side + reach, 65535);
  g_autofree float *rgba = draw (renderer, &area, &picture);

  compute_profiles (treatment, profiles, diameters);
  tonsure_crowd_shares (profiles, diameters, TONSURE_DEPOSIT_CLASSES, share);
  tonsure_crowd_scale (profiles, TONSURE_DEPOSIT_CLASSES, share);
  find_dots (treatment, &area, &dots);
  for (int p = 0; p < side * side; p++)
    {
      double density[3] = { 0 };

      for (gsize k = 0; k < dots.n; k++)
        {
          double dx = treatment->origin_x + (p % side + 0.5) * mm - dots.x[k], m[3];
          double dy = treatment->origin_y + (p / side + 0.5) * mm - dots.y[k];

          if (hypot (dx, dy) > TONSURE_PROFILE_REACH + (1.0 + 4.0 * treatment->blur) * mm)
            continue;
          mean_loss (&profiles[class_of (treatment, &dots, k)], &spread, dx, dy, m);
          for (int c = 0; c < 3; c++)
            density[c] += alone (-log1p (-m[c]), renderer->apart[0][c]);
        }
      for (int c = 0; c < 3; c++)
        {
          double apart = renderer->apart[0][c];
          double kept = exp (-with_apart (density[c], apart));
          double error = rgba[4 * p + c] - (1.0 - share[c] * (1.0 - kept));

          worst = MAX (worst, fabs (error));
          mean += fabs (error) / (3 * side * side);
          signed_mean += error / (3 * side * side);
        }
    }
  g_free (spread.weight);
  g_test_message ("%g mm/px, blur %g px: worst error %.5f, mean %.5f, bias %.5f", mm,
                  treatment->blur, worst, mean, signed_mean);
  /* .023 where dots of twice the tone of thin discs overlap. */
  g_assert_cmpfloat (worst, <, 0.025);
  g_assert_cmpfloat (mean, <, 0.004);
  g_assert_cmpfloat (fabs (signed_mean), <, 0.004);
}

/* The sums of the last three take minutes: -m slow. */
static void
test_by_force (void)
{
  static const double cases[][2] = { { 0.02, 0.0 }, { 0.05, 0.0 }, { 0.05, 1.2 }, { 0.1, 0.0 },
                                     { 0.1, 0.7 },  { 0.25, 0.0 }, { 0.5, 0.0 },  { 0.25, 0.7 },
                                     { 0.6, 0.5 },  { 1.5, 0.0 } };
  const guint quick = 7;

  for (guint i = 0; i < (g_test_slow () ? G_N_ELEMENTS (cases) : quick); i++)
    {
      TonsureTreatment treatment;

      tonsure_treatment_init (&treatment);
      treatment.mm_per_px = cases[i][0];
      treatment.blur = cases[i][1];
      treatment.seed = (guint32) g_test_rand_int ();
      check_by_force (&treatment, 12);
    }
}

/* Mean of 1 - T over 16 × 16 mm in the middle of an even treatment. */
static void
tone_at (double px_per_mm, double blur, double density, double tone[3])
{
  TonsureTreatment treatment;
  int side = (int) (16 * px_per_mm), rim = (int) (4 * px_per_mm);

  tonsure_treatment_init (&treatment);
  treatment.mm_per_px = 1.0 / px_per_mm;
  treatment.density = density;
  treatment.blur = blur;
  g_autoptr (TonsureRenderer) renderer = renderer_new (&treatment);
  TonsurePixels picture = { 0, 0, side, side };
  g_auto (Area) area = area_new (-rim, -rim, side + 2 * rim, side + 2 * rim);

  area_fill (&area, -rim, -rim, side + rim, side + rim, 65535);
  g_autofree float *rgba = draw (renderer, &area, &picture);

  tone[0] = tone[1] = tone[2] = 0.0;
  for (int i = 0; i < side * side; i++)
    for (int c = 0; c < 3; c++)
      tone[c] += (1.0 - rgba[4 * i + c]) / (side * side);
}

static void
test_tone (void)
{
  static const double cases[][2] = {
    { 250, 0.0 }, { 250, 0.7 }, { 250, 1.4 }, { 80, 0.7 }, { 400, 0.7 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double reference[3], tone[3], density = cases[i][0], blur = cases[i][1];

      tone_at (40, 0.0, density, reference);
      for (int px = 2; px <= 16; px *= 2)
        {
          tone_at (px, blur, density, tone);
          g_test_message (
              "%g/cm², blur %g px, %d px/mm: tone %.4f %.4f %.4f, %.2f %.2f %.2f %% off", density,
              blur, px, tone[0], tone[1], tone[2], 100 * (tone[0] / reference[0] - 1),
              100 * (tone[1] / reference[1] - 1), 100 * (tone[2] / reference[2] - 1));
          for (int c = 0; c < 3; c++)
            g_assert_cmpfloat_with_epsilon (tone[c] / reference[c], 1.0, 0.006);
        }
    }
}

static void
test_reach (void)
{
  for (int i = 0; i < 12; i++)
    {
      TonsureTreatment treatment = any_treatment ();
      g_autoptr (TonsureRenderer) renderer = renderer_new (&treatment);
      int reach = tonsure_render_reach (renderer);
      TonsurePixels picture = { -reach - 20, -reach - 20, 2 * reach + 41, 2 * reach + 41 };
      g_auto (Area) area = area_new (0, 0, 1, 1);
      gboolean dark = FALSE;

      area.mask[0] = 65535;
      g_autofree float *rgba = draw (renderer, &area, &picture);

      g_assert_cmpint (
          reach, <=,
          (int) ceil (TONSURE_PROFILE_REACH / treatment.mm_per_px + 4.0 * treatment.blur) + 2);
      for (int y = 0; y < picture.height; y++)
        for (int x = 0; x < picture.width; x++)
          for (int c = 0; c < 4; c++)
            {
              float t = rgba[4 * (y * picture.width + x) + c];

              g_assert_cmpfloat (t, >=, 0.0f);
              g_assert_cmpfloat (t, <=, 1.0f);
              dark |= t < 1.0f;
              /* A dot that the pixel asks for lies within a pixel of its center. */
              if (hypot (x + picture.x, y + picture.y) > reach + G_SQRT2)
                g_assert_cmpfloat (t, ==, 1.0f);
            }
      (void) dark;
    }
}

static void
test_untouched (void)
{
  TonsureTreatment treatment = any_treatment ();

  treatment.mm_per_px = 0.1;
  g_autoptr (TonsureRenderer) renderer = renderer_new (&treatment);
  int reach = tonsure_render_reach (renderer), x0 = 200 + reach + 2;
  TonsurePixels away = { x0, 0, 50, 50 }, near = { 100, 0, 50, 50 };
  g_auto (Area) area = area_new (0, 0, 400, 50);
  float photo[4 * 50 * 50], copy[4 * 50 * 50], transmittance[4 * 50 * 50];

  area_fill (&area, 0, 0, 200, 50, 65535);
  for (int i = 0; i < 4 * 50 * 50; i++)
    photo[i] = copy[i] = (float) g_test_rand_double_range (-0.1, 2.0);

  g_assert_false (tonsure_render_treat (renderer, area.mask, &area.pixels, 400, &away, photo, 200));
  g_assert_cmpmem (photo, sizeof photo, copy, sizeof copy);
  g_assert_false (tonsure_render_transmittance (renderer, area.mask, &area.pixels, 400, &away,
                                                transmittance, 200));
  for (int i = 0; i < 4 * 50 * 50; i++)
    g_assert_cmpfloat (transmittance[i], ==, 1.0f);

  g_assert_true (tonsure_render_treat (renderer, area.mask, &area.pixels, 400, &near, photo, 200));
  g_assert_true (tonsure_render_transmittance (renderer, area.mask, &area.pixels, 400, &near,
                                               transmittance, 200));
  for (int i = 0; i < 4 * 50 * 50; i++)
    g_assert_cmpfloat (photo[i], ==, i % 4 == 3 ? copy[i] : copy[i] * transmittance[i]);
}

/* Half as many pixels see the same dots: the mean of four pixels is the one's. */
static void
test_zoom (void)
{
  TonsureTreatment treatment;
  TonsurePixels picture = { 0, 0, 100, 100 }, doubled = { 0, 0, 200, 200 };
  g_auto (Area) area = area_new (0, 0, 100, 100), area_doubled = area_new (0, 0, 200, 200);
  double worst = 0.0, mean = 0.0;

  area_fill (&area, 0, 0, 100, 100, 65535);
  area_fill (&area_doubled, 0, 0, 200, 200, 65535);
  tonsure_treatment_init (&treatment);
  treatment.blur = 0.0;
  g_autoptr (TonsureRenderer) coarse = renderer_new (&treatment);
  treatment.mm_per_px *= 0.5;
  g_autoptr (TonsureRenderer) fine = renderer_new (&treatment);
  g_autofree float *a = draw (coarse, &area, &picture), *b = draw (fine, &area_doubled, &doubled);

  for (int y = 15; y < 85; y++)
    for (int x = 15; x < 85; x++)
      {
        const float *four = b + 4 * (2 * y * 200 + 2 * x);
        double error = a[4 * (y * 100 + x)] - 0.25 * (four[0] + four[4] + four[800] + four[804]);

        worst = MAX (worst, fabs (error));
        mean += fabs (error) / (70 * 70);
      }
  g_test_message ("worst %.4f, mean %.5f", worst, mean);
  g_assert_cmpfloat (worst, <, 0.03);
  g_assert_cmpfloat (mean, <, 0.002);
}

/* A crop moves the origin; pixels of 1/8 mm make that exact. */
static void
test_crop (void)
{
  TonsureTreatment treatment = any_treatment ();
  TonsurePixels picture = { 0, 0, WIDTH, HEIGHT }, cropped = { 0, 0, WIDTH - 40, HEIGHT - 30 };

  treatment.mm_per_px = 0.125;
  treatment.origin_x = -3.0;
  treatment.origin_y = 64.0;
  treatment.noise = 0.02;
  g_autoptr (TonsureRenderer) renderer = renderer_new (&treatment);
  treatment.origin_x += 40 * 0.125;
  treatment.origin_y += 30 * 0.125;
  g_autoptr (TonsureRenderer) after = renderer_new (&treatment);
  g_auto (Area) area = blobs (0, 0, WIDTH, HEIGHT);
  g_auto (Area)
      shifted = { { -40, -30, WIDTH, HEIGHT }, g_memdup2 (area.mask, 2 * WIDTH * HEIGHT) };
  g_autofree float *a = draw (renderer, &area, &picture), *b = draw (after, &shifted, &cropped);

  for (int y = 0; y < cropped.height; y++)
    g_assert_cmpmem (a + 4 * ((y + 30) * WIDTH + 40), sizeof (float) * 4 * cropped.width,
                     b + 4 * y * cropped.width, sizeof (float) * 4 * cropped.width);
}

/* The picture that must never change by itself: on any machine, compiler and version. */
static void
test_checksum (void)
{
  TonsureTreatment treatment;
  TonsurePixels picture = { -7, 11, 96, 80 };
  g_auto (Area) area = area_new (-20, 0, 90, 70);
  guint64 sum = 0;

  tonsure_treatment_init (&treatment);
  treatment.noise = 0.02;
  g_autoptr (TonsureRenderer) renderer = renderer_new (&treatment);

  area_fill (&area, -20, 0, 50, 70, 65535);
  area_fill (&area, 50, 0, 70, 70, 20000);
  g_autofree float *rgba = draw (renderer, &area, &picture);

  for (int i = 0; i < 4 * picture.width * picture.height; i++)
    {
      guint32 bits;

      memcpy (&bits, &rgba[i], sizeof bits);
      sum = tonsure_hash64 (sum ^ bits);
    }
  g_assert_cmphex (sum, ==, CHECKSUM);
}

static void
test_bad_treatment (void)
{
  TonsureTreatment treatment;
  g_autoptr (GError) error = NULL;

  tonsure_treatment_init (&treatment);
  treatment.mm_per_px = 0.0;
  g_assert_null (tonsure_renderer_new (&treatment, NULL, &error));
  g_assert_error (error, TONSURE_ERROR, TONSURE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "mm_per_px"));
}

/* The bound is for those who have no renderer. */
static void
test_reach_is_known_without_a_renderer (void)
{
  static const double scales[] = { 0.03, 0.1, 0.3, 0.7 }, blurs[] = { 0.0, 0.7, 3.0 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint k = 0; k < G_N_ELEMENTS (blurs); k++)
      {
        TonsureTreatment treatment;

        tonsure_treatment_init (&treatment);
        treatment.mm_per_px = scales[i];
        treatment.blur = blurs[k];
        g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&treatment, NULL, NULL);
        int reach = tonsure_render_reach (renderer), most = tonsure_render_reach_of (&treatment);

        g_test_message ("%g mm, blur %g: %d, at most %d pixels", scales[i], blurs[k], reach, most);
        g_assert_cmpint (most, >=, reach);
        g_assert_cmpint (most, <, 2 * reach + 4);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/any split gives the same bits", test_splits);
  g_test_add_func ("/render/any number of threads gives the same bits", test_threads);
  g_test_add_func ("/render/AVX2 gives the same bits", test_simd);
  g_test_add_func ("/render/the mass is right at any size", test_mass);
  g_test_add_func ("/render/the mass is right in tiny pixels", test_mass_at_the_end);
  g_test_add_func ("/render/agrees with a plain sum over the dots", test_by_force);
  g_test_add_func ("/render/the tone is the same at any scale", test_tone);
  g_test_add_func ("/render/T is 1 beyond the reach and never above", test_reach);
  g_test_add_func ("/render/a photo is multiplied and elsewhere untouched", test_untouched);
  g_test_add_func ("/render/another zoom shows the same dots", test_zoom);
  g_test_add_func ("/render/a crop leaves dots and grain on the same skin", test_crop);
  g_test_add_func ("/render/a reference picture has its checksum", test_checksum);
  g_test_add_func ("/render/a bad treatment is an error", test_bad_treatment);
  g_test_add_func ("/render/the reach is known without a renderer",
                   test_reach_is_known_without_a_renderer);
  return g_test_run ();
}
