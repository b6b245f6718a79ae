/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Order statistics: see survey-median.h. */
#include "survey-median.h"

#include <math.h>

float
survey_select (float *values, gsize n, gsize rank)
{
  gssize low = 0, high = (gssize) n - 1, at = (gssize) rank;

  while (low < high)
    {
      float pivot = values[at];
      gssize i = low, j = high;

      while (i <= j)
        {
          while (values[i] < pivot)
            i++;
          while (values[j] > pivot)
            j--;
          if (i <= j)
            {
              float swapped = values[i];

              values[i++] = values[j];
              values[j--] = swapped;
            }
        }
      if (j < at)
        low = i;
      if (at < i)
        high = j;
    }
  return values[rank];
}

double
survey_median (float *values, gsize n)
{
  double upper;

  if (n == 0)
    return NAN;
  upper = survey_select (values, n, n / 2);
  return n % 2 == 1 ? upper : 0.5 * (upper + survey_select (values, n, n / 2 - 1));
}
