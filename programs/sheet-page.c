/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The sheet: see sheet-page.h. */
#include "sheet-page.h"
#include "exact.h"
#include "sheet-text.h"
#include "skin.h"
#include "treatment.h"

#include <math.h>

/* Pixels. */
#define MARGIN 24
#define MARK_HEIGHT 118 /* over the whole width: 7 % of the sheet, as in other pictures */
#define TITLE_HEIGHT 112
#define HEAD_HEIGHT 52
#define SIDE_WIDTH 176
#define GAP 4
#define CELL_GAP 20
#define CELL_WIDTH (2 * SHEET_NEAR_WIDTH + SHEET_FAR_WIDTH + 2 * GAP)
#define FLAT_HEIGHT 12
#define ROW_HEIGHT 216
#define FOOT_HEIGHT 104

#define TOP (MARK_HEIGHT + TITLE_HEIGHT + HEAD_HEIGHT)
#define WIDTH (2 * MARGIN + SIDE_WIDTH + SHEET_DEPTHS * (CELL_WIDTH + CELL_GAP) - CELL_GAP)
#define HEIGHT (TOP + SHEET_SKINS * ROW_HEIGHT + FOOT_HEIGHT)

#define PAPER 0.93
#define INK 0.07

static int
cell_x (guint depth)
{
  return MARGIN + SIDE_WIDTH + (int) depth * (CELL_WIDTH + CELL_GAP);
}

static int
cell_y (guint skin)
{
  return TOP + (int) skin * ROW_HEIGHT;
}

void
sheet_page_patch (guint skin, guint depth, SheetPatch patch, TonsurePixels *pixels)
{
  int x = cell_x (depth), y = cell_y (skin);
  int full = (int) (SHEET_FULL_FROM * SHEET_NEAR), mean = (int) (SHEET_MEAN_FROM * SHEET_FAR);
  int near = SHEET_NEAR_WIDTH + GAP, far = 2 * near, half = CELL_WIDTH / 2;
  int flat = SHEET_HEIGHT + GAP;
  const TonsurePixels patches[SHEET_PATCHES] = {
    [SHEET_BARE] = { x, y, SHEET_NEAR_WIDTH, SHEET_HEIGHT },
    [SHEET_TREATED] = { x + near + full, y, SHEET_NEAR_WIDTH - full, SHEET_HEIGHT },
    [SHEET_MEAN] = { x + far + mean, y, SHEET_FAR_WIDTH - mean, SHEET_HEIGHT },
    [SHEET_FLAT_BARE] = { x, y + flat, half, FLAT_HEIGHT },
    [SHEET_FLAT_TREATED] = { x + half, y + flat, CELL_WIDTH - half, FLAT_HEIGHT },
  };

  *pixels = patches[patch];
}

/* Linear light to eight bits of sRGB (IEC 61966-2-1). */
static guint32
encode (double light)
{
  double code = light <= 0.0031308 ? 12.92 * light : 1.055 * tonsure_pow (light, 1 / 2.4) - 0.055;

  return (guint32) floor (255.0 * CLAMP (code, 0.0, 1.0) + 0.5);
}

static guint32
encode_pixel (const double rgb[3])
{
  return encode (rgb[0]) << 16 | encode (rgb[1]) << 8 | encode (rgb[2]);
}

static guint32 *
pixel_at (cairo_surface_t *surface, int x, int y)
{
  return (guint32 *) (cairo_image_surface_get_data (surface)
                      + (gsize) cairo_image_surface_get_stride (surface) * y)
         + x;
}

static void
put_picture (cairo_surface_t *surface, int x, int y, const float *rgb, int width)
{
  for (int j = 0; j < SHEET_HEIGHT; j++)
    for (int i = 0; i < width; i++, rgb += 3)
      *pixel_at (surface, x + i, y + j) =
          encode_pixel ((const double[]) { rgb[0], rgb[1], rgb[2] });
}

static void
put_flat (cairo_surface_t *surface, const TonsurePixels *pixels, const double rgb[3])
{
  for (int j = 0; j < pixels->height; j++)
    for (int i = 0; i < pixels->width; i++)
      *pixel_at (surface, pixels->x + i, pixels->y + j) = encode_pixel (rgb);
}

