; The installer for Windows, made by make_installer.sh, which passes what is in capitals below.
;
; Switches: /S silent; /AllUsers or /CurrentUser; /DesktopIcon; /NoAssociations; /Language=1031;
; /Log=FILE where troubles are told; /D=FOLDER as the last, without quotes.
!ifndef TARGET
  !define TARGET amd64-unicode ; the stub of 32 bits would not start under a Wine of 64
!endif
Target ${TARGET}
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user ; asks for the administrator only when all users were chosen
SetCompressor /SOLID lzma
SetCompressorDictSize 32
AllowSkipFiles off ; a program of which one file is missing is worse than none
CRCCheck on

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh

!define APPLICATION "Negatoscope"
!define PUBLISHER "The Negatoscope authors"
!define PROGRAM "negatoscope.exe"
!define COMMANDS "negatoscope-cli.exe"
!define FILM_ICON "negatoscope-film.ico"
!define UNINSTALLER "uninstall-negatoscope.exe"
!define WINDOWS_KEY "Software\Microsoft\Windows\CurrentVersion"
!define UNINSTALL_KEY "${WINDOWS_KEY}\Uninstall\Negatoscope"
!define PATHS_KEY "${WINDOWS_KEY}\App Paths\${PROGRAM}"
; The window's own preferences lie in Software\negatoscope\negatoscope, which is not ours to touch.
!define SETUP_KEY "Software\Negatoscope\Setup"

Name "${APPLICATION}"
OutFile "${OUT_FILE}"
BrandingText "${APPLICATION} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${FOUR_NUMBERS}"
VIFileVersion "${FOUR_NUMBERS}"
!macro DESCRIBE_FILE language description
  VIAddVersionKey /LANG=${language} ProductName "${APPLICATION}"
  VIAddVersionKey /LANG=${language} ProductVersion "${VERSION}"
  VIAddVersionKey /LANG=${language} FileVersion "${VERSION}"
  VIAddVersionKey /LANG=${language} CompanyName "${PUBLISHER}"
  VIAddVersionKey /LANG=${language} LegalCopyright "${PUBLISHER}, Apache License 2.0"
  VIAddVersionKey /LANG=${language} FileDescription "${description}"
!macroend
!insertmacro DESCRIBE_FILE 1033 "Installer of ${APPLICATION}"
!insertmacro DESCRIBE_FILE 1031 "Installationsprogramm für ${APPLICATION}"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

Var Scope ; AllUsers or CurrentUser
Var Rights ; Admin or something less
Var Parameters
Var FolderGiven ; what followed /D=, or ""
Var LongFolder ; the folder in the form that is not cut at 260 characters

!include "looks.nsh"
!include "words.nsh"
!include "trouble.nsh"
!include "scope.nsh"
!include "associations.nsh"

Section "$(PART_PROGRAM)" PART_PROGRAM
  SectionIn RO
  Call find_long_folder
  Call leave_if_running
  Call leave_if_full
  Call remove_older_version

  SetOutPath "$INSTDIR"
  ; First of all, so that even a broken installation can be removed.
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  Call write_entries
  SetDetailsPrint textonly
  DetailPrint "$(COPYING)"
  SetDetailsPrint none
  ClearErrors
  !include "${WORK}${SLASH}put_files.nsh"
  File "/oname=$LongFolder\${PROGRAM}" "${WORK}${SLASH}signed${SLASH}${PROGRAM}"
  File "/oname=$LongFolder\${COMMANDS}" "${WORK}${SLASH}signed${SLASH}${COMMANDS}"
  File "/oname=$LongFolder\${FILM_ICON}" "${WORK}${SLASH}icons${SLASH}${FILM_ICON}"
  ${If} ${Errors}
    !insertmacro GIVE_UP ${CODE_COPY} "$(COPY_FAILED)"
  ${EndIf}
  CreateShortcut /NoWorkingDir "$SMPROGRAMS\${APPLICATION}.lnk" "$INSTDIR\${PROGRAM}"
  SetDetailsPrint both
SectionEnd

Section "$(PART_ASSOCIATIONS)" PART_ASSOCIATIONS
  !insertmacro WRITE_ASSOCIATIONS
SectionEnd

Section /o "$(PART_DESKTOP)" PART_DESKTOP
  CreateShortcut /NoWorkingDir "$DESKTOP\${APPLICATION}.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegDWORD SHCTX "${SETUP_KEY}" DesktopIcon 1
SectionEnd

!include "registration.nsh"

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${PART_PROGRAM} "$(ABOUT_PROGRAM)"
  !insertmacro MUI_DESCRIPTION_TEXT ${PART_ASSOCIATIONS} "$(ABOUT_ASSOCIATIONS)"
  !insertmacro MUI_DESCRIPTION_TEXT ${PART_DESKTOP} "$(ABOUT_DESKTOP)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  SetRegView 64
  StrCpy $FolderGiven $INSTDIR
  ${GetParameters} $Parameters
  Call choose_language
  Call leave_if_unsuited
  Call choose_scope_at_start
  Call choose_parts_at_start
FunctionEnd

Function .onInstFailed
  !insertmacro TELL "$(COPY_FAILED)"
  SetErrorLevel ${CODE_COPY}
FunctionEnd

Function un.onInit
  SetRegView 64
  ${GetParameters} $Parameters
  Call un.choose_language
  Call un.find_scope
FunctionEnd

Section "Uninstall"
  Call un.leave_if_running
  SetDetailsPrint textonly
  DetailPrint "$(REMOVING)"
  SetDetailsPrint none
  !insertmacro REMOVE_ASSOCIATIONS
  ReadRegDWORD $0 SHCTX "${SETUP_KEY}" DesktopIcon
  ${If} $0 = 1
    Delete "$DESKTOP\${APPLICATION}.lnk"
  ${EndIf}
  Delete "$SMPROGRAMS\${APPLICATION}.lnk"
  ; What this version put there, name by name: a folder that holds other files keeps them.
  !include "${WORK}${SLASH}delete_files.nsh"
  Delete "$LongFolder\${FILM_ICON}"
  Delete "$LongFolder\${UNINSTALLER}"
  SetOutPath "$TEMP" ; a folder in use could not be removed
  RMDir "$LongFolder"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  DeleteRegKey SHCTX "${PATHS_KEY}"
  DeleteRegKey SHCTX "${SETUP_KEY}"
  !insertmacro DELETE_KEY_IF_BARE "Software\Negatoscope"
  ${If} $Scope == CurrentUser
    ; One for whom nothing else was installed did not have these; the machine always has them.
    RMDir "$LOCALAPPDATA\Programs"
    !insertmacro DELETE_KEY_IF_BARE "${WINDOWS_KEY}\Uninstall"
    !insertmacro DELETE_KEY_IF_BARE "${WINDOWS_KEY}\App Paths"
    !insertmacro DELETE_KEY_IF_BARE "Software\RegisteredApplications"
    !insertmacro DELETE_KEY_IF_BARE "${CLASSES}\Applications"
  ${EndIf}
  SetDetailsPrint both
SectionEnd
