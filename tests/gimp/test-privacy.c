/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */

#include "gimp.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

/* What no file may hold. Each value has this word in it or is a number of its own. */
#define SECRET "Sesame"

/* Writes what phones, cameras and editors write about people and places into a file. */
static void
tell_secrets (const char *name)
{
  g_autofree char *path = gimp_test_path (name);
  g_autoptr (GError) error = NULL;
  int status = -1;
  const char *argv[] = { "exiftool",
                         "-q",
                         "-m",
                         "-overwrite_original",
                         "-Comment=" SECRET " comment",
                         "-GPSLatitude=48.137",
                         "-GPSLatitudeRef=N",
                         "-GPSLongitude=11.575",
                         "-GPSLongitudeRef=E",
                         "-GPSAltitude=519",
                         "-XMP-exif:GPSAltitude=519",
                         "-XMP-exif:GPSLatitude=48.137",
                         "-XMP-iptcExt:LocationCreated={City=" SECRET " City,GPSLatitude=48.137}",
                         "-XMP-iptcExt:LocationShown={City=" SECRET " Shown,CountryName=" SECRET
                         "}",
                         "-XMP-iptcExt:PersonInImage=" SECRET " Person",
                         "-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=240,H=180,Unit=pixel},"
                         "RegionList=[{Name=" SECRET " Face,Type=Face}]}",
                         "-XMP-xmp:Thumbnails={Format=JPEG,Width=1,Height=1,Image=" SECRET "}",
                         "-XMP-xmpMM:DocumentID=" SECRET ".did",
                         "-XMP-xmpMM:OriginalDocumentID=" SECRET ".did",
                         "-XMP-dc:Creator=" SECRET " Creator",
                         "-XMP-dc:Subject=" SECRET " keyword",
                         "-XMP-dc:Description=Portrait of " SECRET,
                         "-XMP-dc:Title=" SECRET " Title",
                         "-XMP-photoshop:City=" SECRET " Town",
                         "-XMP-aux:SerialNumber=" SECRET "77",
                         "-XMP-aux:OwnerName=" SECRET " Owner",
                         "-IPTC:City=" SECRET " Place",
                         "-IPTC:Keywords=" SECRET " key",
                         "-IPTC:By-line=" SECRET " by",
                         "-IFD0:ImageDescription=" SECRET " description",
                         "-IFD0:Artist=" SECRET " Artist",
                         "-IFD0:HostComputer=" SECRET " Phone",
                         "-IFD0:Make=" SECRET " Make",
                         "-IFD0:Copyright=" SECRET " Copyright",
                         "-ExifIFD:UserComment=" SECRET " user",
                         "-ExifIFD:SerialNumber=" SECRET "99",
                         "-ExifIFD:LensSerialNumber=" SECRET "55",
                         "-ExifIFD:OwnerName=" SECRET " Owner",
                         "-ExifIFD:ImageUniqueID=" SECRET "0123",
                         "-ExifIFD:DateTimeOriginal=2021:03:04 05:06:07",
                         "-ExifIFD:OffsetTimeOriginal=+05:45",
                         "-ExifIFD:LensModel=Glass 4 mm",
                         "-ExifIFD:FNumber=2.8",
                         "-ExifIFD:ISO=320",
                         path,
                         NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* Everything that exiftool finds in a file but what the file system says of it. */
static char *
metadata_of (const char *name)
{
  g_autofree char *path = gimp_test_path (name);
  g_autoptr (GError) error = NULL;
  char *said = NULL;
  const char *argv[] = { "exiftool",          "-G1", "-a", "-s", "-u", "--System:all",
                         "--ICC_Profile:all", path,  NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said,
                               NULL, NULL, &error));
  g_assert_no_error (error);
  return said;
}

/* Tags that may be there besides those that describe how the pixels are stored. */
static const char *const allowed[] = { "ImageDescription",
                                       "Description",
                                       "DigitalSourceType",
                                       "XMPToolkit",
                                       "LensModel",
                                       "FNumber",
                                       "ISO",
                                       "ColorSpace",
                                       "Orientation",
                                       "XResolution",
                                       "YResolution",
                                       "ResolutionUnit",
                                       "ExifByteOrder",
                                       "ExifVersion",
                                       "ImageSize",
                                       "Megapixels",
                                       "Aperture",
                                       "LensID",
                                       "FocalLength",
                                       "PixelUnits",
                                       "ComponentsConfiguration",
                                       "FlashpixVersion",
                                       "YCbCrPositioning" };

static gboolean
is_allowed (const char *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (g_str_equal (tag, allowed[i]))
      return TRUE;
  return FALSE;
}

/* A group of Exif, XMP or IPTC holds what is allowed and, in TIFF files, the form of the pixels. */
static void
assert_only_allowed (const char *name, const char *said)
{
  static const char *const form[] = { "ImageWidth",
                                      "ImageHeight",
                                      "BitsPerSample",
                                      "Compression",
                                      "PhotometricInterpretation",
                                      "StripOffsets",
                                      "StripByteCounts",
                                      "SamplesPerPixel",
                                      "RowsPerStrip",
                                      "PlanarConfiguration",
                                      "SampleFormat",
                                      "SubfileType",
                                      "ExtraSamples" };
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  int seen = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char group[64], tag[64];
      gboolean fine;

      if (sscanf (lines[i], "[%63[^]]] %63s", group, tag) != 2)
        continue;
      if (!g_str_has_prefix (group, "IFD") && !g_str_has_prefix (group, "XMP")
          && !g_str_has_prefix (group, "ExifIFD") && !g_str_equal (group, "IPTC")
          && !g_str_equal (group, "GPS") && !g_str_equal (group, "PNG-tEXt"))
        continue;
      fine = is_allowed (tag);
      for (guint k = 0; k < G_N_ELEMENTS (form); k++)
        fine = fine || g_str_equal (tag, form[k]);
      if (!fine)
        g_error ("%s says [%s] %s", name, group, tag);
      seen++;
    }
  g_assert_cmpint (seen, >, 4);
}

