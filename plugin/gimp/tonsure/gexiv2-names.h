/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * GExiv2 0.14 and 0.16 under the same names: functions that can fail are gexiv2_metadata_try_… in
 * the first, and in the second the same without “try_”, where the old names are deprecated.
 */
#pragma once

#include <gexiv2/gexiv2.h>

#if GEXIV2_CHECK_VERSION(0, 15, 0)
#define gexiv2_metadata_try_clear_tag gexiv2_metadata_clear_tag
#define gexiv2_metadata_try_erase_exif_thumbnail gexiv2_metadata_erase_exif_thumbnail
#define gexiv2_metadata_try_get_comment gexiv2_metadata_get_comment
#define gexiv2_metadata_try_get_tag_string gexiv2_metadata_get_tag_string
#define gexiv2_metadata_try_set_exif_tag_rational gexiv2_metadata_set_exif_tag_rational
#define gexiv2_metadata_try_set_orientation gexiv2_metadata_set_orientation
#define gexiv2_metadata_try_set_tag_string gexiv2_metadata_set_tag_string
#endif
