#ifndef EASEL_CODECS_INTERNAL_H
#define EASEL_CODECS_INTERNAL_H

#include "CImageCodecs.h"

typedef struct source {
    const uint8_t *bytes;
    size_t count;
    cic_info info;
    const cic_limits *limits;
} source;

/// Averages rows of a large picture into a small one, so that no decoder has to hold the large one.
typedef struct shrinker {
    uint32_t source_width, source_height, width, height;
    uint32_t source_row, row, rows_in_sum;
    /// Per column: premultiplied red, green and blue, and alpha; NULL when nothing is shrunk.
    uint64_t *sums;
    uint8_t *pixels;
} shrinker;

cic_status shrinker_start(shrinker *s, uint32_t source_width, uint32_t source_height, uint32_t width, uint32_t height,
                          uint8_t *pixels);
/// The next row of the source, RGBA.
void shrinker_add(shrinker *s, const uint8_t *rgba);
void shrinker_end(shrinker *s);

static inline bool is_cancelled(const source *s) { return s->limits->cancelled && s->limits->cancelled(); }

static inline bool fits_memory(const source *s, uint64_t bytes) { return bytes <= s->limits->working_bytes; }

cic_status probe_png(source *s);
cic_status probe_jpeg(source *s);
cic_status probe_webp(source *s);
cic_status probe_gif(source *s);

cic_status decode_png(const source *s, uint32_t width, uint32_t height, uint8_t *pixels);
cic_status decode_jpeg(const source *s, uint32_t width, uint32_t height, uint8_t *pixels);
cic_status decode_webp(const source *s, uint32_t width, uint32_t height, uint8_t *pixels);
cic_status decode_gif(const source *s, uint32_t width, uint32_t height, uint8_t *pixels);

#endif
