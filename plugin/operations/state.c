/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The renderer of an operation, made when it is needed: see common.h. */
#include "common.h"
#include "request.h"

#include <string.h>

struct _TonsureState
{
  GMutex lock;
  const char *operation; /* its name */
  gboolean prepared;
  TonsureRequest request;
  gboolean tried;            /* to make @renderer */
  TonsureRenderer *renderer; /* made when asked for, as is the next */
  TonsureRenderer *preview;  /* for @preview_level */
  int preview_level;
  char *warned;
  gboolean told_edge;
};

/* Hosts make several operations with the same properties, for the picture, for its preview and
 * to look at, and a renderer takes a fifth of a second: they share the last ones. */
#define SHARED 2

/* Returns: (transfer full) (nullable): the renderer of @request */
static TonsureRenderer *
share_renderer (const TonsureRequest *request, GError **error)
{
  static GMutex lock;
  static TonsureRequest requests[SHARED];
  static TonsureRenderer *renderers[SHARED]; /* the one used last first */
  TonsureRenderer *renderer = NULL;
  guint i = 0;

  g_mutex_lock (&lock);
  while (i < SHARED - 1 && renderers[i] != NULL
         && memcmp (&requests[i], request, sizeof *request) != 0)
    i++;
  if (renderers[i] != NULL && memcmp (&requests[i], request, sizeof *request) == 0)
    renderer = renderers[i];
  else
    {
      renderer = tonsure_renderer_new (&request->treatment,
                                       request->is_srgb ? NULL : request->primaries, error);
      if (renderer != NULL)
        g_clear_pointer (&renderers[i], tonsure_renderer_unref);
    }
  if (renderer != NULL)
    {
      memmove (&requests[1], &requests[0], i * sizeof *requests);
      memmove (&renderers[1], &renderers[0], i * sizeof *renderers);
      memcpy (&requests[0], request, sizeof *request);
      renderers[0] = renderer;
      tonsure_renderer_ref (renderer);
    }
  g_mutex_unlock (&lock);
  return renderer;
}

static TonsureRenderer *
make_renderer (const TonsureState *state, int level, GError **error)
{
  TonsureRequest request;

  memcpy (&request, &state->request, sizeof request);
  request.treatment.mm_per_px *= 1 << level;
  request.treatment.blur /= 1 << level;
  tonsure_sharpness_follow (&request.treatment.sharpness, 1.0 / (1 << level), 0.0, 0.0);
  return share_renderer (&request, error);
}

/* Hosts set properties one by one, so that few of the requests are ever drawn. */
static TonsureRenderer *
get_renderer (TonsureState *state)
{
  g_autoptr (GError) error = NULL;

  if (state->tried)
    return state->renderer;
  state->tried = TRUE;
  state->renderer = make_renderer (state, 0, &error);
  if (state->renderer == NULL)
    g_warning ("%s: %s; the photo is left as it is", state->operation, error->message);
  return state->renderer;
}

static void
forget_renderers (TonsureState *state)
{
  g_clear_pointer (&state->renderer, tonsure_renderer_unref);
  g_clear_pointer (&state->preview, tonsure_renderer_unref);
  state->tried = FALSE;
}

void
tonsure_state_prepare (TonsureState **where, GeglOperation *operation, const Babl *space,
                       gboolean in_color)
{
  TonsureState *state = *where;
  g_autoptr (GError) error = NULL;
  TonsureRequest request;

  tonsure_request_read (&request, operation, space, in_color, &error);
  if (state == NULL)
    {
      state = *where = g_new0 (TonsureState, 1);
      g_mutex_init (&state->lock);
    }
  g_mutex_lock (&state->lock);
  if (!state->prepared || memcmp (&request, &state->request, sizeof request) != 0)
    {
      state->prepared = TRUE;
      memcpy (&state->request, &request, sizeof request);
      state->operation = gegl_operation_get_name (operation);
      forget_renderers (state);
      if (error != NULL)
        g_warning ("%s: %s; one blur counts everywhere", gegl_operation_get_name (operation),
                   error->message);
    }
  g_mutex_unlock (&state->lock);
}

void
tonsure_state_free (TonsureState *state)
{
  forget_renderers (state);
  g_mutex_clear (&state->lock);
  g_free (state->warned);
  g_free (state);
}

void
tonsure_state_warn (TonsureState *state, const char *message)
{
  gboolean is_new;

  g_mutex_lock (&state->lock);
  is_new = g_strcmp0 (message, state->warned) != 0;
  g_free (state->warned);
  state->warned = g_strdup (message);
  g_mutex_unlock (&state->lock);
  if (is_new && message != NULL)
    g_warning ("%s", message);
}

gboolean
tonsure_state_told_edge (TonsureState *state)
{
  g_mutex_lock (&state->lock);
  gboolean told = state->told_edge;

  g_mutex_unlock (&state->lock);
  return told;
}

void
tonsure_state_tell_edge (TonsureState *state, int reach)
{
  g_mutex_lock (&state->lock);
  gboolean told = state->told_edge;

  state->told_edge = TRUE;
  g_mutex_unlock (&state->lock);
  if (!told)
    g_warning (
        "tonsure:treat: the area comes nearer to its own edge than the %d pixels that a dot's "
        "effect goes; the dots beyond are missing, and skin there is lighter than it would be",
        reach);
}

/* A preview of a picture that is coarse already may need more millimeters per pixel than there
 * may be; then it shows no dots. */
static TonsureRenderer *
get_preview (TonsureState *state, int level)
{
  if (state->preview == NULL || state->preview_level != level)
    {
      g_clear_pointer (&state->preview, tonsure_renderer_unref);
      state->preview = make_renderer (state, level, NULL);
      state->preview_level = level;
    }
  return state->preview;
}

TonsureRenderer *
tonsure_state_renderer (TonsureState *state, int level)
{
  TonsureRenderer *renderer;

  if (state == NULL)
    return NULL;
  g_mutex_lock (&state->lock);
  renderer = get_renderer (state);
  if (renderer != NULL && level > 0)
    renderer = get_preview (state, level);
  if (renderer != NULL)
    tonsure_renderer_ref (renderer);
  g_mutex_unlock (&state->lock);
  return renderer;
}

/* Moves an edge, but not beyond what a coordinate can be. */
static gint64
move_edge (gint64 edge, gint64 by)
{
  return CLAMP (edge + by, G_MININT / 2, G_MAXINT / 2);
}

GeglRectangle
tonsure_state_grow (TonsureState *state, const GeglRectangle *rectangle)
{
  g_autoptr (TonsureRenderer) renderer = tonsure_state_renderer (state, 0);

  return tonsure_grow (rectangle, renderer != NULL ? tonsure_render_reach (renderer) : 0);
}

GeglRectangle
tonsure_grow (const GeglRectangle *rectangle, int reach)
{
  if (gegl_rectangle_is_infinite_plane (rectangle) || gegl_rectangle_is_empty (rectangle))
    return *rectangle;
  gint64 x0 = move_edge (rectangle->x, -reach), y0 = move_edge (rectangle->y, -reach);
  gint64 x1 = move_edge ((gint64) rectangle->x + rectangle->width, reach);
  gint64 y1 = move_edge ((gint64) rectangle->y + rectangle->height, reach);

  return (GeglRectangle) { (int) x0, (int) y0, (int) (x1 - x0), (int) (y1 - y0) };
}
