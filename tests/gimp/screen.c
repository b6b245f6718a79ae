/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP on a display of its own: see screen.h. */
#include "screen.h"

#include "gimp.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

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
  g_autofree char *tools = shell ("command -v Xvfb && command -v xdotool && command -v gimp-3.0");

  return strstr (tools, "gimp") != NULL && strstr (tools, "Xvfb") != NULL
         && strstr (tools, "xdotool") != NULL;
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

void
screen_start (void)
{
  g_autofree char *number = g_strdup_printf (":%d", 100 + (int) getpid () % 30000);
  g_autofree char *settings = gimp_test_path ("settings");
  g_autofree char *settings_file = g_build_filename (settings, "gimprc", NULL);
  int port = 20000 + (int) getpid () % 30000;
  g_autofree char *serve =
      g_strdup_printf ("(plug-in-script-fu-server #:run-mode RUN-NONINTERACTIVE #:ip \"127.0.0.1\""
                       " #:port %d #:logfile \"/dev/null\")",
                       port);

  step = "GIMP's start";
  g_thread_unref (g_thread_new ("watch", watch, NULL));
  g_mkdir_with_parents (settings, 0700);
  g_file_set_contents (settings_file, "(show-welcome-dialog no)\n(check-updates no)\n", -1, NULL);
  g_setenv ("DISPLAY", number, TRUE);
  g_setenv ("GIMP3_DIRECTORY", settings, TRUE);
  display = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "Xvfb", number, "-screen",
                              "0", "1400x900x24", NULL);
  g_usleep (2 * G_USEC_PER_SEC);
  gimp = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                           NULL, "gimp-3.0", "--no-splash", "--batch-interpreter",
                           "plug-in-script-fu-eval", "-b", serve, NULL);
  client = g_socket_client_new ();
  for (int i = 0; server == NULL && i < LIMIT; i++)
    {
      g_usleep (G_USEC_PER_SEC);
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
  g_subprocess_send_signal (gimp, SIGTERM);
  g_subprocess_wait (gimp, NULL, NULL);
  g_subprocess_force_exit (display);
  g_subprocess_wait (display, NULL, NULL);
  g_clear_object (&gimp);
  g_clear_object (&display);
}

/* Sends code to the Script-Fu server: a G, the length in two bytes, the code. */
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
