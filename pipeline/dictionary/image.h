/* The vocabulary as the bytes of a compiled dictionary (language/layout.h). */
#ifndef OMTALE_IMAGE_H
#define OMTALE_IMAGE_H

#include "dictionary/vocabulary.h"

/* The whole file in `image`; `sources` is dictionary_sources. */
void
image_build(struct vocabulary *vocabulary, uint64_t sources, struct buffer *image);

#endif
