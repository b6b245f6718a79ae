#!/usr/bin/env gimp-script-fu-interpreter-3.0
; SPDX-License-Identifier: GPL-3.0-or-later
;
; Treats a folder of photos: beside NAME.jpg (or .png, .tif …) lies NAME-area.png, a gray
; picture of the same size, white = treat fully. The result is NAME-simulation.png in
; another folder. A photo that fails does not stop the others; at the end it is an error.
;
; From the menu, or in a shell (status 70 if a photo failed):
;   gimp-console -idf --quit --batch-interpreter plug-in-script-fu-eval \
;     -b '(begin (load "tonsure-batch.scm") (tonsure-batch "in" "out" 0 250 "typical"))'

(script-fu-use-v3)

(define tonsure-endings '(".jpg" ".jpeg" ".png" ".tif" ".tiff" ".webp" ".heic" ".jxl"))

(define (tonsure-ends? text ending)
  (let ((n (string-length text)) (m (string-length ending)))
    (and (> n m) (string-ci=? (substring text (- n m) n) ending))))

; NAME of NAME.jpg, or #f if it is no photo to treat.
(define (tonsure-stem file)
  (let loop ((endings tonsure-endings))
    (cond ((null? endings) #f)
          ((tonsure-ends? file (car endings))
           (let ((stem (substring file 0 (- (string-length file)
                                            (string-length (car endings))))))
             (and (not (tonsure-ends? stem "-area"))
                  (not (tonsure-ends? stem "-simulation"))
                  (not (char=? (string-ref file 0) #\.))
                  stem)))
          (else (loop (cdr endings))))))

(define (tonsure-insert text sorted)
  (if (or (null? sorted) (string<? text (car sorted)))
      (cons text sorted)
      (cons (car sorted) (tonsure-insert text (cdr sorted)))))

; The photos of a folder, in the order of their names.
(define (tonsure-photos folder)
  (let ((stream (dir-open-stream folder)))
    (if (not stream)
        (error (string-append "There is no folder " folder)))
    (let loop ((entry (dir-read-entry stream)) (photos '()))
      (if (eof-object? entry)
          (begin (dir-close-stream stream) photos)
          (loop (dir-read-entry stream)
                (if (tonsure-stem entry) (tonsure-insert entry photos) photos))))))

; Deletes the images that were opened since BEFORE was taken.
(define (tonsure-tidy before)
  (let ((known (vector->list before)))
    (for-each (lambda (image) (if (not (member image known)) (gimp-image-delete image)))
              (vector->list (gimp-get-images)))))

(define (tonsure-treat-file photo area result mm-per-px density outcome)
  (let ((image (plug-in-tonsure-open #:photo photo #:area area)))
    (gimp-image-undo-disable image)
    (plug-in-tonsure-treat #:run-mode RUN-NONINTERACTIVE #:image image
                           #:drawables (gimp-image-get-selected-drawables image)
                           #:mm-per-px mm-per-px #:density density #:outcome outcome)
    (plug-in-tonsure-export #:image image #:file result #:simulation #t)
    "done"))

; An error that is caught tells nobody what it was, so its text is kept on its way.
(define tonsure-error "")
(set! *error-hook*
      (let ((hook *error-hook*))
        (lambda x
          (set! tonsure-error (if (and (pair? x) (string? (car x))) (car x) "error"))
          (apply hook x))))

; Treats one photo; "done", or why not.
(define (tonsure-try in out photo mm-per-px density outcome)
  (let* ((stem (tonsure-stem photo))
         (area (string-append in "/" stem "-area.png"))
         (before (gimp-get-images))
         (outcome
          (if (file-exists? area)
              (catch tonsure-error
                     (tonsure-treat-file (string-append in "/" photo) area
                                         (string-append out "/" stem "-simulation.png")
                                         mm-per-px density outcome))
              (string-append "there is no area " area))))
    (tonsure-tidy before)
    outcome))

(define (tonsure-batch in out mm-per-px density outcome)
  (if (not (member outcome '("favorable" "typical" "unfavorable")))
      (error "The outcome must be favorable, typical or unfavorable, not" outcome))
  ; What is not a number does not equal itself, and GIMP would put in the default for it.
  (if (not (and (= mm-per-px mm-per-px) (>= mm-per-px 0) (<= mm-per-px 5)))
      (error "The scale must be from 0.002 to 5 mm per pixel, or 0 for unknown, not" mm-per-px))
  (if (not (and (= density density) (>= density 0) (<= density 400)))
      (error "The density must be from 0 to 400 dots per cm², not" density))
  (if (not (file-exists? out))
      (error (string-append "There is no folder " out)))
  (let* ((photos (tonsure-photos in)) (n (length photos)))
    (if (null? photos)
        (error (string-append "There are no photos in " in)))
    (let loop ((left photos) (i 1) (failed 0))
      (if (null? left)
          (if (> failed 0)
              (error (string-append (number->string failed) " of " (number->string n)
                                    " photos failed"))
              n)
          (let ((result (tonsure-try in out (car left) mm-per-px density outcome)))
            (display (string-append "[" (number->string i) "/" (number->string n) "] "
                                    (car left) ": " result))
            (newline)
            (loop (cdr left) (+ i 1) (if (string=? result "done") failed (+ failed 1))))))))

; As a procedure with a dialog, where GIMP runs this file as a plug-in.
(define (script-fu-tonsure-batch in out mm-per-px density outcome)
  (tonsure-batch in out mm-per-px density
                 (list-ref '("favorable" "typical" "unfavorable") outcome)))

(script-fu-register-procedure "script-fu-tonsure-batch"
  "Treat a _Folder..."
  "Show what scalp micropigmentation would look like on a folder of photos: beside NAME.jpg lies NAME-area.png, and the result is NAME-simulation.png"
  "Tonsure" "2026"
  SF-DIRNAME    "Photos and areas" ""
  SF-DIRNAME    "Results" ""
  SF-ADJUSTMENT "Millimeters per pixel (0: not known)" '(0 0 5 0.001 0.01 4 1)
  SF-ADJUSTMENT "Density (dots per cm²)" '(250 0 400 1 10 0 1)
  SF-OPTION     "Outcome" '("Favorable" "Typical" "Unfavorable"))
(script-fu-menu-register "script-fu-tonsure-batch"
                         "<Image>/Filters/Scalp Micropigmentation")
