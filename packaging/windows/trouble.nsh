; What can go wrong: said in a window, or in a log and by the exit code where it runs silently.
!define CODE_RUNNING 3
!define CODE_RIGHTS 4
!define CODE_DISK 5
!define CODE_COPY 6
!define CODE_SYSTEM 7
!define CODE_OLDER 8
!define CODE_SWITCHES 9

!define GENERIC_WRITE_ACCESS 0x40000000
!define SHARE_ALL 7
!define OPEN_IF_THERE 3
!define SHARING_VIOLATION 32

; Appends a line to the log; without names of folders, as those name people.
!macro TELL sentence
  Push "${sentence}"
  !ifdef __UNINSTALL__
    Call un.tell
  !else
    Call tell
  !endif
!macroend

!macro GIVE_UP code sentence
  !insertmacro TELL "${sentence}"
  MessageBox MB_OK|MB_ICONSTOP "${sentence}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

!macro TROUBLE_FUNCTIONS un
Function ${un}tell
  Exch $0
  Push $1
  Push $2
  ${GetOptions} $Parameters "/Log=" $1
  ${If} ${Errors}
    StrCpy $1 "$TEMP\negatoscope-setup.log"
  ${EndIf}
  ClearErrors
  FileOpen $2 $1 a
  ${IfNot} ${Errors}
    FileSeek $2 0 END
    FileWriteUTF16LE /BOM $2 "${APPLICATION} ${VERSION}: $0$\r$\n"
    FileClose $2
  ${EndIf}
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

; Windows lets nobody write into a program that runs: that is how one is noticed.
Function ${un}leave_if_running
  ${Do}
    StrCpy $2 no
    Push "${PROGRAM}"
    Call ${un}note_if_running
    Push "${COMMANDS}"
    Call ${un}note_if_running
    ${If} $2 == no
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IS_RUNNING)" /SD IDCANCEL IDCANCEL`
      !insertmacro TELL "$(IS_RUNNING)"
      SetErrorLevel ${CODE_RUNNING}
      Quit
    ${EndIf}
  ${Loop}
FunctionEnd

; Sets $2 to yes where the program on the stack runs out of the folder.
Function ${un}note_if_running
  Exch $3
  System::Call 'kernel32::CreateFile(t "$LongFolder\$3", i ${GENERIC_WRITE_ACCESS}, i ${SHARE_ALL}, \
    p 0, i ${OPEN_IF_THERE}, i 0, p 0) p .r0 ?e'
  Pop $1
  ${If} $0 P<> -1
    System::Call 'kernel32::CloseHandle(p r0)'
  ${ElseIf} $1 = ${SHARING_VIOLATION}
    StrCpy $2 yes
  ${EndIf}
  Pop $3
FunctionEnd
!macroend
!insertmacro TROUBLE_FUNCTIONS ""
!insertmacro TROUBLE_FUNCTIONS "un."

Function leave_if_unsuited
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763 ; version 1809, the oldest that Qt 6 knows
  ${OrIfNot} ${RunningX64}
    !insertmacro GIVE_UP ${CODE_SYSTEM} "$(OLD_WINDOWS)"
  ${EndIf}
FunctionEnd

Function leave_if_full
  ${GetRoot} "$INSTDIR" $0
  ClearErrors
  ${DriveSpace} "$0\" "/D=F /S=M" $1
  ${IfNot} ${Errors}
  ${AndIf} $1 < ${SIZE_MB}
    !insertmacro GIVE_UP ${CODE_DISK} "$(DISK_FULL)"
  ${EndIf}
FunctionEnd
