/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plug-in knows its layers by: see tag.h. */
#include "tag.h"

#include <string.h>

void
tag_attach (GimpItem *item, const char *tag, const char *text)
{
  GimpParasite *parasite = gimp_parasite_new (
      tag, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE, (guint32) strlen (text) + 1, text);

  gimp_item_attach_parasite (item, parasite);
  gimp_parasite_free (parasite);
}

char *
tag_read (GimpItem *item, const char *tag)
{
  GimpParasite *parasite = gimp_item_get_parasite (item, tag);
  const char *data;
  guint32 size = 0;
  char *text;

  if (parasite == NULL)
    return NULL;
  data = gimp_parasite_get_data (parasite, &size);
  text = g_strndup (data, size);
  gimp_parasite_free (parasite);
  return text;
}

gboolean
tag_exists (GimpItem *item, const char *tag)
{
  g_autofree char *text = tag_read (item, tag);

  return text != NULL;
}
