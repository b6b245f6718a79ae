/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tags go where: see metadata-tags.h. */
#include "metadata-tags.h"

/* Exposure, lens and color, as in Exif 2.32, section 4.6.5. No maker note, no number of a body or a
 * lens, no version of software. */
static const char *const kept[] = {
  "Exif.Photo.ExposureTime",
  "Exif.Photo.FNumber",
  "Exif.Photo.ExposureProgram",
  "Exif.Photo.ISOSpeedRatings",
  "Exif.Photo.SensitivityType",
  "Exif.Photo.ShutterSpeedValue",
  "Exif.Photo.ApertureValue",
  "Exif.Photo.BrightnessValue",
  "Exif.Photo.ExposureBiasValue",
  "Exif.Photo.MaxApertureValue",
  "Exif.Photo.MeteringMode",
  "Exif.Photo.LightSource",
  "Exif.Photo.Flash",
  "Exif.Photo.FocalLength",
  "Exif.Photo.FocalLengthIn35mmFilm",
  "Exif.Photo.ExposureMode",
  "Exif.Photo.WhiteBalance",
  "Exif.Photo.SceneCaptureType",
  "Exif.Photo.LensSpecification",
  "Exif.Photo.LensModel",
  "Exif.Photo.ColorSpace",
  NULL,
};

/* What a file of its kind cannot do without, or what Exiv2 adds to make Exif complete: how pixels
 * are stored (TIFF 6.0) and pointers. */
static const char *const structural[] = {
  "Exif.Image.NewSubfileType",
  "Exif.Image.ImageWidth",
  "Exif.Image.ImageLength",
  "Exif.Image.BitsPerSample",
  "Exif.Image.Compression",
  "Exif.Image.PhotometricInterpretation",
  "Exif.Image.FillOrder",
  "Exif.Image.StripOffsets",
  "Exif.Image.Orientation",
  "Exif.Image.SamplesPerPixel",
  "Exif.Image.RowsPerStrip",
  "Exif.Image.StripByteCounts",
  "Exif.Image.XResolution",
  "Exif.Image.YResolution",
  "Exif.Image.PlanarConfiguration",
  "Exif.Image.ResolutionUnit",
  "Exif.Image.Predictor",
  "Exif.Image.TileWidth",
  "Exif.Image.TileLength",
  "Exif.Image.TileOffsets",
  "Exif.Image.TileByteCounts",
  "Exif.Image.ExtraSamples",
  "Exif.Image.SampleFormat",
  "Exif.Image.InterColorProfile",
  "Exif.Image.XMLPacket",
  "Exif.Image.ExifTag",
  "Exif.Image.YCbCrPositioning",
  "Exif.Photo.ExifVersion",
  "Exif.Photo.ComponentsConfiguration",
  "Exif.Photo.FlashpixVersion",
  "Exif.Photo.PixelXDimension",
  "Exif.Photo.PixelYDimension",
};

/* Beginnings of the names of tags that tell a place or hold a thumbnail. */
static const char *const places[] = {
  "Exif.GPSInfo.",
  "Exif.Image.GPSTag",
  "Exif.Thumbnail.",
  "Xmp.exif.GPS",
  "Xmp.xmp.Thumbnails",
  "Xmp.xmpGImg.",
  "Xmp.iptcExt.LocationCreated",
  "Xmp.iptcExt.LocationShown",
  "Xmp.iptc.Location",
  "Xmp.iptc.CountryCode",
  "Xmp.photoshop.City",
  "Xmp.photoshop.State",
  "Xmp.photoshop.Country",
  "Iptc.Application2.City",
  "Iptc.Application2.SubLocation",
  "Iptc.Application2.ProvinceState",
  "Iptc.Application2.Country",
  "Iptc.Application2.Location",
};

gboolean
tags_is_place (const char *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_has_prefix (tag, places[i]))
      return TRUE;
  return FALSE;
}

const char *const *
tags_kept (void)
{
  return kept;
}

gboolean
tags_may (const char *tag, const MetadataWanted *wanted)
{
  if (g_str_equal (tag, DATE_TAG))
    return wanted->date;
  if (g_str_equal (tag, DESCRIPTION_EXIF) || g_str_equal (tag, DESCRIPTION_XMP)
      || g_str_equal (tag, SOURCE_TYPE_TAG))
    return wanted->simulation;
  for (guint i = 0; kept[i] != NULL; i++)
    if (g_str_equal (tag, kept[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (structural); i++)
    if (g_str_equal (tag, structural[i]))
      return TRUE;
  return FALSE;
}
