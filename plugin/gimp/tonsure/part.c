/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Temporary files beside the file that is being written: see part.h. */
#define _POSIX_C_SOURCE 200809L /* lstat, kill, O_CLOEXEC */

#include "part.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* .tonsure-HOST-PROCESS-RANDOM.part */
#define PREFIX ".tonsure-"
#define SUFFIX ".part"
#define HOST_LENGTH 16
#define RANDOM_LENGTH 8

/* A file that nothing was written to for as long belongs to nobody, s. */
#define OLD (24 * 60 * 60)

#define TRIES 100

/* Where process numbers mean something: a host since it started, or a container on it. The PID
 * namespace is what tells containers apart that share a host name. */
static char *
part_host (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *boot = NULL;
  g_autofree char *namespace = g_file_read_link ("/proc/self/ns/pid", NULL);
  const char *parts[3] = { g_get_host_name (), NULL, namespace };

  g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL);
  parts[1] = boot;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_checksum_update (checksum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);
  return g_strndup (g_checksum_get_string (checksum), HOST_LENGTH);
}

static gboolean
part_failed (GError **error)
{
  int code = errno;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));
  return FALSE;
}

char *
part_new (const char *folder, GError **error)
{
  g_autofree char *host = part_host ();

  for (int i = 0; i < TRIES; i++)
    {
      g_autofree char *name =
          g_strdup_printf (PREFIX "%s-%d-%08x" SUFFIX, host, (int) getpid (), g_random_int ());
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int file = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

      if (file >= 0)
        {
          close (file);
          return g_steal_pointer (&path);
        }
      if (errno != EEXIST)
        break;
    }
  part_failed (error);
  return NULL;
}

gboolean
part_finish (const char *part, const char *path, GError **error)
{
  int file = g_open (part, O_RDONLY | O_CLOEXEC, 0);
  gboolean flushed = file >= 0 && g_fsync (file) == 0;

  if (!flushed)
    part_failed (error);
  if (file >= 0)
    close (file);
  if (!flushed)
    return FALSE;
  return g_rename (part, path) == 0 || part_failed (error);
}

/* Whether the first @n letters of @text are hexadecimal digits. */
static gboolean
part_is_hex (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* Whether @name is a temporary file of ours; says whose. */
static gboolean
part_parse (const char *name, char **host, pid_t *process)
{
  const char *at = name + strlen (PREFIX);
  char *end;
  gint64 number;

  if (!g_str_has_prefix (name, PREFIX) || !part_is_hex (at, HOST_LENGTH) || at[HOST_LENGTH] != '-'
      || !g_ascii_isdigit (at[HOST_LENGTH + 1]))
    return FALSE;
  number = g_ascii_strtoll (at + HOST_LENGTH + 1, &end, 10);
  if (number < 1 || number > G_MAXINT || *end != '-' || !part_is_hex (end + 1, RANDOM_LENGTH)
      || strcmp (end + 1 + RANDOM_LENGTH, SUFFIX) != 0)
    return FALSE;
  *host = g_strndup (at, HOST_LENGTH);
  *process = (pid_t) number;
  return TRUE;
}

static gboolean
part_is_left (const char *folder, const char *name, const char *here)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *host = NULL;
  GStatBuf status;
  pid_t process;

  if (!part_parse (name, &host, &process) || g_lstat (path, &status) != 0
      || !S_ISREG (status.st_mode))
    return FALSE;
  if (g_get_real_time () / G_USEC_PER_SEC - status.st_mtime > OLD)
    return TRUE;
  return strcmp (host, here) == 0 && kill (process, 0) != 0 && errno == ESRCH;
}

void
part_sweep (const char *folder)
{
  g_autofree char *here = part_host ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (part_is_left (folder, name, here))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}
