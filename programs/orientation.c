/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* orientation: names the files that are stored turned and prints their EXIF orientation, 2 to 8. */
#include "photo-file.h"

int
main (int argc, char *argv[])
{
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GFile) location = g_file_new_for_path (argv[i]);
      g_autoptr (PhotoFile) file = photo_file_new (location, NULL);
      int orientation = file != NULL ? photo_file_orientation (file) : 1;

      if (orientation != 1)
        g_print ("%d %s\n", orientation, file->name);
    }
  return 0;
}
