#include "sandbox_media.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { most_ridges = 6, cloud_columns = 72, cloud_rows = 28 };

typedef struct {
    float r, g, b;
} colour;

/// Sky top, sky middle, horizon, far ridge, near ridge, sun.
static const uint32_t palettes[][6] = {
    {0x1B2A4E, 0x6C5B8C, 0xF7B267, 0xA86F7C, 0x1D1A31, 0xFFF1C9},
    {0x0F4C81, 0x5FA8D3, 0xFCE8C3, 0x7FA3A8, 0x12343B, 0xFFFBEA},
    {0x2D1E4A, 0xB83B6D, 0xFF9A56, 0x8C3B63, 0x241436, 0xFFE7B0},
    {0x0B132B, 0x1C2541, 0x5BC0BE, 0x3A506B, 0x070B17, 0xE7F6F2},
    {0x355C7D, 0xC06C84, 0xF8B195, 0x8A5A79, 0x26304A, 0xFFF4E0},
    {0x264653, 0x2A9D8F, 0xE9C46A, 0x5F8F7B, 0x14262E, 0xFFF3CF},
    {0x10002B, 0x5A189A, 0xE0AAFF, 0x7B2CBF, 0x180535, 0xFFEFFF},
    {0x386FA4, 0x84D2F6, 0xF3F9FB, 0x91B7C7, 0x1F4E5F, 0xFFFFFF},
    {0x4A1C40, 0xA63446, 0xF4A259, 0x7D3C52, 0x1B0F1F, 0xFFE9C7},
    {0x003F3A, 0x2E8B70, 0xD9E8B0, 0x5D9C7C, 0x06231F, 0xFBFFE3},
};

typedef struct {
    colour top, middle, horizon, far, near, sun;
    float sun_x, sun_y, sun_radius, sun_rise;
    float horizon_y, cloud_amount, drift;
    int ridges, has_water, has_stars, birds;
    float ridge_base[most_ridges], ridge_height[most_ridges], ridge_speed[most_ridges];
    uint64_t ridge_seed[most_ridges], cloud_seed, star_seed;
    int ridge_octaves;
} plan;