static void
put_cell (cairo_surface_t *surface, guint skin, guint depth, const SheetCell *cell)
{
  int x = cell_x (depth), y = cell_y (skin), next = SHEET_NEAR_WIDTH + GAP;
  TonsurePixels bare, treated;

  put_picture (surface, x, y, cell->before, SHEET_NEAR_WIDTH);
  put_picture (surface, x + next, y, cell->near, SHEET_NEAR_WIDTH);
  put_picture (surface, x + 2 * next, y, cell->far, SHEET_FAR_WIDTH);
  sheet_page_patch (skin, depth, SHEET_FLAT_BARE, &bare);
  sheet_page_patch (skin, depth, SHEET_FLAT_TREATED, &treated);
  put_flat (surface, &bare, cell->bare.rgb);
  put_flat (surface, &treated, cell->treated.rgb);
}

static void
write_cell (cairo_t *cr, guint skin, guint depth, const SheetCell *cell)
{
  const double *bare = cell->bare.lab, *lab = cell->treated.lab;
  const double *mean = cell->mean_t, *center = cell->center_t;
  double x = cell_x (depth), y = cell_y (skin) + SHEET_HEIGHT + GAP + FLAT_HEIGHT;

  sheet_text (cr, SHEET_MONO, 11, x, y + 16, "mean T  %.3f %.3f %.3f  dot center %.3f %.3f %.3f",
              mean[0], mean[1], mean[2], center[0], center[1], center[2]);
  sheet_text (cr, SHEET_MONO, 11, x, y + 31,
              "mean Lab%5.1f%6.1f%6.1f  change     %+5.1f%+6.1f%+6.1f", lab[0], lab[1], lab[2],
              lab[0] - bare[0], lab[1] - bare[1], lab[2] - bare[2]);
  sheet_text (cr, SHEET_MONO, 11, x, y + 46,
              "\xce\x94"
              "E00 of the mean to bare skin %.2f",
              cell->change);
}

static void
write_side (cairo_t *cr, guint row, const SheetCell cells[SHEET_DEPTHS])
{
  const SheetSkin *skin = &sheet_skins[row];
  const double *lab = cells->bare.lab;
  double x = MARGIN, y = cell_y (row), clamp = 0.0;

  for (guint depth = 0; depth < SHEET_DEPTHS; depth++)
    clamp = MAX (clamp, cells[depth].clamp);
  sheet_text (cr, SHEET_BOLD, 30, x, y + 26, "%s", skin->name);
  sheet_text (cr, SHEET_SANS, 13, x, y + 50, "melanin %.1f %%", 100.0 * skin->melanin);
  sheet_text (cr, SHEET_SANS, 13, x, y + 68, "blood %.1f %%", 100.0 * skin->blood);
  sheet_text (cr, SHEET_SANS, 13, x, y + 94, "bare skin");
  sheet_text (cr, SHEET_SANS, 13, x, y + 112, "Lab %.1f %.1f %.1f", lab[0], lab[1], lab[2]);
  sheet_text (cr, SHEET_SANS, 13, x, y + 130, "ITA %.0f\xc2\xb0", cells->ita);
  sheet_text (cr, SHEET_SANS, 13, x, y + 156, "raw to drawn");
  sheet_text (cr, SHEET_SANS, 13, x, y + 174,
              "\xce\x94"
              "E00 \xe2\x89\xa4 %.2f",
              clamp);
}

/* A line of so many millimeters under a caption. */
static void
write_caption (cairo_t *cr, double x, double y, const char *caption, int mm, int px_per_mm)
{
  int length = mm * px_per_mm;

  sheet_text (cr, SHEET_SANS, 11, x, y - 16, "%s", caption);
  cairo_rectangle (cr, x, y - 8, length, 2);
  cairo_rectangle (cr, x, y - 11, 1, 8);
  cairo_rectangle (cr, x + length - 1, y - 11, 1, 8);
  cairo_fill (cr);
  sheet_text (cr, SHEET_SANS, 11, x + length + 5, y - 3, "%d mm", mm);
}

static void
write_heads (cairo_t *cr)
{
  double y = TOP, next = SHEET_NEAR_WIDTH + GAP;

  for (guint depth = 0; depth < SHEET_DEPTHS; depth++)
    {
      double x = cell_x (depth);

      sheet_text (cr, SHEET_BOLD, 15, x, y - 36, "upper face of the deposits %.2f mm deep",
                  sheet_depths[depth]);
      write_caption (cr, x, y, "before", 5, SHEET_NEAR);
      write_caption (cr, x + next, y, "after", 5, SHEET_NEAR);
      write_caption (cr, x + 2 * next, y, "after, afar", 5, SHEET_FAR);
    }
}

