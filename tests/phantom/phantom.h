/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * A photo of a head that nobody has: everything about it is known.
 *
 * The phantom draws a balding man's head from above and behind, with stubble at the
 * sides and back, as a camera would take it. It is the ground truth that the library is
 * measured against, so it shares no code with it: its own random numbers, hair, colors
 * and light.
 *
 * Coordinates: x to the subject's right, y forward, z up, mm, origin in the middle of
 * the skull. The view is orthographic: one scale for the whole picture.
 */
#pragma once

#include <glib.h>

typedef enum
{
  PHANTOM_SKIN_I,
  PHANTOM_SKIN_II,
  PHANTOM_SKIN_III,
  PHANTOM_SKIN_IV,
  PHANTOM_SKIN_V,
  PHANTOM_SKIN_VI,
  PHANTOM_N_SKINS,
} PhantomSkin;

typedef enum
{
  PHANTOM_HAIR_BLACK,
  PHANTOM_HAIR_DARK_BROWN,
  PHANTOM_HAIR_BROWN,
  PHANTOM_HAIR_BLOND,
  PHANTOM_HAIR_RED,
  PHANTOM_HAIR_GRAY,
  PHANTOM_HAIR_WHITE,
  PHANTOM_N_HAIRS,
} PhantomHair;

typedef enum
{
  PHANTOM_VIEW_TOP,
  PHANTOM_VIEW_BACK,
  PHANTOM_N_VIEWS,
} PhantomView;

extern const char *const phantom_skin_names[PHANTOM_N_SKINS];
extern const char *const phantom_hair_names[PHANTOM_N_HAIRS];
extern const char *const phantom_view_names[PHANTOM_N_VIEWS];

/**
 * PhantomOptions:
 * @px_per_mm: 1 to 40
 * @noise: σ of the sensor's noise relative to the light of the skin, where the light is
 *   that of the skin's luminance; photon noise, so σ² grows with the light
 * @blur: σ of the lens, px
 * @left, @top, @width, @height: what to draw of the view, mm; all of it where @width is 0
 * @length: how many times longer than stubble of half a millimeter the hair is
 */
typedef struct
{
  double px_per_mm;
  PhantomSkin skin;
  PhantomHair hair;
  PhantomView view;
  guint32 seed;
  double noise;
  double blur;
  double left, top, width, height;
  double length;
} PhantomOptions;

/**
 * PhantomPicture:
 * @photo: linear sRGB, three floats a pixel, with hair, lens and noise
 * @skin: the same head and light without hair, with the lens and without noise
 * @gloss: the part of @skin that its surface reflects, the same in each channel
 * @hair: share of each pixel that hair covers, before the lens
 * @matte: the same as the lens shows it
 * @area: where to treat, 1 = fully, not linear light but density
 * @skin_rgb, @skin_lab: color of the skin in even light
 * @area_rgb, @area_lab: median of @skin where the area is at least half
 * @hair_rgb: mean linear color of the hair as lit in this photo
 * @n_hairs: how many hairs were drawn
 * @file: what the pixels are part of, see heads.h, or %NULL
 */
typedef struct
{
  int width, height;
  float *photo, *skin, *gloss, *hair, *matte, *area;
  double skin_rgb[3], skin_lab[3];
  double area_rgb[3], area_lab[3];
  double hair_rgb[3];
  guint n_hairs;
  GMappedFile *file;
} PhantomPicture;

void phantom_options_init (PhantomOptions *options);

/**
 * phantom_draw:
 *
 * Draws the head. The same options give the same picture; another scale gives the
 * same head, the same hairs and the same spots.
 *
 * Returns: (transfer full): free with phantom_picture_free()
 */
PhantomPicture *phantom_draw (const PhantomOptions *options);

/**
 * PhantomScene:
 *
 * What the camera sees before color, which takes the most time: for several pictures of a view.
 */
typedef struct _Scene PhantomScene;

PhantomScene *phantom_scene_new (PhantomView view);
void phantom_scene_free (PhantomScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhantomScene, phantom_scene_free)

/**
 * phantom_draw_scene:
 * @scene: of the view of @options
 *
 * The same as phantom_draw().
 */
PhantomPicture *phantom_draw_scene (const PhantomScene *scene, const PhantomOptions *options);
void phantom_picture_free (PhantomPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhantomPicture, phantom_picture_free)
