/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Heads that the project draws, for the tests of the plug-in.
 */
#pragma once

#include "phantom.h"

/**
 * head_draw:
 *
 * Draws the back of a head at 4 pixels a mm, to the files NAME.png and NAME-area.png.
 */
void head_draw (PhantomHair hair, const char *name);
