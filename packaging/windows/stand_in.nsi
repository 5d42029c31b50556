; A tiny program in the place of the real one, to try the installer with: it writes down the
; command that started it, and with /Stay=FILE it runs until that file is gone.
!ifndef TARGET
  !define TARGET amd64-unicode
!endif
Target ${TARGET}
Name "Stand-in"
OutFile "${OUT_FILE}"
RequestExecutionLevel user
SilentInstall silent
!include FileFunc.nsh
!include LogicLib.nsh

Section
  FileOpen $0 "C:\started.txt" w
  FileWriteUTF16LE $0 "$CMDLINE"
  FileClose $0
  ${GetParameters} $1
  ${GetOptions} $1 "/Stay=" $2
  ${IfNot} ${Errors}
    ${DoWhile} ${FileExists} "$2"
      Sleep 100
    ${Loop}
  ${EndIf}
SectionEnd