static uint64_t mix(uint64_t value) {
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

static float draw(uint64_t *state) {
    *state = mix(*state);
    return (float)(*state >> 40) / (float)(1 << 24);
}

static float lattice(uint64_t seed, int64_t x, int64_t y) {
    return (float)(mix(seed ^ mix((uint64_t)x * 0x632BE5ABULL ^ (uint64_t)y * 0x85157AF5ULL)) >> 40) / (float)(1 << 24);
}

static float smooth(float t) {
    return t * t * (3 - 2 * t);
}

static float noise(uint64_t seed, float x, float y) {
    float cx = floorf(x), cy = floorf(y);
    int64_t ix = (int64_t)cx, iy = (int64_t)cy;
    float u = smooth(x - cx), v = smooth(y - cy);
    float upper = lattice(seed, ix, iy) * (1 - u) + lattice(seed, ix + 1, iy) * u;
    float lower = lattice(seed, ix, iy + 1) * (1 - u) + lattice(seed, ix + 1, iy + 1) * u;
    return upper * (1 - v) + lower * v;
}

static float layered_noise(uint64_t seed, float x, float y, int octaves) {
    float sum = 0, weight = 0.5f;
    for (int octave = 0; octave < octaves; octave++) {
        sum += weight * noise(seed + (uint64_t)octave, x, y);
        x *= 2.03f;
        y *= 2.03f;
        weight *= 0.5f;
    }
    return sum;
}

static colour from_hex(uint32_t hex) {
    colour result = {(float)(hex >> 16 & 255), (float)(hex >> 8 & 255), (float)(hex & 255)};
    return result;
}

static colour blend(colour a, colour b, float t) {
    colour result = {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t};
    return result;
}

/// Shifts a colour a little towards another channel order, so that two scenes of one palette differ.
static colour tint(colour c, float amount) {
    colour turned = {c.g, c.b, c.r};
    return blend(c, turned, amount);
}

static plan make_plan(uint64_t seed) {
    plan p;
    memset(&p, 0, sizeof p);
    uint64_t state = mix(seed);
    const uint32_t *palette = palettes[mix(seed) % (sizeof palettes / sizeof palettes[0])];
    float shift = draw(&state) * 0.14f;
    p.top = tint(from_hex(palette[0]), shift);
    p.middle = tint(from_hex(palette[1]), shift);
    p.horizon = tint(from_hex(palette[2]), shift * 0.5f);
    p.far = tint(from_hex(palette[3]), shift);
    p.near = tint(from_hex(palette[4]), shift);
    p.sun = from_hex(palette[5]);
    p.sun_x = 0.15f + 0.7f * draw(&state);
    p.sun_radius = 0.03f + 0.06f * draw(&state);
    p.horizon_y = 0.52f + 0.16f * draw(&state);
    p.sun_y = p.horizon_y - 0.08f - 0.3f * draw(&state);
    p.sun_rise = 0.012f * (draw(&state) - 0.5f);
    p.cloud_amount = draw(&state);
    p.drift = 0.02f + 0.05f * draw(&state);
    p.has_water = draw(&state) < 0.45f;
    p.has_stars = p.top.r + p.top.g + p.top.b < 190;
    p.birds = (int)(draw(&state) * 7);
    p.ridges = 3 + (int)(draw(&state) * 3.99f);
    p.ridge_octaves = draw(&state) < 0.3f ? 2 : 5;
    for (int i = 0; i < p.ridges; i++) {
        float depth = (float)i / (float)(p.ridges - 1);
        float floor = p.has_water ? p.horizon_y + 0.01f : p.horizon_y + 0.38f * depth;
        p.ridge_base[i] = floor + 0.02f * draw(&state);
        p.ridge_height[i] = (p.has_water ? 0.28f * (1 - 0.6f * depth) : 0.34f - 0.12f * depth) * (0.7f + 0.5f * draw(&state));
        p.ridge_speed[i] = 0.01f + 0.07f * depth;
        p.ridge_seed[i] = mix(state + (uint64_t)i * 77);
    }
    p.cloud_seed = mix(state + 1001);
    p.star_seed = mix(state + 2002);
    return p;
}

/// Height of every ridge at every column, in pixels from the top.
static void trace_ridges(const plan *p, const sandbox_scene *scene, float *tops) {
    float aspect = (float)scene->width / (float)scene->height;
    for (int i = 0; i < p->ridges; i++) {
        float scale = 2.2f + 1.1f * (float)i;
        for (int x = 0; x < scene->width; x++) {
            float along = (float)x / (float)scene->width * aspect + p->ridge_speed[i] * (float)scene->seconds;
            float rise = layered_noise(p->ridge_seed[i], along * scale, 0.5f, p->ridge_octaves);
            tops[i * scene->width + x] = (p->ridge_base[i] - p->ridge_height[i] * rise) * (float)scene->height;
        }
    }
}

static void form_clouds(const plan *p, double seconds, float *clouds) {
    float threshold = 0.62f - 0.22f * p->cloud_amount;
    for (int row = 0; row < cloud_rows; row++) {
        for (int column = 0; column < cloud_columns; column++) {
            float x = (float)column * 0.1f + p->drift * (float)seconds, y = (float)row * 0.37f;
            float density = (layered_noise(p->cloud_seed, x, y, 4) - threshold) * 3.2f;
            clouds[row * cloud_columns + column] = density < 0 ? 0 : density > 0.85f ? 0.85f : density;
        }
    }
}

static float cloud_at(const float *clouds, float u, float v) {
    float x = u * (cloud_columns - 1.001f), y = v * (cloud_rows - 1.001f);
    int column = (int)x, row = (int)y;
    float fx = x - (float)column, fy = y - (float)row;
    const float *cell = clouds + row * cloud_columns + column;
    float upper = cell[0] + (cell[1] - cell[0]) * fx;
    float lower = cell[cloud_columns] + (cell[cloud_columns + 1] - cell[cloud_columns]) * fx;
    return upper + (lower - upper) * fy;
}

static void put(uint8_t *pixel, colour c) {
    pixel[0] = (uint8_t)(c.r < 0 ? 0 : c.r > 255 ? 255 : c.r);
    pixel[1] = (uint8_t)(c.g < 0 ? 0 : c.g > 255 ? 255 : c.g);
    pixel[2] = (uint8_t)(c.b < 0 ? 0 : c.b > 255 ? 255 : c.b);
}

typedef struct {
    const plan *p;
    const sandbox_scene *scene;
    const float *tops;
    const float *clouds;
    colour ridge_colours[most_ridges];
    float sun_x, sun_y, sun_radius;
} canvas;

static colour sky_colour(const canvas *c, colour row, int x, int y) {
    float dx = (float)x - c->sun_x, dy = (float)y - c->sun_y;
    float distance = dx * dx + dy * dy, reach = c->sun_radius * c->sun_radius;
    colour result = blend(row, c->p->sun, 0.55f / (1 + distance / (reach * 6)));
    if (distance < reach * 1.1f) {
        float edge = (reach - distance) / (2 * c->sun_radius) + 0.5f;
        result = blend(result, c->p->sun, edge < 0 ? 0 : edge > 1 ? 1 : edge);
    }
    float v = (float)y / (c->p->horizon_y * (float)c->scene->height);
    if (v < 1) {
        float cloud = cloud_at(c->clouds, (float)x / (float)c->scene->width, v);
        if (cloud > 0) result = blend(result, blend(c->p->sun, c->p->horizon, v), cloud * 0.75f);
    }
    return result;
}

/// Paints one row of sky and ridges.
static void paint_row(const canvas *c, int y, uint8_t *row) {
    const plan *p = c->p;
    int width = c->scene->width;
    float down = (float)y / (p->horizon_y * (float)c->scene->height);
    if (down > 1) down = 1;
    colour sky = down < 0.55f ? blend(p->top, p->middle, down / 0.55f) : blend(p->middle, p->horizon, (down - 0.55f) / 0.45f);
    for (int x = 0; x < width; x++) {
        int back = p->ridges - 1;
        while (back >= 0 && (float)y < c->tops[back * width + x]) back--;
        colour result = back < 0 ? sky_colour(c, sky, x, y) : p->horizon;
        for (int i = back < 0 ? 0 : back; i < p->ridges; i++) {
            float below = (float)(y + 1) - c->tops[i * width + x];
            if (below <= 0) continue;
            float mist = below / (0.5f * (float)c->scene->height);
            colour ridge = blend(c->ridge_colours[i], p->horizon, mist > 0.45f ? 0.45f : mist);
            result = below >= 1 ? ridge : blend(result, ridge, below);
        }
        put(row + 3 * x, result);
    }
}

/// Mirrors what stands above the water line, rippled and darkened.
static void paint_water(const plan *p, const sandbox_scene *scene, uint8_t *rgb) {
    int line = (int)((p->horizon_y + 0.03f) * (float)scene->height), width = scene->width;
    for (int y = line; y < scene->height; y++) {
        int depth = y - line, source = line - 1 - depth;
        if (source < 0) source = 0;
        float part = (float)depth / (float)(scene->height - line);
        float wave = sinf(sqrtf((float)depth / (float)scene->height) * 90 - (float)scene->seconds * 3);
        int slide = (int)(wave * (0.002f + 0.012f * part) * (float)width);
        uint8_t *row = rgb + (size_t)y * width * 3;
        const uint8_t *mirror = rgb + (size_t)source * width * 3;
        for (int x = 0; x < width; x++) {
            int from = x + slide;
            from = from < 0 ? 0 : from >= width ? width - 1 : from;
            colour seen = {mirror[3 * from], mirror[3 * from + 1], mirror[3 * from + 2]};
            put(row + 3 * x, blend(seen, p->near, 0.18f + 0.5f * part + 0.04f * wave));
        }
    }
}

static void dab(const sandbox_scene *scene, uint8_t *rgb, int x, int y, colour c, float alpha) {
    if (x < 0 || y < 0 || x >= scene->width || y >= scene->height) return;
    uint8_t *pixel = rgb + ((size_t)y * scene->width + x) * 3;
    colour under = {pixel[0], pixel[1], pixel[2]};
    put(pixel, blend(under, c, alpha));
}

static void paint_stars(const plan *p, const sandbox_scene *scene, const float *tops, uint8_t *rgb) {
    uint64_t state = p->star_seed;
    for (int star = 0; star < 160; star++) {
        float u = draw(&state), v = draw(&state) * draw(&state) * p->horizon_y, twinkle = draw(&state);
        int x = (int)(u * (float)scene->width), y = (int)(v * (float)scene->height);
        if (x >= scene->width) continue;
        int hidden = 0;
        for (int i = 0; i < p->ridges; i++) hidden |= (float)y > tops[i * scene->width + x];
        if (hidden) continue;
        float alpha = 0.35f + 0.6f * twinkle * (0.75f + 0.25f * sinf((float)scene->seconds * 4 + (float)star));
        dab(scene, rgb, x, y, p->sun, alpha);
        if (scene->width > 900 && twinkle > 0.6f) {
            dab(scene, rgb, x + 1, y, p->sun, alpha * 0.6f);
            dab(scene, rgb, x, y + 1, p->sun, alpha * 0.6f);
            dab(scene, rgb, x + 1, y + 1, p->sun, alpha * 0.4f);
        }
    }
}

static void paint_birds(const plan *p, const sandbox_scene *scene, uint8_t *rgb) {
    uint64_t state = p->cloud_seed;
    for (int bird = 0; bird < p->birds; bird++) {
        float u = draw(&state) + 0.03f * (float)scene->seconds, v = 0.12f + 0.3f * draw(&state);
        float span = (0.006f + 0.008f * draw(&state)) * (float)scene->width;
        float flap = 0.5f + 0.4f * sinf((float)scene->seconds * 9 + (float)bird * 2);
        u -= floorf(u);
        for (float t = -1; t <= 1; t += 0.6f / (span < 1 ? 1 : span)) {
            float lift = fabsf(t) * (1.3f - fabsf(t)) * flap * span;
            int x = (int)(u * (float)scene->width + t * span), y = (int)(v * (float)scene->height - lift);
            dab(scene, rgb, x, y, p->near, 0.8f);
            dab(scene, rgb, x, y + 1, p->near, 0.35f);
        }
    }
}

int sandbox_paint(const sandbox_scene *scene, uint8_t *rgb) {
    plan p = make_plan(scene->seed);
    float *tops = malloc(sizeof(float) * (size_t)scene->width * most_ridges);
    float *clouds = malloc(sizeof(float) * cloud_columns * cloud_rows);
    if (!tops || !clouds) {
        free(tops);
        free(clouds);
        return -1;
    }
    trace_ridges(&p, scene, tops);
    form_clouds(&p, scene->seconds, clouds);
    float shorter = (float)(scene->width < scene->height ? scene->width : scene->height);
    canvas c = {&p, scene, tops, clouds, {{0}}, 0, 0, 0};
    c.sun_x = p.sun_x * (float)scene->width;
    c.sun_y = (p.sun_y + p.sun_rise * (float)scene->seconds) * (float)scene->height;
    c.sun_radius = p.sun_radius * shorter;
    for (int i = 0; i < p.ridges; i++) c.ridge_colours[i] = blend(p.far, p.near, (float)i / (float)(p.ridges - 1));
    for (int y = 0; y < scene->height; y++) paint_row(&c, y, rgb + (size_t)y * scene->width * 3);
    if (p.has_stars) paint_stars(&p, scene, tops, rgb);
    paint_birds(&p, scene, rgb);
    if (p.has_water) paint_water(&p, scene, rgb);
    free(tops);
    free(clouds);
    return 0;
}
