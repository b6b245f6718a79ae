; SPDX-License-Identifier: GPL-3.0-or-later
;
; Treats one photo with every outcome and writes what there is to look at:
; before.png, after-favorable.png, after-typical.png, after-unfavorable.png,
; crop-1to1.png (before and after side by side, not scaled) and layers.xcf.
;
;   (tonsure-demo "photo.jpg" "area.png" 0 "folder")

(script-fu-use-v3)

(define tonsure-crop-side 600)

(define (tonsure-demo-treat image mm-per-px outcome)
  (plug-in-tonsure-treat #:run-mode RUN-NONINTERACTIVE #:image image
                         #:drawables (gimp-image-get-selected-drawables image)
                         #:mm-per-px mm-per-px #:outcome outcome))

(define (tonsure-demo-export image folder name simulation)
  (plug-in-tonsure-export #:image image #:file (string-append folder "/" name)
                          #:simulation simulation))

; A square where the area begins, up and left of its middle, as (x y width height).
(define (tonsure-demo-window image)
  (let* ((bounds (cdr (gimp-selection-bounds image)))
         (x1 (car bounds)) (y1 (cadr bounds)) (x2 (caddr bounds)) (y2 (cadddr bounds))
         (w (min tonsure-crop-side (gimp-image-get-width image)))
         (h (min tonsure-crop-side (gimp-image-get-height image)))
         (place (lambda (low high size whole)
                  (max 0 (min (- whole size)
                              (truncate (- (+ low (* 0.3 (- high low))) (/ size 2))))))))
    (list (place x1 x2 w (gimp-image-get-width image))
          (place y1 y2 h (gimp-image-get-height image)) w h)))

; A flat image of WINDOW. A mark on top stays out: the crop gets one of its own.
(define (tonsure-demo-crop image marked window)
  (let ((copy (gimp-image-duplicate image)))
    (if marked
        (gimp-image-remove-layer copy (vector-ref (gimp-image-get-layers copy) 0)))
    (gimp-selection-none copy)
    (gimp-image-flatten copy)
    (gimp-image-crop copy (caddr window) (cadddr window) (car window) (cadr window))
    copy))

(define (tonsure-demo-side-by-side before after folder)
  (let* ((w (gimp-image-get-width before)) (h (gimp-image-get-height before))
         (layer (gimp-layer-new-from-drawable
                 (vector-ref (gimp-image-get-layers after) 0) before)))
    (gimp-image-resize before (* 2 w) h 0 0)
    (gimp-image-insert-layer before layer 0 0)
    (gimp-layer-set-offsets layer w 0)
    (tonsure-demo-export before folder "crop-1to1.png" #t)
    (gimp-image-delete before)
    (gimp-image-delete after)))

(define (tonsure-demo photo area mm-per-px folder)
  ; What is not a number does not equal itself, and GIMP would put in the default for it.
  (if (not (and (= mm-per-px mm-per-px) (>= mm-per-px 0) (<= mm-per-px 5)))
      (error "The scale must be from 0.002 to 5 mm per pixel, or 0 for unknown, not" mm-per-px))
  (let* ((image (plug-in-tonsure-open #:photo photo #:area area))
         (window (tonsure-demo-window image))
         (before (tonsure-demo-crop image #f window))
         (notes ""))
    (tonsure-demo-export image folder "before.png" #f)
    (for-each
     (lambda (outcome)
       (set! notes (caddr (tonsure-demo-treat image mm-per-px outcome)))
       (tonsure-demo-export image folder (string-append "after-" outcome ".png") #t))
     '("favorable" "unfavorable" "typical"))
    ; GIMP 3.0 draws a live filter of a copy only within what is selected.
    (gimp-selection-none image)
    (tonsure-demo-side-by-side before (tonsure-demo-crop image #t window) folder)
    (tonsure-demo-export image folder "layers.xcf" #f)
    (gimp-image-delete image)
    (display notes)
    (newline)))