/* White on black, as in other pictures. */
static void
write_mark (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, 0, 0, WIDTH, MARK_HEIGHT);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  double width = sheet_text (cr, SHEET_BOLD, 84, MARGIN, 90, "SIMULATION");
  sheet_text (cr, SHEET_SANS, 24, MARGIN + width + 36, 53,
              "Not a photograph of a result. Individual results vary.");
  sheet_text (cr, SHEET_SANS, 24, MARGIN + width + 36, 90,
              "All colors on this sheet are computed.");
}

static void
write_title (cairo_t *cr)
{
  TonsureTreatment t;
  double y = MARK_HEIGHT;

  tonsure_treatment_init (&t);
  sheet_text (cr, SHEET_BOLD, 24, MARGIN, y + 38, "Dots of pigment in six skins at four depths");
  sheet_text (cr, SHEET_SANS, 14, MARGIN, y + 66,
              "%.0f dots/cm\xc2\xb2 of carbon black, %s outcome: diameter %.2f mm (geometric SD "
              "%.2f), thickness %.2f mm, absorption %.0f /cm at 550 nm (geometric SD %.2f). In "
              "each \xe2\x80\x9c"
              "after\xe2\x80\x9d the left %.1f mm are bare, and dots are all "
              "there from %.1f mm on.",
              t.density, tonsure_outcome_nick (t.outcome), t.diameter, t.diameter_gsd, t.thickness,
              t.absorption, t.tone_gsd, SHEET_NONE_TO, SHEET_FULL_FROM);
  sheet_text (cr, SHEET_SANS, 14, MARGIN, y + 86,
              "Before and after at %d pixels/mm, from afar at %d pixels/mm, blur of %.1f pixels. "
              "Bar below: even color of bare skin (left) and mean of treated skin (right).",
              SHEET_NEAR, SHEET_FAR, t.blur);
}

static void
write_foot (cairo_t *cr)
{
  double y = TOP + SHEET_SKINS * ROW_HEIGHT;

  sheet_text (cr, SHEET_SANS, 13, MARGIN, y + 8,
              "T: light from inside the skin, treated over bare, in linear red, green and blue of "
              "sRGB: mean where all dots are, and center of one dot of median size without blur.");
  sheet_text (
      cr, SHEET_SANS, 13, MARGIN, y + 28,
      "T is raw: above 1 it is a color outside of sRGB. Pixels are drawn with T of at most 1; "
      "\xe2\x80\x9craw to drawn\xe2\x80\x9d is the most that this changes in the row.");
  sheet_text (
      cr, SHEET_SANS, 13, MARGIN, y + 48,
      "Lab, ITA and \xce\x94"
      "E00 (CIEDE2000): D65, 2\xc2\xb0, with the %.1f %% of light that the surface reflects, "
      "which pigment does not change. Melanin: volume fraction in the epidermis; blood: in "
      "the dermis.",
      100.0 * TONSURE_SPECULAR);
  sheet_text (
      cr, SHEET_SANS, 13, MARGIN, y + 68,
      "Computed: two-layer skin by adding-doubling in 31 bands of 400 to 700 nm, dots after "
      "Monte Carlo; published optical properties, no measured person. Even light, flat "
      "skin, no hair; brightness of pixels random by 1 %%. The same dots in every cell.");
}

cairo_surface_t *
sheet_page_draw (const SheetCell cells[SHEET_SKINS][SHEET_DEPTHS])
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, PAPER, PAPER, PAPER);
  cairo_paint (cr);
  write_mark (cr);
  cairo_set_source_rgb (cr, INK, INK, INK);
  write_title (cr);
  write_heads (cr);
  write_foot (cr);
  for (guint skin = 0; skin < SHEET_SKINS; skin++)
    {
      write_side (cr, skin, cells[skin]);
      for (guint depth = 0; depth < SHEET_DEPTHS; depth++)
        write_cell (cr, skin, depth, &cells[skin][depth]);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (guint skin = 0; skin < SHEET_SKINS; skin++)
    for (guint depth = 0; depth < SHEET_DEPTHS; depth++)
      put_cell (surface, skin, depth, &cells[skin][depth]);
  cairo_surface_mark_dirty (surface);
  return surface;
}
