/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A series of years, a group for each: see years.h. The groups hold plain pixels, which stay right
 * when the picture is cropped or scaled, and which every GIMP shows. */
#include "gray.h"
#include "layers.h"
#include "tag.h"
#include "years.h"

#include <glib/gi18n.h>

#define MOST_YEARS 30

GArray *
years_parse (const char *text, GError **error)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (double));
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ",", -1);

  if (words[0] != NULL && words[1] == NULL && *g_strstrip (words[0]) == '\0')
    return years;
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);
      char *end;
      double year = g_ascii_strtod (word, &end);

      if (end == word || *end != '\0' || !(year >= 0 && year <= MOST_YEARS) || i >= YEARS_MOST)
        {
          g_set_error (
              error, TONSURE_ERROR, TONSURE_ERROR_INVALID,
              i >= YEARS_MOST
                  ? _ ("series: “%s” is one too many; at most %d years can be made")
                  : _ ("series: “%s” is no year; years are numbers from 0 to %d, separated "
                       "by commas"),
              word, i >= YEARS_MOST ? YEARS_MOST : MOST_YEARS);
          g_array_unref (years);
          return NULL;
        }
      g_array_append_val (years, year);
    }
  return years;
}

/* An earlier series gives way: the same year is made again, others are hidden. */
static void
series_clear (GimpImage *image, const char *name)
{
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);

  for (guint i = 0; layers[i] != NULL; i++)
    {
      g_autofree char *year = tag_read (GIMP_ITEM (layers[i]), TAG_YEAR);

      if (year != NULL && g_str_equal (year, name))
        gimp_image_remove_layer (image, layers[i]);
      else if (year != NULL)
        gimp_item_set_visible (GIMP_ITEM (layers[i]), FALSE);
    }
}

/* Pigment and hair in @record's year. */
static gboolean
series_fill (const Years *years, GimpLayer *group, const Record *record, GError **error)
{
  GimpLayer *copy = gimp_layer_copy (years->layer);

  gimp_item_detach_parasite (GIMP_ITEM (copy), TAG_TREATMENT);
  gimp_item_set_name (GIMP_ITEM (copy), _ ("Pigment"));
  gimp_item_set_visible (GIMP_ITEM (copy), TRUE);
  gimp_image_insert_layer (years->image, copy, group, 0);
  if (!layers_filter (copy, &record->treatment, FALSE, error))
    return FALSE;
  gimp_drawable_merge_filters (GIMP_DRAWABLE (copy));
  gray_show (copy, years->hair, &years->shown, record);
  gimp_item_set_lock_position (GIMP_ITEM (copy), TRUE);
  return TRUE;
}

static GimpLayer *
series_add (const Years *years, const Record *record, GError **error)
{
  g_autofree char *name = years_name (&record->treatment);
  GimpLayer *group;

  series_clear (years->image, name);
  group = GIMP_LAYER (gimp_group_layer_new (years->image, name));
  gimp_layer_set_mode (group, GIMP_LAYER_MODE_PASS_THROUGH);
  gimp_image_insert_layer (years->image, group, NULL, 0);
  tag_attach (GIMP_ITEM (group), TAG_YEAR, name);
  return series_fill (years, group, record, error) ? group : NULL;
}

GimpLayer **
years_series (const Years *years, const Record *record, GArray *series, GError **error)
{
  GimpLayer **groups = g_new0 (GimpLayer *, series->len + 1);
  GimpItem *live = gimp_item_get_parent (GIMP_ITEM (years->layer));
  Record other = *record;

  /* The last first, as each is put on top of the others. */
  for (guint i = series->len; i-- > 0;)
    {
      other.treatment.years = g_array_index (series, double, i);
      groups[i] = series_add (years, &other, error);
      if (groups[i] == NULL)
        {
          g_free (groups);
          return NULL;
        }
      gimp_progress_update ((double) (series->len - i) / series->len);
    }
  if (live != NULL)
    gimp_item_set_visible (live, FALSE);
  return groups;
}
