; Which files the program opens: DICOM by a double-click, pictures under "Open with" only.
!define CLASSES "Software\Classes"
!define CAPABILITIES "Software\Negatoscope\Capabilities"
!define FILM "Negatoscope.Film"
!define PICTURE "Negatoscope.Picture"

; Calls DEED with the ending and its class, for each ending that the program reads.
!macro FOR_ENDINGS deed
  !insertmacro ${deed} ".dcm" "${FILM}"
  !insertmacro ${deed} ".dicom" "${FILM}"
  !insertmacro ${deed} ".png" "${PICTURE}"
  !insertmacro ${deed} ".tif" "${PICTURE}"
  !insertmacro ${deed} ".tiff" "${PICTURE}"
  !insertmacro ${deed} ".jpg" "${PICTURE}"
  !insertmacro ${deed} ".jpeg" "${PICTURE}"
!macroend

!macro DELETE_KEY_IF_BARE key
  DeleteRegKey /ifnosubkeys /ifnovalues SHCTX "${key}"
!macroend

!macro WRITE_CLASS name words icon
  WriteRegStr SHCTX "${CLASSES}\${name}" "" "${words}"
  WriteRegStr SHCTX "${CLASSES}\${name}\DefaultIcon" "" '"$INSTDIR\${icon}",0'
  WriteRegStr SHCTX "${CLASSES}\${name}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
!macroend

!macro OFFER ending class
  WriteRegStr SHCTX "${CLASSES}\${ending}\OpenWithProgids" "${class}" ""
  WriteRegStr SHCTX "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" "${ending}" ""
  WriteRegStr SHCTX "${CAPABILITIES}\FileAssociations" "${ending}" "${class}"
!macroend

!macro TAKE_BACK ending class
  DeleteRegValue SHCTX "${CLASSES}\${ending}\OpenWithProgids" "${class}"
  !insertmacro DELETE_KEY_IF_BARE "${CLASSES}\${ending}\OpenWithProgids"
  !insertmacro DELETE_KEY_IF_BARE "${CLASSES}\${ending}"
!macroend

; What opened the ending before is kept, for the uninstaller to give back.
!macro OPEN_BY_DEFAULT ending
  ReadRegStr $0 SHCTX "${CLASSES}\${ending}" ""
  ${If} $0 != "${FILM}"
    WriteRegStr SHCTX "${SETUP_KEY}" "Before${ending}" "$0"
  ${EndIf}
  WriteRegStr SHCTX "${CLASSES}\${ending}" "" "${FILM}"
!macroend

!macro GIVE_BACK_DEFAULT ending
  ReadRegStr $0 SHCTX "${CLASSES}\${ending}" ""
  ReadRegStr $1 SHCTX "${SETUP_KEY}" "Before${ending}"
  ${If} $0 == "${FILM}" ; otherwise another program has taken it since
    ${If} $1 == ""
      DeleteRegValue SHCTX "${CLASSES}\${ending}" ""
    ${Else}
      WriteRegStr SHCTX "${CLASSES}\${ending}" "" "$1"
    ${EndIf}
  ${EndIf}
!macroend

!macro TELL_SHELL
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
!macroend

!macro WRITE_ASSOCIATIONS
  !insertmacro WRITE_CLASS "${FILM}" "$(FILM)" "${FILM_ICON}"
  !insertmacro WRITE_CLASS "${PICTURE}" "$(PICTURE)" "${FILM_ICON}"
  WriteRegStr SHCTX "${CLASSES}\Applications\${PROGRAM}" FriendlyAppName "${APPLICATION}"
  !insertmacro WRITE_CLASS "Applications\${PROGRAM}" "" "${PROGRAM}"
  WriteRegStr SHCTX "${CAPABILITIES}" ApplicationName "${APPLICATION}"
  WriteRegStr SHCTX "${CAPABILITIES}" ApplicationDescription "$(ABOUT_APPLICATION)"
  WriteRegStr SHCTX "${CAPABILITIES}" ApplicationIcon '"$INSTDIR\${PROGRAM}",0'
  WriteRegStr SHCTX "Software\RegisteredApplications" "${APPLICATION}" "${CAPABILITIES}"
  !insertmacro FOR_ENDINGS OFFER
  !insertmacro OPEN_BY_DEFAULT ".dcm"
  !insertmacro OPEN_BY_DEFAULT ".dicom"
  !insertmacro TELL_SHELL
!macroend

!macro REMOVE_ASSOCIATIONS
  !insertmacro GIVE_BACK_DEFAULT ".dcm"
  !insertmacro GIVE_BACK_DEFAULT ".dicom"
  !insertmacro FOR_ENDINGS TAKE_BACK
  DeleteRegValue SHCTX "Software\RegisteredApplications" "${APPLICATION}"
  DeleteRegKey SHCTX "${CAPABILITIES}"
  DeleteRegKey SHCTX "${CLASSES}\Applications\${PROGRAM}"
  DeleteRegKey SHCTX "${CLASSES}\${FILM}"
  DeleteRegKey SHCTX "${CLASSES}\${PICTURE}"
  !insertmacro TELL_SHELL
!macroend
