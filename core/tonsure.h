/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Tonsure: what scalp micropigmentation would look like on a photo.
 *
 * The way a picture goes: measure the photo (measure.h), fill in a treatment
 * (treatment.h), match its pigment to shaved hair (match.h), make a renderer (render.h),
 * draw any rectangle.
 */
#pragma once

#include "ageing.h"
#include "amount.h"
#include "area.h"
#include "bands.h"
#include "beside.h"
#include "camera.h"
#include "course.h"
#include "crowd.h"
#include "deposit.h"
#include "exact.h"
#include "gloss.h"
#include "gray-hair.h"
#include "graying.h"
#include "hair.h"
#include "head.h"
#include "history.h"
#include "laser.h"
#include "match.h"
#include "matte.h"
#include "measure.h"
#include "mismatch.h"
#include "need.h"
#include "patchy.h"
#include "pigment.h"
#include "profile.h"
#include "region.h"
#include "render.h"
#include "samples.h"
#include "scale.h"
#include "skin.h"
#include "spectrum.h"
#include "stipple.h"
#include "strand.h"
#include "stubble.h"
#include "tone.h"
#include "treatment.h"
#include "years.h"
