#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

#include "codecs_internal.h"

enum { no_transparency = -1, blocks_before_picture = 1000 };

typedef struct gif_work {
    const source *source;
    size_t position;
    GifFileType *gif;
    int transparent;
    /// One row of the screen as RGBA, and the frame's colour indices: a row, or all of them when interlaced.
    uint8_t *row, *indices;
    shrinker shrinker;
} gif_work;

static int read_bytes(GifFileType *gif, GifByteType *out, int count) {
    gif_work *work = gif->UserData;
    size_t available = work->source->count - work->position;
    size_t taken = count < 0 ? 0 : (size_t)count;
    if (taken > available) taken = available;
    memcpy(out, work->source->bytes + work->position, taken);
    work->position += taken;
    return (int)taken;
}

cic_status probe_gif(source *s) {
    s->info.format = CIC_FORMAT_GIF;
    if (s->count < 13) return CIC_CORRUPT;
    s->info.width = s->bytes[6] | (uint32_t)s->bytes[7] << 8;
    s->info.height = s->bytes[8] | (uint32_t)s->bytes[9] << 8;
    return CIC_OK;
}

static bool read_extension(gif_work *work) {
    int code;
    GifByteType *block;
    if (DGifGetExtension(work->gif, &code, &block) == GIF_ERROR) return false;
    while (block) {
        GraphicsControlBlock control;
        bool is_control = code == GRAPHICS_EXT_FUNC_CODE && block[0] == 4;
        if (is_control && DGifExtensionToGCB(4, block + 1, &control) == GIF_OK) work->transparent = control.TransparentColor;
        if (DGifGetExtensionNext(work->gif, &block) == GIF_ERROR) return false;
    }
    return true;
}

/// Reads on to the first picture's description.
static cic_status find_picture(gif_work *work) {
    for (int i = 0; i < blocks_before_picture; i++) {
        GifRecordType type;
        if (DGifGetRecordType(work->gif, &type) == GIF_ERROR) return CIC_CORRUPT;
        if (type == EXTENSION_RECORD_TYPE && !read_extension(work)) return CIC_CORRUPT;
        if (type == IMAGE_DESC_RECORD_TYPE) return DGifGetImageDesc(work->gif) == GIF_OK ? CIC_OK : CIC_CORRUPT;
        if (type == TERMINATE_RECORD_TYPE) return CIC_CORRUPT;
    }
    return CIC_CORRUPT;
}

static void paint(gif_work *work, const uint8_t *indices, const GifImageDesc *frame) {
    const ColorMapObject *map = frame->ColorMap ? frame->ColorMap : work->gif->SColorMap;
    int64_t screen_width = work->source->info.width;
    memset(work->row, 0, (size_t)screen_width * 4);
    for (int x = 0; x < frame->Width; x++) {
        int64_t column = (int64_t)frame->Left + x;
        int index = indices[x];
        if (column >= screen_width) break;
        if (index == work->transparent || !map || index >= map->ColorCount) continue;
        GifColorType color = map->Colors[index];
        memcpy(work->row + column * 4, (uint8_t[]){color.Red, color.Green, color.Blue, 0xff}, 4);
    }
}

static bool read_interlaced(gif_work *work, const GifImageDesc *frame) {
    static const int first[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
    for (int pass = 0; pass < 4; pass++) {
        for (int y = first[pass]; y < frame->Height; y += step[pass]) {
            if (DGifGetLine(work->gif, work->indices + (size_t)y * (size_t)frame->Width, frame->Width) == GIF_ERROR) return false;
        }
    }
    return true;
}

static cic_status read_rows(gif_work *work) {
    const GifImageDesc frame = work->gif->Image;
    if (frame.Width <= 0 || frame.Height <= 0 || frame.Left < 0 || frame.Top < 0) return CIC_CORRUPT;
    size_t held = frame.Interlace ? (size_t)frame.Width * (size_t)frame.Height : (size_t)frame.Width;
    if (!fits_memory(work->source, held)) return CIC_TOO_LARGE;
    work->indices = malloc(held);
    work->row = malloc((size_t)work->source->info.width * 4);
    if (!work->indices || !work->row) return CIC_NO_MEMORY;
    if (frame.Interlace && !read_interlaced(work, &frame)) return CIC_CORRUPT;
    for (uint32_t y = 0; y < work->source->info.height; y++) {
        if (y % 32 == 0 && is_cancelled(work->source)) return CIC_CANCELLED;
        int64_t line = (int64_t)y - frame.Top;
        if (line < 0 || line >= frame.Height) {
            memset(work->row, 0, (size_t)work->source->info.width * 4);
        } else if (frame.Interlace) {
            paint(work, work->indices + (size_t)line * (size_t)frame.Width, &frame);
        } else {
            if (DGifGetLine(work->gif, work->indices, frame.Width) == GIF_ERROR) return CIC_CORRUPT;
            paint(work, work->indices, &frame);
        }
        shrinker_add(&work->shrinker, work->row);
    }
    return CIC_OK;
}

cic_status decode_gif(const source *s, uint32_t width, uint32_t height, uint8_t *pixels) {
    gif_work work = {.source = s, .transparent = no_transparency};
    cic_status status = shrinker_start(&work.shrinker, s->info.width, s->info.height, width, height, pixels);
    if (status != CIC_OK) return status;
    work.gif = DGifOpen(&work, read_bytes, NULL);
    status = work.gif ? find_picture(&work) : CIC_CORRUPT;
    if (status == CIC_OK) status = read_rows(&work);
    if (work.gif) DGifCloseFile(work.gif, NULL);
    free(work.indices);
    free(work.row);
    shrinker_end(&work.shrinker);
    return status;
}
