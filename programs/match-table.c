/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* match-table: matches pigment to the hair of drawn heads, from the photo alone, treats them and
 * prints how far treated skin and stubble are apart, by the truth of the drawing. */
#include "exact.h"
#include "bands.h"
#include "match.h"
#include "measure.h"
#include "phantom.h"
#include "pigment.h"
#include "render.h"
#include "samples.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

#define N_BANDS 4  /* are printed */
#define FULL 0.95f /* of the area, where treated skin is read */

static double px_per_mm = 5;
static int seed = 1;
static char *one_skin, *one_hair, *view_name;

static const GOptionEntry entries[] = {
  { "px-per-mm", 0, 0, G_OPTION_ARG_DOUBLE, &px_per_mm, "Scale of the photos (5)", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Another number, other heads (1)", "S" },
  { "view", 0, 0, G_OPTION_ARG_STRING, &view_name, "top or back (back)", "SIDE" },
  { "skin", 0, 0, G_OPTION_ARG_STRING, &one_skin, "Only this type of skin", "TYPE" },
  { "hair", 0, 0, G_OPTION_ARG_STRING, &one_hair, "Only this color of hair", "COLOR" },
  { 0 },
};

/* A head as it is treated. */
typedef struct
{
  PhantomPicture *picture;
  gsize n;
  guint16 *area, *hair, *skin;
  TonsureTreatment treatment;
  TonsureSamples samples;
  TonsureMatch match;
} Head;

static void
head_init (Head *head, const PhantomOptions *options)
{
  memset (head, 0, sizeof *head);
  head->picture = phantom_draw (options);
  head->n = (gsize) head->picture->width * head->picture->height;
  head->area = g_new (guint16, head->n);
  head->hair = g_new0 (guint16, head->n);
  head->skin = g_new0 (guint16, head->n);
  for (gsize i = 0; i < head->n; i++)
    head->area[i] = (guint16) (head->picture->area[i] * 65535);
  tonsure_treatment_init (&head->treatment);
  head->treatment.mm_per_px = 1 / options->px_per_mm;
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

/* From the photo alone. */
static gboolean
match (Head *head, GError **error)
{
  const PhantomPicture *picture = head->picture;
  TonsureTreatment *treatment = &head->treatment;
  TonsureMeasurement measurement;

  if (!tonsure_measure (picture->photo, head->area, picture->width, picture->height, NULL,
                        &measurement, error))
    return FALSE;
  tonsure_measurement_apply (&measurement, treatment);
  if (!tonsure_samples_find (picture->photo, head->area, picture->width, picture->height,
                             treatment->mm_per_px, head->hair, head->skin, NULL, error)
      || !tonsure_samples_read (picture->photo, head->hair, head->skin, head->area, picture->width,
                                picture->height, treatment->mm_per_px, treatment->blur, FALSE, NULL,
                                &head->samples, error))
    return FALSE;
  tonsure_samples_apply (&head->samples, treatment);
  if (!tonsure_match (&head->samples.stubble, treatment, NULL, NULL, &head->match, error))
    return FALSE;
  tonsure_match_apply (&head->match, treatment);
  return TRUE;
}

static float *
treat (const Head *head)
{
  const PhantomPicture *picture = head->picture;
  TonsurePixels pixels = { 0, 0, picture->width, picture->height };
  g_autoptr (TonsureRenderer) renderer = tonsure_renderer_new (&head->treatment, NULL, NULL);
  float *rgba = g_new (float, 4 * head->n);

  for (gsize i = 0; i < 4 * head->n; i++)
    rgba[i] = i % 4 < 3 ? picture->photo[i / 4 * 3 + i % 4] : 1;
  tonsure_render_treat (renderer, head->area, &pixels, picture->width, &pixels, rgba,
                        (gsize) 4 * picture->width);
  return rgba;
}

/* Treated skin and sampled stubble in even light: what each is relative to the skin without hair,
 * on the skin of the area.
 * @ratio: (out): what stubble leaves of the light */
static void
look (const Head *head, const float *treated, double lab[2][3], double ratio[3])
{
  const PhantomPicture *picture = head->picture;
  double light[2][3] = { { 0 } }, bare[2][3] = { { 0 } };

  for (gsize i = 0; i < head->n; i++)
    for (int c = 0; c < 3; c++)
      {
        if (picture->area[i] >= FULL)
          {
            light[0][c] += treated[4 * i + c];
            bare[0][c] += picture->skin[3 * i + c];
          }
        if (head->hair[i] > 0)
          {
            light[1][c] += picture->photo[3 * i + c];
            bare[1][c] += picture->skin[3 * i + c];
          }
      }
  for (int k = 0; k < 2; k++)
    {
      double rgb[3], xyz[3];

      for (int c = 0; c < 3; c++)
        {
          ratio[c] = light[k][c] / bare[k][c];
          rgb[c] = picture->area_rgb[c] * ratio[c];
        }
      tonsure_rgb_to_xyz (rgb, NULL, xyz);
      tonsure_xyz_to_lab (xyz, lab[k]);
    }
}

/* Power of the texture of treated skin relative to that of the stubble, band by band. */
static void
print_bands (const Head *head, const float *treated)
{
  const PhantomPicture *picture = head->picture;
  const TonsureTreatment *t = &head->treatment;
  g_autofree float *rgb = g_new (float, 3 * head->n);
  g_autofree guint16 *full = g_new (guint16, head->n);
  TonsureBands bands[2];

  for (gsize i = 0; i < 3 * head->n; i++)
    rgb[i] = treated[i / 3 * 4 + i % 3];
  for (gsize i = 0; i < head->n; i++)
    full[i] = picture->area[i] >= FULL ? 65535 : 0;
  tonsure_bands_read (rgb, full, picture->width, picture->height, t->mm_per_px, t->blur, &bands[0]);
  tonsure_bands_read (picture->photo, head->hair, picture->width, picture->height, t->mm_per_px,
                      t->blur, &bands[1]);
  for (guint i = 0; i < N_BANDS; i++)
    if (i < bands[0].n_bands && i < bands[1].n_bands)
      g_print (",%.2f", bands[0].power[i] / bands[1].power[i]);
    else
      g_print (",");
}

static void
print_head (const PhantomOptions *options)
{
  g_auto (Head) head = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree float *treated = NULL;
  double lab[2][3], ratio[3];
  const TonsureStubble *stubble = &head.samples.stubble;
  guint n;

  head_init (&head, options);
  g_print ("%s,%s,", phantom_skin_names[options->skin], phantom_hair_names[options->hair]);
  if (!match (&head, &error))
    {
      g_print ("\"%s\"\n", error->message);
      return;
    }
  treated = treat (&head);
  look (&head, treated, lab, ratio);
  g_print ("%s,%s,%g,%.0f,%.0f,%.2f,%.2f,%.2f,%.2f,%.2f,%.2f",
           tonsure_grade_nick (head.match.grade), tonsure_inks (&n)[head.match.ink].name,
           head.match.water, head.match.density, head.match.absorption, head.match.delta_e,
           head.match.delta_e_range[0], head.match.delta_e_range[1],
           tonsure_ciede2000 (lab[0], lab[1]), lab[0][0], lab[1][0]);
  for (int c = 0; c < 3; c++)
    g_print (",%.3f", stubble->mean[c] / stubble->under[c]);
  for (int c = 0; c < 3; c++)
    g_print (",%.3f", ratio[c]);
  print_bands (&head, treated);
  g_print ("\n");
}

static gboolean
is_asked (const char *one, const char *name)
{
  return one == NULL || g_str_equal (one, name);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  PhantomOptions options;

  g_option_context_set_summary (
      context, "Matches pigment to the hair of drawn heads, from the photo alone, treats them and\n"
               "prints CIEDE2000 of treated skin and stubble: predicted, its 10 to 90 % range,\n"
               "and rendered, by the truth of the drawing; L* of treated skin and stubble; what\n"
               "stubble leaves of red, green and blue light, as read and in truth; and the power\n"
               "of the texture of treated skin by that of stubble, in bands.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      say_error ("match-table", error);
      return EXIT_FAILURE;
    }
  phantom_options_init (&options);
  options.px_per_mm = CLAMP (px_per_mm, 1, 40);
  options.seed = (guint32) seed;
  options.view = g_strcmp0 (view_name, "top") == 0 ? PHANTOM_VIEW_TOP : PHANTOM_VIEW_BACK;
  g_print ("skin,hair,grade,ink,water,density,absorption,predicted,from,to,rendered,L treated,"
           "L stubble,red,green,blue,true red,true green,true blue,"
           ".1 to .2/mm,.2 to .35/mm,.35 to .7/mm,.7 to 1.4/mm\n");
  for (int skin = 0; skin < PHANTOM_N_SKINS; skin++)
    for (int hair = 0; hair < PHANTOM_N_HAIRS; hair++)
      {
        options.skin = skin;
        options.hair = hair;
        if (is_asked (one_skin, phantom_skin_names[skin])
            && is_asked (one_hair, phantom_hair_names[hair]))
          print_head (&options);
      }
  return EXIT_SUCCESS;
}
