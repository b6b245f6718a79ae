/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A match in words: see match.h. */
#include "match.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Differences of L*, a* or b* that are a little, and that are much. */
#define SEEN 1.0
#define PLAIN 3.0
#define MUCH 8.0

static const char *const nicks[] = { "blends", "close", "visible", "far" };

const char *
tonsure_grade_nick (TonsureGrade grade)
{
  g_return_val_if_fail ((guint) grade < G_N_ELEMENTS (nicks), NULL);
  return nicks[grade];
}

/* Four words of one direction, from none to much. */
static const char *
word (double difference, const char *little, const char *plain, const char *much)
{
  double size = fabs (difference);

  return size < SEEN ? NULL : size < PLAIN ? little : size < MUCH ? plain : much;
}

static const char *
lightness_word (double difference)
{
  return difference > 0
             ? word (difference, _ ("a little lighter"), _ ("lighter"), _ ("much lighter"))
             : word (difference, _ ("a little darker"), _ ("darker"), _ ("much darker"));
}

/* Yellower or redder is warmer. */
static const char *
warmth_word (const double difference[3])
{
  double warmth = 0.5 * difference[1] + difference[2];

  return warmth > 0 ? word (warmth, _ ("a little warmer"), _ ("warmer"), _ ("much warmer"))
                    : word (warmth, _ ("a little cooler"), _ ("cooler"), _ ("much cooler"));
}

static void
add_grade (GString *text, const TonsureMatch *match)
{
  static const char *const sentences[] = {
    N_ ("Healed, it blends in with the stubble (ΔE %.1f; eight in ten %.1f to %.1f)."),
    N_ ("Healed, it is close to the stubble (ΔE %.1f; eight in ten %.1f to %.1f)."),
    N_ ("Healed, the difference to the stubble is visible (ΔE %.1f; eight in ten %.1f to %.1f)."),
    N_ ("Healed, it is far from the stubble (ΔE %.1f; eight in ten %.1f to %.1f)."),
  };

  g_string_append_printf (text, _ (sentences[match->grade]), match->delta_e,
                          match->delta_e_range[0], match->delta_e_range[1]);
  g_string_append_c (text, '\n');
}

static void
add_difference (GString *text, const TonsureMatch *match)
{
  const double *d = match->delta_lab;
  const char *light = lightness_word (d[0]), *warm = warmth_word (d);

  if (light != NULL && warm != NULL)
    g_string_append_printf (text, _ ("It is %s and %s than the stubble"), light, warm);
  else if (light != NULL || warm != NULL)
    g_string_append_printf (text, _ ("It is %s than the stubble"), light != NULL ? light : warm);
  else
    g_string_append (text, _ ("Tone and hue are those of the stubble"));
  g_string_append_printf (text, _ (" (ΔL* %+.1f, Δa* %+.1f, Δb* %+.1f)."), d[0], d[1], d[2]);
  g_string_append_c (text, '\n');
}

static void
add_look (GString *text, const TonsureMatch *match, const TonsureMatchOptions *options)
{
  if (match->target.look == TONSURE_LOOK_HAIR_STAYS)
    g_string_append (text, _ ("The hair is taken to stay as it is; the dots lessen the contrast "
                              "of scalp and hair, and are a step or two lighter."));
  else
    g_string_append_printf (text, _ ("The hair is taken to be shaved to %.3g mm."),
                            options->target.guard);
  if (options->target.look == TONSURE_LOOK_AUTO && options->target.length == 0.0)
    g_string_append_printf (text,
                            _ (" (Its length is not known; longer than %.0f mm it would be "
                               "taken to stay.)"),
                            TONSURE_SHAVED_UP_TO);
  g_string_append_c (text, '\n');
}

static const char *
certainty_text (TonsureCertainty certainty)
{
  static const char *const texts[] = { N_ ("This is rather sure."), N_ ("This is fairly sure."),
                                       N_ ("This is not sure: it rests on what is usual.") };

  return _ (texts[certainty]);
}

static void
add_source (GString *text, const TonsureMatch *match)
{
  const TonsureTarget *target = &match->target;

  if (target->read >= 0.5)
    g_string_append (text, _ ("Its tone was read from the photo."));
  else
    g_string_append (text, _ ("The photo does not show such stubble in the light of the skin, so "
                              "its tone was predicted from what hair usually has of shafts."));
  if (target->read > 0.0 && !target->like_light && target->tone == TONSURE_TONE_DARK)
    g_string_append (text, _ (" The light on the hair has another color than that on the skin, so "
                              "its hue is not known."));
  g_string_append_printf (text, " %s\n", certainty_text (match->certainty));
}

/* Why it is not nearer, and what would help. */
static void
add_reason (GString *text, const TonsureMatch *match)
{
  switch (match->target.tone)
    {
    case TONSURE_TONE_GRAY:
      g_string_append (text, _ ("The hair is gray or white. No pigment is lighter than skin, so a "
                                "light gray is proposed, or none: shaved, such hair hardly shows. "
                                "Darker dots would show where hair is white, most of all at the "
                                "sides.\n"));
      break;
    case TONSURE_TONE_COLORFUL:
      g_string_append (text, _ ("The hair is red or blond, and no pigment has its color in skin; a "
                                "light shade is proposed, grayer than the hair. It shows least "
                                "where the hair is shaved short.\n"));
      break;
    case TONSURE_TONE_NONE:
      g_string_append (text, _ ("The hair hardly darkens the skin, so the dots are few and weak. "
                                "Mark a place where hair is denser, if there is one.\n"));
      break;
    case TONSURE_TONE_DARK:
      if (match->grade < TONSURE_GRADE_VISIBLE)
        break;
      if (match->delta_lab[0] > PLAIN)
        g_string_append (text, _ ("The stubble is darker than dots should be. Shaved shorter it "
                                  "is lighter and nearer to them.\n"));
      else
        g_string_append (text, _ ("No ink comes nearer to its hue in this skin. Shaved shorter, "
                                  "hair looks more like dots.\n"));
      break;
    }
}

static void
add_help (GString *text, const TonsureMatch *match)
{
  if (match->certainty != TONSURE_CERTAINTY_SURE)
    g_string_append (text, _ ("Surer would be a photo with the hair shaved to the guard length, or "
                              "marks of hair and skin side by side in even light.\n"));
  g_string_append (text, _ ("Dots always look cooler than stubble longer than 1 mm."));
}

char *
tonsure_match_text (const TonsureMatch *match, const TonsureMatchOptions *options)
{
  GString *text = g_string_new (NULL);
  TonsureMatchOptions usual;

  tonsure_match_options_init (&usual);
  if (options == NULL)
    options = &usual;
  add_grade (text, match);
  add_difference (text, match);
  add_look (text, match, options);
  add_source (text, match);
  add_reason (text, match);
  add_help (text, match);
  return g_string_free (text, FALSE);
}
