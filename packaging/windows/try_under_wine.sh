#!/usr/bin/env bash
# Tries the Windows installer under Wine, with a program of a few kilobytes in the place of ours:
# installs silently for one user and for all, upgrades, notices a running program, keeps what others
# own, and looks whether the uninstaller leaves a file or a key. Takes about two minutes.
#
#   PYTHON=… try_under_wine.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=wine.sh
source "$here/wine.sh"

old_version=0.0.9+git20260101.abcdef1
new_version=0.1.0
"$here/make_stand_in.sh" "$work/old" full $old_version gone.txt gone/too.txt
"$here/make_stand_in.sh" "$work/new" full $new_version added.txt
for age in old new; do "$here/make_installer.sh" "$work/$age" full "$work" >/dev/null; done
old=$work/negatoscope-$old_version-windows-x86_64.exe
new=$work/negatoscope-$new_version-windows-x86_64.exe

mine=$user_folder/AppData/Local/Programs/Negatoscope
everybodys="$drive/Program Files/Negatoscope"
log=$user_folder/Temp/negatoscope-setup.log
my_menu="$user_folder/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Negatoscope.lnk"
uninstall_key='Software\Microsoft\Windows\CurrentVersion\Uninstall\Negatoscope'

failures=0
# check SENTENCE COMMAND…: one line, ok or FAILED.
check() {
    local sentence=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        echo "ok      $sentence"
    else
        echo "FAILED  $sentence"
        head -n 20 "$work/said" | sed 's/^/        /'
        failures=$((failures + 1))
    fi
}
not() { ! "$@"; }
exits_with() { # exits_with STATUS PROGRAM ARGUMENT…
    local expected=$1 status=0
    shift
    windows "$@" || status=$?
    echo "exit status $status, not $expected"
    [ $status = "$expected" ]
}
value() {
    local name=(/ve)
    [ -z "$2" ] || name=(/v "$2")
    windows reg query "$1" "${name[@]}" | tr -d '\r' | sed -nE 's/^ +.* REG_[A-Z_]+ *//p'
}
has_value() { # has_value KEY NAME VALUE; the name "" is the key's own value
    local found
    found=$(value "$1" "$2")
    echo "$1 $2 is '$found', not '$3'"
    [ "$found" = "$3" ]
}
# Everything that an uninstaller could leave: files, and all keys of the machine and the user.
# Not ours: caches that Wine itself writes whenever a program starts, and its drivers' dates under
# System, where the installer writes nothing.
snapshot() {
    wait_for_windows
    (cd "$drive" && find . -not -path './windows/*' -not -path '*/Temp/*' | LC_ALL=C sort) >"$1.files"
    local hive
    for hive in HKCU HKLM; do
        windows reg export "$hive" "C:\\$hive.reg" /y >/dev/null
        iconv -f UTF-16 -t UTF-8 "$drive/$hive.reg" | tr -d '\r' | awk '/^\[/ { key = $0; print; next }
            NF { print key " " $0 }' | LC_ALL=C sort
        rm "$drive/$hive.reg"
    done | grep -vE '\\(MuiCache|Explorer\\(RecentDocs|SessionInfo)|Wine\\FontCache)|_MACHINE\\System' >"$1.keys"
}
is_unchanged_since() { # is_unchanged_since SNAPSHOT
    snapshot "$work/now"
    diff "$1.files" "$work/now.files" && diff "$1.keys" "$work/now.keys"
}
on_windows() { local path=C:${1#"$drive"}; echo "${path//\//\\}"; }
uninstall() { windows "$1/uninstall-negatoscope.exe" /S && wait_for_windows; }
is_the_tree() { # is_the_tree FOLDER TREE: nothing of another version, nothing missing
    { diff -r "$2" "$1" || true; } \
        | not grep -vE '^Only in .*: (uninstall-negatoscope.exe|negatoscope-film.ico)$'
}
opens() { # opens FILE PROGRAM: a double-click reaches the program, with the file
    touch "$drive/$1"
    rm -f "$drive/started.txt"
    windows start /wait "C:\\$1"
    wait_for_windows
    iconv -f UTF-16LE -t UTF-8 "$drive/started.txt"
    iconv -f UTF-16LE -t UTF-8 "$drive/started.txt" | grep -qF "C:\\$1"
    rm -f "$drive/started.txt" "$drive/$1"
}

windows reg add 'HKCU\Software\Classes' /f >/dev/null # which each user of a true Windows has
snapshot "$work/before"
check "an older version installs silently, for its user" exits_with 0 "$old" /S
check "every file is there, also those beyond 260 characters" is_the_tree "$mine" "$work/old"
check "the start menu has its entry" test -f "$my_menu"
check "the list of programs names the version" has_value "HKCU\\$uninstall_key" DisplayVersion $old_version
check "a double-click on a film opens it" opens "film Ω.dcm"
check "no administrator's key was written" not windows reg query "HKLM\\$uninstall_key"

touch "$drive/stay"
windows "$mine/negatoscope.exe" '/Stay=C:\stay' &
until [ -s "$drive/started.txt" ]; do sleep 0.2; done
check "a running program stops a silent upgrade" exits_with 3 "$new" /S
check "the log says why" grep -q "is running" <(iconv -f UTF-16 -t UTF-8 "$log")
check "nothing of the running program was touched" is_the_tree "$mine" "$work/old"
check "a running program stops a silent removal too" exits_with 3 "$mine/uninstall-negatoscope.exe" /S "_?=$(on_windows "$mine")"
rm "$drive/stay"
wait $! || true
rm -f "$drive/started.txt" "$log"

check "the newer version installs over it" exits_with 0 "$new" /S
check "files that the newer version lacks are gone" is_the_tree "$mine" "$work/new"
check "the list of programs names the newer version" has_value "HKCU\\$uninstall_key" DisplayVersion $new_version
check "the uninstaller ends well" uninstall "$mine"
check "it leaves no file and no key" is_unchanged_since "$work/before"

windows reg add 'HKCU\Software\Classes\.dcm' /ve /d Other.Viewer /f >/dev/null
windows reg add 'HKCU\Software\Classes\.png' /v 'Content Type' /d image/png /f >/dev/null
windows reg add 'HKCU\Software\negatoscope\negatoscope' /v theme /d dark /f >/dev/null
theirs="$drive/Program Files/Radiology suite"
mkdir -p "$theirs/_internal/gone"
echo theirs >"$theirs/_internal/gone/theirs.txt"
snapshot "$work/before"
# NSIS wants the folder as the last word, without quotes about its spaces, as only a batch file does.
printf 'Z:%s /S /DesktopIcon /D=%s\r\n' "${old//\//\\}" "$(on_windows "$theirs")" >"$work/install.bat"
check "it installs into a folder of others" exits_with 0 cmd /c "$work/install.bat"
check "beside their files" test -f "$theirs/negatoscope.exe"
check "the desktop has its icon" test -f "$user_folder/Desktop/Negatoscope.lnk"
check "films are ours while it is installed" has_value 'HKCU\Software\Classes\.dcm' "" Negatoscope.Film
check "pictures gain an entry under Open with" has_value 'HKCU\Software\Classes\.png\OpenWithProgids' Negatoscope.Picture ""
check "pictures keep their program" has_value 'HKCU\Software\Classes\.png' "" "(value not set)"
check "the newer version takes its place there" exits_with 0 "$new" /S
check "and keeps the icon that was wished for" test -f "$user_folder/Desktop/Negatoscope.lnk"
check "the uninstaller ends well" uninstall "$theirs"
check "files, settings and file types of others are as before" is_unchanged_since "$work/before"

check "it installs for all users" exits_with 0 "$new" /S /AllUsers /NoAssociations
check "under Program Files" is_the_tree "$everybodys" "$work/new"
check "in the machine's list of programs" has_value "HKLM\\$uninstall_key" DisplayVersion $new_version
check "the user's own list is empty" not windows reg query "HKCU\\$uninstall_key"
check "and takes no file types where none were wished for" not windows reg query 'HKLM\Software\Classes\Negatoscope.Film'
check "the parts that were wished for survive an upgrade" exits_with 0 "$new" /S /AllUsers
check "again without file types" not windows reg query 'HKLM\Software\Classes\Negatoscope.Film'
check "the uninstaller ends well" uninstall "$everybodys"
check "for all users it leaves nothing either" is_unchanged_since "$work/before"

mkdir -p "$theirs/_internal/LICENSE" # in the way of a file of ours
printf 'Z:%s /S /D=%s\r\n' "${new//\//\\}" "$(on_windows "$theirs")" >"$work/install.bat"
snapshot "$work/before"
check "a file that cannot be written stops it" exits_with 6 cmd /c "$work/install.bat"
check "the log says so" grep -q "could not be copied" <(iconv -f UTF-16 -t UTF-8 "$log")
check "what is there of it can be removed" uninstall "$theirs"
check "without a trace too" is_unchanged_since "$work/before"

check "switches that exclude each other are refused" exits_with 9 "$new" /S /AllUsers /CurrentUser
[ $failures = 0 ] || { echo "$failures checks failed."; exit 1; }
echo "All checks passed."
