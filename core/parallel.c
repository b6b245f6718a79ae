/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Work in parts: see parallel.h. */
#include "parallel.h"

/* More threads than that gain nothing for the few parts that there are. */
#define MOST_THREADS 8

typedef struct
{
  TonsurePart part;
  gpointer data;
  guint n;
  GError **errors; /* of each part */
  int next;        /* atomic: the first part that nobody has begun */
} Job;

static gpointer
run (gpointer data)
{
  Job *job = data;
  guint i;

  while ((i = (guint) g_atomic_int_add (&job->next, 1)) < job->n)
    job->part (job->data, i, &job->errors[i]);
  return NULL;
}

/* The first one goes on. */
static gboolean
pass_on (GError **errors, guint n, GError **error)
{
  gboolean good = TRUE;

  for (guint i = 0; i < n; i++)
    if (errors[i] != NULL)
      {
        if (good)
          g_propagate_error (error, errors[i]);
        else
          g_error_free (errors[i]);
        good = FALSE;
      }
  return good;
}

gboolean
tonsure_parallel (guint n, TonsurePart part, gpointer data, GError **error)
{
  guint n_threads = MIN (MIN (n, g_get_num_processors ()), MOST_THREADS);
  g_autofree GError **errors = g_new0 (GError *, n);
  GThread *threads[MOST_THREADS] = { NULL };
  Job job = { part, data, n, errors, 0 };

  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_try_new ("tonsure", run, &job, NULL);
  run (&job);
  for (guint i = 1; i < n_threads; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  return pass_on (errors, n, error);
}
