#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "codecs_internal.h"

static uint32_t big_endian(const uint8_t *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

cic_status probe_png(source *s) {
    s->info.format = CIC_FORMAT_PNG;
    if (s->count < 33 || memcmp(s->bytes + 12, "IHDR", 4) != 0) return CIC_CORRUPT;
    s->info.width = big_endian(s->bytes + 16);
    s->info.height = big_endian(s->bytes + 20);
    return CIC_OK;
}

/// Everything that must survive libpng's longjmp lives here, not in locals.
typedef struct png_work {
    const source *source;
    size_t position;
    png_structp png;
    png_infop info;
    uint8_t *rows;
    shrinker shrinker;
} png_work;

static void read_bytes(png_structp png, png_bytep out, size_t count) {
    png_work *work = png_get_io_ptr(png);
    if (count > work->source->count - work->position) png_error(png, "truncated");
    memcpy(out, work->source->bytes + work->position, count);
    work->position += count;
}

static void fail(png_structp png, png_const_charp message) {
    (void)message;
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void ask_for_rgba(png_work *work) {
    png_set_expand(work->png);
    png_set_scale_16(work->png);
    png_set_gray_to_rgb(work->png);
    png_set_add_alpha(work->png, 0xff, PNG_FILLER_AFTER);
}

static cic_status read_rows(png_work *work, int passes) {
    uint32_t height = work->source->info.height;
    size_t stride = (size_t)work->source->info.width * 4;
    bool whole = passes > 1;
    if (png_get_rowbytes(work->png, work->info) != stride) return CIC_CORRUPT;
    if (!fits_memory(work->source, whole ? (uint64_t)stride * height : stride)) return CIC_TOO_LARGE;
    work->rows = calloc(whole ? height : 1, stride);
    if (!work->rows) return CIC_NO_MEMORY;
    for (int pass = 0; pass < passes; pass++) {
        for (uint32_t y = 0; y < height; y++) {
            if (y % 32 == 0 && is_cancelled(work->source)) return CIC_CANCELLED;
            uint8_t *row = work->rows + (whole ? y * stride : 0);
            png_read_row(work->png, row, NULL);
            if (pass == passes - 1) shrinker_add(&work->shrinker, row);
        }
    }
    return CIC_OK;
}

static cic_status run(png_work *work) {
    if (setjmp(png_jmpbuf(work->png))) return CIC_CORRUPT;
    png_set_read_fn(work->png, work, read_bytes);
    png_set_user_limits(work->png, work->source->info.width, work->source->info.height);
    png_set_chunk_malloc_max(work->png, 8 * 1024 * 1024);
    png_set_chunk_cache_max(work->png, 128);
    // An ancillary chunk (text, profile) costs time and is not shown.
    png_set_keep_unknown_chunks(work->png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
    png_read_info(work->png, work->info);
    ask_for_rgba(work);
    int passes = png_set_interlace_handling(work->png);
    png_read_update_info(work->png, work->info);
    return read_rows(work, passes);
}

cic_status decode_png(const source *s, uint32_t width, uint32_t height, uint8_t *pixels) {
    png_work work = {.source = s};
    cic_status status = shrinker_start(&work.shrinker, s->info.width, s->info.height, width, height, pixels);
    if (status != CIC_OK) return status;
    work.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
    if (work.png) work.info = png_create_info_struct(work.png);
    status = work.info ? run(&work) : CIC_NO_MEMORY;
    png_destroy_read_struct(work.png ? &work.png : NULL, work.info ? &work.info : NULL, NULL);
    free(work.rows);
    shrinker_end(&work.shrinker);
    return status;
}
