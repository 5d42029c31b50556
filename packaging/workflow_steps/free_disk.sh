#!/usr/bin/env bash
# Makes room on a runner of GitHub, which brings tools along that nothing here needs. Nowhere else.
set -euo pipefail
if [ "${GITHUB_ACTIONS:-}" != true ] || [ "${RUNNER_ENVIRONMENT:-}" != github-hosted ]; then
    echo "This removes tools from a runner of GitHub, and this is none." >&2
    exit 1
fi
df -h / | tail -n 1
sudo rm -rf /usr/local/lib/android /usr/share/dotnet /opt/ghc /usr/local/.ghcup /usr/share/swift \
    /opt/hostedtoolcache/CodeQL /usr/local/share/powershell
df -h / | tail -n 1
