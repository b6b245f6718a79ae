/* SPDX-License-Identifier: LGPL-3.0-or-later */
/**
 * Nodes and weights of Gaussian quadrature, by arithmetic that is the same everywhere.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tonsure_legendre:
 * @values: (out) (array length=n): P_0 (x) to P_(n-1) (x)
 *
 * Computes the Legendre polynomials at @x.
 */
void tonsure_legendre (double x, guint n, double *values);

/**
 * tonsure_quadrature_gauss:
 * @n: number of nodes, 1 to 32
 * @node: (out) (array length=n): rising, inside (@from, @to)
 * @weight: (out) (array length=n): sum is @to - @from
 *
 * Gauss-Legendre: exact for polynomials to degree 2 n - 1.
 */
void tonsure_quadrature_gauss (guint n, double from, double to, double *node, double *weight);

/**
 * tonsure_quadrature_radau:
 * @n: number of nodes, 2 to 32
 * @node: (out) (array length=n): rising; the last is @to itself
 * @weight: (out) (array length=n): sum is @to - @from
 *
 * Gauss-Radau with the upper end as a node: exact to degree 2 n - 2.
 */
void tonsure_quadrature_radau (guint n, double from, double to, double *node, double *weight);

G_END_DECLS
