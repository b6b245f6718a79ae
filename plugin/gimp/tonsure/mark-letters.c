/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The word SIMULATION as strokes: see mark-letters.h. */
#include "mark-letters.h"

#include <glib.h>

/* In units in which a letter is 6 high. */
#define HEIGHT 6.0
#define SPACE 2.4
#define STROKE 1.1
#define MOST_POINTS 12

/* The middle of the pen's way; y points down. Curves are cut corners. */
typedef struct
{
  char letter;
  double width;
  int n;
  double points[MOST_POINTS][2];
} Letter;

static const Letter letters[] = {
  { 'S',
    4,
    12,
    { { 4, 1 },
      { 3, 0 },
      { 1, 0 },
      { 0, 1 },
      { 0, 2 },
      { 1, 3 },
      { 3, 3 },
      { 4, 4 },
      { 4, 5 },
      { 3, 6 },
      { 1, 6 },
      { 0, 5 } } },
  { 'I', 0, 2, { { 0, 0 }, { 0, 6 } } },
  { 'M', 5, 5, { { 0, 6 }, { 0, 0 }, { 2.5, 4 }, { 5, 0 }, { 5, 6 } } },
  { 'U', 4, 6, { { 0, 0 }, { 0, 5 }, { 1, 6 }, { 3, 6 }, { 4, 5 }, { 4, 0 } } },
  { 'L', 3.5, 3, { { 0, 0 }, { 0, 6 }, { 3.5, 6 } } },
  { 'A', 4.4, 5, { { 0, 6 }, { 2.2, 0 }, { 4.4, 6 }, { 3.67, 4 }, { .73, 4 } } },
  { 'T', 4, 4, { { 0, 0 }, { 4, 0 }, { 2, 0 }, { 2, 6 } } },
  { 'O',
    4,
    9,
    { { 1, 0 }, { 3, 0 }, { 4, 1 }, { 4, 5 }, { 3, 6 }, { 1, 6 }, { 0, 5 }, { 0, 1 }, { 1, 0 } } },
  { 'N', 4, 4, { { 0, 6 }, { 0, 0 }, { 4, 6 }, { 4, 0 } } },
};

static const char word[] = "SIMULATION";

static const Letter *
letter_find (char which)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == which)
      return &letters[i];
  g_assert_not_reached ();
}

static double
word_width (void)
{
  double width = -SPACE;

  for (const char *at = word; *at != '\0'; at++)
    width += letter_find (*at)->width + SPACE;
  return width + STROKE;
}

void
mark_letters_draw (cairo_t *cr, const double box[4])
{
  double width = word_width (), height = HEIGHT + STROKE, x = STROKE / 2;
  double fit = MIN (box[2] / width, box[3] / height);

  cairo_save (cr);
  cairo_translate (cr, box[0] + (box[2] - fit * width) / 2, box[1] + (box[3] - fit * height) / 2);
  cairo_scale (cr, fit, fit);
  cairo_set_line_width (cr, STROKE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (const char *at = word; *at != '\0'; at++)
    {
      const Letter *letter = letter_find (*at);

      for (int i = 0; i < letter->n; i++)
        cairo_line_to (cr, x + letter->points[i][0], STROKE / 2 + letter->points[i][1]);
      cairo_stroke (cr);
      x += letter->width + SPACE;
    }
  cairo_restore (cr);
}
