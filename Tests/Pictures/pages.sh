#!/bin/sh
# Takes pictures of the pages that Easel writes, as Chromium shows them, into .build/pages: sh Tests/Pictures/pages.sh
# Wide and narrow, by day and by night, and printed. Needs chromium, ffmpeg and fonts; `--docs` also renews Docs/Images.
set -eu
cd "$(dirname "$0")/../.."
easel=${EASEL:-.build/debug/easel}
[ -x "$easel" ] || swift build --product easel
out=$PWD/.build/pages
rm -rf "$out"
mkdir -p "$out"
export EASEL_HOME="$out/home"
mkdir -m 700 "$EASEL_HOME"

make() { "$easel" generate "$@" --sandbox >/dev/null 2>&1; }
compare() { "$easel" compare "$@" --sandbox >/dev/null 2>&1; }
compare image "A lighthouse at dawn, gouache, long shadows" --on fal --on replicate --on openrouter
"$easel" compare vote last 2 --note "the light is right" --tag gazette >/dev/null 2>&1
"$easel" compare export last --html "$out/image.html" >/dev/null
compare text "Explain light to a child, with a list" --on openrouter --on vertex --html "$out/text.html"
compare video "Waves on a black beach, slow" --on fal --on vertex --blind --html "$out/blind.html"
compare audio "A slow waltz for two pianos" --on fal --on replicate --html "$out/audio.html"
make image "<script>alert(1)</script> \" onerror=\"x"
make speech "光と影は、互いに寄り添う"
make text "اكتب عن الضوء"
make image "A paper boat on a dark canal"
"$easel" history star --all --modality image >/dev/null 2>&1 || true
"$easel" history export --format html -o "$out/history.html" >/dev/null 2>&1
printf 'modality = "image"\nprompts = ["a fox", "an owl"]\non = ["fal", "replicate"]\nseeds = [1, 2]\n' >"$out/sweep.toml"
"$easel" sweep "$out/sweep.toml" --sandbox --html "$out/sweep.html" >/dev/null 2>&1

# shot PAGE PICTURE WIDTH HEIGHT [OPTION …]
shot() {
    page=$1 picture=$2 size=$3,$4
    shift 4
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$out/browser" \
        --enable-logging=stderr --virtual-time-budget=4000 --window-size="$size" "$@" --screenshot="$out/$picture.png" \
        "file://$page" 2>"$out/$picture.log"
    if grep CONSOLE "$out/$picture.log"; then echo "$picture: the browser complains" >&2; fi
}
night=--blink-settings=preferredColorScheme=0
for name in history image text blind audio sweep; do
    shot "$out/$name.html" "$name" 1400 1000
    shot "$out/$name.html" "$name-narrow" 400 1000
    shot "$out/$name.html" "$name-night" 1400 1000 $night
    chromium --headless --no-sandbox --disable-gpu --user-data-dir="$out/browser" --no-pdf-header-footer \
        --print-to-pdf="$out/$name.pdf" "file://$out/$name.html" 2>/dev/null
    echo "$name.html $(($(stat -c %s "$out/$name.html") / 1000)) kB"
done
if [ "${1:-}" = --docs ]; then
    shot "$out/image.html" page-compare 1000 560
    shot "$out/history.html" page-history 1200 800
    mv "$out/page-compare.png" "$out/page-history.png" Docs/Images/
fi
