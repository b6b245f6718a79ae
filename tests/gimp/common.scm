; SPDX-License-Identifier: GPL-3.0-or-later
; Short words for the tests. `folder' is where their files are.

(script-fu-use-v3)

(define (in-folder name) (string-append folder "/" name))

(define (open-photo)
  (plug-in-tonsure-open #:photo (in-folder "photo.png") #:area (in-folder "area.png")))

(define (open-sheen)
  (plug-in-tonsure-open #:photo (in-folder "sheen.png") #:area (in-folder "area.png")))

(define (open-hair)
  (plug-in-tonsure-open #:photo (in-folder "hair.png") #:area (in-folder "area.png")))

; Treats and returns (layer scale notes).
(define (treat-with image mm-per-px density measure mark anew)
  (plug-in-tonsure-treat #:run-mode RUN-NONINTERACTIVE #:image image
                         #:drawables (gimp-image-get-selected-drawables image)
                         #:density density #:mm-per-px mm-per-px #:measure measure
                         #:mark mark #:anew anew))

; All over the area, with the colors of the hair in hair.png.
(define (treat-under-hair image mm-per-px)
  (plug-in-tonsure-treat #:run-mode RUN-NONINTERACTIVE #:image image
                         #:drawables (gimp-image-get-selected-drawables image)
                         #:density 300 #:mm-per-px mm-per-px #:measure #f #:mark #f #:anew #f
                         #:fill "shape"
                         #:hair-red .020 #:hair-green .016 #:hair-blue .014
                         #:skin-red .30 #:skin-green .16 #:skin-blue .10))

; Without mark and measurement, at a scale at which a dot is a pixel wide.
(define (treat image) (treat-with image 0.2 300 #f #f #f))

; Sets the live layers to a year, or makes a series; returns (layer groups notes).
(define (in-year image year outcome series)
  (plug-in-tonsure-years #:run-mode RUN-NONINTERACTIVE #:image image
                         #:drawables (gimp-image-get-selected-drawables image)
                         #:year year #:outcome outcome #:series series))

; The same with hair of a person of that age.
(define (in-gray-year image year outcome age loss series)
  (plug-in-tonsure-years #:run-mode RUN-NONINTERACTIVE #:image image
                         #:drawables (gimp-image-get-selected-drawables image)
                         #:year year #:outcome outcome #:age age #:loss loss
                         #:hair-length 30 #:series series))

; Writes what is seen on the canvas as a PNG, without our export, which takes one process more.
; GIMP draws live filters of what it exports only within the selection, so there is none meanwhile.
(define (look image name)
  (gimp-image-undo-freeze image)
  (let ((selection (gimp-selection-save image)))
    (gimp-selection-none image)
    (file-png-export #:run-mode RUN-NONINTERACTIVE #:image image #:file (in-folder name))
    (gimp-image-select-item image CHANNEL-OP-REPLACE selection)
    (gimp-image-remove-channel image selection))
  (gimp-image-undo-thaw image))

; Writes what is seen on the canvas by our export.
(define (see image name)
  (plug-in-tonsure-export #:image image #:file (in-folder name) #:simulation #f))

(define (see-as-exported image name)
  (file-png-export #:run-mode RUN-NONINTERACTIVE #:image image #:file (in-folder name)
                   #:include-xmp #t #:include-exif #t))

; All at once, as other programs write in between.
(define (say . words)
  (let ((line (open-output-string)))
    (for-each (lambda (word) (display word line)) words)
    (newline line)
    (display (get-output-string line))))

; What the layer remembers.
(define (record layer)
  (caddr (gimp-item-get-parasite layer "tonsure-treatment")))

; Whether two channels have the same values, seen at 500 places.
(define (same-values? a b)
  (let loop ((i 0))
    (or (= i 500)
        (let ((x (modulo (* i 37) (gimp-drawable-get-width b)))
              (y (modulo (* i 53) (gimp-drawable-get-height b))))
          (and (equal? (gimp-drawable-get-pixel a x y) (gimp-drawable-get-pixel b x y))
               (loop (+ i 1)))))))

; Says how each of THUNKS fails, one a line; an error that is caught does not tell itself.
(define last-error "")
(define (say-failures . thunks)
  (let ((hook *error-hook*))
    (set! *error-hook* (lambda x (set! last-error (car x)) (apply hook x))))
  (for-each (lambda (thunk)
              (say "FAILED: " (catch last-error (thunk) "not at all")))
            thunks))
