; The pages and their looks.
!define MUI_ICON "${WORK}${SLASH}icons${SLASH}negatoscope.ico"
!define MUI_UNICON "${WORK}${SLASH}icons${SLASH}negatoscope.ico"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${WORK}${SLASH}header.bmp"
!define MUI_HEADERIMAGE_UNBITMAP "${WORK}${SLASH}header.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${WORK}${SLASH}welcome.bmp"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC

; Whoever was asked for an administrator's password has read the first two pages already.
!define MUI_PAGE_CUSTOMFUNCTION_PRE skip_if_continued
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!insertmacro MUI_PAGE_WELCOME
Page custom show_scope leave_scope
!insertmacro MUI_PAGE_LICENSE "$(LICENCE_FILE)"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION start_program
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(UNINSTALL_TEXT)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

!macro CHOOSE_LANGUAGE un
Function ${un}choose_language
  ${GetOptions} $Parameters "/Language=" $0
  ${IfNot} ${Errors}
    StrCpy $LANGUAGE $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro CHOOSE_LANGUAGE ""
!insertmacro CHOOSE_LANGUAGE "un."

Function start_program
  ${If} $Scope == AllUsers
    ; Through the desktop's own shell: the window must not run with the administrator's rights.
    Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"'
  ${Else}
    Exec '"$INSTDIR\${PROGRAM}"'
  ${EndIf}
FunctionEnd
