; Every sentence of the installer, in English and German.
!macro SAY name english german
  LangString ${name} ${LANG_ENGLISH} "${english}"
  LangString ${name} ${LANG_GERMAN} "${german}"
!macroend
!define Say "!insertmacro SAY"

LicenseLangString LICENCE_FILE ${LANG_ENGLISH} "${WORK}${SLASH}licence_en.txt"
LicenseLangString LICENCE_FILE ${LANG_GERMAN} "${WORK}${SLASH}licence_de.txt"

${Say} WELCOME \
  "This installs ${TITLE} ${VERSION}, a viewer that enhances radiographs and shows what it did.$\r$\n$\r$\nNot a medical device: research and education, not for diagnosis.$\r$\n$\r$\nAn older version is replaced; settings and recipes stay." \
  "Dies installiert ${TITLE} ${VERSION}, einen Betrachter, der Röntgenaufnahmen verbessert und zeigt, was er getan hat.$\r$\n$\r$\nKein Medizinprodukt: für Forschung und Lehre, nicht zur Diagnose.$\r$\n$\r$\nEine ältere Version wird ersetzt; Einstellungen und Rezepte bleiben."

${Say} SCOPE_TITLE "For whom" "Für wen"
${Say} SCOPE_SUBTITLE "Choose who can use ${APPLICATION} on this computer." \
  "Wählen Sie, wer ${APPLICATION} auf diesem Computer benutzen kann."
${Say} SCOPE_ME "&Only for me" "&Nur für mich"
${Say} SCOPE_ME_NOTE "Installed in your own folder; no administrator is needed." \
  "Wird in Ihrem eigenen Ordner installiert; kein Administrator ist nötig."
${Say} SCOPE_ALL "For &all users of this computer" "Für &alle Benutzer dieses Computers"
${Say} SCOPE_ALL_NOTE "Installed under Program Files; Windows asks for an administrator." \
  "Wird unter „Programme“ installiert; Windows fragt nach einem Administrator."

${Say} PART_PROGRAM "${APPLICATION}" "${APPLICATION}"
${Say} ABOUT_PROGRAM "The program, its models, recipes and sample films, and an entry in the start menu." \
  "Das Programm, seine Modelle, Rezepte und Beispielaufnahmen und ein Eintrag im Startmenü."
${Say} PART_ASSOCIATIONS "Open DICOM films" "DICOM-Aufnahmen öffnen"
${Say} ABOUT_ASSOCIATIONS \
  "A double-click on .dcm and .dicom opens ${APPLICATION}. Pictures keep their program and gain an entry under $\"Open with$\"." \
  "Ein Doppelklick auf .dcm und .dicom öffnet ${APPLICATION}. Bilder behalten ihr Programm und bekommen einen Eintrag unter „Öffnen mit“."
${Say} PART_DESKTOP "Icon on the desktop" "Symbol auf dem Desktop"
${Say} ABOUT_DESKTOP "An icon on the desktop that starts ${APPLICATION}." \
  "Ein Symbol auf dem Desktop, das ${APPLICATION} startet."
${Say} COPYING "Copying ${APPLICATION} …" "${APPLICATION} wird kopiert …"
${Say} REMOVING "Removing ${APPLICATION} …" "${APPLICATION} wird entfernt …"
${Say} UNINSTALL_TEXT "${APPLICATION} will be removed from this folder. Your settings, recipes and films stay." \
  "${APPLICATION} wird aus diesem Ordner entfernt. Ihre Einstellungen, Rezepte und Aufnahmen bleiben."

${Say} FILM "DICOM film" "DICOM-Aufnahme"
${Say} PICTURE "Picture (film in ${APPLICATION})" "Bild (Aufnahme in ${APPLICATION})"
${Say} ABOUT_APPLICATION "Radiography viewer. Not a medical device." \
  "Betrachter für Röntgenaufnahmen. Kein Medizinprodukt."

${Say} OLD_WINDOWS "${APPLICATION} needs Windows 10 (1809) or newer, with 64 bits." \
  "${APPLICATION} braucht Windows 10 (1809) oder neuer, mit 64 Bit."
${Say} IS_RUNNING "${APPLICATION} is running. Close its windows, then choose Retry." \
  "${APPLICATION} läuft noch. Schließen Sie seine Fenster und wählen Sie dann „Wiederholen“."
${Say} NO_RIGHTS "For all users an administrator is needed. Start this again as one, or choose $\"Only for me$\" (/CurrentUser)." \
  "Für alle Benutzer ist ein Administrator nötig. Starten Sie als solcher noch einmal, oder wählen Sie „Nur für mich“ (/CurrentUser)."
${Say} BOTH_SCOPES "/AllUsers and /CurrentUser exclude each other." \
  "/AllUsers und /CurrentUser schließen einander aus."
${Say} DISK_FULL "${APPLICATION} needs ${SIZE_MB} MB, and the disk has less room." \
  "${APPLICATION} braucht ${SIZE_MB} MB, und der Datenträger hat weniger Platz."
${Say} COPY_FAILED "${APPLICATION} could not be copied completely. Look whether the folder can be written and the disk has room." \
  "${APPLICATION} konnte nicht vollständig kopiert werden. Prüfen Sie, ob der Ordner beschreibbar ist und der Datenträger Platz hat."
${Say} OLDER_STAYS "The older version could not be removed, so nothing was changed. Remove it by hand, then start this again." \
  "Die ältere Version ließ sich nicht entfernen; es wurde nichts geändert. Entfernen Sie sie von Hand und starten Sie noch einmal."
