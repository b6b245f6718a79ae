/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP on a display of its own: see screen.h. */
#include "screen.h"

#include "console.h"
#include "gimp.h"
#include "processes.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* Seconds that all of the test may take: three times what it takes. Its limit in meson.build is a
 * little longer. */
#define LIMIT 240

static GSubprocess *display, *gimp;
static const char *step; /* what is being waited for */
static GSocketClient *client;
static GSocketConnection *server;

/* What a command of the shell says. */
static char *
shell (const char *format, ...)
{
  g_autofree char *command = NULL;
  const char *argv[] = { "sh", "-c", NULL, NULL };
  char *said = NULL;
  va_list arguments;

  va_start (arguments, format);
  command = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  argv[2] = command;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, &said, NULL, NULL, NULL);
  return g_strchomp (said);
}

gboolean
screen_there_is (void)
{
  g_autofree char *tools = shell ("command -v Xvfb && command -v xdotool");

  return strstr (tools, "Xvfb") != NULL && strstr (tools, "xdotool") != NULL;
}

/* Ends GIMP and its display where something never comes, rather than to leave them behind, and
 * says what did not come. */
static gpointer
watch (gpointer data)
{
  g_usleep (LIMIT * G_USEC_PER_SEC);
  g_autofree char *windows =
      shell ("timeout 5 xdotool search --onlyvisible --name . getwindowname %%@ | sort -u");

  if (gimp != NULL)
    g_subprocess_force_exit (gimp);
  if (display != NULL)
    g_subprocess_force_exit (display);
  g_error ("After %d s still waiting for %s; windows: %s", LIMIT, step, windows);
  return NULL;
}

/* Starts a process that ends with this one, and leads a group. */
static GSubprocess *
start (GSubprocessFlags flags, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, processes_lead_group, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  processes_add_group (atoi (g_subprocess_get_identifier (process)));
  return process;
}

static void
end (GSubprocess **process, int signal_number)
{
  GPid leader = atoi (g_subprocess_get_identifier (*process));

  g_subprocess_send_signal (*process, signal_number);
  g_subprocess_wait (*process, NULL, NULL);
  processes_end_group (leader);
  g_clear_object (process);
}

/* The server tells the number that it has chosen. */
static void
start_display (void)
{
  const char *argv[] = { "Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", NULL };
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  display = start (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, argv);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (display));
  number = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (number);
  name = g_strconcat (":", number, NULL);
  g_setenv ("DISPLAY", name, TRUE);
}

static int
free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

static void
start_gimp (int port)
{
  g_autofree char *serve =
      g_strdup_printf ("(plug-in-script-fu-server #:run-mode RUN-NONINTERACTIVE #:ip \"127.0.0.1\""
                       " #:port %d #:logfile \"/dev/null\")",
                       port);
  g_autofree char *path = console_find ("gimp");
  const char *argv[] = {
    path, "--no-splash", "--batch-interpreter", "plug-in-script-fu-eval", "-b", serve, NULL
  };

  gimp = start (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, argv);
}

/* Windows that GIMP shows to who starts it for the first time. */
static void
show_no_welcome (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("GIMP3_DIRECTORY"), "gimprc", NULL);
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  g_assert_true (g_file_get_contents (path, &old, NULL, NULL));
  new = g_strconcat (old, "\n(show-welcome-dialog no)\n(check-updates no)\n", NULL);
  g_assert_true (g_file_set_contents (path, new, -1, NULL));
}

void
screen_start (void)
{
  int port = free_port ();

  step = "GIMP's start";
  g_thread_unref (g_thread_new ("watch", watch, NULL));
  show_no_welcome ();
  start_display ();
  start_gimp (port);
  client = g_socket_client_new ();
  for (int i = 0; server == NULL && i < 4 * LIMIT; i++)
    {
      g_usleep (G_USEC_PER_SEC / 4);
      server = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) port, NULL, NULL);
    }
  g_assert_nonnull (server);
}