static void
assert_private (const char *name, gboolean date)
{
  g_autofree char *path = gimp_test_path (name);
  g_autofree char *said = metadata_of (name);
  g_autofree char *data = NULL;
  gsize size;

  g_assert_nonnull (strstr (said, "http://cv.iptc.org/newscodes/digitalsourcetype/composite"));
  g_assert_nonnull (
      strstr (said, "SIMULATION of scalp micropigmentation and not a photograph of a result\n"));
  g_assert_nonnull (strstr (said, "Glass 4 mm"));
  g_assert_nonnull (strstr (said, "2.8"));
  g_assert_null (strstr (said, SECRET));
  g_assert_null (strstr (said, "48 deg"));
  g_assert_null (strstr (said, "GPS"));
  g_assert_null (strstr (said, "Thumbnail"));
  g_assert_true ((strstr (said, "2021:03:04 05:06:07") != NULL) == date);
  g_assert_null (strstr (said, "05:45"));
  if (!date)
    assert_only_allowed (name, said);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_null (memmem (data, size, SECRET, strlen (SECRET)));
}

static void
files_say_nothing_of_person_place_or_camera (void)
{
  static const char *const files[] = { "told.png", "told.jpg", "told.tif", "told.webp" };
  g_autofree char *before = NULL;
  g_autofree char *stays = NULL;
  g_autofree char *work = NULL;

  g_free (gimp_run_well ("(let ((image (open-photo)))"
                         "  (file-jpeg-export #:run-mode RUN-NONINTERACTIVE #:image image"
                         "                    #:file (in-folder \"secrets.jpg\")))"));
  tell_secrets ("secrets.jpg");
  before = metadata_of ("secrets.jpg");
  g_assert_nonnull (strstr (before, "[GPS]"));
  g_assert_nonnull (strstr (before, SECRET " Face"));
  g_assert_nonnull (strstr (before, SECRET " City"));
  g_assert_nonnull (strstr (before, SECRET " comment"));
  g_free (gimp_run_well (
      "(let ((image (plug-in-tonsure-open #:photo (in-folder \"secrets.jpg\")"
      "                                   #:area (in-folder \"area.png\"))))"
      "  (define (write name) (plug-in-tonsure-export #:image image #:file (in-folder name)))"
      "  (treat-with image 0.2 300 #f #t #f)"
      "  (for-each write '(\"told.png\" \"told.jpg\" \"told.tif\" \"told.webp\"))"
      "  (plug-in-tonsure-export #:image image #:file (in-folder \"dated.jpg\") #:date #t)"
      "  (plug-in-tonsure-export #:image image #:file (in-folder \"told.xcf\") #:simulation #f)"
      "  (gimp-selection-none image)"
      "  (see-as-exported image \"stays.png\")"
      "  (let ((loaded (gimp-file-load RUN-NONINTERACTIVE (in-folder \"told.xcf\"))))"
      "    (see-as-exported loaded \"work.png\")"
      "    (see loaded \"again.png\")))"));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    assert_private (files[i], FALSE);
  assert_private ("again.png", FALSE);
  assert_private ("dated.jpg", TRUE);
  /* The user's own picture keeps what the user wrote, but for the place and the
   * XMP thumbnail; GIMP adds an Exif thumbnail of what it writes. */
  stays = metadata_of ("stays.png");
  g_assert_nonnull (strstr (stays, SECRET " Creator"));
  g_assert_null (strstr (stays, "GPS"));
  g_assert_null (strstr (stays, "LocationCreated"));
  g_assert_null (strstr (stays, "ThumbnailFormat"));
  work = metadata_of ("work.png");
  g_assert_null (strstr (work, SECRET));
  g_assert_null (strstr (work, "GPS"));
}

static void
a_working_file_has_no_comment (void)
{
  g_autofree char *path = gimp_test_path ("told.xcf");
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_null (memmem (data, size, SECRET, strlen (SECRET)));
  g_assert_nonnull (memmem (data, size, "tonsure-treatment", strlen ("tonsure-treatment")));
}

int
main (int argc, char *argv[])
{
  gimp_test_init (&argc, &argv);
  g_test_add_func ("/privacy/files say nothing of person, place or camera",
                   files_say_nothing_of_person_place_or_camera);
  g_test_add_func ("/privacy/a working file has no comment", a_working_file_has_no_comment);
  return gimp_test_run ();
}
