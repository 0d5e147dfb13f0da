#include <stdlib.h>
#include <string.h>

#include "codecs_internal.h"

cic_status shrinker_start(shrinker *s, uint32_t source_width, uint32_t source_height, uint32_t width, uint32_t height,
                          uint8_t *pixels) {
    *s = (shrinker){.source_width = source_width,
                    .source_height = source_height,
                    .width = width,
                    .height = height,
                    .pixels = pixels};
    if (width == source_width && height == source_height) return CIC_OK;
    s->sums = calloc(width, 4 * sizeof *s->sums);
    return s->sums ? CIC_OK : CIC_NO_MEMORY;
}

static void write_row(shrinker *s) {
    uint8_t *out = s->pixels + (size_t)s->row * s->width * 4;
    for (uint32_t x = 0; x < s->width; x++) {
        uint64_t *sum = s->sums + (size_t)x * 4;
        uint64_t first = (uint64_t)x * s->source_width / s->width;
        uint64_t last = ((uint64_t)x + 1) * s->source_width / s->width;
        uint64_t samples = (last - first) * s->rows_in_sum;
        uint64_t alpha = sum[3];
        for (int channel = 0; channel < 3; channel++) {
            out[x * 4 + channel] = alpha ? (uint8_t)((sum[channel] + alpha / 2) / alpha) : 0;
        }
        out[x * 4 + 3] = samples ? (uint8_t)((alpha + samples / 2) / samples) : 0;
    }
    memset(s->sums, 0, (size_t)s->width * 4 * sizeof *s->sums);
    s->rows_in_sum = 0;
    s->row++;
}

static void add_to_sums(shrinker *s, const uint8_t *rgba) {
    uint32_t start = 0;
    for (uint32_t x = 0; x < s->width; x++) {
        uint32_t end = (uint32_t)(((uint64_t)x + 1) * s->source_width / s->width);
        uint64_t *sum = s->sums + (size_t)x * 4;
        for (const uint8_t *p = rgba + (size_t)start * 4; p < rgba + (size_t)end * 4; p += 4) {
            uint32_t alpha = p[3];
            sum[0] += p[0] * alpha;
            sum[1] += p[1] * alpha;
            sum[2] += p[2] * alpha;
            sum[3] += alpha;
        }
        start = end;
    }
}

void shrinker_add(shrinker *s, const uint8_t *rgba) {
    if (s->source_row >= s->source_height) return;
    if (!s->sums) {
        size_t stride = (size_t)s->width * 4;
        memcpy(s->pixels + s->source_row * stride, rgba, stride);
        s->source_row++;
        return;
    }
    add_to_sums(s, rgba);
    s->rows_in_sum++;
    s->source_row++;
    if (s->source_row == ((uint64_t)s->row + 1) * s->source_height / s->height) write_row(s);
}

void shrinker_end(shrinker *s) {
    free(s->sums);
    s->sums = NULL;
}
