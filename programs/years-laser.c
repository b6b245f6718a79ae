/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The tables of laser and of gray hair. */
#include "graying.h"
#include "laser.h"
#include "years-table.h"

#define SESSIONS 10
#define PEOPLE 1000
#define YOUNGEST 20
#define OLDEST 90

static void
print_session (const TonsureLaser *laser, guint sessions, GString *out)
{
  double clearance[PEOPLE], iron_oxide[PEOPLE], darkened[PEOPLE];

  for (int i = 0; i < PEOPLE; i++)
    {
      TonsureLasered lasered;

      tonsure_lasered (laser, sessions, (i + 0.5) / PEOPLE, &lasered);
      clearance[i] = 1.0 - lasered.carbon;
      iron_oxide[i] = lasered.iron_oxide;
      darkened[i] = lasered.darkened;
    }
  years_number (out, sessions, "%g");
  years_quantiles (out, clearance, PEOPLE, "%.8f");
  years_quantiles (out, iron_oxide, PEOPLE, "%.4f");
  years_quantiles (out, darkened, PEOPLE, "%.4f");
  g_string_append_c (out, '\n');
}

gboolean
years_table_laser (int argc, char *argv[], GString *out, GError **error)
{
  static const char *const works[] = { "scalp", "decorative", NULL };
  g_autofree char *work = NULL;
  int skin_type = 2, sessions = SESSIONS;
  double scar = 0.0;
  const GOptionEntry entries[] = {
    { "work", 0, 0, G_OPTION_ARG_STRING, &work, "scalp or decorative (scalp)", "NAME" },
    { "skin-type", 0, 0, G_OPTION_ARG_INT, &skin_type, "Fitzpatrick's type, 1 to 6 (2)", "N" },
    { "scar", 0, 0, G_OPTION_ARG_DOUBLE, &scar, "Points for scarring, 0 to 5 (0)", "N" },
    { "sessions", 0, 0, G_OPTION_ARG_INT, &sessions, "Most sessions, 0 to 40 (10)", "N" },
    { NULL }
  };
  TonsureLaser laser;
  guint chosen;

  if (!years_parse ("laser",
                    "Prints the share of carbon that sessions of laser have cleared, of iron oxide "
                    "that\nis left as it was, and of iron oxide that is left but has turned black.",
                    entries, argc, argv, error)
      || !years_check (
          (YearsRange[]) { { "skin-type", skin_type, 1.0, 6.0 },
                           { "scar", scar, 0.0, 5.0 },
                           { "sessions", sessions, 0.0, TONSURE_MOST_LASER_SESSIONS } },
          3, error)
      || !years_choose ("work", work, works, &chosen, error))
    return FALSE;
  laser = (TonsureLaser) { .work = chosen, .skin_type = skin_type, .scar = scar };
  g_string_append (out, "sessions,clearance_p10,clearance_p50,clearance_p90,iron_oxide_p10,"
                        "iron_oxide_p50,iron_oxide_p90,darkened_p10,darkened_p50,darkened_p90\n");
  for (int n = 0; n <= sessions; n++)
    print_session (&laser, n, out);
  return TRUE;
}

static void
print_age (TonsureGraying *person, TonsureZone zone, double age, GString *out)
{
  double share[PEOPLE], seen = 0.0, half = 0.0, mean = 0.0;

  for (int i = 0; i < PEOPLE; i++)
    {
      person->quantile = (i + 0.5) / PEOPLE;
      share[i] = tonsure_gray_share (person, zone, age);
      seen += share[i] >= TONSURE_GRAY_SEEN;
      half += share[i] >= 0.5;
      mean += share[i];
    }
  years_number (out, age, "%g");
  years_quantiles (out, share, PEOPLE, "%.4f");
  years_number (out, mean / PEOPLE, "%.4f");
  years_number (out, seen / PEOPLE, "%.3f");
  years_number (out, half / PEOPLE, "%.3f");
  g_string_append_c (out, '\n');
}

gboolean
years_table_gray (int argc, char *argv[], GString *out, GError **error)
{
  static const char *const ancestries[] = { "european", "asian", "african", NULL };
  static const char *const sexes[] = { "male", "female", NULL };
  static const char *const zones[] = { "whole", "temple", "front", "vertex", "back", NULL };
  g_autofree char *ancestry = NULL, *sex = NULL, *zone = NULL;
  const GOptionEntry entries[] = { { "ancestry", 0, 0, G_OPTION_ARG_STRING, &ancestry,
                                     "european, asian or african (european)", "NAME" },
                                   { "sex", 0, 0, G_OPTION_ARG_STRING, &sex,
                                     "male or female (male)", "NAME" },
                                   { "zone", 0, 0, G_OPTION_ARG_STRING, &zone,
                                     "whole, temple, front, vertex or back (whole)", "NAME" },
                                   { NULL } };
  guint which[3];

  if (!years_parse ("gray",
                    "Prints the share of white hair by age; its mean over all people; the share of "
                    "people\nwho are gray (2 % white hair), and who have half of their hair gray.",
                    entries, argc, argv, error)
      || !years_choose ("ancestry", ancestry, ancestries, &which[0], error)
      || !years_choose ("sex", sex, sexes, &which[1], error)
      || !years_choose ("zone", zone, zones, &which[2], error))
    return FALSE;
  g_string_append (out, "age,share_p10,share_p50,share_p90,mean,any_gray,half_gray\n");
  for (int age = YOUNGEST; age <= OLDEST; age++)
    print_age (&(TonsureGraying) { which[0], which[1], 0.5 }, which[2], age, out);
  return TRUE;
}
