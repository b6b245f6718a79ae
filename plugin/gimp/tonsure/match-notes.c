/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a match comes to, in words: see match.h. */
#include "match.h"

#include <glib/gi18n.h>

char *
match_recipe (const TonsureMatch *m)
{
  return g_strdup_printf (_ ("%s with %.0f parts of water, %.0f dots per cm²; in three sessions "
                             "%.0f, %.0f and %.0f"),
                          treat_ink_label (m->ink), m->water, m->density, m->sessions[0],
                          m->sessions[1], m->sessions[2]);
}

static void
match_add_flaws (GString *notes, TonsureFlaws flaws, gboolean of_hair)
{
  for (int i = 0; i < TONSURE_N_FLAWS; i++)
    if (flaws & (1 << i))
      g_string_append_printf (notes, "%s\n", tonsure_flaw_text ((TonsureFlaws) (1 << i), of_hair));
}

static void
match_add_source (GString *notes, const Match *match)
{
  static const char *const sources[] = {
    N_ ("Hair on %.0f mm² and bare skin on %.0f mm² were marked."),
    N_ ("Hair on %.0f mm² and bare skin on %.0f mm² lie around the sample points."),
    N_ ("Hair on %.0f mm² beside the area and bare skin on %.0f mm² within it were found."),
    N_ ("Of hair and skin one was marked and the other found: hair on %.0f mm², bare skin on "
        "%.0f mm²."),
  };

  g_string_append_printf (notes, _ (sources[match->marks.source]), match->samples.hair.mm2,
                          match->samples.skin.mm2);
  g_string_append_c (notes, '\n');
}

/* How much coarser or finer treated skin is where contrast counts most. */
static void
match_add_bands (GString *notes, const Match *match)
{
  guint n = MIN (match->stubble.n_bands, match->treated.n_bands);

  if (n < 3 || !(match->stubble.power[2] > 0))
    return;
  g_string_append_printf (notes,
                          _ ("Close by, dots are softer, rounder and more even than hair: of the "
                             "unevenness of the stubble they have %.0f %% (%.2g to %.2g cycles per "
                             "mm). No contrast is added.\n"),
                          100 * match->treated.power[2] / match->stubble.power[2],
                          tonsure_band_edges[2], tonsure_band_edges[3]);
}

static gboolean
match_is_same (const TonsureMatch *one, const TonsureMatch *other)
{
  return one->ink == other->ink && one->step == other->step && one->density == other->density;
}

static void
match_add_person (GString *notes, const Match *match)
{
  const TonsurePerson *person = &match->person;
  static const char *const people[2][3] = {
    { N_ ("a man of European ancestry"), N_ ("a man of Asian ancestry"),
      N_ ("a man of African ancestry") },
    { N_ ("a woman of European ancestry"), N_ ("a woman of Asian ancestry"),
      N_ ("a woman of African ancestry") },
  };

  if (person->age > 0)
    g_string_append_printf (
        notes,
        _ ("These are ranges and no promise, for the shaved hair of %s, %.0f years old, and no "
           "touch-ups.\n"),
        _ (people[person->graying.sex][person->graying.ancestry]), person->age);
  else
    g_string_append (notes, _ ("These are ranges and no promise, for shaved hair that keeps its "
                               "color, and no touch-ups.\n"));
}

/* What each answer costs where the other is better. */
static void
match_add_years (GString *notes, const Match *match)
{
  const TonsureMatchAnswer *today = &match->answers[TONSURE_ANSWER_TODAY];
  const TonsureMatchAnswer *years = &match->answers[TONSURE_ANSWER_YEARS];
  g_autofree char *recipe = match_recipe (&years->match);

  g_string_append_printf (
      notes,
      _ ("Over %u years it differs by up to ΔE %.1f; eight in ten by up to %.1f "
         "to %.1f.\n"),
      match->years, today->worst, today->worst_range[0], today->worst_range[1]);
  if (match_is_same (&today->match, &years->match))
    g_string_append (notes, _ ("No other pigment stays nearer to the hair.\n"));
  else
    g_string_append_printf (
        notes,
        _ ("Nearest over the years is %s: ΔE %.1f today, and then up to %.1f; eight in ten up to "
           "%.1f to %.1f.\n"),
        recipe, years->match.delta_e, years->worst, years->worst_range[0], years->worst_range[1]);
  match_add_person (notes, match);
}

char *
match_notes (const Match *match)
{
  GString *notes = g_string_new (NULL);
  const TonsureMatch *m = match_chosen (match);
  g_autofree char *recipe = match_recipe (m), *text = tonsure_match_text (m, &match->options);

  g_string_append_printf (notes, "%s\n%s\n", recipe, text);
  if (match->years > 0)
    match_add_years (notes, match);
  match_add_source (notes, match);
  match_add_flaws (notes, match->samples.hair.flaws, TRUE);
  match_add_flaws (notes, match->samples.skin.flaws, FALSE);
  if (match->record.source == TONSURE_SCALE_HEAD)
    g_string_append_printf (notes,
                            _ ("Scale: %.4g mm per pixel (± %.0f %%). This is an assumption: that "
                               "the head in the photo is of usual size.\n"),
                            match->record.treatment.mm_per_px,
                            100 * match->record.treatment.scale_error);
  if (!match->treat.measured && match->treat.trouble != NULL)
    g_string_append_printf (notes,
                            _ ("The photo could not be measured (%s); typical values are used.\n"),
                            match->treat.trouble);
  match_add_bands (notes, match);
  g_string_truncate (notes, notes->len - 1);
  return g_string_free (notes, FALSE);
}
