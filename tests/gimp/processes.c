/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Processes that a test program starts: see processes.h. */
#define _GNU_SOURCE
#include "processes.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Leaders of groups; 0 is free. For a handler of signals, so of a fixed size. */
static volatile sig_atomic_t groups[8];

/* A failed assertion aborts the program, and meson terminates one that takes too long. */
static void
end_all (int number)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i] > 0)
      kill (-groups[i], SIGKILL);
  signal (number, SIG_DFL);
  raise (number);
}

void
processes_init (void)
{
  static const int numbers[] = { SIGABRT, SIGTERM, SIGINT, SIGHUP, SIGSEGV, SIGTRAP };

  prctl (PR_SET_CHILD_SUBREAPER, 1);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    signal (numbers[i], end_all);
}

void
processes_lead_group (gpointer unused)
{
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
replace (int old, int new)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i] == old)
      {
        groups[i] = new;
        return;
      }
  g_assert_not_reached ();
}

void
processes_add_group (GPid leader)
{
  replace (0, leader);
}

void
processes_end_group (GPid leader)
{
  kill (-leader, SIGKILL);
  replace (leader, 0);
}

/* The names of the processes whose parent is this one. */
static char *
children (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  GString *names = g_string_new (NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/stat", entry);
      g_autofree char *text = NULL;
      const char *after;
      int parent;

      if (g_ascii_isdigit (*entry) && g_file_get_contents (path, &text, NULL, NULL)
          && (after = strrchr (text, ')')) != NULL && sscanf (after, ") %*c %d", &parent) == 1
          && parent == getpid ())
        g_string_append_printf (names, "%.*s) ", (int) (after - text), text);
    }
  return g_string_free (names, FALSE);
}

/* Plug-ins whose GIMP has ended may take a while to notice. */
char *
processes_wait (void)
{
  for (int i = 0; i < 100; i++)
    {
      pid_t pid;

      while ((pid = waitpid (-1, NULL, WNOHANG)) > 0)
        ;
      if (pid < 0 && errno == ECHILD)
        return g_strdup ("");
      g_usleep (G_USEC_PER_SEC / 10);
    }
  return children ();
}
