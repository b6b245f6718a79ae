/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How much is tattooed: see amount.h. */
#include "amount.h"

#include <math.h>

static const struct
{
  const char *nick;
  double density; /* 1/cm² */
} amounts[TONSURE_AMOUNTS] = {
  [TONSURE_AMOUNT_LIGHT] = { "light", 130 },
  [TONSURE_AMOUNT_TYPICAL] = { "typical", TONSURE_TYPICAL_DENSITY },
  [TONSURE_AMOUNT_DENSE] = { "dense", 303 },
  [TONSURE_AMOUNT_VERY_DENSE] = { "very-dense", 396 },
};

double
tonsure_amount_density (TonsureAmount amount)
{
  g_return_val_if_fail ((guint) amount < TONSURE_AMOUNTS, TONSURE_TYPICAL_DENSITY);
  return amounts[amount].density;
}

TonsureAmount
tonsure_amount_of_density (double density)
{
  guint i = 0;

  while (i + 1 < TONSURE_AMOUNTS && density > sqrt (amounts[i].density * amounts[i + 1].density))
    i++;
  return (TonsureAmount) i;
}

void
tonsure_treatment_set_amount (TonsureTreatment *treatment, TonsureAmount amount)
{
  treatment->density = tonsure_amount_density (amount);
}

gboolean
tonsure_amount_from_nick (const char *nick, TonsureAmount *amount)
{
  for (guint i = 0; i < TONSURE_AMOUNTS; i++)
    if (g_strcmp0 (nick, amounts[i].nick) == 0)
      {
        *amount = (TonsureAmount) i;
        return TRUE;
      }
  return FALSE;
}

const char *
tonsure_amount_nick (TonsureAmount amount)
{
  g_return_val_if_fail ((guint) amount < TONSURE_AMOUNTS, NULL);
  return amounts[amount].nick;
}
