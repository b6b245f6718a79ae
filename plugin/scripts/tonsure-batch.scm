#!/usr/bin/env gimp-script-fu-interpreter-3.0
; SPDX-License-Identifier: GPL-3.0-or-later
;
; Treats a folder of photos: beside NAME.jpg (or .png, .tif …) lies NAME-area.png, a gray
; picture of the upright photo's size, white = treat fully. The result is NAME-simulation.png in
; another folder; where NAME.jpg and NAME.png lie in one folder, the results are
; NAME.jpg-simulation.png and NAME.png-simulation.png, and an area NAME.jpg-area.png counts for
; NAME.jpg alone. A photo that fails does not stop the others; at the end it is an error. What is
; called like a photo and is none, such as a folder or a pipe, is named and skipped.
;
; From the menu, or in a shell (status 70 if a photo failed):
;   gimp-console -idf --quit --batch-interpreter plug-in-script-fu-eval \
;     -b '(begin (load "tonsure-batch.scm") (tonsure-batch "in" "out" 0 250 "typical"))'

(script-fu-use-v3)

; What there is to treat: a list of (name photo area result problem skipped) for each file that is
; called like a photo, see plug-in-tonsure-list.
(define (tonsure-photos in out)
  (let ((columns (map (lambda (column) (if (vector? column) (vector->list column) column))
                      (plug-in-tonsure-list #:folder in #:results out))))
    (apply map list columns)))

(define tonsure-name car)
(define tonsure-photo cadr)
(define tonsure-area caddr)
(define tonsure-result cadddr)
(define (tonsure-problem entry) (list-ref entry 4))
(define (tonsure-skipped entry) (list-ref entry 5))

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
    #t))

; An error that is caught tells nobody what it was, so its text is kept on its way.
(define tonsure-error "")
(set! *error-hook*
      (let ((hook *error-hook*))
        (lambda x
          (set! tonsure-error (if (and (pair? x) (string? (car x))) (car x) "error"))
          (apply hook x))))

; Treats one photo; #t, or why not.
(define (tonsure-try entry mm-per-px density outcome)
  (if (string=? (tonsure-problem entry) "")
      (let* ((before (gimp-get-images))
             (result (catch tonsure-error
                            (tonsure-treat-file (tonsure-photo entry) (tonsure-area entry)
                                                (tonsure-result entry)
                                                mm-per-px density outcome))))
        (tonsure-tidy before)
        result)
      (tonsure-problem entry)))

; The part of a path after the last slash, as it stands there.
(define (tonsure-last-part path)
  (let loop ((i (string-length path)))
    (if (or (= i 0) (char=? (string-ref path (- i 1)) #\/))
        (substring path i (string-length path))
        (loop (- i 1)))))

; "done", and as what where the name of the photo does not tell: two photos of one name.
(define (tonsure-done entry)
  (if (tonsure-shared? entry)
      (string-append "done, as " (tonsure-name entry) "-simulation.png")
      "done"))

; Whether the result is named by the whole name of the photo, its ending included.
(define (tonsure-shared? entry)
  (string=? (tonsure-last-part (tonsure-result entry))
            (string-append (tonsure-last-part (tonsure-photo entry)) "-simulation.png")))

(define (tonsure-say i n entry what)
  (display (string-append "[" (number->string i) "/" (number->string n) "] "
                          (tonsure-name entry) ": " what))
  (newline))

; Treats all of PHOTOS; returns how many failed.
(define (tonsure-treat-all photos mm-per-px density outcome)
  (let ((n (length photos)))
    (let loop ((left photos) (i 1) (failed 0))
      (if (null? left)
          failed
          (let ((result (tonsure-try (car left) mm-per-px density outcome)))
            (tonsure-say i n (car left) (if (string? result) result (tonsure-done (car left))))
            (loop (cdr left) (+ i 1) (if (string? result) (+ failed 1) failed)))))))

(define (tonsure-filter keep? entries)
  (cond ((null? entries) '())
        ((keep? (car entries)) (cons (car entries) (tonsure-filter keep? (cdr entries))))
        (else (tonsure-filter keep? (cdr entries)))))

; Names what is called like a photo and is none.
(define (tonsure-say-skipped entries)
  (for-each (lambda (entry)
              (if (not (string=? (tonsure-skipped entry) ""))
                  (begin (display (string-append "skipped: " (tonsure-skipped entry)))
                         (newline))))
            entries))

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
  (let* ((entries (tonsure-photos in out))
         (photos (tonsure-filter (lambda (entry) (string=? (tonsure-skipped entry) "")) entries))
         (n (length photos)))
    (tonsure-say-skipped entries)
    (if (null? photos)
        (error (string-append "There are no photos in " in)))
    (let ((failed (tonsure-treat-all photos mm-per-px density outcome)))
      (if (> failed 0)
          (error (string-append (number->string failed) " of " (number->string n)
                                " photos failed"))
          n))))

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
