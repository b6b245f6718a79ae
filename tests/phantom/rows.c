/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "parts.h"

typedef struct
{
  gint next;
  int n;
  RowFunc each;
  gpointer data;
} Rows;

static gpointer
work (gpointer data)
{
  Rows *rows = data;

  for (int row; (row = g_atomic_int_add (&rows->next, 1)) < rows->n;)
    rows->each (row, rows->data);
  return NULL;
}

void
rows_run (int n, RowFunc each, gpointer data)
{
  Rows rows = { 0, n, each, data };
  GThread *threads[16];
  int n_threads = MIN (16, (int) g_get_num_processors ());

  for (int i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("phantom", work, &rows);
  work (&rows);
  for (int i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
}
