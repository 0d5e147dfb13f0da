#include "sandbox_media.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint64_t next_random(uint64_t *state) {
    uint64_t z = (*state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/// A sine that turns by a complex product instead of calling sin() for each sample.
typedef struct {
    float re, im, step_re, step_im;
} oscillator;

static oscillator oscillator_at(double hertz, int rate) {
    double step = 2 * M_PI * hertz / rate;
    oscillator made = {1, 0, (float)cos(step), (float)sin(step)};
    return made;
}

static inline float oscillator_next(oscillator *self) {
    float re = self->re * self->step_re - self->im * self->step_im;
    self->im = self->re * self->step_im + self->im * self->step_re;
    self->re = re;
    return self->im;
}

/// Adds one plucked note with two overtones.
static void pluck(float *mix, int64_t count, int rate, double hertz, double level) {
    oscillator first = oscillator_at(hertz, rate), second = oscillator_at(hertz * 2, rate);
    oscillator third = oscillator_at(hertz * 3, rate);
    float loud = (float)level, decay = (float)exp(-4.0 / rate), attack = 0, rise = 200.0f / (float)rate;
    for (int64_t i = 0; i < count; i++) {
        if (attack < 1) attack += rise;
        float sample = oscillator_next(&first) + 0.4f * oscillator_next(&second) + 0.15f * oscillator_next(&third);
        mix[i] += sample * loud * (attack < 1 ? attack : 1);
        loud *= decay;
    }
}

static void compose_tune(uint64_t seed, float *mix, int64_t count, int rate) {
    static const int scale[] = {0, 2, 4, 7, 9, 12, 14, 16};
    static const int roots[] = {0, -3, -7, -5};
    double key = 220 * pow(2, (double)(next_random(&seed) % 8) / 12);
    int64_t beat = (int64_t)(rate * (0.22 + (double)(next_random(&seed) % 10) / 100));
    int place = 2;
    for (int64_t at = 0, index = 0; at < count; at += beat, index++) {
        uint64_t dice = next_random(&seed);
        int64_t left = count - at, ring = beat * 4;
        if (index % 8 == 0) pluck(mix + at, left < ring * 2 ? left : ring * 2, rate,
                                  key / 2 * pow(2, roots[index / 8 % 4] / 12.0), 0.24);
        if (dice % 5 == 0) continue;
        place += (int)(dice / 8 % 5) - 2;
        place = place < 0 ? 1 : place > 7 ? 6 : place;
        pluck(mix + at, left < ring ? left : ring, rate, key * pow(2, scale[place] / 12.0), 0.22);
    }
}

/// One syllable: a pulse train through two resonances of a vowel.
static void utter(float *mix, int64_t count, int rate, double pitch, const double *vowel) {
    float low = 0, low_before = 0, high = 0, high_before = 0;
    float r = (float)exp(-M_PI * 90 / rate);
    float turn_low = 2 * r * (float)cos(2 * M_PI * vowel[0] / rate);
    float turn_high = 2 * r * (float)cos(2 * M_PI * vowel[1] / rate);
    double phase = 0, glide = pitch * 0.12 / (double)count;
    for (int64_t i = 0; i < count; i++) {
        phase += (pitch - glide * (double)i) / rate;
        float pulse = 0;
        if (phase >= 1) phase -= 1, pulse = 1;
        float next_low = turn_low * low - r * r * low_before + pulse;
        float next_high = turn_high * high - r * r * high_before + pulse;
        low_before = low, low = next_low, high_before = high, high = next_high;
        float place = (float)i / (float)count, swell = 4 * place * (1 - place);
        mix[i] += (0.10f * low + 0.05f * high) * swell;
    }
}

static void compose_voice(uint64_t seed, float *mix, int64_t count, int rate) {
    static const double vowels[][2] = {{730, 1090}, {530, 1840}, {390, 1990}, {570, 840}, {440, 1020}};
    double pitch = 105 + (double)(next_random(&seed) % 110);
    int64_t at = 0;
    while (at < count) {
        uint64_t dice = next_random(&seed);
        int64_t length = (int64_t)(rate * (0.11 + (double)(dice % 12) / 100)), left = count - at;
        double here = pitch * (0.9 + (double)(dice / 16 % 20) / 100);
        if (length > left) length = left;
        utter(mix + at, length, rate, here, vowels[dice / 512 % 5]);
        at += length + (int64_t)(rate * (dice / 8192 % 4 == 0 ? 0.16 : 0.015));
    }
}

int sandbox_compose(const sandbox_sound *sound, int16_t *samples) {
    int64_t count = sound->count;
    float *mix = calloc(count > 0 ? (size_t)count : 1, sizeof *mix);
    if (!mix) return -1;
    if (sound->spoken) compose_voice(sound->seed, mix, count, sound->rate);
    else compose_tune(sound->seed, mix, count, sound->rate);
    int64_t fade = count / 8 < sound->rate ? count / 8 : sound->rate;
    for (int64_t i = 0; i < count; i++) {
        float left = count - i < fade ? (float)(count - i) / (float)fade : 1;
        float value = mix[i] * left;
        value = value > 1 ? 1 : value < -1 ? -1 : value;
        samples[i] = (int16_t)(value * 32000);
    }
    free(mix);
    return 0;
}
