/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The phantom's own random numbers and solid noise. */
#pragma once

#include <glib.h>
#include <math.h>

/* A stream of numbers: xorshift64* (Vigna 2016). */
typedef struct
{
  guint64 state;
} Chance;

static inline void
chance_init (Chance *chance, guint32 seed, guint32 stream)
{
  chance->state = ((guint64) (seed + 1) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd))
                  ^ ((guint64) (stream + 1) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53));
}

static inline guint32
chance_bits (Chance *chance)
{
  chance->state ^= chance->state >> 12;
  chance->state ^= chance->state << 25;
  chance->state ^= chance->state >> 27;
  return (guint32) ((chance->state * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d)) >> 32);
}

/* 0 to 1, 1 left out */
static inline float
chance_unit (Chance *chance)
{
  return (chance_bits (chance) >> 8) * (1.0f / 16777216.0f);
}

static inline float
chance_between (Chance *chance, float low, float high)
{
  return low + (high - low) * chance_unit (chance);
}

static inline float
chance_normal (Chance *chance)
{
  float u = 1.0f - chance_unit (chance);

  return sqrtf (-2.0f * logf (u)) * cosf (6.2831853f * chance_unit (chance));
}

/**
 * noise_at:
 * @p: place, mm
 * @wavelength: mm
 * @slope: (out) (nullable): gradient, 1/mm
 *
 * Perlin's gradient noise (2002), about -.7 to .7, standard deviation about .25.
 */
float noise_at (const float p[3], float wavelength, guint32 seed, float slope[3]);
