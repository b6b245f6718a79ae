/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user must know of a treatment: see treat.h. */
#include "treat.h"

#include "years.h"

#include <glib/gi18n.h>

gboolean
treat_cut_off (const Treat *treat, const TonsureTreatment *treatment)
{
  const Area *area = &treat->area;
  TonsurePixels all = { 0, 0, area->width, area->height };

  return tonsure_area_edges (area->mask, &all, area->width, &all,
                             tonsure_render_reach_of (treatment))
         != 0;
}

char *
treat_notes (const Treat *treat, const Record *record, gboolean measure)
{
  GString *notes = g_string_new (NULL);
  const TonsureTreatment *t = &record->treatment;

  g_autofree char *year = years_title (t);

  if (year != NULL)
    g_string_append_printf (notes, _ ("%s; Years… shows another one.\n"), year);
  if (treat->place.change != PLACE_SAME)
    g_string_append_printf (notes, "%s\n", place_describe (treat->place.change));
  if (treat->moved)
    g_string_append_printf (notes, "%s\n",
                            _ ("The area was moved; the dots in it are those of the skin "
                               "where it lies now."));
  if (treat_cut_off (treat, t))
    g_string_append_printf (notes, "%s\n",
                            _ ("The area comes nearer to the edge of its layer than the 3 mm that "
                               "a dot's effect goes: the dots beyond are missing, and skin there "
                               "is lighter than it would be."));
  if (record->even)
    g_string_append_printf (notes,
                            _ ("Evened out: %.0f %% of the dots that would fill the area. Paint on "
                               "the layer to add dots or to erase them.\n"),
                            100 * treat->needed);
  if (record->source == TONSURE_SCALE_HEAD_BREADTH)
    g_string_append_printf (notes,
                            _ ("Scale: %.4g mm per pixel (± %.0f %%). This is an "
                               "assumption: that the widest row of the area is a head "
                               "%.0f mm wide.\n"),
                            t->mm_per_px, 100 * t->scale_error, TONSURE_HEAD_BREADTH);
  else
    g_string_append_printf (notes, _ ("Scale: %.4g mm per pixel, as given.\n"), t->mm_per_px);
  if (record->measured)
    g_string_append_printf (notes,
                            _ ("Skin: L* %.0f, a* %.0f, b* %.0f (melanin %.1f %%, blood %.1f %%); "
                               "blur %.2f pixels, noise %.1f %%.\n"),
                            record->measurement.lab[0], record->measurement.lab[1],
                            record->measurement.lab[2], 100 * t->melanin, 100 * t->blood, t->blur,
                            100 * t->noise);
  else if (measure && treat->trouble != NULL)
    g_string_append_printf (notes,
                            _ ("The photo could not be measured (%s); typical values are used.\n"),
                            treat->trouble);
  else
    g_string_append (notes, _ ("The photo was not measured; typical values are used.\n"));
  g_string_truncate (notes, notes->len - 1);
  return g_string_free (notes, FALSE);
}
