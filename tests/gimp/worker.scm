; SPDX-License-Identifier: GPL-3.0-or-later
; One GIMP for many pieces of code: reads names of files from `port', evaluates the one form in
; each, and ends when the writer of the port has closed it.

(define worker-error '())

; The batch interpreter ends at an error. Here one that a procedure or the interpreter raises
; gives 70, the status that GIMP would have ended with; (error ...) still ends GIMP.
(define (worker-try form)
  (call-with-current-continuation
    (lambda (exit)
      (set! *handlers* (list (lambda () (exit 70))))
      (set! *error-hook* (lambda x (set! worker-error x) (apply throw x)))
      (eval form)
      0)))

(define (worker-read name)
  (let* ((port (open-input-file name)) (form (read port)))
    (close-port port)
    form))

; Nothing of one piece of code is there for the next.
(define (worker-clean)
  (for-each gimp-image-delete (vector->list (gimp-get-images)))
  (gimp-context-set-defaults))

(define (worker-serve port)
  (let ((name (read port)))
    (if (not (eof-object? name))
        (let ((status (worker-try (worker-read name))))
          (if (not (= status 0)) (say "Error: " worker-error))
          (worker-try '(worker-clean))
          (say "\nDONE " status)
          (worker-serve port)))))