void
screen_stop (void)
{
  step = "GIMP's end";
  g_clear_object (&server);
  g_clear_object (&client);
  end (&gimp, SIGTERM);
  end (&display, SIGKILL);
}

/* A G, the length in two bytes, the code. */
void
screen_tell (const char *code)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (server));
  gsize length = strlen (code);
  guint8 head[3] = { 'G', (guint8) (length >> 8), (guint8) length };

  g_assert_true (g_output_stream_write_all (stream, head, 3, NULL, NULL, NULL));
  g_assert_true (g_output_stream_write_all (stream, code, length, NULL, NULL, NULL));
}

/* The answer: a G, whether it is an error, the length in two bytes, the text. */
char *
screen_hear (void)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (server));
  guint8 head[4];
  gsize length, n;
  char *text;

  g_assert_true (g_input_stream_read_all (stream, head, 4, &n, NULL, NULL));
  g_assert_cmpint (n, ==, 4);
  length = (gsize) head[2] << 8 | head[3];
  text = g_malloc0 (length + 1);
  g_assert_true (g_input_stream_read_all (stream, text, length, &n, NULL, NULL));
  g_test_message ("%d %s", head[1], text);
  g_assert_cmpint (head[1], ==, 0);
  return text;
}

char *
screen_ask (const char *code)
{
  step = code;
  screen_tell (code);
  return screen_hear ();
}

static char *
find_dialog (const char *title)
{
  return shell ("xdotool search --onlyvisible --name '%s' | head -1", title);
}

void
screen_wait_for (const char *title)
{
  g_autofree char *window = NULL;

  step = "the dialog";
  for (int i = 0; i < 60; i++)
    {
      g_clear_pointer (&window, g_free);
      window = find_dialog (title);
      if (*window != '\0')
        break;
      g_usleep (G_USEC_PER_SEC);
    }
  g_assert_cmpstr (window, !=, "");
  /* Time for the preview. */
  g_usleep (6 * G_USEC_PER_SEC);
}

/* Presses a key that closes the dialog. There is no window manager that would have given it the
 * focus, and a window that is not ready to be given it loses the key: then again. */
void
screen_close (const char *title, const char *key)
{
  g_autofree char *window = find_dialog (title);

  step = "the dialog's end";
  while (*window != '\0')
    {
      g_free (shell ("xdotool windowfocus %s; sleep 1; xdotool key %s", window, key));
      for (int i = 0; i < 16 && *window != '\0'; i++)
        {
          g_usleep (G_USEC_PER_SEC / 2);
          g_clear_pointer (&window, g_free);
          window = find_dialog (title);
        }
    }
  step = "what GIMP answers";
}

void
screen_open (const char *photo_name, const char *area_name)
{
  g_autofree char *photo = gimp_test_path (photo_name);
  g_autofree char *area = gimp_test_path (area_name);
  g_autofree char *code =
      g_strdup_printf ("(begin (script-fu-use-v3)"
                       " (define image (plug-in-tonsure-open #:photo \"%s\" #:area \"%s\"))"
                       " (gimp-display-new image) (gimp-displays-flush))",
                       photo, area);

  g_free (screen_ask (code));
  g_usleep (2 * G_USEC_PER_SEC);
}

void
screen_keep (const char *name)
{
  const char *folder = g_getenv ("TONSURE_SCREENSHOTS");

  if (folder != NULL)
    g_free (shell ("import -window root '%s/%s'", folder, name));
}

void
screen_undo (void)
{
  g_free (shell ("xdotool windowfocus $(xdotool search --onlyvisible --name 'GIMP$' | head -1);"
                 "sleep 1; xdotool key ctrl+z; sleep 2"));
}

void
screen_key (const char *key)
{
  g_free (shell ("xdotool key %s; sleep 2", key));
}

void
screen_click (const char *title, int x, int y)
{
  g_autofree char *window = find_dialog (title);

  g_free (shell ("xdotool mousemove --window %s %d %d; sleep 1; xdotool click 1; sleep 4", window,
                 x, y));
}
