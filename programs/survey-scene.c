/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Measures and draws one photo of a survey: see survey-scene.h. */
#include "survey-scene.h"

#include "survey-even.h"
#include "survey-gray.h"
#include "survey-panel.h"

#include <string.h>

#define LARGE 640 /* panels of a photo's own sheet, px */
#define SMALL 320 /* and of the sheet of all photos */

const SurveyPicture survey_pictures[] = {
  { "after", "after" },
  { "year10", "year 10" },
};
const guint survey_n_pictures = G_N_ELEMENTS (survey_pictures);

typedef struct
{
  SurveyResult *result;
  const char *output;
  Photo *before;
  guint16 *area, *hair, *skin, *trimap;
  SurveyPictures pictures;
  SurveyBox large, small; /* at the border of the area */
  SurveyPage *page, *own;
  GPtrArray *crops; /* of the own sheet, which come last there */
} Scene;

char *
survey_path (const char *output, const char *name, const char *ending)
{
  return g_strdup_printf ("%s/%s-%s.png", output, name, ending);
}

static void
scene_clear (Scene *scene)
{
  g_clear_pointer (&scene->before, photo_free);
  g_free (scene->area);
  g_free (scene->hair);
  g_free (scene->skin);
  g_free (scene->trimap);
  survey_page_free (scene->own);
  g_ptr_array_unref (scene->crops);
}

/* @path may be NULL. */
static gboolean
load_mark (const char *path, const Photo *photo, guint16 **mark, GError **error)
{
  return path == NULL || (*mark = area_load (path, photo->width, photo->height, error)) != NULL;
}

static gboolean
scene_load (Scene *scene, const char *before, GError **error)
{
  const SurveyLine *line = scene->result->line;

  scene->before = survey_photo_load (before, error);
  if (scene->before == NULL || !load_mark (line->area, scene->before, &scene->area, error)
      || !load_mark (line->hair, scene->before, &scene->hair, error)
      || !load_mark (line->skin, scene->before, &scene->skin, error)
      || !load_mark (line->trimap, scene->before, &scene->trimap, error))
    return FALSE;
  scene->pictures = (SurveyPictures) {
    .before = scene->before,
    .area = scene->area,
    .hair = scene->hair,
    .skin = scene->skin,
    .trimap = scene->trimap,
    .mm_per_px = line->mm_per_px,
  };
  /* As GIMP assumed it. */
  if (line->mm_per_px <= 0)
    scene->pictures.mm_per_px =
        g_ascii_strtod (survey_result_said (scene->result, "match-scale"), NULL);
  return TRUE;
}

static void
add_panel (SurveyPage *page, const char *title, cairo_surface_t *panel)
{
  if (page != NULL)
    survey_page_add_panel (page, title, panel);
  cairo_surface_destroy (panel);
}

static void
add_whole (const Scene *scene, const char *title, const Photo *photo)
{
  add_panel (scene->own, title, survey_panel_whole (photo, LARGE));
  add_panel (scene->page, title, survey_panel_whole (photo, SMALL));
}

/* A picture that GIMP wrote, as large as the photo or larger. */
static Photo *
load_picture (const Scene *scene, const char *ending, GError **error)
{
  g_autofree char *path = survey_path (scene->output, scene->result->line->name, ending);
  const Photo *before = scene->before;
  Photo *photo = survey_photo_load (path, error);

  if (photo == NULL || (photo->width >= before->width && photo->height >= before->height))
    return photo;
  g_set_error (error, PICTURE_ERROR, PICTURE_ERROR_SIZE,
               "%s has %d x %d pixels, but the photo has %d x %d", path, photo->width,
               photo->height, before->width, before->height);
  photo_free (photo);
  return NULL;
}

/* Of the pictures with gray hair, which are made where the scale is known. */
static gboolean
scene_measure_gray (Scene *scene, const SurveyBox *plate, GError **error)
{
  for (int white = 0; white < 2 && scene->result->line->mm_per_px > 0; white++)
    {
      g_autoptr (Photo) photo = load_picture (scene, white ? "white" : "gray", error);

      if (photo == NULL)
        return FALSE;
      survey_gray (&scene->pictures, white ? NULL : photo, white ? photo : NULL, plate,
                   scene->result->figures);
    }
  return TRUE;
}

static gboolean
scene_measure (Scene *scene, const Photo *after, GError **error)
{
  const char *name = scene->result->line->name;
  g_autofree char *need = survey_path (scene->output, name, "need");
  g_autofree char *region = survey_path (scene->output, name, "region");
  SurveyBox plate;

  scene->pictures.after = after;
  plate = survey_find_plate (&scene->pictures);
  scene->result->enough = survey_measure (&scene->pictures, &plate, scene->result->figures);
  scene->large = survey_find_border (&scene->pictures, &plate, LARGE);
  scene->small = survey_find_border (&scene->pictures, &plate, SMALL);
  return scene_measure_gray (scene, &plate, error)
         && (scene->pictures.mm_per_px <= 0
             || survey_even (&scene->pictures, scene->result->figures[SURVEY_T_Y], &plate, need,
                             region, scene->result->figures, error));
}

/* Only one of them is kept at a time. */
static gboolean
scene_read_pictures (Scene *scene, GError **error)
{
  cairo_surface_t *after = NULL;

  for (guint i = 0; i < survey_n_pictures; i++)
    {
      g_autoptr (Photo) photo = load_picture (scene, survey_pictures[i].ending, error);

      if (photo == NULL)
        {
          g_clear_pointer (&after, cairo_surface_destroy);
          return FALSE;
        }
      add_whole (scene, survey_pictures[i].title, photo);
      if (i == 0)
        {
          if (!scene_measure (scene, photo, error))
            return FALSE;
          after = survey_panel_crop (photo, &scene->small);
        }
      g_ptr_array_add (scene->crops, survey_panel_crop (photo, &scene->large));
    }
  add_panel (scene->page, "border of the area, before, 1:1",
             survey_panel_crop (scene->before, &scene->small));
  add_panel (scene->page, "and after", after);
  return TRUE;
}

static gboolean
scene_write (Scene *scene, GError **error)
{
  g_autofree char *path = survey_path (scene->output, scene->result->line->name, "sheet");
  g_autofree char *caption = survey_result_describe (scene->result);

  if (scene->crops->len > 0)
    {
      survey_page_add_row (scene->own);
      add_panel (scene->own, "border of the area, before, 1:1",
                 survey_panel_crop (scene->before, &scene->large));
      for (guint i = 0; i < scene->crops->len; i++)
        survey_page_add_panel (scene->own, survey_pictures[i].title, scene->crops->pdata[i]);
    }
  survey_page_set_caption (scene->own, scene->result->line->name, caption);
  if (scene->page != NULL)
    survey_page_set_caption (scene->page, scene->result->line->name, caption);
  return survey_page_write (scene->own, path, error);
}

gboolean
survey_scene (SurveyResult *result, const char *before, const char *output, SurveyPage *page,
              GError **error)
{
  Scene scene = {
    .result = result,
    .output = output,
    .page = page,
    .own = survey_page_new (LARGE),
    .crops = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy),
  };
  gboolean done = scene_load (&scene, before, error);

  if (done)
    {
      survey_page_add_row (scene.own);
      if (page != NULL)
        survey_page_add_row (page);
      add_whole (&scene, result->status == SURVEY_ANSWERED ? "before" : "before: no answer",
                 scene.before);
      done = (result->status != SURVEY_ANSWERED || scene_read_pictures (&scene, error))
             && scene_write (&scene, error);
    }
  scene_clear (&scene);
  return done;
}
