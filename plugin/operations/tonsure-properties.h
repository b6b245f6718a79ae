/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The properties that all operations share: the fields of a treatment, with dashes. Ranges,
 * defaults and what they mean come from the library's table; here stand their names for people
 * and hints for sliders. Read several times by gegl-op.h, so without a guard. Only outcome and
 * amount stand in each operation: an enumeration needs a name of its own there. */

#define TONSURE_DOUBLE(name, label)                                                                \
  property_double (name, label, tonsure_property_field (#name)->standard)                          \
      description (tonsure_property_meaning (#name))                                               \
      value_range (tonsure_property_minimum (#name), tonsure_property_maximum (#name))

/* What reads hair alone has nothing to do with dots. */
#ifndef TONSURE_SEES_HAIR_ALONE
TONSURE_DOUBLE (density, _("Density (1/cm²)"))
    ui_range (0.0, 400.0)
    ui_steps (1.0, 10.0)
    ui_digits (0)
    ui_meta ("unit", "1/cm²")

TONSURE_DOUBLE (share, _("Share done"))
    ui_range (0.0, 1.0)
    ui_steps (0.01, 0.1)
    ui_digits (2)

TONSURE_DOUBLE (jitter, _("Irregularity"))
    ui_range (0.0, 0.3)
    ui_steps (0.01, 0.05)
    ui_digits (2)

property_seed (seed, _("Seed"), rand)
    description (tonsure_property_meaning ("seed"))

TONSURE_DOUBLE (diameter, _("Diameter (mm)"))
    ui_range (0.1, 0.5)
    ui_steps (0.01, 0.05)
    ui_digits (3)
    ui_meta ("unit", "mm")

TONSURE_DOUBLE (diameter_gsd, _("Spread of diameter"))
    ui_range (1.0, 2.0)
    ui_steps (0.01, 0.1)
    ui_digits (2)

TONSURE_DOUBLE (tone_gsd, _("Spread of tone"))
    ui_range (1.0, 2.0)
    ui_steps (0.01, 0.1)
    ui_digits (2)

TONSURE_DOUBLE (soft, _("Soft dots"))
    ui_range (0.0, 1.0)
    ui_steps (0.01, 0.1)
    ui_digits (2)

TONSURE_DOUBLE (top, _("Depth (mm)"))
    ui_range (0.06, 0.8)
    ui_steps (0.01, 0.05)
    ui_digits (3)
    ui_meta ("unit", "mm")

TONSURE_DOUBLE (thickness, _("Thickness (mm)"))
    ui_range (0.02, 0.4)
    ui_steps (0.01, 0.05)
    ui_digits (3)
    ui_meta ("unit", "mm")

TONSURE_DOUBLE (absorption, _("Pigment (1/cm)"))
    ui_range (0.0, 1000.0)
    ui_gamma (2.0)
    ui_steps (5.0, 50.0)
    ui_digits (0)
    ui_meta ("unit", "1/cm")

TONSURE_DOUBLE (carbon_exponent, _("Warmth of the carbon"))
    ui_range (1.0, 1.2)
    ui_steps (0.01, 0.05)
    ui_digits (2)

TONSURE_DOUBLE (iron_oxide, _("Iron oxide"))
    ui_range (0.0, 1.0)
    ui_steps (0.01, 0.1)
    ui_digits (2)

TONSURE_DOUBLE (years, _("Years since healed"))
    ui_range (0.0, 30.0)
    ui_steps (0.5, 5.0)
    ui_digits (1)
    ui_meta ("unit", "years")

TONSURE_DOUBLE (days_to_heal, _("Days to heal"))
    ui_range (0.0, 56.0)
    ui_steps (1.0, 7.0)
    ui_digits (0)
    ui_meta ("unit", "days")

TONSURE_DOUBLE (temporary, _("Temporary pigment"))
    ui_range (0.0, 1.0)
    ui_steps (0.5, 1.0)
    ui_digits (0)

TONSURE_DOUBLE (sun, _("Sun"))
    ui_range (1.0, 2.0)
    ui_steps (0.1, 0.5)
    ui_digits (1)

TONSURE_DOUBLE (scar, _("Scar"))
    ui_range (0.0, 1.0)
    ui_steps (0.1, 0.5)
    ui_digits (1)

TONSURE_DOUBLE (touch_ups, _("Touch-ups in ten years"))
    ui_range (0.0, 5.0)
    ui_steps (0.5, 1.0)
    ui_digits (1)

TONSURE_DOUBLE (laser, _("Laser sessions"))
    ui_range (0.0, 10.0)
    ui_steps (1.0, 2.0)
    ui_digits (0)

TONSURE_DOUBLE (laser_year, _("Year of the laser"))
    ui_range (0.0, 30.0)
    ui_steps (0.5, 5.0)
    ui_digits (1)
    ui_meta ("unit", "years")

TONSURE_DOUBLE (melanin, _("Melanin"))
    ui_range (0.005, 0.4)
    ui_gamma (2.0)
    ui_steps (0.001, 0.01)
    ui_digits (4)

TONSURE_DOUBLE (blood, _("Blood"))
    ui_range (0.002, 0.05)
    ui_steps (0.001, 0.005)
    ui_digits (4)
#endif

TONSURE_DOUBLE (mm_per_px, _("Millimeters per pixel"))
    ui_range (0.02, 1.0)
    ui_gamma (2.0)
    ui_steps (0.001, 0.01)
    ui_digits (4)
    ui_meta ("unit", "mm")

#ifndef TONSURE_SEES_HAIR_ALONE
TONSURE_DOUBLE (origin_x, _("Origin X (mm)"))
    ui_range (-300.0, 300.0)
    ui_steps (0.1, 10.0)
    ui_digits (2)
    ui_meta ("unit", "mm")

TONSURE_DOUBLE (origin_y, _("Origin Y (mm)"))
    ui_range (-300.0, 300.0)
    ui_steps (0.1, 10.0)
    ui_digits (2)
    ui_meta ("unit", "mm")
#endif

TONSURE_DOUBLE (blur, _("Blur (pixels)"))
    ui_range (0.0, 5.0)
    ui_steps (0.1, 0.5)
    ui_digits (2)
    ui_meta ("unit", "pixel-distance")

#ifndef TONSURE_SEES_HAIR_ALONE
property_string (sharpness, _("Sharpness"), "")
    description (_("Blur and lost contrast from place to place, as a grid: COLUMNSxROWS,X,Y,CELL,"
                   "CODES; where there is one, the blur above counts no more for the dots"))
#endif

TONSURE_DOUBLE (noise, _("Noise"))
    ui_range (0.0, 0.1)
    ui_steps (0.001, 0.01)
    ui_digits (3)

#ifndef TONSURE_SEES_HAIR_ALONE
TONSURE_DOUBLE (chroma_blur, _("Blur of color (pixels)"))
    ui_range (0.0, 1.0)
    ui_steps (0.01, 0.1)
    ui_digits (2)
    ui_meta ("unit", "pixel-distance")
#endif

/* A pigment layer does not see the photo: gloss is its mask's affair. */
#ifdef TONSURE_SEES_PHOTO
TONSURE_DOUBLE (matte_red, _("Skin without gloss, red"))
    ui_range (0.0, 1.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (matte_green, _("Skin without gloss, green"))
    ui_range (0.0, 1.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (matte_blue, _("Skin without gloss, blue"))
    ui_range (0.0, 1.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (matte_spread, _("Gloss begins at"))
    ui_range (0.0, 0.5)
    ui_steps (0.01, 0.1)
    ui_digits (3)

TONSURE_DOUBLE (gloss_red, _("Gloss, red"))
    ui_range (0.0, 2.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (gloss_green, _("Gloss, green"))
    ui_range (0.0, 2.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (gloss_blue, _("Gloss, blue"))
    ui_range (0.0, 2.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)
#endif

/* Nor does it see hair. */
#if defined TONSURE_SEES_PHOTO || defined TONSURE_SEES_HAIR_ALONE
TONSURE_DOUBLE (hair_red, _("Hair, red"))
    ui_range (0.0, 1.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (hair_green, _("Hair, green"))
    ui_range (0.0, 1.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (hair_blue, _("Hair, blue"))
    ui_range (0.0, 1.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (skin_red, _("Bare skin, red"))
    ui_range (0.0, 1.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (skin_green, _("Bare skin, green"))
    ui_range (0.0, 1.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)

TONSURE_DOUBLE (skin_blue, _("Bare skin, blue"))
    ui_range (0.0, 1.0)
    ui_steps (0.001, 0.1)
    ui_digits (4)
#endif

#undef TONSURE_DOUBLE
