; The entry in the list of installed programs, and what it says of an older version.
Function write_entries
  WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayName "${TITLE}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayVersion "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" Publisher "${PUBLISHER}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayIcon '"$INSTDIR\${PROGRAM}",0'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" Comments "$(ABOUT_APPLICATION)"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" InstallLocation "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" UninstallString '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" QuietUninstallString '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" EstimatedSize ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" NoModify 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" NoRepair 1
  WriteRegStr SHCTX "${PATHS_KEY}" "" "$INSTDIR\${PROGRAM}"
FunctionEnd

; Its own uninstaller knows what it brought along, also what this version lacks.
Function remove_older_version
  ReadRegStr $4 SHCTX "${UNINSTALL_KEY}" InstallLocation
  ${If} $4 == ""
  ${OrIfNot} ${FileExists} "$4\${UNINSTALLER}"
    Return
  ${EndIf}
  StrCpy $LongFolder "\\?\$4"
  Call leave_if_running
  Call find_long_folder
  DetailPrint "$(REMOVING)"
  ClearErrors
  ; The last switch lets it run where it lies, so that there is an end to wait for.
  ExecWait '"$4\${UNINSTALLER}" /S _?=$4' $0
  ${If} ${Errors}
  ${OrIf} $0 <> 0
    !insertmacro GIVE_UP ${CODE_OLDER} "$(OLDER_STAYS)"
  ${EndIf}
  Delete "$4\${UNINSTALLER}"
  RMDir "$4"
FunctionEnd

; A new version starts from the parts that the older one was installed with.
Function choose_parts_at_start
  !insertmacro SelectSection ${PART_ASSOCIATIONS}
  !insertmacro UnselectSection ${PART_DESKTOP}
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" InstallLocation
  ReadRegStr $1 SHCTX "${CAPABILITIES}" ApplicationName
  ${GetOptions} $Parameters "/NoAssociations" $2
  ${IfNot} ${Errors}
    StrCpy $0 unwanted
    StrCpy $1 ""
  ${EndIf}
  ${If} $0 != ""
  ${AndIf} $1 == ""
    !insertmacro UnselectSection ${PART_ASSOCIATIONS}
  ${EndIf}
  ReadRegDWORD $0 SHCTX "${SETUP_KEY}" DesktopIcon
  ${GetOptions} $Parameters "/DesktopIcon" $1
  ${IfNot} ${Errors}
    StrCpy $0 1
  ${EndIf}
  ${If} $0 = 1
    !insertmacro SelectSection ${PART_DESKTOP}
  ${EndIf}
FunctionEnd
