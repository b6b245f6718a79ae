/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The pictures that every test program has, as files in its folder.
 */
#pragma once

/** Draws photo.png, sheen.png, hair.png and area.png, 240 × 180 pixels: see gimp_test_init(). */
void drawings_make (void);
