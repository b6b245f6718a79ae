/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Pictures and graphs that the tests of the operations share.
 */
#pragma once

#include <gegl.h>

#include "tonsure.h"

#define WIDTH 400
#define HEIGHT 300

/* The pixels of the test picture. */
extern const GeglRectangle picture;

/* What holds every value of the area but 0: no pixel of it lies outside. */
extern const GeglRectangle painted;

/**
 * area_value:
 *
 * Returns: the test area at a pixel, 0 to 255: an ellipse with a soft rim.
 */
guint8 area_value (int x, int y);

/**
 * area_as_alpha:
 * @format: with alpha, 8 or 16 bits, half or float
 *
 * Returns: (transfer full): a white picture whose alpha is the area.
 */
GeglBuffer *area_as_alpha (const Babl *format);

/**
 * area_as_gray:
 *
 * Returns: (transfer full): the area as a picture, white = treat fully.
 */
GeglBuffer *area_as_gray (const Babl *format);

/**
 * random_photo:
 *
 * Returns: (transfer full): a picture of random colors (and alpha) in @format.
 */
GeglBuffer *random_photo (const Babl *format);

/* Colors of hairy_photo(), linear sRGB. */
extern const float hair_color[3], bare_skin[3];

/**
 * hair_at:
 *
 * Returns: how much hair hairy_photo() has at a pixel, 0 to 1: strands 9 pixels apart.
 */
float hair_at (int x, int y);

/**
 * hairy_photo:
 *
 * Returns: (transfer full): hair on skin that is shaded from above, in @format.
 */
GeglBuffer *hairy_photo (const Babl *format, float alpha);

/** Lets @node know the colors of hairy_photo(). */
void know_hair (GeglNode *node);

/**
 * even_photo:
 * @rgb: linear sRGB
 *
 * Returns: (transfer full): a picture of one color in @format.
 */
GeglBuffer *even_photo (const float rgb[3], const Babl *format);

/**
 * graph_new:
 * @operation: its name
 * @input: (nullable): what its input reads
 * @aux: (nullable): what its second input reads
 * @node: (out): the operation
 *
 * Returns: (transfer full): a graph that holds @node.
 */
GeglNode *graph_new (const char *operation, GeglBuffer *input, GeglBuffer *aux, GeglNode **node);

/**
 * connect_aux:
 *
 * Lets the second input of @node read what @from puts out.
 */
void connect_aux (GeglNode *from, GeglNode *node);

/**
 * draw:
 *
 * Returns: (transfer full): the pixels of @rectangle in @format, without gaps.
 */
gpointer draw (GeglNode *node, const GeglRectangle *rectangle, const Babl *format);

/**
 * draw_operation:
 *
 * Returns: (transfer full): the whole picture, drawn by an operation with its defaults.
 */
gpointer draw_operation (const char *operation, GeglBuffer *input, GeglBuffer *aux,
                         const Babl *format);

/**
 * default_reach:
 *
 * Returns: how many pixels the effect of a dot goes with the defaults.
 */
int default_reach (void);

/**
 * space_named:
 * @name: "sRGB", "Adobe RGB" or "Display P3"
 */
const Babl *space_named (const char *name);

/**
 * test_graph_init:
 *
 * Starts GLib's tests and GEGL, and checks that GEGL finds the operations.
 */
void test_graph_init (int *argc, char ***argv);

/**
 * test_graph_run:
 *
 * Returns: the exit status of the test program.
 */
int test_graph_run (void);
