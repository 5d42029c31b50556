; For one user or for all: where the files and the keys go, and who has to be asked.
!include nsDialogs.nsh

Var OnlyMe
Var Everybody

; The folder in the form \\?\C:\… that Windows does not cut at 260 characters.
!macro LONG_FOLDER un
Function ${un}find_long_folder
  StrCpy $0 $INSTDIR "" -1
  ${If} $0 == "\"
    StrCpy $INSTDIR $INSTDIR -1 ; as it is where the uninstaller was started by its window
  ${EndIf}
  StrCpy $0 $INSTDIR 2
  ${If} $0 == "\\"
    StrCpy $0 $INSTDIR "" 2
    StrCpy $LongFolder "\\?\UNC\$0"
  ${Else}
    StrCpy $LongFolder "\\?\$INSTDIR"
  ${EndIf}
FunctionEnd
!macroend
!insertmacro LONG_FOLDER ""
!insertmacro LONG_FOLDER "un."

; Takes $Scope; sets where SHCTX, the menu and the desktop point, and the folder to offer.
Function set_scope
  ${If} $Scope == AllUsers
    SetShellVarContext all
    StrCpy $INSTDIR "$PROGRAMFILES64\${APPLICATION}"
  ${Else}
    SetShellVarContext current
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${APPLICATION}"
  ${EndIf}
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" InstallLocation
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
  ${If} $FolderGiven != ""
    StrCpy $INSTDIR $FolderGiven
  ${EndIf}
FunctionEnd

Function choose_scope_at_start
  UserInfo::GetAccountType
  Pop $Rights
  StrCpy $Scope CurrentUser
  ${GetOptions} $Parameters "/AllUsers" $0
  ${IfNot} ${Errors}
    StrCpy $Scope AllUsers
    ${GetOptions} $Parameters "/CurrentUser" $0
    ${IfNot} ${Errors}
      !insertmacro GIVE_UP ${CODE_SWITCHES} "$(BOTH_SCOPES)"
    ${EndIf}
    ${If} $Rights != Admin
      Call continue_as_administrator ; comes back only where that was refused
      !insertmacro GIVE_UP ${CODE_RIGHTS} "$(NO_RIGHTS)"
    ${EndIf}
  ${ElseIfNot} ${Silent}
    ; Offers what is there already; a silent call says what it wants, or means its own user.
    ReadRegStr $0 HKLM "${UNINSTALL_KEY}" InstallLocation
    ReadRegStr $1 HKCU "${UNINSTALL_KEY}" InstallLocation
    ${If} $0 != ""
    ${AndIf} $1 == ""
      StrCpy $Scope AllUsers
    ${EndIf}
  ${EndIf}
  Call set_scope
FunctionEnd

; Starts this installer once more with an administrator's rights, and ends this one.
Function continue_as_administrator
  ${If} ${Silent}
    Return ; a question would wait for an answer for ever
  ${EndIf}
  StrCpy $0 "/AllUsers /Continued /Language=$LANGUAGE"
  ${If} $FolderGiven != ""
    StrCpy $0 "$0 /D=$FolderGiven"
  ${EndIf}
  ClearErrors
  ExecShell "runas" "$EXEPATH" "$0"
  ${IfNot} ${Errors}
    Quit
  ${EndIf}
FunctionEnd

Function skip_if_continued
  ${GetOptions} $Parameters "/Continued" $0
  ${IfNot} ${Errors}
    Abort
  ${EndIf}
FunctionEnd

Function show_scope
  Call skip_if_continued
  !insertmacro MUI_HEADER_TEXT "$(SCOPE_TITLE)" "$(SCOPE_SUBTITLE)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateFirstRadioButton} 10u 14u 90% 12u "$(SCOPE_ME)"
  Pop $OnlyMe
  ${NSD_CreateLabel} 21u 27u 85% 20u "$(SCOPE_ME_NOTE)"
  Pop $0
  ${NSD_CreateAdditionalRadioButton} 10u 56u 90% 12u "$(SCOPE_ALL)"
  Pop $Everybody
  ${NSD_CreateLabel} 21u 69u 85% 20u "$(SCOPE_ALL_NOTE)"
  Pop $0
  ${If} $Scope == AllUsers
    ${NSD_Check} $Everybody
  ${Else}
    ${NSD_Check} $OnlyMe
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function leave_scope
  StrCpy $Scope CurrentUser
  ${NSD_GetState} $Everybody $0
  ${If} $0 = ${BST_CHECKED}
    StrCpy $Scope AllUsers
    ${If} $Rights != Admin
      Call continue_as_administrator
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(NO_RIGHTS)"
      Abort ; stays on the page
    ${EndIf}
  ${EndIf}
  Call set_scope
  Call choose_parts_at_start
FunctionEnd

; Where the uninstaller lies says for whom the program was installed.
Function un.find_scope
  Call un.find_long_folder
  StrCpy $Scope CurrentUser
  SetShellVarContext current
  ReadRegStr $0 HKLM "${UNINSTALL_KEY}" InstallLocation
  ${If} $0 == $INSTDIR
    StrCpy $Scope AllUsers
    SetShellVarContext all
    UserInfo::GetAccountType
    Pop $Rights
    ${If} $Rights != Admin
      ${IfNot} ${Silent}
        ClearErrors
        ExecShell "runas" "$INSTDIR\${UNINSTALLER}"
        ${IfNot} ${Errors}
          Quit
        ${EndIf}
      ${EndIf}
      !insertmacro GIVE_UP ${CODE_RIGHTS} "$(NO_RIGHTS)"
    ${EndIf}
  ${EndIf}
FunctionEnd
