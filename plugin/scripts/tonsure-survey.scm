; SPDX-License-Identifier: GPL-3.0-or-later
;
; Matches and treats the photos of a survey and writes what is made of each: for "./dev survey",
; which reads what is said here and measures it (programs/survey-report.h).
;
;   (load "jobs.scm")              ; defines tonsure-survey-jobs, a list of
;                                  ; (index name photo area hair skin mm-per-px)
;   (tonsure-survey "results" "scratch" #t)

(script-fu-use-v3)

; What plug-in-tonsure-match returns, in its order; the names are the keys of what is said.
(define tonsure-survey-values
  '("answered" "ink" "water" "density" "delta-e" "delta-e-range" "skin-lab" "hair-lab"
    "stubble-lab" "fresh-lab" "healed-lab" "favorable-lab" "unfavorable-lab" "bands" "scale"
    "notes" "layer" "years-ink" "years-water" "years-density" "years-delta-e" "worst"
    "worst-range" "worst-year" "years-worst" "years-worst-range" "years-worst-year" "grade"
    "certainty" "look" "read" "difference" "left"))

; What is made of each treated picture, in this order: the ending of its file, and what sets
; IMAGE to it. Titles for the contact sheet are in programs/survey-scene.c.
(define tonsure-survey-pictures
  (list
   (cons "after" (lambda (image drawables) #t))
   (cons "year10" (lambda (image drawables)
                    (plug-in-tonsure-years #:run-mode RUN-NONINTERACTIVE #:image image
                                           #:drawables drawables #:year 10)))))

; As one line, in one piece, as other programs write in between.
(define (tonsure-survey-say index key value)
  (let ((line (open-output-string)))
    (display value line)
    (let ((text (map (lambda (c) (if (memv c '(#\tab #\newline #\return)) #\space c))
                     (string->list (get-output-string line)))))
      (display (string-append "tonsure-survey\t" (number->string index) "\t" key "\t"
                              (list->string text) "\n")))))

; Seconds; only differences mean anything.
(define (tonsure-survey-clock)
  (let ((now (gettimeofday)))
    (+ (car now) (/ (cadr now) 1000000.0))))

(define (tonsure-survey-say-seconds index key start)
  (tonsure-survey-say index key (/ (round (* 100 (- (tonsure-survey-clock) start))) 100)))

; An error that is caught tells nobody what it was, so its text is kept on its way.
(define tonsure-survey-error "")
(set! *error-hook*
      (let ((hook *error-hook*))
        (lambda x
          (set! tonsure-survey-error (if (and (pair? x) (string? (car x))) (car x) "error"))
          (apply hook x))))

; Deletes the images that were opened since BEFORE was taken.
(define (tonsure-survey-tidy before)
  (let ((known (vector->list before)))
    (for-each (lambda (image) (if (not (member image known)) (gimp-image-delete image)))
              (vector->list (gimp-get-images)))))

; A layer of IMAGE that is not seen, white where FILE is; what is transparent is black.
(define (tonsure-survey-mark image what file)
  (let ((layer (gimp-file-load-layer RUN-NONINTERACTIVE image file)))
    (if (not (and (= (gimp-drawable-get-width layer) (gimp-image-get-width image))
                  (= (gimp-drawable-get-height layer) (gimp-image-get-height image))))
        (error (string-append what ": " file " is not of the size of the photo")))
    (gimp-item-set-visible layer #f)
    (gimp-image-insert-layer image layer 0 -1)
    ; Of a layer with alpha the match would read that alone.
    (if (gimp-drawable-has-alpha layer)
        (begin
          (gimp-context-push)
          (gimp-context-set-background "black")
          (gimp-layer-flatten layer)
          (gimp-context-pop)))
    layer))

; The values that the match returns, without or with marks.
(define (tonsure-survey-ask image drawables mm-per-px marked hair skin)
  (if (and hair skin)
      (plug-in-tonsure-match #:run-mode RUN-NONINTERACTIVE #:image image #:drawables drawables
                             #:mm-per-px mm-per-px #:mark marked #:treat #t
                             #:hair hair #:skin skin)
      (plug-in-tonsure-match #:run-mode RUN-NONINTERACTIVE #:image image #:drawables drawables
                             #:mm-per-px mm-per-px #:mark marked #:treat #t)))

; Whether there is an answer, with which the picture was treated. None is no error.
(define (tonsure-survey-match index image drawables mm-per-px marked hair skin)
  (let* ((start (tonsure-survey-clock))
         (values (catch '()
                        (tonsure-survey-ask image drawables mm-per-px marked hair skin)))
         (answered (and (pair? values) (car values))))
    (tonsure-survey-say-seconds index "seconds-match" start)
    (if (null? values)
        (tonsure-survey-say index "message" tonsure-survey-error)
        (let loop ((names tonsure-survey-values) (left values))
          (if (and (pair? names) (pair? left))
              (begin
                (tonsure-survey-say index (string-append "match-" (car names)) (car left))
                (if (and (not answered) (string=? (car names) "notes"))
                    (tonsure-survey-say index "message" (car left)))
                (loop (cdr names) (cdr left))))))
    answered))

(define (tonsure-survey-draw image drawables name output marked)
  (for-each
   (lambda (picture)
     ((cdr picture) image drawables)
     (plug-in-tonsure-export #:image image
                             #:file (string-append output "/" name "-" (car picture) ".png")
                             #:simulation marked))
   tonsure-survey-pictures))

; The photo before any treatment with half of its hair white, and with all of it, where the scale is
; known; the area is the selection.
(define tonsure-survey-shares '(("gray" . 0.5) ("white" . 1)))

(define (tonsure-survey-gray image name output marked mm-per-px)
  (for-each
   (lambda (share)
     (let* ((copy (gimp-image-duplicate image))
            (area (gimp-selection-save copy))
            (photo (vector-ref (gimp-image-get-layers copy) 0))
            (filter (gimp-drawable-filter-new photo "tonsure:gray-hair" "Gray Hair")))
       (gimp-selection-none copy)
       (gimp-drawable-filter-configure filter LAYER-MODE-REPLACE 1.0 "share" (cdr share)
                                       "length" 3.0 "mm-per-px" mm-per-px "blur" 0.8)
       (gimp-drawable-filter-set-aux-input filter "aux" area)
       (gimp-drawable-merge-filter photo filter)
       (plug-in-tonsure-export #:image copy
                               #:file (string-append output "/" name "-" (car share) ".png")
                               #:simulation marked)
       (gimp-image-delete copy)))
   (if (> mm-per-px 0) tonsure-survey-shares '())))

; Writes the photo as it was opened, for "survey report". Returns the seconds that it took, which
; are no part of the work.
(define (tonsure-survey-keep image scratch index)
  (let ((start (tonsure-survey-clock)))
    (file-png-export #:run-mode RUN-NONINTERACTIVE #:image image #:compression 1
                     #:file (string-append scratch "/" (number->string index) "-before.png"))
    (- (tonsure-survey-clock) start)))

; "answered" or "no answer".
(define (tonsure-survey-photo output scratch marked index name photo area hair-file skin-file
                              mm-per-px)
  (let* ((start (tonsure-survey-clock))
         (image (plug-in-tonsure-open #:photo photo #:area area))
         (drawables (gimp-image-get-selected-drawables image)))
    (gimp-image-undo-disable image)
    (set! start (+ start (tonsure-survey-keep image scratch index)))
    (let ((before (tonsure-survey-clock)))
      (tonsure-survey-gray image name output marked mm-per-px)
      (tonsure-survey-say-seconds index "seconds-gray" before)
      (set! start (+ start (- (tonsure-survey-clock) before))))
    (let* ((hair (and (not (string=? hair-file ""))
                      (tonsure-survey-mark image "hair" hair-file)))
           (skin (and (not (string=? skin-file ""))
                      (tonsure-survey-mark image "skin" skin-file)))
           (answered (tonsure-survey-match index image drawables mm-per-px marked hair skin)))
      (for-each (lambda (mark) (if mark (gimp-image-remove-layer image mark))) (list hair skin))
      (if answered
          (tonsure-survey-draw image drawables name output marked))
      (tonsure-survey-say-seconds index "seconds" start)
      (if answered "answered" "no answer"))))

; Each photo of tonsure-survey-jobs. One that fails does not stop the others.
(define (tonsure-survey output scratch marked)
  (for-each
   (lambda (job)
     (let* ((index (car job))
            (before (gimp-get-images))
            (end (catch "failed" (apply tonsure-survey-photo output scratch marked job))))
       (tonsure-survey-tidy before)
       (if (string=? end "failed")
           (tonsure-survey-say index "message" tonsure-survey-error))
       (tonsure-survey-say index "end" end)))
   tonsure-survey-jobs))
