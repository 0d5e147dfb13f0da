#include "sandbox_media.h"

#include <lame/lame.h>
#include <stdlib.h>

static lame_t encoder_for(int rate, int kilobits) {
    lame_t lame = lame_init();
    if (!lame) return NULL;
    lame_set_num_channels(lame, 1);
    lame_set_mode(lame, MONO);
    lame_set_in_samplerate(lame, rate);
    lame_set_out_samplerate(lame, rate);
    lame_set_brate(lame, kilobits);
    lame_set_quality(lame, 7);
    lame_set_bWriteVbrTag(lame, 0);
    if (lame_init_params(lame) >= 0) return lame;
    lame_close(lame);
    return NULL;
}

uint8_t *sandbox_encode_mp3(const int16_t *samples, int64_t count, int rate, int kilobits, size_t *size) {
    if (count < 0 || count > INT32_MAX / 2) return NULL;
    lame_t lame = encoder_for(rate, kilobits);
    if (!lame) return NULL;
    // The bound of lame.h: 1.25 bytes per sample and 7200.
    size_t room = (size_t)count * 5 / 4 + 2 * 7200;
    uint8_t *buffer = malloc(room);
    int written = -1, flushed = -1;
    if (buffer) written = lame_encode_buffer(lame, samples, NULL, (int)count, buffer, (int)room);
    if (written >= 0) flushed = lame_encode_flush(lame, buffer + written, (int)(room - (size_t)written));
    lame_close(lame);
    if (flushed < 0) {
        free(buffer);
        return NULL;
    }
    *size = (size_t)(written + flushed);
    return buffer;
}
