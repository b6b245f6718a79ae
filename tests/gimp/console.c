/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP without a display: see console.h and worker.scm. */
#define _GNU_SOURCE
#include "console.h"

#include "processes.h"
#include "profile.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Seconds that one piece of code may take, start of GIMP included. */
#define LIMIT 240

/* Runs a command; where FILE_LIMIT says so, files cannot grow beyond as many blocks. To a program
 * that is as good as a full disk. */
#define LIMITED                                                                                    \
  "if [ -n \"$FILE_LIMIT\" ]; then trap '' XFSZ; ulimit -f \"$FILE_LIMIT\"; fi; exec \"$@\""

static struct
{
  char *folder;      /* of the program */
  char *environment; /* at the start */
  GPid pid;          /* 0: does not run; it leads a process group */
  int code;          /* where the names of files go */
  int said;          /* what GIMP says */
  GString *pending;  /* what it said after the last answer */
  guint n;           /* pieces of code so far */
} worker;

static char *
environment_text (void)
{
  g_auto (GStrv) variables = g_get_environ ();

  return g_strjoinv ("\n", variables);
}

char *
console_find (const char *kind)
{
  static const char *const versions[] = { "-3.0", "-3.2", "-3", "" };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *name = g_strconcat (kind, versions[i], NULL);
      char *path = g_find_program_in_path (name);

      if (path != NULL)
        return path;
    }
  g_error ("The program %s is not there, in no version 3", kind);
}

void
console_prepare (const char *folder)
{
  g_autofree char *gimp = console_find ("gimp-console");

  processes_init ();
  worker.folder = g_strdup (folder);
  profile_make (gimp, folder);
  worker.environment = environment_text ();
}

/* The batch code of a process: @end follows the definitions that all have. */
static char *
batch_code (const char *end)
{
  g_autofree char *common = g_test_build_filename (G_TEST_DIST, "common.scm", NULL);

  return g_strdup_printf ("(begin (define folder \"%s\") (load \"%s\") %s)", worker.folder, common,
                          end);
}

static GPid
start_gimp (const char *end, int *said)
{
  g_autofree char *gimp = console_find ("gimp-console");
  g_autofree char *batch = batch_code (end);
  const char *argv[] = { "sh",
                         "-c",
                         LIMITED " 2>&1",
                         "sh",
                         gimp,
                         "-idf",
                         "--quit",
                         "--batch-interpreter",
                         "plug-in-script-fu-eval",
                         "-b",
                         batch,
                         NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL,
                            G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, processes_lead_group,
                            NULL, &pid, NULL, said, NULL, &error);
  g_assert_no_error (error);
  processes_add_group (pid);
  return pid;
}

/* Reads what GIMP says until it has closed its output or, where @mark is given, has said a line
 * that starts with it: the offset of that line, or -1. A process that says nothing more until the
 * limit is killed. */
static gssize
read_until (int fd, GPid pid, const char *mark, GString *text)
{
  gint64 end = g_get_monotonic_time () + LIMIT * G_USEC_PER_SEC;

  for (;;)
    {
      struct pollfd wait = { fd, POLLIN, 0 };
      char buffer[4096];
      const char *at = mark != NULL ? strstr (text->str, mark) : NULL;
      gssize n;

      if (at != NULL && strchr (at + 1, '\n') != NULL)
        return at - text->str;
      if (poll (&wait, 1, (int) MAX (0, (end - g_get_monotonic_time ()) / 1000)) <= 0)
        {
          kill (-pid, SIGKILL);
          g_string_append_printf (text, "\nEnded after %d s\n", LIMIT);
          return -1;
        }
      n = read (fd, buffer, sizeof buffer);
      if (n <= 0)
        return -1;
      g_string_append_len (text, buffer, n);
    }
}

/* Waits for the end of a process and ends what is left of its group. */
static int
wait_for (GPid pid)
{
  int status = -1;

  waitpid (pid, &status, 0);
  processes_end_group (pid);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

int
console_run_alone (const char *code, char **output)
{
  GString *text = g_string_new (NULL);
  int said, status;
  GPid pid = start_gimp (code, &said);

  read_until (said, pid, NULL, text);
  close (said);
  status = wait_for (pid);
  *output = g_string_free (text, FALSE);
  return status;
}

static void
start_worker (void)
{
  g_autofree char *fifo = g_build_filename (worker.folder, "worker.fifo", NULL);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "worker.scm", NULL);
  g_autofree char *serve =
      g_strdup_printf ("(load \"%s\") (worker-serve (open-input-file \"%s\"))", script, fifo);

  g_unlink (fifo);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  /* For reading as well, so that nobody waits for the other. */
  worker.code = g_open (fifo, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (worker.code, >=, 0);
  worker.pending = g_string_new (NULL);
  worker.pid = start_gimp (serve, &worker.said);
}

/* Returns its exit status. */
static int
stop_worker (void)
{
  int status;

  g_close (worker.code, NULL);
  read_until (worker.said, worker.pid, NULL, worker.pending);
  g_close (worker.said, NULL);
  status = wait_for (worker.pid);
  g_string_free (worker.pending, TRUE);
  worker.pid = 0;
  return status;
}

/* Gives the worker one piece of code, as a file. */
static void
tell_worker (const char *code)
{
  g_autofree char *path = g_strdup_printf ("%s/code-%u.scm", worker.folder, ++worker.n);
  g_autofree char *line = g_strdup_printf ("\"%s\"\n", path);
  g_autofree char *form = g_strdup_printf ("(begin %s)\n", code);
  gsize length = strlen (line);

  g_assert_true (g_file_set_contents (path, form, -1, NULL));
  g_assert_cmpint (write (worker.code, line, length), ==, (gssize) length);
}

int
console_run (const char *code, char **output)
{
  g_autofree char *environment = environment_text ();
  GString *text;
  gssize end;
  int status;

  if (!g_str_equal (environment, worker.environment))
    return console_run_alone (code, output);
  if (worker.pid == 0)
    start_worker ();
  tell_worker (code);
  text = worker.pending;
  end = read_until (worker.said, worker.pid, "\nDONE ", text);
  if (end < 0)
    {
      *output = g_strdup (text->str);
      return stop_worker ();
    }
  status = atoi (text->str + end + strlen ("\nDONE "));
  *output = g_strndup (text->str, (gsize) end);
  g_string_truncate (text, 0);
  return status;
}

char *
console_end (void)
{
  if (worker.pid != 0)
    stop_worker ();
  return processes_wait ();
}
