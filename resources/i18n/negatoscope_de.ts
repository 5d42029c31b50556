<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AboutSheet</name>
    <message>
        <source>About</source>
        <translation>Über Negatoscope</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sieht nach…</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Find out where networks run</source>
        <translation>Wo Netze rechnen</translation>
    </message>
    <message>
        <source>Starts PyTorch, which takes seconds.</source>
        <translation>Startet PyTorch, was Sekunden dauert.</translation>
    </message>
    <message>
        <source>Licences…</source>
        <translation>Lizenzen…</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>Diagnose…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>run from its source</source>
        <translation>aus dem Quelltext gestartet</translation>
    </message>
    <message>
        <source>full, networks on the processor</source>
        <translation>voll, Netze auf dem Prozessor</translation>
    </message>
    <message>
        <source>small, without PyTorch</source>
        <translation>klein, ohne PyTorch</translation>
    </message>
    <message>
        <source>with PyTorch for NVIDIA GPUs</source>
        <translation>mit PyTorch für NVIDIA-GPUs</translation>
    </message>
    <message>
        <source>Version {version}, {variant}</source>
        <translation>Version {version}, {variant}</translation>
    </message>
    <message>
        <source>Commit {commit}</source>
        <translation>Commit {commit}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Open file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open sample film</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Contrast-detail phantom</source>
        <translation>Kontrast-Detail-Phantom</translation>
    </message>
    <message>
        <source>Display test pattern</source>
        <translation>Testbild für den Bildschirm</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Stitch films</source>
        <translation>Aufnahmen zusammensetzen</translation>
    </message>
    <message>
        <source>Close film</source>
        <translation>Aufnahme schließen</translation>
    </message>
    <message>
        <source>Close all films</source>
        <translation>Alle Aufnahmen schließen</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>Nächste Aufnahme</translation>
    </message>
    <message>
        <source>Previous film</source>
        <translation>Vorige Aufnahme</translation>
    </message>
    <message>
        <source>Next series</source>
        <translation>Nächste Serie</translation>
    </message>
    <message>
        <source>Previous series</source>
        <translation>Vorige Serie</translation>
    </message>
    <message>
        <source>First film</source>
        <translation>Erste Aufnahme</translation>
    </message>
    <message>
        <source>Last film</source>
        <translation>Letzte Aufnahme</translation>
    </message>
    <message>
        <source>Second film beside</source>
        <translation>Zweite Aufnahme daneben</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Einzelbild</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Voriges Einzelbild</translation>
    </message>
    <message>
        <source>Play or pause the frames</source>
        <translation>Einzelbilder abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom to a box</source>
        <translation>Auf Rahmen zoomen</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Sonde</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>Enhanced</source>
        <translation>Verbessert</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Two by two</source>
        <translation>Zwei mal zwei</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>Wischen</translation>
    </message>
    <message>
        <source>Turn the wipe bar</source>
        <translation>Wischbalken drehen</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Unit of the difference</source>
        <translation>Einheit der Differenz</translation>
    </message>
    <message>
        <source>Next layout</source>
        <translation>Nächste Ansicht</translation>
    </message>
    <message>
        <source>Previous layout</source>
        <translation>Vorige Ansicht</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Blinken</translation>
    </message>
    <message>
        <source>Clipped pixels</source>
        <translation>Abgeschnittene Pixel</translation>
    </message>
    <message>
        <source>Link panes</source>
        <translation>Ansichten koppeln</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>One to one</source>
        <translation>Eins zu eins</translation>
    </message>
    <message>
        <source>Life size</source>
        <translation>Lebensgröße</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>Ansicht zurücksetzen</translation>
    </message>
    <message>
        <source>Corner text</source>
        <translation>Ecktexte</translation>
    </message>
    <message>
        <source>Overlays and drawings</source>
        <translation>Overlays und Zeichnungen</translation>
    </message>
    <message>
        <source>Shutter</source>
        <translation>Blende</translation>
    </message>
    <message>
        <source>Fold left panel</source>
        <translation>Linke Leiste einklappen</translation>
    </message>
    <message>
        <source>Fold right panel</source>
        <translation>Rechte Leiste einklappen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Auto window</source>
        <translation>Automatisches Fenster</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>Voller Bereich</translation>
    </message>
    <message>
        <source>Window of the file</source>
        <translation>Fenster der Datei</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Invertieren</translation>
    </message>
    <message>
        <source>Window preset 1</source>
        <translation>Fenstervorgabe 1</translation>
    </message>
    <message>
        <source>Window preset 2</source>
        <translation>Fenstervorgabe 2</translation>
    </message>
    <message>
        <source>Window preset 3</source>
        <translation>Fenstervorgabe 3</translation>
    </message>
    <message>
        <source>Window preset 4</source>
        <translation>Fenstervorgabe 4</translation>
    </message>
    <message>
        <source>Window preset 5</source>
        <translation>Fenstervorgabe 5</translation>
    </message>
    <message>
        <source>Window preset 6</source>
        <translation>Fenstervorgabe 6</translation>
    </message>
    <message>
        <source>Window preset 7</source>
        <translation>Fenstervorgabe 7</translation>
    </message>
    <message>
        <source>Window preset 8</source>
        <translation>Fenstervorgabe 8</translation>
    </message>
    <message>
        <source>Window preset 9</source>
        <translation>Fenstervorgabe 9</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Remove all steps</source>
        <translation>Alle Schritte entfernen</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>Recipe 1</source>
        <translation>Rezept 1</translation>
    </message>
    <message>
        <source>Recipe 2</source>
        <translation>Rezept 2</translation>
    </message>
    <message>
        <source>Recipe 3</source>
        <translation>Rezept 3</translation>
    </message>
    <message>
        <source>Recipe 4</source>
        <translation>Rezept 4</translation>
    </message>
    <message>
        <source>Recipe 5</source>
        <translation>Rezept 5</translation>
    </message>
    <message>
        <source>Recipe 6</source>
        <translation>Rezept 6</translation>
    </message>
    <message>
        <source>Recipe 7</source>
        <translation>Rezept 7</translation>
    </message>
    <message>
        <source>Recipe 8</source>
        <translation>Rezept 8</translation>
    </message>
    <message>
        <source>Recipe 9</source>
        <translation>Rezept 9</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>Rezepte</translation>
    </message>
    <message>
        <source>The other of two recipes</source>
        <translation>Das andere von zwei Rezepten</translation>
    </message>
    <message>
        <source>The other recipe beside</source>
        <translation>Das andere Rezept daneben</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Cobb angle</source>
        <translation>Cobb-Winkel</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Pfeil</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Calibrate by a known object</source>
        <translation>An bekanntem Objekt kalibrieren</translation>
    </message>
    <message>
        <source>Delete the measurement</source>
        <translation>Messung löschen</translation>
    </message>
    <message>
        <source>Delete all measurements</source>
        <translation>Alle Messungen löschen</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>Nach rechts drehen</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>Nach links drehen</translation>
    </message>
    <message>
        <source>Flip left to right</source>
        <translation>Links-rechts spiegeln</translation>
    </message>
    <message>
        <source>Flip top to bottom</source>
        <translation>Oben-unten spiegeln</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Nächster Teil des Fensters</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Voriger Teil des Fensters</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>About Negatoscope</source>
        <translation>Über Negatoscope</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Enhance</source>
        <translation>Verbessern</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Hold to see the original</source>
        <translation>Halten, um das Original zu sehen</translation>
    </message>
    <message>
        <source>Hold for the loupe</source>
        <translation>Halten für die Lupe</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Something went wrong; the film is unharmed.</source>
        <translation>Etwas ist schiefgegangen; die Aufnahme ist unversehrt.</translation>
    </message>
    <message>
        <source>Details are in the log, which the menu of the settings opens.</source>
        <translation>Einzelheiten stehen im Protokoll, im Menü der Einstellungen.</translation>
    </message>
</context>
<context>
    <name>AppDesk</name>
    <message>
        <source>needs a film</source>
        <translation>braucht eine Aufnahme</translation>
    </message>
    <message>
        <source>own recipe</source>
        <translation>eigenes Rezept</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>nothing to undo</source>
        <translation>nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>nothing to redo</source>
        <translation>nichts zu wiederholen</translation>
    </message>
    <message>
        <source>this film has no shutter</source>
        <translation>diese Aufnahme hat keine Blende</translation>
    </message>
    <message>
        <source>this film has no overlays</source>
        <translation>diese Aufnahme hat keine Overlays</translation>
    </message>
    <message>
        <source>needs two panes</source>
        <translation>braucht zwei Ansichten</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>nothing is measured</source>
        <translation>nichts ist gemessen</translation>
    </message>
    <message>
        <source>this film has one frame</source>
        <translation>diese Aufnahme hat nur ein Einzelbild</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>jetzt nicht möglich</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Drag the right edge (Left, Right)</source>
        <translation>Rechten Rand ziehen (Links, Rechts)</translation>
    </message>
    <message>
        <source>Width of the card: {pixels} pixels</source>
        <translation>Breite der Karte: {pixels} Pixel</translation>
    </message>
</context>
<context>
    <name>ClippedPixels</name>
    <message>
        <source>{black} black, {white} white of the exposed field</source>
        <translation>{black} schwarz, {white} weiß vom belichteten Feld</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Films (*.dcm *.dicom *.png *.tif *.tiff *.jpg *.jpeg *.zip DICOMDIR);;All files (*)</source>
        <translation>Aufnahmen (*.dcm *.dicom *.png *.tif *.tiff *.jpg *.jpeg *.zip DICOMDIR);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open films</source>
        <translation>Aufnahmen öffnen</translation>
    </message>
    <message>
        <source>Open a folder of films</source>
        <translation>Einen Ordner mit Aufnahmen öffnen</translation>
    </message>
    <message>
        <source>Stitching needs two films or more.</source>
        <translation>Zum Zusammensetzen braucht es zwei Aufnahmen oder mehr.</translation>
    </message>
    <message>
        <source>Open films that overlap first.</source>
        <translation>Erst Aufnahmen öffnen, die sich überlappen.</translation>
    </message>
    <message>
        <source>Stitched into {file}.</source>
        <translation>Zusammengesetzt in {file}.</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>No recipe chosen</source>
        <translation>Kein Rezept gewählt</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Synthetic</source>
        <translation>Synthetisch</translation>
    </message>
    <message>
        <source>Enhanced</source>
        <translation>Verbessert</translation>
    </message>
</context>
<context>
    <name>ContrastBox</name>
    <message>
        <source>First region</source>
        <translation>Erste Region</translation>
    </message>
    <message>
        <source>Second region</source>
        <translation>Zweite Region</translation>
    </message>
    <message>
        <source>|mean 1 − mean 2| / pooled σ</source>
        <translation>|M 1 − M 2| / gemeinsames σ</translation>
    </message>
    <message>
        <source>Contrast to noise, {first} to {second}</source>
        <translation>Kontrast zu Rauschen, {first} zu {second}</translation>
    </message>
    <message>
        <source>Lower: the spread rose</source>
        <translation>Niedriger: die Streuung ist gestiegen</translation>
    </message>
    <message>
        <source>Lower: the means came closer</source>
        <translation>Niedriger: die Mittelwerte sind sich näher</translation>
    </message>
</context>
<context>
    <name>Corners</name>
    <message>
        <source>Zoom {share}</source>
        <translation>Zoom {share}</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>{columns} × {rows}, {bits} bit</source>
        <translation>{columns} × {rows}, {bits} Bit</translation>
    </message>
    <message>
        <source>Frame {frame} of {frames}, {size}</source>
        <translation>Einzelbild {frame} von {frames}, {size}</translation>
    </message>
    <message>
        <source>State: {title}</source>
        <translation>Zustand: {title}</translation>
    </message>
    <message>
        <source>Enhanced minus original</source>
        <translation>Verbessert minus Original</translation>
    </message>
    <message>
        <source>Enhanced</source>
        <translation>Verbessert</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Hold Space for the original</source>
        <translation>Leertaste halten: Original</translation>
    </message>
    <message>
        <source>Clipped {dark} dark, {bright} bright</source>
        <translation>Abgeschnitten {dark} dunkel, {bright} hell</translation>
    </message>
    <message>
        <source>Input: the original</source>
        <translation>Eingabe: das Original</translation>
    </message>
    <message>
        <source>Input: the film after {steps}</source>
        <translation>Eingabe: die Aufnahme nach {steps}</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <source>{title} (synthetic)</source>
        <translation>{title} (synthetisch)</translation>
    </message>
    <message>
        <source>Full resolution</source>
        <translation>Volle Auflösung</translation>
    </message>
    <message>
        <source>Strength {share}</source>
        <translation>Stärke {share}</translation>
    </message>
    <message>
        <source>No steps: this is the original</source>
        <translation>Keine Schritte: dies ist das Original</translation>
    </message>
    <message>
        <source>Own recipe</source>
        <translation>Eigenes Rezept</translation>
    </message>
    <message>
        <source>{recipe} · mirrored</source>
        <translation>{recipe} · gespiegelt</translation>
    </message>
    <message>
        <source>{columns} × {rows}, full resolution</source>
        <translation>{columns} × {rows}, volle Auflösung</translation>
    </message>
    <message>
        <source>Full range, set by the recipe</source>
        <translation>Voller Bereich, vom Rezept gesetzt</translation>
    </message>
    <message>
        <source>Of the enhanced film</source>
        <translation>Der verbesserten Aufnahme</translation>
    </message>
    <message>
        <source>As the original, {window}</source>
        <translation>Wie das Original, {window}</translation>
    </message>
</context>
<context>
    <name>DiagnosticsSheet</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Find out where networks run</source>
        <translation>Wo Netze rechnen</translation>
    </message>
    <message>
        <source>Starts PyTorch, which takes seconds.</source>
        <translation>Startet PyTorch, was Sekunden dauert.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Run self-test</source>
        <translation>Selbsttest starten</translation>
    </message>
    <message>
        <source>Tries every step and network on a film of its own; takes about a minute.</source>
        <translation>Probiert jeden Schritt und jedes Netz an einer eigenen Aufnahme; dauert etwa eine Minute.</translation>
    </message>
    <message>
        <source>For whoever helps you. This is all that is copied: no film, no patient, no name of you or of this computer, no path. Nothing is sent.</source>
        <translation>Für alle, die Ihnen helfen. Mehr wird nicht kopiert: keine Aufnahme, kein Patient, weder Ihr Name noch der dieses Rechners, kein Pfad. Nichts wird gesendet.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sieht nach…</translation>
    </message>
    <message>
        <source>Trying, {share} done. {what}</source>
        <translation>Probiert, {share} fertig. {what}</translation>
    </message>
    <message>
        <source>Something does not work here; see the text.</source>
        <translation>Etwas geht hier nicht; siehe den Text.</translation>
    </message>
    <message>
        <source>Everything that was tried works.</source>
        <translation>Alles, was probiert wurde, geht.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>Difference in modality values</source>
        <translation>Differenz in Modalitätswerten</translation>
    </message>
    <message>
        <source>Difference, % of the display range</source>
        <translation>Differenz, % des Anzeigebereichs</translation>
    </message>
    <message>
        <source>No modality values: a step sets the window</source>
        <translation>Keine Modalitätswerte: ein Schritt setzt das Fenster</translation>
    </message>
    <message>
        <source>No modality values: a network made it</source>
        <translation>Keine Modalitätswerte: ein Netz hat es erzeugt</translation>
    </message>
</context>
<context>
    <name>DifferenceSwitch</name>
    <message>
        <source>Unit of the difference</source>
        <translation>Einheit der Differenz</translation>
    </message>
    <message>
        <source>In modality values</source>
        <translation>In Modalitätswerten</translation>
    </message>
    <message>
        <source>In % of the display</source>
        <translation>In % der Anzeige</translation>
    </message>
    <message>
        <source>Difference: {unit}</source>
        <translation>Differenz: {unit}</translation>
    </message>
</context>
<context>
    <name>DragMenu</name>
    <message>
        <source>Window drag</source>
        <translation>Fensterzug</translation>
    </message>
    <message>
        <source>Drag up darkens</source>
        <translation>Nach oben ziehen macht dunkler</translation>
    </message>
    <message>
        <source>Drag speed</source>
        <translation>Zuggeschwindigkeit</translation>
    </message>
    <message>
        <source>How far a window drag goes; Shift is fine, Shift and Ctrl coarse</source>
        <translation>Wie weit ein Fensterzug reicht; mit Umschalt fein, mit Umschalt und Strg grob</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Open sample film</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Drop films here</source>
        <translation>Aufnahmen hierher ziehen</translation>
    </message>
    <message>
        <source>DICOM, DICOMDIR, ZIP, PNG, TIFF, JPEG: files or folders</source>
        <translation>DICOM, DICOMDIR, ZIP, PNG, TIFF, JPEG: Dateien oder Ordner</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Nothing about films or you; only the number of the newest version is asked for.</source>
        <translation>Nichts über Aufnahmen oder Sie; nur nach der Nummer der neuesten Version wird gefragt.</translation>
    </message>
    <message>
        <source>The original stays</source>
        <translation>Das Original bleibt</translation>
    </message>
    <message>
        <source>Your file is never changed. Hold Space to see it at any time.</source>
        <translation>Ihre Datei wird nie verändert. Leertaste halten, um sie jederzeit zu sehen.</translation>
    </message>
    <message>
        <source>Nothing is sent</source>
        <translation>Nichts wird gesendet</translation>
    </message>
    <message>
        <source>No film, no name and no telemetry leaves this computer. Logs hold no names and no paths.</source>
        <translation>Keine Aufnahme, kein Name und keine Telemetrie verlässt diesen Rechner. Protokolle enthalten keine Namen und keine Pfade.</translation>
    </message>
    <message>
        <source>Synthetic is marked</source>
        <translation>Synthetisches ist markiert</translation>
    </message>
    <message>
        <source>Translated pictures carry a frame and words you cannot remove.</source>
        <translation>Übersetzte Bilder tragen einen Rahmen und Worte, die sich nicht entfernen lassen.</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>Ich habe das gelesen</translation>
    </message>
    <message>
        <source>Not a medical device.</source>
        <translation>Kein Medizinprodukt.</translation>
    </message>
    <message>
        <source>For research and education, not for diagnosis or treatment.</source>
        <translation>Für Forschung und Lehre, nicht für Diagnose oder Behandlung.</translation>
    </message>
    <message>
        <source>An NVIDIA graphics card</source>
        <translation>Eine NVIDIA-Grafikkarte</translation>
    </message>
    <message>
        <source>{card}: networks run on it.</source>
        <translation>{card}: Netze rechnen darauf.</translation>
    </message>
    <message>
        <source>{card} was found and is not used, as the settings say: networks run on the processor.</source>
        <translation>{card} gefunden, aber laut Einstellungen nicht benutzt: Netze rechnen auf dem Prozessor.</translation>
    </message>
    <message>
        <source>{card} was found, but this PyTorch is made for the processor: networks run on that.</source>
        <translation>{card} gefunden, aber dieses PyTorch ist für den Prozessor gemacht: Netze rechnen dort.</translation>
    </message>
    <message>
        <source>The CUDA variant uses the card.</source>
        <translation>Die CUDA-Variante nutzt die Karte.</translation>
    </message>
    <message>
        <source>No NVIDIA graphics card with a working driver was found: networks run on the processor, a film takes some seconds.</source>
        <translation>Keine NVIDIA-Grafikkarte mit funktionierendem Treiber gefunden: Netze rechnen auf dem Prozessor, eine Aufnahme dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>PyTorch is not part of this build: filters work, networks are missing. {how}</source>
        <translation>PyTorch gehört nicht zu dieser Variante: Filter gehen, Netze fehlen. {how}</translation>
    </message>
    <message>
        <source>PyTorch is not installed: filters work, networks are missing. {how}</source>
        <translation>PyTorch ist nicht installiert: Filter gehen, Netze fehlen. {how}</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>EndedRow</name>
    <message>
        <source>done in {time} s</source>
        <translation>fertig nach {time} s</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>Bilateral denoise</source>
        <translation>Bilaterales Entrauschen</translation>
    </message>
    <message>
        <source>Smooths noise but no edge: greys further apart than the edge parameter do not mix.</source>
        <translation>Glättet Rauschen, aber keine Kante: Grauwerte, die weiter als der Kantenwert auseinanderliegen, mischen sich nicht.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Radius</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>Gleichmäßig</translation>
    </message>
    <message>
        <source>Quantum</source>
        <translation>Quanten</translation>
    </message>
    <message>
        <source>Gaussian blur</source>
        <translation>Gauß-Weichzeichner</translation>
    </message>
    <message>
        <source>Smooths everything alike; the radius is one standard deviation.</source>
        <translation>Glättet alles gleich; der Radius ist eine Standardabweichung.</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Removes dead pixels and specks, and keeps edges; the window reaches this far each way.</source>
        <translation>Entfernt tote Pixel und Punkte und erhält Kanten; so weit reicht das Fenster nach jeder Seite.</translation>
    </message>
    <message>
        <source>Non-local means</source>
        <translation>Non-local Means</translation>
    </message>
    <message>
        <source>Averages pixels whose surroundings look alike; strength 1 is for the noise as measured.</source>
        <translation>Mittelt Pixel mit ähnlicher Umgebung; Stärke 1 entspricht dem gemessenen Rauschen.</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Total variation</source>
        <translation>Totalvariation</translation>
    </message>
    <message>
        <source>Makes the film rise and fall less, and keeps edges; fine texture turns into flat areas.</source>
        <translation>Lässt die Aufnahme weniger auf und ab gehen und erhält Kanten; feine Textur wird zu Flächen.</translation>
    </message>
    <message>
        <source>Wavelet denoise</source>
        <translation>Wavelet-Entrauschen</translation>
    </message>
    <message>
        <source>Takes detail off that is no larger than noise, at every scale up to the coarsest.</source>
        <translation>Nimmt Details weg, die nicht größer als das Rauschen sind, in jeder Größe bis zur gröbsten.</translation>
    </message>
    <message>
        <source>Coarsest</source>
        <translation>Gröbste</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>BayesShrink</source>
        <translation>BayesShrink</translation>
    </message>
    <message>
        <source>VisuShrink</source>
        <translation>VisuShrink</translation>
    </message>
    <message>
        <source>Contrast stretch</source>
        <translation>Kontrastspreizung</translation>
    </message>
    <message>
        <source>Spreads the greys between two shares of the exposed field over black to white.</source>
        <translation>Spreizt die Grauwerte zwischen zwei Anteilen des belichteten Felds über Schwarz bis Weiß.</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>Tonwerte</translation>
    </message>
    <message>
        <source>Black at</source>
        <translation>Schwarz bei</translation>
    </message>
    <message>
        <source>White at</source>
        <translation>Weiß bei</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Brightens the middle greys below 1, darkens them above; black and white stay.</source>
        <translation>Hellt mittlere Grauwerte unter 1 auf, dunkelt sie darüber ab; Schwarz und Weiß bleiben.</translation>
    </message>
    <message>
        <source>Log curve</source>
        <translation>Log-Kurve</translation>
    </message>
    <message>
        <source>Spreads dark greys by a logarithm, or bright ones by the way back; black and white stay.</source>
        <translation>Spreizt dunkle Grauwerte durch einen Logarithmus, oder helle durch den Rückweg; Schwarz und Weiß bleiben.</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Kurve</translation>
    </message>
    <message>
        <source>Logarithm</source>
        <translation>Logarithmus</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>Exponential</translation>
    </message>
    <message>
        <source>Log of dose</source>
        <translation>Logarithmus der Dosis</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>Normalisieren</translation>
    </message>
    <message>
        <source>Gives the steps that follow the greys between two shares of the exposed field as their range.</source>
        <translation>Gibt den folgenden Schritten die Grauwerte zwischen zwei Anteilen des belichteten Felds als Bereich.</translation>
    </message>
    <message>
        <source>Sigmoid curve</source>
        <translation>Sigmoidkurve</translation>
    </message>
    <message>
        <source>Spreads the greys about a centre and bends both ends in softly; black and white stay.</source>
        <translation>Spreizt die Grauwerte um eine Mitte und biegt beide Enden weich ein; Schwarz und Weiß bleiben.</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Adaptive equalisation</source>
        <translation>Adaptiver Ausgleich</translation>
    </message>
    <message>
        <source>Gives each region all the contrast there is, and raises its noise with it: no limit.</source>
        <translation>Gibt jeder Gegend allen Kontrast, den es gibt, und hebt damit ihr Rauschen: ohne Grenze.</translation>
    </message>
    <message>
        <source>Local contrast</source>
        <translation>Lokaler Kontrast</translation>
    </message>
    <message>
        <source>Tile</source>
        <translation>Kachel</translation>
    </message>
    <message>
        <source>Exposure fusion</source>
        <translation>Belichtungsfusion</translation>
    </message>
    <message>
        <source>Shows lung, soft tissue and bone each in a window of its own, in one picture.</source>
        <translation>Zeigt Lunge, Weichteile und Knochen je in einem eigenen Fenster, in einem Bild.</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>Reichweite</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Histogram equalisation</source>
        <translation>Histogrammausgleich</translation>
    </message>
    <message>
        <source>Spreads common greys and draws rare ones together, by one curve for the whole film.</source>
        <translation>Spreizt häufige Grauwerte und zieht seltene zusammen, mit einer Kurve für die ganze Aufnahme.</translation>
    </message>
    <message>
        <source>Homomorphic filter</source>
        <translation>Homomorphes Filter</translation>
    </message>
    <message>
        <source>Compresses what varies more slowly than the cut-off and raises what varies faster.</source>
        <translation>Staucht, was langsamer als die Grenze wechselt, und hebt, was schneller wechselt.</translation>
    </message>
    <message>
        <source>Cut-off</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Coarse gain</source>
        <translation>Grobes</translation>
    </message>
    <message>
        <source>Fine gain</source>
        <translation>Feines</translation>
    </message>
    <message>
        <source>Interpretable mapping</source>
        <translation>Deutbare Abbildung</translation>
    </message>
    <message>
        <source>Gives every pixel a window of its own, as a network suggests and you may override.</source>
        <translation>Gibt jedem Pixel ein eigenes Fenster, wie ein Netz es vorschlägt und Sie es überstimmen können.</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Lock a</source>
        <translation>a festhalten</translation>
    </message>
    <message>
        <source>Lock m</source>
        <translation>m festhalten</translation>
    </message>
    <message>
        <source>Lock c</source>
        <translation>c festhalten</translation>
    </message>
    <message>
        <source>Lock w</source>
        <translation>w festhalten</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>Verkleinerung</translation>
    </message>
    <message>
        <source>Local contrast (CLAHE)</source>
        <translation>Lokaler Kontrast (CLAHE)</translation>
    </message>
    <message>
        <source>Gives each region the contrast it needs; the clip limit is the most it is multiplied by.</source>
        <translation>Gibt jeder Gegend den Kontrast, den sie braucht; die Kappung ist das Höchste, womit er vervielfacht wird.</translation>
    </message>
    <message>
        <source>Clip limit</source>
        <translation>Kappung</translation>
    </message>
    <message>
        <source>Multiscale contrast</source>
        <translation>Mehrskalenkontrast</translation>
    </message>
    <message>
        <source>Raises faint detail of every size, holds back what is broad, and leaves noise alone.</source>
        <translation>Hebt schwache Details jeder Größe, hält Breites zurück und lässt das Rauschen in Ruhe.</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Latitüde</translation>
    </message>
    <message>
        <source>Tissue equalisation</source>
        <translation>Gewebeausgleich</translation>
    </message>
    <message>
        <source>Brings dark and bright tissue towards the middle, and keeps the detail in both.</source>
        <translation>Bringt dunkles und helles Gewebe zur Mitte und erhält in beiden die Details.</translation>
    </message>
    <message>
        <source>Dark lift</source>
        <translation>Aufhellen</translation>
    </message>
    <message>
        <source>Bright drop</source>
        <translation>Abdunkeln</translation>
    </message>
    <message>
        <source>Difference of Gaussians</source>
        <translation>Differenz von Gauß-Filtern</translation>
    </message>
    <message>
        <source>Raises detail between two radii, neither finer nor coarser; the result may leave 0..1.</source>
        <translation>Hebt Details zwischen zwei Radien, weder feinere noch gröbere; das Ergebnis kann 0..1 verlassen.</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Inner</source>
        <translation>Innen</translation>
    </message>
    <message>
        <source>Outer</source>
        <translation>Außen</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Edge picture</source>
        <translation>Kantenbild</translation>
    </message>
    <message>
        <source>Mixes the film with a picture of how steep it is, in which edges are bright.</source>
        <translation>Mischt die Aufnahme mit einem Bild ihrer Steilheit, in dem Kanten hell sind.</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Sobel</source>
        <translation>Sobel</translation>
    </message>
    <message>
        <source>Scharr</source>
        <translation>Scharr</translation>
    </message>
    <message>
        <source>Laplacian</source>
        <translation>Laplace</translation>
    </message>
    <message>
        <source>Raises detail of about the radius, most of all edges; the result may leave 0..1 there.</source>
        <translation>Hebt Details von etwa diesem Radius, am meisten Kanten; das Ergebnis kann dort 0..1 verlassen.</translation>
    </message>
    <message>
        <source>Unsharp mask</source>
        <translation>Unscharfmaske</translation>
    </message>
    <message>
        <source>Raises detail finer than the radius; the result may leave 0..1 at strong edges.</source>
        <translation>Hebt Details, die feiner als der Radius sind; das Ergebnis kann an starken Kanten 0..1 verlassen.</translation>
    </message>
    <message>
        <source>Collimation mask</source>
        <translation>Einblendungsmaske</translation>
    </message>
    <message>
        <source>Finds the field the collimator left and blackens what lies outside; the inside is untouched.</source>
        <translation>Findet das eingeblendete Feld und schwärzt, was außerhalb liegt; das Innere bleibt unberührt.</translation>
    </message>
    <message>
        <source>Field and artefacts</source>
        <translation>Feld und Artefakte</translation>
    </message>
    <message>
        <source>Inwards</source>
        <translation>Nach innen</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>Defect pixels</source>
        <translation>Defekte Pixel</translation>
    </message>
    <message>
        <source>Replaces single pixels, clusters of up to three and whole lines by their neighbours&apos; median.</source>
        <translation>Ersetzt einzelne Pixel, Gruppen bis drei und ganze Zeilen durch den Median ihrer Nachbarn.</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>Auffüllen</translation>
    </message>
    <message>
        <source>Takes what lies in a drawn region off the film and fills it in; marked on screen and export.</source>
        <translation>Nimmt weg, was in einer gezeichneten Region liegt, und füllt sie auf; auf Bildschirm und Export markiert.</translation>
    </message>
    <message>
        <source>Flat field</source>
        <translation>Flatfield</translation>
    </message>
    <message>
        <source>Evens out the detector by a film of a uniform exposure; does nothing without one.</source>
        <translation>Gleicht den Detektor durch eine gleichmäßig belichtete Aufnahme aus; tut ohne eine nichts.</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmisch</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Choose a flat field…</source>
        <translation>Flatfield wählen…</translation>
    </message>
    <message>
        <source>Grid lines</source>
        <translation>Rasterlinien</translation>
    </message>
    <message>
        <source>Takes off the lines of a grid, or their moire; leaves a film without any as it is.</source>
        <translation>Nimmt die Linien eines Streustrahlenrasters weg, oder ihr Moiré; lässt eine Aufnahme ohne solche, wie sie ist.</translation>
    </message>
    <message>
        <source>Prominence</source>
        <translation>Auffälligkeit</translation>
    </message>
    <message>
        <source>Marker removal</source>
        <translation>Marken entfernen</translation>
    </message>
    <message>
        <source>Takes side letters and words off the film, with the plate behind them, and fills them in.</source>
        <translation>Nimmt Seitenbuchstaben und Worte samt ihrem Grund weg und füllt auf.</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Wire removal</source>
        <translation>Drähte entfernen</translation>
    </message>
    <message>
        <source>Takes leads and wires off the film and fills them in; catheters and drains go with them.</source>
        <translation>Nimmt Elektroden und Drähte weg und füllt auf; Katheter und Drainagen gehen mit.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Beschneiden</translation>
    </message>
    <message>
        <source>Cuts margins off, each in per cent of the film&apos;s width or height.</source>
        <translation>Schneidet Ränder ab, je in Prozent der Breite oder Höhe der Aufnahme.</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>Geometrie</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Crop to field</source>
        <translation>Auf das Feld beschneiden</translation>
    </message>
    <message>
        <source>Cuts the film to the upright rectangle around its exposed field, with a margin.</source>
        <translation>Schneidet die Aufnahme auf das aufrechte Rechteck um ihr belichtetes Feld, mit einem Rand.</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Deskew</source>
        <translation>Geraderichten</translation>
    </message>
    <message>
        <source>Turns the film until the edges of its exposed field are upright, if they are certain.</source>
        <translation>Dreht die Aufnahme, bis die Kanten ihres belichteten Felds aufrecht stehen, wenn sie sicher sind.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Mirrors the film; letters in it become mirror writing.</source>
        <translation>Spiegelt die Aufnahme; Buchstaben darin werden Spiegelschrift.</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Left-right</source>
        <translation>Links-rechts</translation>
    </message>
    <message>
        <source>Up-down</source>
        <translation>Oben-unten</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>Resample</source>
        <translation>Neu abtasten</translation>
    </message>
    <message>
        <source>Gives the film square pixels of so many millimetres: averages where they grow, else Lanczos.</source>
        <translation>Gibt der Aufnahme quadratische Pixel von so vielen Millimetern: Mittelwerte, wo sie wachsen, sonst Lanczos.</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>Pixelabstand</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>Gives the longer side so many pixels: averages where they become fewer, else Lanczos.</source>
        <translation>Gibt der längeren Seite so viele Pixel: Mittelwerte, wo es weniger werden, sonst Lanczos.</translation>
    </message>
    <message>
        <source>Long side</source>
        <translation>Lange Seite</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>Turns the film clockwise and makes room for its corners; quarter turns lose nothing.</source>
        <translation>Dreht die Aufnahme im Uhrzeigersinn und macht Platz für ihre Ecken; Vierteldrehungen verlieren nichts.</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Super-resolution</source>
        <translation>Superauflösung</translation>
    </message>
    <message>
        <source>Enlarges by Lanczos and sharpens a little; it shows no detail that the film does not have.</source>
        <translation>Vergrößert mit Lanczos und schärft ein wenig; zeigt keine Details, die die Aufnahme nicht hat.</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>2 ×</source>
        <translation>2 ×</translation>
    </message>
    <message>
        <source>3 ×</source>
        <translation>3 ×</translation>
    </message>
    <message>
        <source>4 ×</source>
        <translation>4 ×</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>CT-like appearance (synthetic)</source>
        <translation>CT-artig (synthetisch)</translation>
    </message>
    <message>
        <source>Makes a chest film look like a coronal CT slab: invented by a network, never a CT.</source>
        <translation>Lässt eine Thoraxaufnahme wie eine koronare CT-Schicht aussehen: von einem Netz erfunden, nie ein CT.</translation>
    </message>
    <message>
        <source>Synthetic</source>
        <translation>Synthetisch</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Admit any</source>
        <translation>Alle erlaubt</translation>
    </message>
    <message>
        <source>contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>local contrast</source>
        <translation>lokaler Kontrast</translation>
    </message>
    <message>
        <source>1× unchanged</source>
        <translation>1× unverändert</translation>
    </message>
    <message>
        <source>brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>0.50 unchanged</source>
        <translation>0.50 unverändert</translation>
    </message>
    <message>
        <source>window centre</source>
        <translation>Fenstermitte</translation>
    </message>
    <message>
        <source>window width</source>
        <translation>Fensterbreite</translation>
    </message>
    <message>
        <source>width, 4 is unchanged</source>
        <translation>Breite, 4 ist unverändert</translation>
    </message>
    <message>
        <source>1.26 mid-range</source>
        <translation>1.26 Mitte</translation>
    </message>
    <message>
        <source>CT-like</source>
        <translation>CT-artig</translation>
    </message>
    <message>
        <source>MR-like, T1</source>
        <translation>MR-artig, T1</translation>
    </message>
    <message>
        <source>window and LUTs</source>
        <translation>Fenster und LUTs</translation>
    </message>
    <message>
        <source>shutter</source>
        <translation>Blende</translation>
    </message>
    <message>
        <source>rotation and flip</source>
        <translation>Drehung und Spiegelung</translation>
    </message>
    <message>
        <source>displayed area</source>
        <translation>gezeigter Ausschnitt</translation>
    </message>
    <message>
        <source>graphics</source>
        <translation>Grafik</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Looking for films: {films} found</source>
        <translation>Sucht Aufnahmen: {films} gefunden</translation>
    </message>
    <message>
        <source>Taking it again, {number} of {runs}</source>
        <translation>Nimmt sie noch einmal auf, {number} von {runs}</translation>
    </message>
    <message>
        <source>Layer {number} of {layers}</source>
        <translation>Schicht {number} von {layers}</translation>
    </message>
    <message>
        <source>true size {low}–{high} {unit}</source>
        <translation>wahre Größe {low}–{high} {unit}</translation>
    </message>
    <message>
        <source>At detector: pixel spacing {pitch} as the file gives it. Magnification is not in the file; for 1.0 to {most} the object is {low} to {high}.</source>
        <translation>Am Detektor: Pixelabstand {pitch}, wie die Datei ihn angibt. Die Vergrößerung steht nicht in der Datei; für 1.0 bis {most} misst das Objekt {low} bis {high}.</translation>
    </message>
    <message>
        <source>Not calibrated: pixel spacing {pitch} from Pixel Spacing, and the file does not say for which plane. If it is the detector&apos;s, for 1.0 to {most} the object is {low} to {high}.</source>
        <translation>Nicht kalibriert: Pixelabstand {pitch} aus Pixel Spacing, und die Datei sagt nicht, für welche Ebene. Ist es die des Detektors, misst das Objekt für 1.0 bis {most} {low} bis {high}.</translation>
    </message>
    <message>
        <source>At object: pixel spacing {pitch}, which is the detector&apos;s divided by {factor}, {whence} in the file.</source>
        <translation>Am Objekt: Pixelabstand {pitch}, das ist der des Detektors geteilt durch {factor}, {whence} in der Datei.</translation>
    </message>
    <message>
        <source>Calibrated by geometry: pixel spacing {pitch} from Pixel Spacing, corrected for the magnification at one depth in the patient.</source>
        <translation>Durch Geometrie kalibriert: Pixelabstand {pitch} aus Pixel Spacing, um die Vergrößerung in einer Tiefe des Patienten berichtigt.</translation>
    </message>
    <message>
        <source>Calibrated by fiducial: pixel spacing {pitch} from Pixel Spacing, by an object of known size; right in its plane.</source>
        <translation>Durch Marke kalibriert: Pixelabstand {pitch} aus Pixel Spacing, durch ein Objekt bekannter Größe; richtig in dessen Ebene.</translation>
    </message>
    <message>
        <source>Calibrated by a known object: pixel spacing {pitch}; right in the plane of that object.</source>
        <translation>An bekanntem Objekt kalibriert: Pixelabstand {pitch}; richtig in der Ebene dieses Objekts.</translation>
    </message>
    <message>
        <source>Calibrated: pixel spacing {pitch} from Pixel Spacing.</source>
        <translation>Kalibriert: Pixelabstand {pitch} aus Pixel Spacing.</translation>
    </message>
    <message>
        <source>{percent} % of the range ({spread})</source>
        <translation>{percent} % des Bereichs ({spread})</translation>
    </message>
    <message>
        <source>below {share}</source>
        <translation>unter {share}</translation>
    </message>
    <message>
        <source>{pitch} mm {source}</source>
        <translation>{pitch} mm {source}</translation>
    </message>
    <message>
        <source>{title} moves the whole film; it cannot be limited to a region.</source>
        <translation>{title} bewegt die ganze Aufnahme; das lässt sich nicht auf eine Region beschränken.</translation>
    </message>
    <message>
        <source>{title} needs a drawn region; without one it does nothing.</source>
        <translation>{title} braucht eine gezeichnete Region; ohne sie geschieht nichts.</translation>
    </message>
    <message>
        <source>{title} may not follow {earlier}: {reason}</source>
        <translation>{title} darf nicht auf {earlier} folgen: {reason}</translation>
    </message>
    <message>
        <source>{title} cannot be blended: {reason}.</source>
        <translation>{title} lässt sich nicht mischen: {reason}.</translation>
    </message>
    <message>
        <source>{title} after {earlier} removes the detail that was just raised; move it before.</source>
        <translation>{title} nach {earlier} nimmt die eben gehobenen Details wieder weg; davor schieben.</translation>
    </message>
    <message>
        <source>16 bit, lossless, {window}</source>
        <translation>16 Bit, verlustfrei, {window}</translation>
    </message>
    <message>
        <source>{bits} bit grey levels as shown, lossless</source>
        <translation>Grauwerte mit {bits} Bit wie gezeigt, verlustfrei</translation>
    </message>
    <message>
        <source>{window}, applied</source>
        <translation>{window}, angewandt</translation>
    </message>
    <message>
        <source>{series} · new UIDs</source>
        <translation>{series} · neue UIDs</translation>
    </message>
    <message>
        <source>Spacing kept: {source}</source>
        <translation>Pixelabstand bleibt: {source}</translation>
    </message>
    <message>
        <source>{name} exists already and will be replaced.</source>
        <translation>{name} gibt es schon und wird ersetzt.</translation>
    </message>
    <message>
        <source>{sum}, unit {unit}</source>
        <translation>{sum}, Einheit {unit}</translation>
    </message>
    <message>
        <source>modality value = stored value × {sum}</source>
        <translation>Modalitätswert = gespeicherter Wert × {sum}</translation>
    </message>
    <message>
        <source>modality LUT of {entries} entries, not used</source>
        <translation>Modalitäts-LUT mit {entries} Einträgen, nicht verwendet</translation>
    </message>
    <message>
        <source>modality LUT of {entries} entries from stored value {first}, unit {unit}</source>
        <translation>Modalitäts-LUT mit {entries} Einträgen ab gespeichertem Wert {first}, Einheit {unit}</translation>
    </message>
    <message>
        <source>window: centre {centre}, width {width}, {function}</source>
        <translation>Fenster: Mitte {centre}, Breite {width}, {function}</translation>
    </message>
    <message>
        <source>window {name}: centre {centre}, width {width}, {function}</source>
        <translation>Fenster {name}: Mitte {centre}, Breite {width}, {function}</translation>
    </message>
    <message>
        <source>full range: {low} to {high}, as the file gives no window</source>
        <translation>voller Bereich: {low} bis {high}, da die Datei kein Fenster angibt</translation>
    </message>
    <message>
        <source>{photometric}: small values are bright</source>
        <translation>{photometric}: kleine Werte sind hell</translation>
    </message>
    <message>
        <source>{photometric}: large values are bright</source>
        <translation>{photometric}: große Werte sind hell</translation>
    </message>
    <message>
        <source>Presentation LUT Shape {shape}: grey values are inverted</source>
        <translation>Presentation LUT Shape {shape}: Grauwerte sind umgekehrt</translation>
    </message>
    <message>
        <source>Presentation LUT Shape {shape}: grey values are not inverted</source>
        <translation>Presentation LUT Shape {shape}: Grauwerte sind nicht umgekehrt</translation>
    </message>
    <message>
        <source>shutter of rows {top} to {bottom}, columns {left} to {right}</source>
        <translation>Blende mit Zeilen {top} bis {bottom}, Spalten {left} bis {right}</translation>
    </message>
    <message>
        <source>collimator of rows {top} to {bottom}, columns {left} to {right}</source>
        <translation>Einblendung mit Zeilen {top} bis {bottom}, Spalten {left} bis {right}</translation>
    </message>
    <message>
        <source>what the shutter hides is {share} white</source>
        <translation>was die Blende verdeckt, ist {share} weiß</translation>
    </message>
    <message>
        <source>stored value {value} is no picture</source>
        <translation>gespeicherter Wert {value} ist kein Bild</translation>
    </message>
    <message>
        <source>stored values {low} to {high} are no picture</source>
        <translation>gespeicherte Werte {low} bis {high} sind kein Bild</translation>
    </message>
    <message>
        <source>{share} of the film is padding or outside its shutters, and left out of figures</source>
        <translation>{share} der Aufnahme sind Auffüllung oder außerhalb der Blenden und zählen in Zahlen nicht mit</translation>
    </message>
    <message>
        <source>overlay {number}: graphics, {size}, at row {row}, column {column}</source>
        <translation>Overlay {number}: Grafik, {size}, ab Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>{rows} rows of {columns} pixels</source>
        <translation>{rows} Zeilen mit {columns} Pixeln</translation>
    </message>
    <message>
        <source>{bits} of {allocated} bits, unsigned, high bit {high}</source>
        <translation>{bits} von {allocated} Bit, ohne Vorzeichen, höchstes Bit {high}</translation>
    </message>
    <message>
        <source>{bits} of {allocated} bits, signed, high bit {high}</source>
        <translation>{bits} von {allocated} Bit, mit Vorzeichen, höchstes Bit {high}</translation>
    </message>
    <message>
        <source>{bits} of {allocated} bits, unsigned</source>
        <translation>{bits} von {allocated} Bit, ohne Vorzeichen</translation>
    </message>
    <message>
        <source>{bits} of {allocated} bits, signed</source>
        <translation>{bits} von {allocated} Bit, mit Vorzeichen</translation>
    </message>
    <message>
        <source>{detector} to the detector, {patient} to the patient</source>
        <translation>{detector} zum Detektor, {patient} zum Patienten</translation>
    </message>
    <message>
        <source>rows run towards {across}, columns towards {down}</source>
        <translation>Zeilen laufen nach {across}, Spalten nach {down}</translation>
    </message>
    <message>
        <source>{name}, {cores} cores, {memory} GB of memory</source>
        <translation>{name}, {cores} Kerne, {memory} GB Arbeitsspeicher</translation>
    </message>
    <message>
        <source>{name}, 1 core, {memory} GB of memory</source>
        <translation>{name}, 1 Kern, {memory} GB Arbeitsspeicher</translation>
    </message>
    <message>
        <source>{cores} cores, {memory} GB of memory</source>
        <translation>{cores} Kerne, {memory} GB Arbeitsspeicher</translation>
    </message>
    <message>
        <source>{gpus}; NVIDIA driver {version}</source>
        <translation>{gpus}; NVIDIA-Treiber {version}</translation>
    </message>
    <message>
        <source>{gpus}; NVIDIA driver {version}, for CUDA up to {cuda}</source>
        <translation>{gpus}; NVIDIA-Treiber {version}, für CUDA bis {cuda}</translation>
    </message>
    <message>
        <source>run on the {device}</source>
        <translation>rechnen auf: {device}</translation>
    </message>
    <message>
        <source>run on the {device}.</source>
        <translation>rechnen auf: {device}.</translation>
    </message>
    <message>
        <source>run on the {device}. {reason}</source>
        <translation>rechnen auf: {device}. {reason}</translation>
    </message>
    <message>
        <source>cannot run. {reason}</source>
        <translation>können nicht rechnen. {reason}</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old, as it ends at CUDA {newest} and this PyTorch is made with {cuda}: update the driver.</source>
        <translation>Der NVIDIA-Treiber ist zu alt: er endet bei CUDA {newest}, und dieses PyTorch ist mit {cuda} gemacht. Aktualisieren Sie den Treiber.</translation>
    </message>
    <message>
        <source>The GPU ({name}) has no free memory: close other programs that use it.</source>
        <translation>Die GPU ({name}) hat keinen freien Speicher: schließen Sie andere Programme, die sie nutzen.</translation>
    </message>
    <message>
        <source>The GPU ({name}) does not work with this PyTorch: update its driver.</source>
        <translation>Die GPU ({name}) geht nicht mit diesem PyTorch: aktualisieren Sie ihren Treiber.</translation>
    </message>
    <message>
        <source>The GPU ({name}) computes wrong numbers.</source>
        <translation>Die GPU ({name}) rechnet falsch.</translation>
    </message>
    <message>
        <source>The GPU ({name}) has compute capability {capability}, and this PyTorch needs {oldest} or later: it takes a newer GPU.</source>
        <translation>Die GPU ({name}) hat Compute Capability {capability}, und dieses PyTorch braucht {oldest} oder höher: es braucht eine neuere GPU.</translation>
    </message>
    <message>
        <source>The GPU ({name}) has compute capability {capability}, which is too new for this PyTorch: it takes a newer version.</source>
        <translation>Die GPU ({name}) hat Compute Capability {capability}, was für dieses PyTorch zu neu ist: es braucht eine neuere Version.</translation>
    </message>
    <message>
        <source>The GPU ({name}) has compute capability {capability}, for which this PyTorch has no code: it takes another version.</source>
        <translation>Die GPU ({name}) hat Compute Capability {capability}, wofür dieses PyTorch keinen Code hat: es braucht eine andere Version.</translation>
    </message>
    <message>
        <source>Whether there is a newer version is not known: {reason}.</source>
        <translation>Ob es eine neuere Version gibt, ist nicht bekannt: {reason}.</translation>
    </message>
    <message>
        <source>the server says {code}</source>
        <translation>der Server sagt {code}</translation>
    </message>
    <message>
        <source>the time limit of {seconds} s ran out</source>
        <translation>die Frist von {seconds} s ist abgelaufen</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Stitching</source>
        <translation>Setzt zusammen</translation>
    </message>
    <message>
        <source>Exposing</source>
        <translation>Belichtet</translation>
    </message>
    <message>
        <source>Developing</source>
        <translation>Entwickelt</translation>
    </message>
    <message>
        <source>Translating</source>
        <translation>Übersetzt</translation>
    </message>
    <message>
        <source>Looking at the film</source>
        <translation>Sieht die Aufnahme an</translation>
    </message>
    <message>
        <source>Predicting maps</source>
        <translation>Sagt Karten voraus</translation>
    </message>
    <message>
        <source>Reading the film</source>
        <translation>Liest die Aufnahme</translation>
    </message>
    <message>
        <source>Looking for structure without a source</source>
        <translation>Sucht Strukturen ohne Ursprung</translation>
    </message>
    <message>
        <source>no spacing in the file</source>
        <translation>kein Pixelabstand in der Datei</translation>
    </message>
    <message>
        <source>An angle does not depend on the magnification.</source>
        <translation>Ein Winkel hängt nicht von der Vergrößerung ab.</translation>
    </message>
    <message>
        <source>The file gives no spacing; its pixels are taken for squares.</source>
        <translation>Die Datei gibt keinen Pixelabstand an; ihre Pixel gelten als quadratisch.</translation>
    </message>
    <message>
        <source>The file gives no spacing: lengths are counted in pixels. Calibrate by a known object to have millimetres.</source>
        <translation>Die Datei gibt keinen Pixelabstand an: Längen zählen in Pixeln. An bekanntem Objekt kalibrieren, um Millimeter zu haben.</translation>
    </message>
    <message>
        <source>The file gives no spacing: lengths are counted in widths of a pixel. Calibrate by a known object to have millimetres.</source>
        <translation>Die Datei gibt keinen Pixelabstand an: Längen zählen in Pixelbreiten. An bekanntem Objekt kalibrieren, um Millimeter zu haben.</translation>
    </message>
    <message>
        <source>the magnification</source>
        <translation>die Vergrößerung</translation>
    </message>
    <message>
        <source>the magnification by the distances</source>
        <translation>die Vergrößerung nach den Abständen</translation>
    </message>
    <message>
        <source>Not a medical device: research and education, not for diagnosis.</source>
        <translation>Kein Medizinprodukt: für Forschung und Lehre, nicht zur Diagnose.</translation>
    </message>
    <message>
        <source>Not a medical device: research and education</source>
        <translation>Kein Medizinprodukt: für Forschung und Lehre</translation>
    </message>
    <message>
        <source>Contrast to noise</source>
        <translation>Kontrast zu Rauschen</translation>
    </message>
    <message>
        <source>Clipped dark</source>
        <translation>Dunkel abgeschnitten</translation>
    </message>
    <message>
        <source>Clipped bright</source>
        <translation>Hell abgeschnitten</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Image type</source>
        <translation>Bildtyp</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>VOI LUT of 65 536 entries</source>
        <translation>VOI-LUT mit 65 536 Einträgen</translation>
    </message>
    <message>
        <source>Source image linked</source>
        <translation>Ausgangsbild verknüpft</translation>
    </message>
    <message>
        <source>No source image to link</source>
        <translation>Kein Ausgangsbild zu verknüpfen</translation>
    </message>
    <message>
        <source>Recipe stored</source>
        <translation>Rezept gespeichert</translation>
    </message>
    <message>
        <source>Equipment added</source>
        <translation>Gerät ergänzt</translation>
    </message>
    <message>
        <source>No patient attributes</source>
        <translation>Keine Patientenangaben</translation>
    </message>
    <message>
        <source>No spacing in a picture file</source>
        <translation>Kein Pixelabstand in einer Bilddatei</translation>
    </message>
    <message>
        <source>Measurements drawn in</source>
        <translation>Messungen eingezeichnet</translation>
    </message>
    <message>
        <source>No synthetic content</source>
        <translation>Nichts Synthetisches</translation>
    </message>
    <message>
        <source>Marked synthetic</source>
        <translation>Als synthetisch markiert</translation>
    </message>
    <message>
        <source>Words burnt in</source>
        <translation>Worte eingebrannt</translation>
    </message>
    <message>
        <source>No spacing in the file</source>
        <translation>Kein Pixelabstand in der Datei</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>Den Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>Measurements are not drawn into a DICOM object; a presentation file keeps them.</source>
        <translation>In ein DICOM-Objekt werden Messungen nicht gezeichnet; eine Präsentationsdatei hebt sie auf.</translation>
    </message>
    <message>
        <source>Nothing is drawn on this film.</source>
        <translation>Auf diese Aufnahme ist nichts gezeichnet.</translation>
    </message>
    <message>
        <source>The film was lossily compressed once; the export says so.</source>
        <translation>Die Aufnahme wurde einmal verlustbehaftet komprimiert; der Export sagt es.</translation>
    </message>
    <message>
        <source>Burnt-in text is not removed: check the picture.</source>
        <translation>Eingebrannter Text wird nicht entfernt: das Bild prüfen.</translation>
    </message>
    <message>
        <source>The film&apos;s overlays do not fit the new picture and are left behind.</source>
        <translation>Die Overlays der Aufnahme passen nicht auf das neue Bild und bleiben zurück.</translation>
    </message>
    <message>
        <source>spacing</source>
        <translation>Pixelabstand</translation>
    </message>
    <message>
        <source>modality</source>
        <translation>Modalität</translation>
    </message>
    <message>
        <source>voi</source>
        <translation>VOI</translation>
    </message>
    <message>
        <source>polarity</source>
        <translation>Polarität</translation>
    </message>
    <message>
        <source>collimator</source>
        <translation>Einblendung</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>Auffüllung</translation>
    </message>
    <message>
        <source>exclusion</source>
        <translation>Ausschluss</translation>
    </message>
    <message>
        <source>overlay</source>
        <translation>Overlay</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>stored values</source>
        <translation>gespeicherte Werte</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>transfer syntax</source>
        <translation>Transfersyntax</translation>
    </message>
    <message>
        <source>lossy compression</source>
        <translation>mit Verlust</translation>
    </message>
    <message>
        <source>icon</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>view</source>
        <translation>Projektion</translation>
    </message>
    <message>
        <source>laterality</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>orientation</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>unpaired</source>
        <translation>unpaarig</translation>
    </message>
    <message>
        <source>none, says the file</source>
        <translation>keine, sagt die Datei</translation>
    </message>
    <message>
        <source>Distances from the source</source>
        <translation>Abstände von der Quelle</translation>
    </message>
    <message>
        <source>stored values are the modality values</source>
        <translation>gespeicherte Werte sind die Modalitätswerte</translation>
    </message>
    <message>
        <source>unspecified</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>a shutter that cannot be obeyed</source>
        <translation>eine Blende, der sich nicht folgen lässt</translation>
    </message>
    <message>
        <source>Not exposed field</source>
        <translation>Nicht im belichteten Feld</translation>
    </message>
    <message>
        <source>Not body</source>
        <translation>Nicht im Körper</translation>
    </message>
    <message>
        <source>Not lung field</source>
        <translation>Nicht im Lungenfeld</translation>
    </message>
    <message>
        <source>Not drawn region</source>
        <translation>Nicht in der Zeichnung</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>Dekodieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>Rezepte</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>CT-like appearance, chest</source>
        <translation>CT-artig, Thorax</translation>
    </message>
    <message>
        <source>Curve maps (supervised Zero-DCE)</source>
        <translation>Kurvenkarten (Zero-DCE, überwacht)</translation>
    </message>
    <message>
        <source>Image to image (ResUNet)</source>
        <translation>Bild zu Bild (ResUNet)</translation>
    </message>
    <message>
        <source>Mixture of eight LUTs (3DLUT)</source>
        <translation>Mischung aus acht LUTs (3DLUT)</translation>
    </message>
    <message>
        <source>One window for the film, predicted (DLBC)</source>
        <translation>Ein Fenster für die Aufnahme, vorhergesagt (DLBC)</translation>
    </message>
    <message>
        <source>no NVIDIA driver answers</source>
        <translation>kein NVIDIA-Treiber antwortet</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>keine gefunden</translation>
    </message>
    <message>
        <source>cannot run, as PyTorch is not installed</source>
        <translation>können nicht rechnen, da PyTorch nicht installiert ist</translation>
    </message>
    <message>
        <source>have not run yet</source>
        <translation>haben noch nicht gerechnet</translation>
    </message>
    <message>
        <source>PyTorch is installed, but does not start.</source>
        <translation>PyTorch ist installiert, startet aber nicht.</translation>
    </message>
    <message>
        <source>No NVIDIA driver was found: install it if this computer has an NVIDIA GPU.</source>
        <translation>Kein NVIDIA-Treiber gefunden: installieren Sie ihn, wenn dieser Rechner eine NVIDIA-GPU hat.</translation>
    </message>
    <message>
        <source>The NVIDIA driver shows no GPU: see whether CUDA_VISIBLE_DEVICES hides it, or restart.</source>
        <translation>Der NVIDIA-Treiber zeigt keine GPU: sehen Sie nach, ob CUDA_VISIBLE_DEVICES sie verbirgt, oder starten Sie neu.</translation>
    </message>
    <message>
        <source>PyTorch finds no CUDA GPU, or its driver is too old.</source>
        <translation>PyTorch findet keine CUDA-GPU, oder ihr Treiber ist zu alt.</translation>
    </message>
    <message>
        <source>Networks run on the CPU here: there is no CUDA for macOS.</source>
        <translation>Netze rechnen hier auf der CPU: für macOS gibt es kein CUDA.</translation>
    </message>
    <message>
        <source>This build is for the CPU alone: install the CUDA variant over it to use a GPU.</source>
        <translation>Diese Variante ist nur für die CPU: installieren Sie die CUDA-Variante darüber, um eine GPU zu nutzen.</translation>
    </message>
    <message>
        <source>This PyTorch is built for the CPU alone: &apos;make run TORCH=cuda&apos; gets one for GPUs.</source>
        <translation>Dieses PyTorch ist nur für die CPU gebaut: &apos;make run TORCH=cuda&apos; holt eines für GPUs.</translation>
    </message>
    <message>
        <source>There is a GPU, but CUDA does not start on it: update its driver, or restart.</source>
        <translation>Es gibt eine GPU, aber CUDA startet nicht darauf: aktualisieren Sie ihren Treiber, oder starten Sie neu.</translation>
    </message>
    <message>
        <source>Try again later; films never need the network.</source>
        <translation>Später erneut versuchen; Aufnahmen brauchen nie das Netzwerk.</translation>
    </message>
    <message>
        <source>This build names no HTTPS address that tells of newer versions.</source>
        <translation>Diese Ausgabe nennt keine HTTPS-Adresse, die von neueren Versionen berichtet.</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not trusted here</source>
        <translation>dem Zertifikat des Servers wird hier nicht vertraut</translation>
    </message>
    <message>
        <source>the server sends elsewhere</source>
        <translation>der Server schickt anderswohin</translation>
    </message>
    <message>
        <source>there is no connection to the server</source>
        <translation>es gibt keine Verbindung zum Server</translation>
    </message>
    <message>
        <source>the answer is far too long</source>
        <translation>die Antwort ist viel zu lang</translation>
    </message>
    <message>
        <source>the answer cannot be understood</source>
        <translation>die Antwort ist nicht zu verstehen</translation>
    </message>
    <message>
        <source>the answer names no version</source>
        <translation>die Antwort nennt keine Version</translation>
    </message>
    <message>
        <source>Run &apos;make torch&apos;, or: pip install &apos;negatoscope[models]&apos;.</source>
        <translation>&apos;make torch&apos; ausführen, oder: pip install &apos;negatoscope[models]&apos;.</translation>
    </message>
    <message>
        <source>Install the full variant over this one; settings and recipes stay.</source>
        <translation>Die volle Variante über diese installieren; Einstellungen und Rezepte bleiben.</translation>
    </message>
    <message>
        <source>Install Negatoscope once more: a part of it is missing.</source>
        <translation>Negatoscope noch einmal installieren: ein Teil davon fehlt.</translation>
    </message>
    <message>
        <source>Chest, balanced</source>
        <translation>Thorax, ausgewogen</translation>
    </message>
    <message>
        <source>Opens the lungs of an upright chest film without hiding heart and spine, and keeps the film&apos;s look.</source>
        <translation>Öffnet die Lungen einer Thoraxaufnahme im Stehen, ohne Herz und Wirbelsäule zu verbergen, und erhält ihr Aussehen.</translation>
    </message>
    <message>
        <source>Chest, bedside</source>
        <translation>Thorax, Bettaufnahme</translation>
    </message>
    <message>
        <source>Brings out what a grainy bedside chest film shows behind heart and diaphragm, and holds its noise down.</source>
        <translation>Holt hervor, was eine körnige Bettaufnahme hinter Herz und Zwerchfell zeigt, und hält ihr Rauschen nieder.</translation>
    </message>
    <message>
        <source>Tubes and lines</source>
        <translation>Schläuche, Leitungen</translation>
    </message>
    <message>
        <source>Makes tubes, catheters and wires on a chest film stand out from what they cross; not meant for judging the lungs.</source>
        <translation>Hebt Schläuche, Katheter und Drähte einer Thoraxaufnahme von dem ab, was sie kreuzen; nicht zur Beurteilung der Lunge.</translation>
    </message>
    <message>
        <source>Bone detail</source>
        <translation>Knochendetail</translation>
    </message>
    <message>
        <source>Raises trabeculae and cortical edges, and leaves soft tissue and background dark; tuned on a hand, a tibia and a hip.</source>
        <translation>Hebt Trabekel und Kortikaliskanten und lässt Weichteile und Hintergrund dunkel; abgestimmt an Hand, Schienbein und Hüfte.</translation>
    </message>
    <message>
        <source>Extremity</source>
        <translation>Extremität</translation>
    </message>
    <message>
        <source>Shows the bones of a limb together with the soft tissue around them; tuned on a hand, a tibia and a hip.</source>
        <translation>Zeigt die Knochen einer Extremität zusammen mit den Weichteilen; abgestimmt an Hand, Schienbein und Hüfte.</translation>
    </message>
    <message>
        <source>Abdomen</source>
        <translation>Abdomen</translation>
    </message>
    <message>
        <source>Evens out thick and thin parts and raises the faint contrast of gas, fat and organs; tuned on pelvic films, for no film of an abdomen was at hand.</source>
        <translation>Gleicht dicke und dünne Teile aus und hebt den schwachen Kontrast von Gas, Fett und Organen; an Beckenaufnahmen abgestimmt, denn eine Abdomenaufnahme lag nicht vor.</translation>
    </message>
    <message>
        <source>Mammography</source>
        <translation>Mammographie</translation>
    </message>
    <message>
        <source>Brings the skin line into view and raises specks of a tenth of a millimetre; tried on phantoms only, for no mammogram was at hand.</source>
        <translation>Bringt die Hautlinie ins Bild und hebt Punkte von einem Zehntelmillimeter; nur an Phantomen erprobt, denn eine Mammographie lag nicht vor.</translation>
    </message>
    <message>
        <source>Paediatric</source>
        <translation>Pädiatrie</translation>
    </message>
    <message>
        <source>Takes noise off a child&apos;s film of low dose before it raises contrast gently; tuned on children&apos;s pelvic films.</source>
        <translation>Nimmt einer Kinderaufnahme niedriger Dosis das Rauschen, bevor es den Kontrast sanft hebt; an Beckenaufnahmen von Kindern abgestimmt.</translation>
    </message>
    <message>
        <source>Soft contrast</source>
        <translation>Weicher Kontrast</translation>
    </message>
    <message>
        <source>A gentle film of low contrast, with every density visible.</source>
        <translation>Eine sanfte Aufnahme mit wenig Kontrast, in der jede Dichte sichtbar ist.</translation>
    </message>
    <message>
        <source>Denoise</source>
        <translation>Entrauschen</translation>
    </message>
    <message>
        <source>Removes specks and grain, and keeps the film&apos;s window.</source>
        <translation>Entfernt Punkte und Korn und behält das Fenster der Aufnahme.</translation>
    </message>
    <message>
        <source>Gives every pixel a window of its own, whose maps you can look at and override.</source>
        <translation>Gibt jedem Pixel ein eigenes Fenster, dessen Karten sich ansehen und überstimmen lassen.</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>kalibriert</translation>
    </message>
    <message>
        <source>calibrated by geometry</source>
        <translation>durch Geometrie kalibriert</translation>
    </message>
    <message>
        <source>calibrated by fiducial</source>
        <translation>durch Referenzobjekt kalibriert</translation>
    </message>
    <message>
        <source>at detector</source>
        <translation>am Detektor</translation>
    </message>
    <message>
        <source>at object, from the magnification in the file</source>
        <translation>am Objekt, aus der Vergrößerung in der Datei</translation>
    </message>
    <message>
        <source>at object, from the distances in the file</source>
        <translation>am Objekt, aus den Abständen in der Datei</translation>
    </message>
    <message>
        <source>calibrated by a known object</source>
        <translation>an bekanntem Objekt kalibriert</translation>
    </message>
    <message>
        <source>Pixel Spacing, not calibrated</source>
        <translation>Pixel Spacing, nicht kalibriert</translation>
    </message>
    <message>
        <source>assumed: no spacing in the file</source>
        <translation>angenommen: kein Pixelabstand in der Datei</translation>
    </message>
    <message>
        <source>Whole film</source>
        <translation>Ganze Aufnahme</translation>
    </message>
    <message>
        <source>Exposed field</source>
        <translation>Belichtetes Feld</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Körper</translation>
    </message>
    <message>
        <source>Lung field</source>
        <translation>Lungenfeld</translation>
    </message>
    <message>
        <source>Drawn region</source>
        <translation>Gezeichnete Region</translation>
    </message>
    <message>
        <source>DICOM image</source>
        <translation>DICOM-Bild</translation>
    </message>
    <message>
        <source>PNG, 16 bit</source>
        <translation>PNG, 16 Bit</translation>
    </message>
    <message>
        <source>PNG, 8 bit</source>
        <translation>PNG, 8 Bit</translation>
    </message>
    <message>
        <source>TIFF, 16 bit</source>
        <translation>TIFF, 16 Bit</translation>
    </message>
    <message>
        <source>TIFF, 8 bit</source>
        <translation>TIFF, 8 Bit</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
</context>
<context>
    <name>EnhancePanel</name>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>Rezepte</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>Schritt hinzufügen</translation>
    </message>
    <message>
        <source>No steps</source>
        <translation>Keine Schritte</translation>
    </message>
    <message>
        <source>{title}, changed</source>
        <translation>{title}, geändert</translation>
    </message>
    <message>
        <source>Own recipe</source>
        <translation>Eigenes Rezept</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export {name}</source>
        <translation>{name} exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Recipe file</source>
        <translation>Rezeptdatei</translation>
    </message>
    <message>
        <source>Before/after picture, PNG</source>
        <translation>Vorher/Nachher-Bild, PNG</translation>
    </message>
    <message>
        <source>Presentation as JSON</source>
        <translation>Präsentation als JSON</translation>
    </message>
    <message>
        <source>Measurements in the picture</source>
        <translation>Messungen im Bild</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Enhanced</source>
        <translation>Verbessert</translation>
    </message>
    <message>
        <source>Also write</source>
        <translation>Auch schreiben</translation>
    </message>
    <message>
        <source>The original file is not changed. A DICOM object names it as its source.</source>
        <translation>Die Originaldatei wird nicht verändert. Ein DICOM-Objekt nennt sie als seine Quelle.</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Derivation</source>
        <translation>Ableitung</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Vermerke</translation>
    </message>
    <message>
        <source>{files} files, about {size}</source>
        <translation>{files} Dateien, etwa {size}</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Export läuft…</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>See the film through it</source>
        <translation>Die Aufnahme so ansehen</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in Kraft</translation>
    </message>
</context>
<context>
    <name>FilePanel</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy these lines as text, without the patient</source>
        <translation>Diese Zeilen als Text kopieren, ohne den Patienten</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>FilmBeside</name>
    <message>
        <source>Second film, another patient</source>
        <translation>Zweite Aufnahme, anderer Patient</translation>
    </message>
    <message>
        <source>Second film</source>
        <translation>Zweite Aufnahme</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Own recipe</source>
        <translation>Eigenes Rezept</translation>
    </message>
    <message>
        <source>Film {number}</source>
        <translation>Aufnahme {number}</translation>
    </message>
</context>
<context>
    <name>FilmList</name>
    <message>
        <source>Films</source>
        <translation>Aufnahmen</translation>
    </message>
</context>
<context>
    <name>FilmMenu</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>No longer beside</source>
        <translation>Nicht mehr daneben</translation>
    </message>
    <message>
        <source>Show beside</source>
        <translation>Daneben zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>FilmPage</name>
    <message>
        <source>Film and privacy</source>
        <translation>Aufnahme und Privatheit</translation>
    </message>
    <message>
        <source>Name the patient in the corners</source>
        <translation>Patienten in den Ecken nennen</translation>
    </message>
    <message>
        <source>Also the file in the title of the window, as files are named after patients.</source>
        <translation>Auch die Datei im Titel des Fensters, da Dateien nach Patienten benannt sind.</translation>
    </message>
    <message>
        <source>List recent files</source>
        <translation>Zuletzt geöffnete Dateien auflisten</translation>
    </message>
    <message>
        <source>The last twelve, in the menu of Open. Their names may tell of patients, and they are kept on this computer as they read. Switching off forgets them.</source>
        <translation>Die letzten zwölf, im Menü von Öffnen. Ihre Namen können von Patienten sprechen und bleiben auf diesem Rechner, wie sie lauten. Ausschalten vergisst sie.</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Restore films after a crash</source>
        <translation>Aufnahmen nach einem Absturz wiederherstellen</translation>
    </message>
    <message>
        <source>While films are open, which ones and how they are shown is kept, without their pixels, encrypted under a key that lies in the keyring of your system. A clean exit removes it.</source>
        <translation>Solange Aufnahmen offen sind, wird aufgehoben, welche und wie sie gezeigt werden: ohne ihre Pixel und verschlüsselt, mit einem Schlüssel im Schlüsselbund des Systems. Beim Beenden wird es gelöscht.</translation>
    </message>
</context>
<context>
    <name>FilmPanel</name>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Single pictures</source>
        <translation>Einzelne Bilder</translation>
    </message>
    <message>
        <source>Study {number}</source>
        <translation>Studie {number}</translation>
    </message>
    <message>
        <source>Series {number}</source>
        <translation>Serie {number}</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Film {number}</source>
        <translation>Aufnahme {number}</translation>
    </message>
    <message>
        <source>Synthetic</source>
        <translation>Synthetisch</translation>
    </message>
    <message>
        <source>Lossy</source>
        <translation>Mit Verlust</translation>
    </message>
    <message>
        <source>{number} frames</source>
        <translation>{number} Einzelbilder</translation>
    </message>
    <message>
        <source>this file</source>
        <translation>diese Datei</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>Sie ist nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>FilmRows</name>
    <message>
        <source>cannot be read: {reason}</source>
        <translation>nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>eingeklappt</translation>
    </message>
</context>
<context>
    <name>FindSheet</name>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Name, group or key</source>
        <translation>Name, Gruppe oder Taste</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>{command}: {reason}.</source>
        <translation>{command}: {reason}.</translation>
    </message>
    <message>
        <source>Enter does it.</source>
        <translation>Eingabe führt aus.</translation>
    </message>
</context>
<context>
    <name>FrameBar</name>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play round and round</source>
        <translation>Immer wieder abspielen</translation>
    </message>
    <message>
        <source>Per second</source>
        <translation>Pro Sekunde</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Einzelbild</translation>
    </message>
    <message>
        <source>Frame {shown} of {frames}</source>
        <translation>Einzelbild {shown} von {frames}</translation>
    </message>
</context>
<context>
    <name>GalleryDesk</name>
    <message>
        <source>the network that made this film</source>
        <translation>das Netz, das diese Aufnahme erzeugt hat</translation>
    </message>
</context>
<context>
    <name>GallerySheet</name>
    <message>
        <source>Recipes</source>
        <translation>Rezepte</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Find a recipe</source>
        <translation>Rezept suchen</translation>
    </message>
    <message>
        <source>Name for the current steps</source>
        <translation>Name für die jetzigen Schritte</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Of films</source>
        <translation>Aus Aufnahmen</translation>
    </message>
    <message>
        <source>Chest and bedside</source>
        <translation>Thorax und Bettaufnahme</translation>
    </message>
    <message>
        <source>A network works it out: apply it to see it.</source>
        <translation>Ein Netz berechnet es: anwenden, um es zu sehen.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Bone and limbs</source>
        <translation>Knochen und Gliedmaßen</translation>
    </message>
    <message>
        <source>Abdomen</source>
        <translation>Abdomen</translation>
    </message>
    <message>
        <source>Mammography</source>
        <translation>Mammographie</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Kinder</translation>
    </message>
    <message>
        <source>Any film</source>
        <translation>Jede Aufnahme</translation>
    </message>
    <message>
        <source>A network invents what it shows: apply it to see it.</source>
        <translation>Was es zeigt, erfindet ein Netz: zum Ansehen anwenden.</translation>
    </message>
</context>
<context>
    <name>GreyPlot</name>
    <message>
        <source>Grey values on screen, before and after</source>
        <translation>Grauwerte am Bildschirm, vorher und nachher</translation>
    </message>
    <message>
        <source>black</source>
        <translation>schwarz</translation>
    </message>
    <message>
        <source>line original, area result</source>
        <translation>Linie Original, Fläche Ergebnis</translation>
    </message>
    <message>
        <source>white</source>
        <translation>weiß</translation>
    </message>
</context>
<context>
    <name>Grip</name>
    <message>
        <source>Drag to reorder</source>
        <translation>Ziehen zum Umordnen</translation>
    </message>
    <message>
        <source>Reorder</source>
        <translation>Umordnen</translation>
    </message>
</context>
<context>
    <name>HistogramRows</name>
    <message>
        <source>Grey values before and after</source>
        <translation>Grauwerte vorher und nachher</translation>
    </message>
    <message>
        <source>Clipped: {black} black, {white} white of the exposed field.</source>
        <translation>Abgeschnitten: {black} schwarz, {white} weiß vom belichteten Feld.</translation>
    </message>
    <message>
        <source>Clipped: {black} black, {white} white of the exposed field; of the original {black_before} and {white_before}.</source>
        <translation>Abgeschnitten: {black} schwarz, {white} weiß vom belichteten Feld; im Original {black_before} und {white_before}.</translation>
    </message>
</context>
<context>
    <name>HistogramView</name>
    <message>
        <source>Histogram and window</source>
        <translation>Histogramm und Fenster</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel: {title}</source>
        <translation>Abbrechen: {title}</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Reading a film</source>
        <translation>Aufnahme lesen</translation>
    </message>
    <message>
        <source>Reading a frame</source>
        <translation>Einzelbild lesen</translation>
    </message>
    <message>
        <source>Reading the second film</source>
        <translation>Zweite Aufnahme lesen</translation>
    </message>
    <message>
        <source>Looking for films</source>
        <translation>Aufnahmen suchen</translation>
    </message>
    <message>
        <source>Small pictures for the list</source>
        <translation>Kleine Bilder für die Liste</translation>
    </message>
    <message>
        <source>Making the enhanced picture</source>
        <translation>Verbessertes Bild rechnen</translation>
    </message>
    <message>
        <source>Making another recipe&apos;s picture</source>
        <translation>Bild eines anderen Rezepts rechnen</translation>
    </message>
    <message>
        <source>Small pictures of recipes</source>
        <translation>Kleine Bilder der Rezepte</translation>
    </message>
    <message>
        <source>Measuring the result</source>
        <translation>Ergebnis vermessen</translation>
    </message>
    <message>
        <source>Looking for regions</source>
        <translation>Regionen suchen</translation>
    </message>
    <message>
        <source>Measuring drawn regions</source>
        <translation>Gezeichnete Regionen vermessen</translation>
    </message>
    <message>
        <source>Applying a presentation state</source>
        <translation>Präsentationszustand anwenden</translation>
    </message>
    <message>
        <source>Looking for presentation states</source>
        <translation>Präsentationszustände suchen</translation>
    </message>
    <message>
        <source>Asking whether a film may be translated</source>
        <translation>Prüfen, ob eine Aufnahme übersetzt werden darf</translation>
    </message>
    <message>
        <source>Measuring how reliable the translation is</source>
        <translation>Verlässlichkeit der Übersetzung messen</translation>
    </message>
    <message>
        <source>Making a reference of flat films</source>
        <translation>Referenz aus Flatfield-Aufnahmen machen</translation>
    </message>
    <message>
        <source>Making a sample film</source>
        <translation>Beispielaufnahme machen</translation>
    </message>
    <message>
        <source>Stitching films</source>
        <translation>Aufnahmen zusammensetzen</translation>
    </message>
    <message>
        <source>Asking for the newest version</source>
        <translation>Nach der neuesten Version fragen</translation>
    </message>
    <message>
        <source>Looking at this computer</source>
        <translation>Diesen Rechner ansehen</translation>
    </message>
    <message>
        <source>Gathering diagnostics</source>
        <translation>Diagnose zusammenstellen</translation>
    </message>
    <message>
        <source>Running the self-test</source>
        <translation>Selbsttest laufen lassen</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Exporting maps</source>
        <translation>Karten exportieren</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Keeping the session for the case of a crash</source>
        <translation>Sitzung für den Fall eines Absturzes aufheben</translation>
    </message>
    <message>
        <source>Something went wrong inside Negatoscope.</source>
        <translation>In Negatoscope ist etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>JobsSheet</name>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Nothing runs.</source>
        <translation>Nichts läuft.</translation>
    </message>
    <message>
        <source>Nothing ended yet.</source>
        <translation>Noch nichts beendet.</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Ended lately</source>
        <translation>Zuletzt beendet</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Left out: {reason}</source>
        <translation>Ausgelassen: {reason}</translation>
    </message>
    <message>
        <source>So are {number} more.</source>
        <translation>Ebenso {number} weitere.</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>Als „{name}“ gespeichert.</translation>
    </message>
    <message>
        <source>It is called “{name}” now.</source>
        <translation>Heißt jetzt „{name}“.</translation>
    </message>
    <message>
        <source>Copied as “{name}”.</source>
        <translation>Als „{name}“ kopiert.</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>„{name}“ ist gelöscht.</translation>
    </message>
    <message>
        <source>“{name}” is back.</source>
        <translation>„{name}“ ist wieder da.</translation>
    </message>
    <message>
        <source>Write recipe</source>
        <translation>Rezept schreiben</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Rezepte (*.json)</translation>
    </message>
    <message>
        <source>Written to {file}.</source>
        <translation>In {file} geschrieben.</translation>
    </message>
    <message>
        <source>Import recipes</source>
        <translation>Rezepte importieren</translation>
    </message>
    <message>
        <source>Recipes and exported films (*.json *.dcm);;All files (*)</source>
        <translation>Rezepte und exportierte Aufnahmen (*.json *.dcm);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Imported as “{name}”.</source>
        <translation>Als „{name}“ importiert.</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>New key…</source>
        <translation>Neue Taste…</translation>
    </message>
    <message>
        <source>Another key…</source>
        <translation>Weitere Taste…</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>As delivered</source>
        <translation>Wie ausgeliefert</translation>
    </message>
    <message>
        <source>{command}: {keys}</source>
        <translation>{command}: {keys}</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>Taste drücken</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys and mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>Tasten ändern</translation>
    </message>
    <message>
        <source>A key that is held is one key alone, without Ctrl, Alt or Shift.</source>
        <translation>Eine gehaltene Taste ist eine einzelne Taste, ohne Strg, Alt oder Umschalt.</translation>
    </message>
    <message>
        <source>{keys} belongs to “{other}”.</source>
        <translation>{keys} gehört zu „{other}“.</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Window presets, as they are numbered</source>
        <translation>Fenstervorgaben, wie sie nummeriert sind</translation>
    </message>
    <message>
        <source>Recipes, in the order of the list</source>
        <translation>Rezepte, in der Reihenfolge der Liste</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>Links ziehen</translation>
    </message>
    <message>
        <source>The tool: window first, across for the width, up and down for the centre</source>
        <translation>Das Werkzeug: zuerst Fenster, seitwärts die Breite, auf und ab die Mitte</translation>
    </message>
    <message>
        <source>Shift left drag</source>
        <translation>Umschalt, links ziehen</translation>
    </message>
    <message>
        <source>Window, fine; with Ctrl too, coarse</source>
        <translation>Fenster, fein; mit Strg dazu grob</translation>
    </message>
    <message>
        <source>Ctrl left drag</source>
        <translation>Strg, links ziehen</translation>
    </message>
    <message>
        <source>Window from a box</source>
        <translation>Fenster aus einem Rahmen</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Mitte ziehen</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>Rechts ziehen</translation>
    </message>
    <message>
        <source>Zoom, up is in</source>
        <translation>Zoom, nach oben größer</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>Rechtsklick</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Next frame or film; zooms when one film is open</source>
        <translation>Nächstes Einzelbild oder nächste Aufnahme; zoomt, wenn nur eine offen ist</translation>
    </message>
    <message>
        <source>Ctrl wheel</source>
        <translation>Strg und Rad</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Zoom am Zeiger</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>One pane or two</source>
        <translation>Eine Ansicht oder zwei</translation>
    </message>
    <message>
        <source>Two fingers</source>
        <translation>Zwei Finger</translation>
    </message>
    <message>
        <source>Pan a film that is zoomed in</source>
        <translation>Eine vergrößerte Aufnahme verschieben</translation>
    </message>
    <message>
        <source>Pinch</source>
        <translation>Spreizen</translation>
    </message>
    <message>
        <source>Zoom at the fingers</source>
        <translation>Zoom an den Fingern</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>A pointer for the keyboard: arrows move it, Enter clicks, Esc ends it</source>
        <translation>Ein Zeiger für die Tastatur: Pfeile bewegen ihn, Eingabe klickt, Esc beendet ihn</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>All as delivered</source>
        <translation>Alle wie ausgeliefert</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Lasso</name>
    <message>
        <source>Click the first or the last corner to close. Esc drops it.</source>
        <translation>Erste oder letzte Ecke anklicken: schließt. Esc verwirft.</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>The presentation state in force is not among the open files any more.</source>
        <translation>Der geltende Präsentationszustand ist nicht mehr unter den offenen Dateien.</translation>
    </message>
    <message>
        <source>The presentation state says nothing of this frame.</source>
        <translation>Der Präsentationszustand sagt nichts über dieses Einzelbild.</translation>
    </message>
    <message>
        <source>The state asks for a size of its own on screen; its area is shown as large as it fits.</source>
        <translation>Der Zustand verlangt eine eigene Größe am Bildschirm; sein Ausschnitt ist so groß, wie er passt.</translation>
    </message>
    <message>
        <source>The state has more lines of text than are shown at once; enlarge the film to read them.</source>
        <translation>Der Zustand hat mehr Textzeilen, als zugleich zu sehen sind; zum Lesen die Aufnahme vergrößern.</translation>
    </message>
    <message>
        <source>of the state</source>
        <translation>des Zustands</translation>
    </message>
    <message>
        <source>of the file</source>
        <translation>der Datei</translation>
    </message>
    <message>
        <source>Shutter</source>
        <translation>Blende</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>overlay</source>
        <translation>Overlay</translation>
    </message>
    <message>
        <source>hidden just now</source>
        <translation>gerade verborgen</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Presentation state</source>
        <translation>Präsentationszustand</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>1 presentation state lies beside this film. It is in force only once chosen.</source>
        <translation>1 Präsentationszustand liegt neben dieser Aufnahme. Er gilt erst, wenn er gewählt ist.</translation>
    </message>
    <message>
        <source>{states} presentation states lie beside this film. None is in force until chosen.</source>
        <translation>{states} Präsentationszustände liegen neben dieser Aufnahme. Keiner gilt, bis einer gewählt ist.</translation>
    </message>
</context>
<context>
    <name>Lens</name>
    <message>
        <source>{zoom}× stored pixels</source>
        <translation>{zoom}× gespeicherte Pixel</translation>
    </message>
    <message>
        <source>{zoom}×, only the preview so far</source>
        <translation>{zoom}×, bisher nur die Vorschau</translation>
    </message>
</context>
<context>
    <name>LicencesSheet</name>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Negatoscope</source>
        <translation>Negatoscope</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>Whose licence</source>
        <translation>Wessen Lizenz</translation>
    </message>
    <message>
        <source>Search in the text</source>
        <translation>Im Text suchen</translation>
    </message>
    <message>
        <source>Place before</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Place {at} of {all}</source>
        <translation>Stelle {at} von {all}</translation>
    </message>
    <message>
        <source>Not in this text.</source>
        <translation>Nicht in diesem Text.</translation>
    </message>
</context>
<context>
    <name>Limits</name>
    <message>
        <source>Pixels of one picture</source>
        <translation>Pixel eines Bildes</translation>
    </message>
    <message>
        <source>million</source>
        <translation>Millionen</translation>
    </message>
    <message>
        <source>One frame or file, unpacked</source>
        <translation>Ein Bild oder eine Datei, entpackt</translation>
    </message>
    <message>
        <source>Elements of a DICOM header</source>
        <translation>Elemente eines DICOM-Kopfes</translation>
    </message>
    <message>
        <source>Sequences inside sequences</source>
        <translation>Sequenzen in Sequenzen</translation>
    </message>
    <message>
        <source>Files of an archive</source>
        <translation>Dateien eines Archivs</translation>
    </message>
</context>
<context>
    <name>LimitsPage</name>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>A damaged or hostile file may ask for more memory than there is. What asks for more than this is refused before anything is made for it.</source>
        <translation>Eine beschädigte oder feindliche Datei kann mehr Speicher verlangen, als da ist. Was mehr als dies verlangt, wird abgelehnt, bevor etwas dafür angelegt wird.</translation>
    </message>
    <message>
        <source>Usually {usual}; 1 to {most}.</source>
        <translation>Üblich {usual}; 1 bis {most}.</translation>
    </message>
</context>
<context>
    <name>LogSheet</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The log was saved.</source>
        <translation>Das Protokoll wurde gespeichert.</translation>
    </message>
    <message>
        <source>The log could not be saved there.</source>
        <translation>Das Protokoll ließ sich dort nicht speichern.</translation>
    </message>
    <message>
        <source>The last 500 lines, in memory only. Paths, UIDs and whatever names a patient are left out.</source>
        <translation>Die letzten 500 Zeilen, nur im Speicher. Pfade, UIDs und alles, was einen Patienten nennt, fehlen.</translation>
    </message>
    <message>
        <source>Nothing was noted.</source>
        <translation>Nichts wurde vermerkt.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Protokoll speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Reading room</source>
        <translation>Befundraum</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Films stay on black in each, and look the same.</source>
        <translation>Aufnahmen bleiben in jedem auf Schwarz und sehen gleich aus.</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Taken when Negatoscope starts the next time.</source>
        <translation>Gilt ab dem nächsten Start von Negatoscope.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
</context>
<context>
    <name>LutPlot</name>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>before the mapping</source>
        <translation>vor der Abbildung</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>Voller Bereich</translation>
    </message>
    <message>
        <source>Global</source>
        <translation>Global</translation>
    </message>
    <message>
        <source>Regional</source>
        <translation>Regional</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Curve of the grey values</source>
        <translation>Kurve der Grauwerte</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>gezeigt</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Reading…</source>
        <translation>Liest…</translation>
    </message>
    <message>
        <source>No film open</source>
        <translation>Keine Aufnahme offen</translation>
    </message>
    <message>
        <source>This film was made by Negatoscope with the recipe “{recipe}”.</source>
        <translation>Diese Aufnahme wurde von Negatoscope mit dem Rezept „{recipe}“ gemacht.</translation>
    </message>
    <message>
        <source>own recipe</source>
        <translation>eigenes Rezept</translation>
    </message>
    <message>
        <source>It is in the list of recipes; open the source film to apply it there.</source>
        <translation>Es steht in der Liste der Rezepte; zum Anwenden die Ausgangsaufnahme öffnen.</translation>
    </message>
    <message>
        <source>Exported {names}.</source>
        <translation>{names} exportiert.</translation>
    </message>
    <message>
        <source>The original file is not changed.</source>
        <translation>Die Originaldatei ist unverändert.</translation>
    </message>
</context>
<context>
    <name>MapRow</name>
    <message>
        <source>Show map {letter}, {word}, over the picture</source>
        <translation>Karte {letter}, {word}, über dem Bild zeigen</translation>
    </message>
    <message>
        <source>{name}, override</source>
        <translation>{name}, überstimmen</translation>
    </message>
    <message>
        <source>Median of the film</source>
        <translation>Median der Aufnahme</translation>
    </message>
    <message>
        <source>no override</source>
        <translation>nicht überstimmt</translation>
    </message>
    <message>
        <source>Locked: unchanged</source>
        <translation>Festgehalten: unverändert</translation>
    </message>
    <message>
        <source>Keep unchanged</source>
        <translation>Unverändert lassen</translation>
    </message>
    <message>
        <source>Map {letter}, {word}: keep unchanged</source>
        <translation>Karte {letter}, {word}: unverändert lassen</translation>
    </message>
    <message>
        <source>Map {letter}, {word}: locked, unchanged</source>
        <translation>Karte {letter}, {word}: festgehalten, unverändert</translation>
    </message>
</context>
<context>
    <name>MappingDesk</name>
    <message>
        <source>Export maps</source>
        <translation>Karten exportieren</translation>
    </message>
    <message>
        <source>Writing maps</source>
        <translation>Schreibt Karten</translation>
    </message>
    <message>
        <source>Exported the maps as {name}.</source>
        <translation>Karten als {name} exportiert.</translation>
    </message>
    <message>
        <source>Pages: a, b, m, centre, width.</source>
        <translation>Seiten: a, b, m, Mitte, Breite.</translation>
    </message>
</context>
<context>
    <name>MappingRows</name>
    <message>
        <source>4: finer maps, four times as slow</source>
        <translation>4: feinere Karten, viermal so langsam</translation>
    </message>
    <message>
        <source>8: what the network was trained on</source>
        <translation>8: womit das Netz gelernt hat</translation>
    </message>
    <message>
        <source>16: coarser maps, four times as fast</source>
        <translation>16: gröbere Karten, viermal so schnell</translation>
    </message>
    <message>
        <source>Set the film&apos;s window to this mapping&apos;s and switch the mapping off; DICOM&apos;s sigmoid reaches neither black nor white and so looks a little flatter</source>
        <translation>Das Fenster der Aufnahme auf das dieser Abbildung setzen und die Abbildung ausschalten; die Sigmoidkurve von DICOM erreicht weder Schwarz noch Weiß und wirkt etwas flacher</translation>
    </message>
    <message>
        <source>One window cannot say it while maps a and m change the film: lock both first, and leave no step before the mapping that sets a window, nor one after it</source>
        <translation>Ein Fenster allein kann es nicht sagen, solange die Karten a und m die Aufnahme ändern: beide erst festhalten, und weder vor der Abbildung einen Schritt lassen, der ein Fenster setzt, noch einen danach</translation>
    </message>
    <message>
        <source>Reduction of the film for the network</source>
        <translation>Verkleinerung der Aufnahme für das Netz</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Export maps…</source>
        <translation>Karten exportieren…</translation>
    </message>
    <message>
        <source>Use as window</source>
        <translation>Als Fenster verwenden</translation>
    </message>
    <message>
        <source>Map and override</source>
        <translation>Karte und Wert</translation>
    </message>
    <message>
        <source>at the pixel</source>
        <translation>am Pixel</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>Verkleinerung</translation>
    </message>
    <message>
        <source>Write a, b, m, centre and width as one TIFF of 32-bit floats</source>
        <translation>a, b, m, Mitte und Breite als ein TIFF mit 32-Bit-Gleitkommazahlen schreiben</translation>
    </message>
    <message>
        <source>Export the maps, or use them as a window</source>
        <translation>Karten exportieren oder als Fenster verwenden</translation>
    </message>
    <message>
        <source>Maps, menu</source>
        <translation>Karten, Menü</translation>
    </message>
</context>
<context>
    <name>MapsOnStage</name>
    <message>
        <source>Map {letter}: {title}</source>
        <translation>Karte {letter}: {title}</translation>
    </message>
    <message>
        <source>Map {letter} over the picture, {opacity}</source>
        <translation>Karte {letter} über dem Bild, {opacity}</translation>
    </message>
    <message>
        <source>Drag sets centre</source>
        <translation>Ziehen setzt die Mitte</translation>
    </message>
    <message>
        <source>Drag sets width</source>
        <translation>Ziehen setzt die Breite</translation>
    </message>
    <message>
        <source>Drag sets centre and width</source>
        <translation>Ziehen setzt Mitte und Breite</translation>
    </message>
</context>
<context>
    <name>Measure</name>
    <message>
        <source>1 length</source>
        <translation>1 Länge</translation>
    </message>
    <message>
        <source>{n} lengths</source>
        <translation>{n} Längen</translation>
    </message>
    <message>
        <source>1 angle</source>
        <translation>1 Winkel</translation>
    </message>
    <message>
        <source>{n} angles</source>
        <translation>{n} Winkel</translation>
    </message>
    <message>
        <source>1 region</source>
        <translation>1 Region</translation>
    </message>
    <message>
        <source>{n} regions</source>
        <translation>{n} Regionen</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 Notiz</translation>
    </message>
    <message>
        <source>{n} notes</source>
        <translation>{n} Notizen</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Spread σ</source>
        <translation>Streuung σ</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Niedrigster</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Höchster</translation>
    </message>
    <message>
        <source>Original, {count} pixels, in modality values: mean {mean}, spread σ {sd}, lowest {low}, highest {high}.</source>
        <translation>Original, {count} Pixel, in Modalitätswerten: Mittel {mean}, Streuung σ {sd}, niedrigster {low}, höchster {high}.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Cobb angle</source>
        <translation>Cobb-Winkel</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Pfeil</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>MeasureDesk</name>
    <message>
        <source>Nothing is measured yet. Choose a tool and draw on the film: {tools}.</source>
        <translation>Noch ist nichts gemessen. Ein Werkzeug wählen und auf die Aufnahme zeichnen: {tools}.</translation>
    </message>
</context>
<context>
    <name>MeasurePanel</name>
    <message>
        <source>Show on the film</source>
        <translation>Auf der Aufnahme zeigen</translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>Alle löschen</translation>
    </message>
    <message>
        <source>Calibrate by a known object…</source>
        <translation>An bekanntem Objekt kalibrieren…</translation>
    </message>
    <message>
        <source>Remove the calibration</source>
        <translation>Kalibrierung entfernen</translation>
    </message>
    <message>
        <source>Per cent of the display range; the same pixels in both. Spread σ holds noise and anatomy.</source>
        <translation>Prozent des Anzeigebereichs; in beiden dieselben Pixel. Die Streuung σ enthält Rauschen und Anatomie.</translation>
    </message>
</context>
<context>
    <name>MeasureReading</name>
    <message>
        <source>{length} mm, known object</source>
        <translation>{length} mm, bekanntes Objekt</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Calibrated: {what}.</source>
        <translation>Kalibriert: {what}.</translation>
    </message>
</context>
<context>
    <name>MeasureRow</name>
    <message>
        <source>Name of {thing}</source>
        <translation>Name von {thing}</translation>
    </message>
    <message>
        <source>Delete {thing}</source>
        <translation>{thing} löschen</translation>
    </message>
</context>
<context>
    <name>MeasureTyping</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>True length, mm</source>
        <translation>Wahre Länge, mm</translation>
    </message>
    <message>
        <source>A length above 0 mm is wanted, such as 25 or 25.4.</source>
        <translation>Gesucht ist eine Länge über 0 mm, etwa 25 oder 25.4.</translation>
    </message>
</context>
<context>
    <name>ModelCardBox</name>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>What the model learnt from, how good it is, and where it fails</source>
        <translation>Woraus das Modell gelernt hat, wie gut es ist und wo es versagt</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <source>Learnt from {count} pictures of 1 collection.</source>
        <translation>Gelernt aus {count} Bildern einer Sammlung.</translation>
    </message>
    <message>
        <source>Learnt from {count} pictures of {many} collections.</source>
        <translation>Gelernt aus {count} Bildern aus {many} Sammlungen.</translation>
    </message>
    <message>
        <source>Known limit: {limit}</source>
        <translation>Bekannte Grenze: {limit}</translation>
    </message>
</context>
<context>
    <name>ModelCardSheet</name>
    <message>
        <source>What it is for</source>
        <translation>Wofür es ist</translation>
    </message>
    <message>
        <source>Known limits</source>
        <translation>Bekannte Grenzen</translation>
    </message>
    <message>
        <source>What it learnt from</source>
        <translation>Woraus es gelernt hat</translation>
    </message>
    <message>
        <source>Measured on films it did not learn from</source>
        <translation>Gemessen an Aufnahmen, aus denen es nicht gelernt hat</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>Wie es gemacht wurde</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Model card: {name}</source>
        <translation>Modellkarte: {name}</translation>
    </message>
    <message>
        <source>{method}, preset {preset}, seed {seed}</source>
        <translation>{method}, Vorgabe {preset}, Startwert {seed}</translation>
    </message>
    <message>
        <source>{number} parameters. {shape}</source>
        <translation>{number} Parameter. {shape}</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>Vorgesehener Gebrauch</translation>
    </message>
    <message>
        <source>Licence of the weights</source>
        <translation>Lizenz der Gewichte</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert am</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>SHA-256 of weights</source>
        <translation>SHA-256 der Gewichte</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Card…</source>
        <translation>Karte…</translation>
    </message>
    <message>
        <source>Model card: {name}</source>
        <translation>Modellkarte: {name}</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models and device</source>
        <translation>Modelle und Gerät</translation>
    </message>
    <message>
        <source>Networks run on</source>
        <translation>Netze rechnen auf</translation>
    </message>
    <message>
        <source>Automatic takes a CUDA GPU that works, else the CPU. Results are the same.</source>
        <translation>Automatisch nimmt eine CUDA-GPU, die geht, sonst die CPU. Die Ergebnisse sind gleich.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>CUDA GPU</source>
        <translation>CUDA-GPU</translation>
    </message>
    <message>
        <source>In use: {device}.</source>
        <translation>In Gebrauch: {device}.</translation>
    </message>
    <message>
        <source>PyTorch is not installed, so that no network runs. {how}</source>
        <translation>PyTorch ist nicht installiert, also rechnet kein Netz. {how}</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>Installierte Modelle</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
</context>
<context>
    <name>MousePage</name>
    <message>
        <source>Mouse and window</source>
        <translation>Maus und Fenster</translation>
    </message>
    <message>
        <source>Dragging up</source>
        <translation>Nach oben ziehen</translation>
    </message>
    <message>
        <source>With the window tool. Viewers differ in this: choose what you are used to.</source>
        <translation>Mit dem Fensterwerkzeug. Betrachter sind hierin verschieden: das Gewohnte wählen.</translation>
    </message>
    <message>
        <source>Darkens</source>
        <translation>Macht dunkler</translation>
    </message>
    <message>
        <source>Brightens</source>
        <translation>Macht heller</translation>
    </message>
    <message>
        <source>Speed of dragging</source>
        <translation>Zuggeschwindigkeit</translation>
    </message>
    <message>
        <source>Shift makes it finer and Ctrl+Shift coarser, whatever the speed.</source>
        <translation>Umschalt macht es feiner und Strg+Umschalt gröber, bei jeder Geschwindigkeit.</translation>
    </message>
    <message>
        <source>The wheel always zooms</source>
        <translation>Das Rad zoomt immer</translation>
    </message>
    <message>
        <source>Otherwise it goes through the films where several are open.</source>
        <translation>Sonst geht es durch die Aufnahmen, wo mehrere offen sind.</translation>
    </message>
    <message>
        <source>Smooth pixels when enlarged</source>
        <translation>Vergrößerte Pixel glätten</translation>
    </message>
    <message>
        <source>Otherwise every stored pixel is a square, as it is in the file.</source>
        <translation>Sonst ist jedes gespeicherte Pixel ein Quadrat, wie in der Datei.</translation>
    </message>
    <message>
        <source>Wipe bar</source>
        <translation>Wischbalken</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>Senkrecht</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Waagerecht</translation>
    </message>
</context>
<context>
    <name>NoPicture</name>
    <message>
        <source>No film is chosen</source>
        <translation>Keine Aufnahme gewählt</translation>
    </message>
    <message>
        <source>All other films can be seen as before.</source>
        <translation>Alle anderen Aufnahmen sind zu sehen wie zuvor.</translation>
    </message>
    <message>
        <source>This film cannot be shown</source>
        <translation>Diese Aufnahme lässt sich nicht zeigen</translation>
    </message>
    <message>
        <source>Choose it again to read it.</source>
        <translation>Zum Lesen noch einmal wählen.</translation>
    </message>
    <message>
        <source>This film is not read</source>
        <translation>Diese Aufnahme ist nicht gelesen</translation>
    </message>
    <message>
        <source>Reading the film…</source>
        <translation>Die Aufnahme wird gelesen…</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>OutlineRow</name>
    <message>
        <source>Draw an outline on the film</source>
        <translation>Umriss auf die Aufnahme zeichnen</translation>
    </message>
    <message>
        <source>Remove the outlines</source>
        <translation>Umrisse entfernen</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Umrisse</translation>
    </message>
    <message>
        <source>{number} drawn</source>
        <translation>{number} gezeichnet</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>drawing…</source>
        <translation>zeichnet…</translation>
    </message>
    <message>
        <source>Done drawing</source>
        <translation>Fertig gezeichnet</translation>
    </message>
</context>
<context>
    <name>OwnRecipes</name>
    <message>
        <source>“{name}” comes with the program.</source>
        <translation>„{name}“ gehört zum Programm.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>There is a recipe called “{name}” already.</source>
        <translation>Ein Rezept namens „{name}“ gibt es schon.</translation>
    </message>
    <message>
        <source>Own recipe</source>
        <translation>Eigenes Rezept</translation>
    </message>
</context>
<context>
    <name>PaneMenu</name>
    <message>
        <source>Window presets</source>
        <translation>Fenstervorgaben</translation>
    </message>
    <message>
        <source>Show the original</source>
        <translation>Original zeigen</translation>
    </message>
    <message>
        <source>Copy the values here</source>
        <translation>Werte hier kopieren</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>stored {value}</source>
        <translation>gespeichert {value}</translation>
    </message>
    <message>
        <source>modality {value}</source>
        <translation>Modalität {value}</translation>
    </message>
    <message>
        <source>shown {value} %</source>
        <translation>gezeigt {value} %</translation>
    </message>
    <message>
        <source>enhanced {value} %</source>
        <translation>verbessert {value} %</translation>
    </message>
</context>
<context>
    <name>PaneToolbar</name>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>1:1 pixels</source>
        <translation>1:1-Pixel</translation>
    </message>
    <message>
        <source>Show the original while held</source>
        <translation>Original zeigen, solange gehalten</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
</context>
<context>
    <name>PolarityDesk</name>
    <message>
        <source>The file says both that small values are bright and that they are not.</source>
        <translation>Die Datei sagt zugleich, dass kleine Werte hell sind und dass sie es nicht sind.</translation>
    </message>
    <message>
        <source>Polarity conflict</source>
        <translation>Polaritätskonflikt</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Flipped for {device}</source>
        <translation>Für {device} umgekehrt</translation>
    </message>
    <message>
        <source>Every film of this device that contradicts itself opens flipped.</source>
        <translation>Jede Aufnahme dieses Geräts, die sich widerspricht, öffnet umgekehrt.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Not remembered: the file does not name its device.</source>
        <translation>Nicht gemerkt: die Datei nennt ihr Gerät nicht.</translation>
    </message>
    <message>
        <source>Flipped</source>
        <translation>Umgekehrt</translation>
    </message>
</context>
<context>
    <name>PresetButton</name>
    <message>
        <source>Window {name}</source>
        <translation>Fenster {name}</translation>
    </message>
</context>
<context>
    <name>PreviewPicture</name>
    <message>
        <source>Picture of the enhanced film</source>
        <translation>Bild der verbesserten Aufnahme</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>Fitted to the page; no spacing in the file.</source>
        <translation>Auf die Seite eingepasst; kein Pixelabstand in der Datei.</translation>
    </message>
    <message>
        <source>True size: 1 mm on paper is 1 mm, {where}.</source>
        <translation>Wahre Größe: 1 mm auf dem Papier ist 1 mm, {where}.</translation>
    </message>
    <message>
        <source>Fitted: {scale} times true size, {where}.</source>
        <translation>Eingepasst: das {scale}-Fache der wahren Größe, {where}.</translation>
    </message>
    <message>
        <source>True size does not fit on this page.</source>
        <translation>Die wahre Größe passt nicht auf diese Seite.</translation>
    </message>
    <message>
        <source>The object is 1.0 to 1.2 times smaller.</source>
        <translation>Das Objekt ist 1.0- bis 1.2-mal kleiner.</translation>
    </message>
    <message>
        <source>own recipe</source>
        <translation>eigenes Rezept</translation>
    </message>
    <message>
        <source>Enhanced: {recipe}</source>
        <translation>Verbessert: {recipe}</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>The film could not be printed: the printer did not take it.</source>
        <translation>Die Aufnahme ließ sich nicht drucken: der Drucker nahm sie nicht an.</translation>
    </message>
    <message>
        <source>Choose another printer, or print to a file elsewhere.</source>
        <translation>Einen anderen Drucker wählen oder anderswo in eine Datei drucken.</translation>
    </message>
</context>
<context>
    <name>PrintSheet</name>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Enhanced</source>
        <translation>Verbessert</translation>
    </message>
    <message>
        <source>Original and enhanced</source>
        <translation>Original und verbessert</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Fitted to the page</source>
        <translation>Auf die Seite eingepasst</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>Wahre Größe</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Measurements in the picture</source>
        <translation>Messungen im Bild</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Druckt…</translation>
    </message>
    <message>
        <source>The page says which size it has, and where its millimetres come from.</source>
        <translation>Die Seite sagt, welche Größe sie hat und woher ihre Millimeter kommen.</translation>
    </message>
    <message>
        <source>The file gives no spacing: calibrate by a known object to print in true size.</source>
        <translation>Die Datei gibt keinen Pixelabstand an: für wahre Größe an bekanntem Objekt kalibrieren.</translation>
    </message>
    <message>
        <source>The patient is hidden, on paper too.</source>
        <translation>Der Patient ist verborgen, auch auf dem Papier.</translation>
    </message>
</context>
<context>
    <name>ProbeTool</name>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>modality</source>
        <translation>Modalität</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>gezeigt</translation>
    </message>
    <message>
        <source>{result}, preview</source>
        <translation>{result}, Vorschau</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>There is not enough memory for this film.</source>
        <translation>Für diese Aufnahme ist nicht genug Speicher da.</translation>
    </message>
    <message>
        <source>Close other films and try again.</source>
        <translation>Andere Aufnahmen schließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>unknown place</source>
        <translation>unbekannter Stelle</translation>
    </message>
    <message>
        <source>Something went wrong inside Negatoscope ({kind} in {place}).</source>
        <translation>In Negatoscope ist etwas schiefgegangen ({kind} in {place}).</translation>
    </message>
    <message>
        <source>The film and your settings are safe. Please report this line.</source>
        <translation>Die Aufnahme und Ihre Einstellungen sind sicher. Bitte diese Zeile melden.</translation>
    </message>
</context>
<context>
    <name>QualityRows</name>
    <message>
        <source>Noise and detail: not known yet</source>
        <translation>Rauschen und Details: noch nicht bekannt</translation>
    </message>
</context>
<context>
    <name>Readout</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Drawn by a network: {steps}.</source>
        <translation>Von einem Netz gezeichnet: {steps}.</translation>
    </message>
    <message>
        <source>Pixels change their places: {steps}.</source>
        <translation>Pixel wechseln ihren Ort: {steps}.</translation>
    </message>
    <message>
        <source>Looks at neighbours: {steps}.</source>
        <translation>Sieht auf Nachbarn: {steps}.</translation>
    </message>
    <message>
        <source>Holds in a part of the film only: {steps}.</source>
        <translation>Gilt nur in einem Teil der Aufnahme: {steps}.</translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Noch keine Dateien</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Liste leeren</translation>
    </message>
</context>
<context>
    <name>RecipePanes</name>
    <message>
        <source>Own recipe</source>
        <translation>Eigenes Rezept</translation>
    </message>
    <message>
        <source>No steps</source>
        <translation>Keine Schritte</translation>
    </message>
    <message>
        <source>The other recipe</source>
        <translation>Das andere Rezept</translation>
    </message>
    <message>
        <source>Recipe of this pane</source>
        <translation>Rezept dieser Ansicht</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Choose a recipe</source>
        <translation>Rezept wählen</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>Dieses Rezept verwenden</translation>
    </message>
    <message>
        <source>Leave this pane empty</source>
        <translation>Diese Ansicht leer lassen</translation>
    </message>
</context>
<context>
    <name>RecipePreview</name>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Make a copy of one&apos;s own</source>
        <translation>Eine eigene Kopie machen</translation>
    </message>
    <message>
        <source>Write to a file</source>
        <translation>In eine Datei schreiben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>RecipeTile</name>
    <message>
        <source>Recipe {title}</source>
        <translation>Rezept {title}</translation>
    </message>
    <message>
        <source>Synthetic</source>
        <translation>Synthetisch</translation>
    </message>
</context>
<context>
    <name>ReferenceDesk</name>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>From flat films…</source>
        <translation>Aus Flatfield-Aufnahmen…</translation>
    </message>
    <message>
        <source>Make one of films of a uniform exposure, of this detector</source>
        <translation>Eine aus gleichmäßig belichteten Aufnahmen dieses Detektors machen</translation>
    </message>
    <message>
        <source>Flat films of one detector</source>
        <translation>Flatfield-Aufnahmen eines Detektors</translation>
    </message>
    <message>
        <source>Flat field</source>
        <translation>Flatfield</translation>
    </message>
    <message>
        <source>Name of the detector or its room</source>
        <translation>Name des Detektors oder seines Raums</translation>
    </message>
    <message>
        <source>Detector {number}</source>
        <translation>Detektor {number}</translation>
    </message>
    <message>
        <source>Reading flat films</source>
        <translation>Liest Flatfield-Aufnahmen</translation>
    </message>
    <message>
        <source>Calibrated “{name}” by 1 flat film.</source>
        <translation>„{name}“ mit 1 Flatfield-Aufnahme kalibriert.</translation>
    </message>
    <message>
        <source>Calibrated “{name}” by {films} flat films.</source>
        <translation>„{name}“ mit {films} Flatfield-Aufnahmen kalibriert.</translation>
    </message>
    <message>
        <source>It is kept for later.</source>
        <translation>Für später aufgehoben.</translation>
    </message>
</context>
<context>
    <name>ReferenceRow</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>RefusalBox</name>
    <message>
        <source>The network makes a chest of whatever it is given: for this film the result means nothing. Every export will say that the gate was overridden.</source>
        <translation>Das Netz macht aus allem einen Thorax: für diese Aufnahme bedeutet das Ergebnis nichts. Jeder Export wird sagen, dass die Sperre übergangen wurde.</translation>
    </message>
    <message>
        <source>Translate anyway…</source>
        <translation>Trotzdem übersetzen…</translation>
    </message>
    <message>
        <source>Refuse again</source>
        <translation>Wieder ablehnen</translation>
    </message>
    <message>
        <source>Keep refused</source>
        <translation>Abgelehnt lassen</translation>
    </message>
    <message>
        <source>Translate anyway</source>
        <translation>Trotzdem übersetzen</translation>
    </message>
    <message>
        <source>The gate is overridden, and exports say so. {reason}</source>
        <translation>Die Sperre ist übergangen, und Exporte sagen es. {reason}</translation>
    </message>
    <message>
        <source>Refused. {reason}</source>
        <translation>Abgelehnt. {reason}</translation>
    </message>
</context>
<context>
    <name>RegionDesk</name>
    <message>
        <source>filled in</source>
        <translation>aufgefüllt</translation>
    </message>
    <message>
        <source>Drag around the region or click its corners. Esc ends.</source>
        <translation>Den Bereich umfahren oder seine Ecken anklicken. Esc beendet.</translation>
    </message>
    <message>
        <source>Drag or click another outline. Esc ends.</source>
        <translation>Noch einen Umriss ziehen oder klicken. Esc beendet.</translation>
    </message>
</context>
<context>
    <name>RegionRows</name>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Soft edge</source>
        <translation>Weiche Kante</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>Außerhalb</translation>
    </message>
    <message>
        <source>Work everywhere but in the region</source>
        <translation>Überall wirken, nur nicht in der Region</translation>
    </message>
</context>
<context>
    <name>Reliability</name>
    <message>
        <source>Reliability over the picture, {opacity}</source>
        <translation>Verlässlichkeit über dem Bild, {opacity}</translation>
    </message>
    <message>
        <source>Low agreement: do not trust here</source>
        <translation>Wenig Übereinstimmung: hier nicht trauen</translation>
    </message>
    <message>
        <source>runs agree</source>
        <translation>Läufe gleich</translation>
    </message>
    <message>
        <source>runs disagree</source>
        <translation>Läufe verschieden</translation>
    </message>
    <message>
        <source>Absence of colour is not assurance</source>
        <translation>Ohne Farbe heißt nicht: sicher</translation>
    </message>
</context>
<context>
    <name>ReliabilityRows</name>
    <message>
        <source>Not computed</source>
        <translation>Nicht berechnet</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Rechnet…</translation>
    </message>
    <message>
        <source>Reliability overlay</source>
        <translation>Verlässlichkeit zeigen</translation>
    </message>
    <message>
        <source>Run the network eight times on a slightly changed film, and show where it disagrees</source>
        <translation>Das Netz achtmal auf einer leicht geänderten Aufnahme laufen lassen und zeigen, wo es sich uneins ist</translation>
    </message>
    <message>
        <source>Shifted, mirrored, noisy and re-exposed inputs</source>
        <translation>Verschobene, gespiegelte, verrauschte und neu belichtete Eingaben</translation>
    </message>
    <message>
        <source>Edges without a source</source>
        <translation>Kanten ohne Ursprung</translation>
    </message>
    <message>
        <source>Invented edges, and detail lost</source>
        <translation>Erfundene Kanten und verlorene Details</translation>
    </message>
    <message>
        <source>Low agreement of {runs} runs</source>
        <translation>Wenig Übereinstimmung von {runs} Läufen</translation>
    </message>
</context>
<context>
    <name>RightPanel</name>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Enhance</source>
        <translation>Verbessern</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Übersetzen</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>File and transforms</source>
        <translation>Dateiangaben</translation>
    </message>
    <message>
        <source>{enabled} of {total} on</source>
        <translation>{enabled} von {total} an</translation>
    </message>
    <message>
        <source>No steps</source>
        <translation>Keine Schritte</translation>
    </message>
    <message>
        <source>Remove all steps</source>
        <translation>Alle Schritte entfernen</translation>
    </message>
    <message>
        <source>Enhanced, {window}</source>
        <translation>Verbessert, {window}</translation>
    </message>
    <message>
        <source>Window of the state, {kind}</source>
        <translation>Fenster des Zustands, {kind}</translation>
    </message>
    <message>
        <source>File window, {kind}</source>
        <translation>Fenster der Datei, {kind}</translation>
    </message>
    <message>
        <source>No window in file</source>
        <translation>Kein Fenster in der Datei</translation>
    </message>
    <message>
        <source>Own window, {kind}</source>
        <translation>Eigenes Fenster, {kind}</translation>
    </message>
    <message>
        <source>{window}, inverted</source>
        <translation>{window}, invertiert</translation>
    </message>
    <message>
        <source>Window of the file</source>
        <translation>Fenster der Datei</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1 Konflikt</translation>
    </message>
    <message>
        <source>{number} conflicts</source>
        <translation>{number} Konflikte</translation>
    </message>
    <message>
        <source>1 notice</source>
        <translation>1 Hinweis</translation>
    </message>
    <message>
        <source>{number} notices</source>
        <translation>{number} Hinweise</translation>
    </message>
    <message>
        <source>No conflicts</source>
        <translation>Keine Konflikte</translation>
    </message>
</context>
<context>
    <name>ScreenPage</name>
    <message>
        <source>Screen and keys</source>
        <translation>Bildschirm und Tasten</translation>
    </message>
    <message>
        <source>Size of this screen</source>
        <translation>Größe dieses Bildschirms</translation>
    </message>
    <message>
        <source>Needed for films in life size; measured with a bank card.</source>
        <translation>Nötig für Aufnahmen in Lebensgröße; wird mit einer Bankkarte gemessen.</translation>
    </message>
    <message>
        <source>Measure…</source>
        <translation>Messen…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>All commands with their keys, which can be changed there.</source>
        <translation>Alle Befehle mit ihren Tasten, die sich dort ändern lassen.</translation>
    </message>
    <message>
        <source>Show the keys…</source>
        <translation>Tasten zeigen…</translation>
    </message>
</context>
<context>
    <name>ScreenSheet</name>
    <message>
        <source>Measure this screen</source>
        <translation>Bildschirm vermessen</translation>
    </message>
    <message>
        <source>Hold a bank card to the screen, its left edge on the left edge drawn here. Drag the right edge, or use the arrow keys, until both are equally wide. With Shift the arrows go ten pixels.</source>
        <translation>Eine Bankkarte an den Bildschirm halten, ihren linken Rand an den gezeichneten. Den rechten Rand ziehen oder die Pfeiltasten benutzen, bis beide gleich breit sind. Mit Umschalt gehen die Pfeile zehn Pixel.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>It fits</source>
        <translation>Passt</translation>
    </message>
    <message>
        <source>{pixels} pixels are {card} mm: {pixel} mm each</source>
        <translation>{pixels} Pixel sind {card} mm: je {pixel} mm</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Looking for films</source>
        <translation>Aufnahmen suchen</translation>
    </message>
    <message>
        <source>{broken} of {total} files cannot be read.</source>
        <translation>{broken} von {total} Dateien sind nicht lesbar.</translation>
    </message>
    <message>
        <source>They are in the list of films, each with the reason.</source>
        <translation>Sie stehen in der Liste der Aufnahmen, jede mit dem Grund.</translation>
    </message>
    <message>
        <source>It applies to the films it names: open the folder they lie in.</source>
        <translation>Er gilt für die Aufnahmen, die er nennt: den Ordner öffnen, in dem sie liegen.</translation>
    </message>
    <message>
        <source>No films were found.</source>
        <translation>Keine Aufnahmen gefunden.</translation>
    </message>
    <message>
        <source>No films were found in {name}.</source>
        <translation>Keine Aufnahmen in {name} gefunden.</translation>
    </message>
    <message>
        <source>This program opens DICOM, PNG, TIFF and JPEG films.</source>
        <translation>Dieses Programm öffnet Aufnahmen als DICOM, PNG, TIFF und JPEG.</translation>
    </message>
    <message>
        <source>{name} is a presentation state: how films are to be shown, without the films.</source>
        <translation>{name} ist ein Präsentationszustand: wie Aufnahmen zu zeigen sind, ohne die Aufnahmen.</translation>
    </message>
    <message>
        <source>These files are presentation states: how films are to be shown, without the films.</source>
        <translation>Diese Dateien sind Präsentationszustände: wie Aufnahmen zu zeigen sind, ohne die Aufnahmen.</translation>
    </message>
</context>
<context>
    <name>Segments</name>
    <message>
        <source>{choice} cannot be chosen: {reason}</source>
        <translation>{choice} ist nicht wählbar: {reason}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Sessions are not kept: this system has no keyring for their key.</source>
        <translation>Sitzungen werden nicht aufgehoben: dieses System hat keinen Schlüsselbund für ihren Schlüssel.</translation>
    </message>
    <message>
        <source>Start the keyring of your desktop, and switch it on again.</source>
        <translation>Den Schlüsselbund der Arbeitsumgebung starten und wieder einschalten.</translation>
    </message>
    <message>
        <source>The session could not be kept.</source>
        <translation>Die Sitzung ließ sich nicht aufheben.</translation>
    </message>
    <message>
        <source>The last session was forgotten: it is older than a week.</source>
        <translation>Die letzte Sitzung wurde vergessen: sie ist älter als eine Woche.</translation>
    </message>
    <message>
        <source>The last session was forgotten: it is damaged.</source>
        <translation>Die letzte Sitzung wurde vergessen: sie ist beschädigt.</translation>
    </message>
</context>
<context>
    <name>SessionBar</name>
    <message>
        <source>Forget it</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Open the {count} films of the last session</source>
        <translation>Die {count} Aufnahmen der letzten Sitzung öffnen</translation>
    </message>
    <message>
        <source>Negatoscope ended unexpectedly the last time.</source>
        <translation>Negatoscope endete das letzte Mal unerwartet.</translation>
    </message>
    <message>
        <source>It kept which films were open and how they were shown, encrypted.</source>
        <translation>Es hat verschlüsselt aufgehoben, welche Aufnahmen offen waren und wie sie gezeigt wurden.</translation>
    </message>
    <message>
        <source>Open the film of the last session</source>
        <translation>Die Aufnahme der letzten Sitzung öffnen</translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Reset page</source>
        <translation>Seite zurücksetzen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>SliderRow</name>
    <message>
        <source>{name}, value</source>
        <translation>{name}, Wert</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Open films in the window that is open</source>
        <translation>Aufnahmen im offenen Fenster öffnen</translation>
    </message>
    <message>
        <source>Films that the file manager opens go there. Otherwise each time a window of its own opens for them.</source>
        <translation>Was die Dateiverwaltung öffnet, kommt dorthin. Sonst öffnet sich jedes Mal ein eigenes Fenster dafür.</translation>
    </message>
    <message>
        <source>Not a medical device</source>
        <translation>Kein Medizinprodukt</translation>
    </message>
    <message>
        <source>The notice is shown until somebody has said that they have read it.</source>
        <translation>Der Hinweis wird gezeigt, bis jemand sagt, ihn gelesen zu haben.</translation>
    </message>
    <message>
        <source>Show it again</source>
        <translation>Erneut zeigen</translation>
    </message>
    <message>
        <source>Look for a newer version</source>
        <translation>Nach neuer Version fragen</translation>
    </message>
    <message>
        <source>This build names no server to ask, and so it never asks.</source>
        <translation>Diese Ausgabe nennt keinen Server, den sie fragen könnte, und fragt also nie.</translation>
    </message>
    <message>
        <source>At the start, at most once a day, Negatoscope asks {host} for the number of the newest version. It sends the address of that page and the word Negatoscope; like every server, {host} sees the network address of this computer. Nothing about films, patients, you or this computer is sent, not even which version you have. Nothing is downloaded.</source>
        <translation>Beim Start, höchstens einmal am Tag, fragt Negatoscope {host} nach der Nummer der neuesten Version. Gesendet werden die Adresse dieser Seite und das Wort Negatoscope; wie jeder Server sieht {host} die Netzadresse dieses Rechners. Nichts über Aufnahmen, Patienten, Sie oder diesen Rechner wird gesendet, nicht einmal, welche Version Sie haben. Nichts wird heruntergeladen.</translation>
    </message>
</context>
<context>
    <name>StatesDesk</name>
    <message>
        <source>Applying the state</source>
        <translation>Wendet den Zustand an</translation>
    </message>
    <message>
        <source>State {number}</source>
        <translation>Zustand {number}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>No film open</source>
        <translation>Keine Aufnahme offen</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
    <message>
        <source>Remove step</source>
        <translation>Schritt entfernen</translation>
    </message>
    <message>
        <source>Hold to see the film without this step</source>
        <translation>Halten, um die Aufnahme ohne diesen Schritt zu sehen</translation>
    </message>
    <message>
        <source>Show the settings</source>
        <translation>Einstellungen zeigen</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>Mischen</translation>
    </message>
    <message>
        <source>Move it before {title}</source>
        <translation>Vor {title} schieben</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>Auf Vorgaben zurücksetzen</translation>
    </message>
    <message>
        <source>{title}, on</source>
        <translation>{title}, an</translation>
    </message>
    <message>
        <source>Hide the settings</source>
        <translation>Einstellungen verbergen</translation>
    </message>
    <message>
        <source>Step {title}</source>
        <translation>Schritt {title}</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>at {percent} %</source>
        <translation>zu {percent} %</translation>
    </message>
</context>
<context>
    <name>StepMenu</name>
    <message>
        <source>Find a step</source>
        <translation>Schritt suchen</translation>
    </message>
    <message>
        <source>No step of this name</source>
        <translation>Kein Schritt dieses Namens</translation>
    </message>
    <message>
        <source>{title} needs PyTorch, which is missing.</source>
        <translation>{title} braucht PyTorch, das fehlt.</translation>
    </message>
</context>
<context>
    <name>StitchSheet</name>
    <message>
        <source>Stitch films</source>
        <translation>Aufnahmen zusammensetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stitch</source>
        <translation>Zusammensetzen</translation>
    </message>
    <message>
        <source>Films that overlap</source>
        <translation>Aufnahmen, die sich überlappen</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Shifts and small turns are found, exposures matched, seams blended. Nothing is scaled. The films themselves are not changed.</source>
        <translation>Verschiebungen und kleine Drehungen werden gefunden, Belichtungen angeglichen, Nähte verblendet. Nichts wird skaliert. Die Aufnahmen selbst bleiben unverändert.</translation>
    </message>
    <message>
        <source>Choose 2 to {most} films that overlap.</source>
        <translation>2 bis {most} Aufnahmen wählen, die sich überlappen.</translation>
    </message>
    <message>
        <source>Stitching…</source>
        <translation>Setzt zusammen…</translation>
    </message>
    <message>
        <source>Film {number}</source>
        <translation>Aufnahme {number}</translation>
    </message>
</context>
<context>
    <name>TargetFields</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Schreiben nach</translation>
    </message>
</context>
<context>
    <name>TileBoard</name>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open films</source>
        <translation>Aufnahmen öffnen</translation>
    </message>
    <message>
        <source>Other phantoms</source>
        <translation>Weitere Phantome</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Drag up darkens</source>
        <translation>Nach oben ziehen macht dunkler</translation>
    </message>
    <message>
        <source>Wheel always zooms</source>
        <translation>Rad zoomt immer</translation>
    </message>
    <message>
        <source>Smooth pixels when enlarged</source>
        <translation>Vergrößerte Pixel glätten</translation>
    </message>
    <message>
        <source>Name the patient in the corners</source>
        <translation>Patienten in den Ecken nennen</translation>
    </message>
</context>
<context>
    <name>TranslatePanel</name>
    <message>
        <source>A network invents what another kind of picture of this patient might look like. It is always marked, and never the image of record.</source>
        <translation>Ein Netz erfindet, wie ein anderes Bild dieses Patienten aussehen könnte. Es ist immer markiert und nie das maßgebliche Bild.</translation>
    </message>
    <message>
        <source>Detail and contrast steps after a translation are refused: they amplify what the network hides.</source>
        <translation>Detail- und Kontrastschritte nach einer Übersetzung werden abgelehnt: sie verstärken, was das Netz verbirgt.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sieht nach…</translation>
    </message>
    <message>
        <source>Translation, synthetic</source>
        <translation>Übersetzung, synthetisch</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Where the network looks</source>
        <translation>Wohin das Netz sieht</translation>
    </message>
    <message>
        <source>Input resembles training films</source>
        <translation>Eingabe gleicht gelernten Aufnahmen</translation>
    </message>
    <message>
        <source>Above 1.00 the translation is refused</source>
        <translation>Über 1.00 wird die Übersetzung abgelehnt</translation>
    </message>
    <message>
        <source>Global and detail</source>
        <translation>Global und Details</translation>
    </message>
    <message>
        <source>The network sees the reduced film; fine detail stays the film&apos;s own</source>
        <translation>Das Netz sieht die verkleinerte Aufnahme; feine Details bleiben die der Aufnahme</translation>
    </message>
    <message>
        <source>Full resolution</source>
        <translation>Volle Auflösung</translation>
    </message>
    <message>
        <source>The network makes every pixel: slower, and fine detail is invented, too</source>
        <translation>Das Netz macht jedes Pixel: langsamer, und auch feine Details sind erfunden</translation>
    </message>
</context>
<context>
    <name>TranslationDesk</name>
    <message>
        <source>Looking for what cannot be trusted</source>
        <translation>Sucht, worauf kein Verlass ist</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Synthetic</source>
        <translation>Synthetisch</translation>
    </message>
    <message>
        <source>Translating…</source>
        <translation>Übersetzt…</translation>
    </message>
    <message>
        <source>Not translated</source>
        <translation>Nicht übersetzt</translation>
    </message>
</context>
<context>
    <name>Translations</name>
    <message>
        <source>A translation needs PyTorch, which is missing. {how}</source>
        <translation>Eine Übersetzung braucht PyTorch, das fehlt. {how}</translation>
    </message>
    <message>
        <source>A network made this film already: it is not translated again.</source>
        <translation>Ein Netz hat diese Aufnahme schon erzeugt: sie wird nicht noch einmal übersetzt.</translation>
    </message>
    <message>
        <source>The model {model} is not installed.</source>
        <translation>Das Modell {model} ist nicht installiert.</translation>
    </message>
</context>
<context>
    <name>UpdateBar</name>
    <message>
        <source>Nothing is downloaded or installed by itself.</source>
        <translation>Nichts wird von selbst heruntergeladen oder installiert.</translation>
    </message>
    <message>
        <source>Show it in the browser</source>
        <translation>Im Browser zeigen</translation>
    </message>
</context>
<context>
    <name>UpdateCheck</name>
    <message>
        <source>Version {new} is there; you have {old}.</source>
        <translation>Version {new} ist da; Sie haben {old}.</translation>
    </message>
    <message>
        <source>You have the newest version, {version}.</source>
        <translation>Sie haben die neueste Version, {version}.</translation>
    </message>
</context>
<context>
    <name>UpdateRow</name>
    <message>
        <source>Check for a newer version</source>
        <translation>Nach einer neueren Version fragen</translation>
    </message>
    <message>
        <source>Show it in the browser</source>
        <translation>Im Browser zeigen</translation>
    </message>
    <message>
        <source>Asking {host}…</source>
        <translation>Fragt {host}…</translation>
    </message>
    <message>
        <source>This build names no server that could be asked for newer versions.</source>
        <translation>Diese Ausgabe nennt keinen Server, der nach neueren Versionen gefragt werden könnte.</translation>
    </message>
</context>
<context>
    <name>ViewDesk</name>
    <message>
        <source>This film cannot be shown in life size: nothing is known of its size.</source>
        <translation>Diese Aufnahme lässt sich nicht in Lebensgröße zeigen: über ihre Größe ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Mark an object of known length on it: Measure, Calibrate.</source>
        <translation>Ein Objekt bekannter Länge darauf markieren: Messen, Kalibrieren.</translation>
    </message>
    <message>
        <source>Life size of the shadow at the detector.</source>
        <translation>Lebensgröße des Schattens am Detektor.</translation>
    </message>
    <message>
        <source>The object itself is up to {times} times smaller.</source>
        <translation>Das Objekt selbst ist bis zu {times}-mal kleiner.</translation>
    </message>
    <message>
        <source>Life size, if the file&apos;s Pixel Spacing is right.</source>
        <translation>Lebensgröße, wenn das Pixel Spacing der Datei stimmt.</translation>
    </message>
    <message>
        <source>It does not say whether at the detector or at the object.</source>
        <translation>Sie sagt nicht, ob am Detektor oder am Objekt.</translation>
    </message>
    <message>
        <source>Life size of the object.</source>
        <translation>Lebensgröße des Objekts.</translation>
    </message>
    <message>
        <source>Spacing {spacing}.</source>
        <translation>Pixelabstand {spacing}.</translation>
    </message>
</context>
<context>
    <name>Voi</name>
    <message>
        <source>full range</source>
        <translation>voller Bereich</translation>
    </message>
    <message>
        <source>VOI LUT (adjusted)</source>
        <translation>VOI-LUT (angepasst)</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoid</translation>
    </message>
    <message>
        <source>linear exact</source>
        <translation>linear exakt</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>linear</translation>
    </message>
</context>
<context>
    <name>WindowPanel</name>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Auto window</source>
        <translation>Automatisches Fenster</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Invertieren</translation>
    </message>
    <message>
        <source>Window drag</source>
        <translation>Fensterzug</translation>
    </message>
    <message>
        <source>Drag up darkens</source>
        <translation>Nach oben ziehen macht dunkler</translation>
    </message>
    <message>
        <source>Drag up brightens</source>
        <translation>Nach oben ziehen macht heller</translation>
    </message>
    <message>
        <source>{way}, speed {speed}: click to change</source>
        <translation>{way}, Geschwindigkeit {speed}: zum Ändern klicken</translation>
    </message>
</context>
<context>
    <name>Windows</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>A window that the file brings along.</source>
        <translation>Ein Fenster, das die Datei mitbringt.</translation>
    </message>
    <message>
        <source>Bone detail</source>
        <translation>Knochen</translation>
    </message>
    <message>
        <source>the dense two thirds of the body, up to the densest bone.</source>
        <translation>die dichten zwei Drittel des Körpers, bis zum dichtesten Knochen.</translation>
    </message>
    <message>
        <source>Lung field</source>
        <translation>Lungenfeld</translation>
    </message>
    <message>
        <source>the lucent two thirds of the body, without air around it.</source>
        <translation>die strahlendurchlässigen zwei Drittel des Körpers, ohne Luft ringsum.</translation>
    </message>
    <message>
        <source>Soft tissue</source>
        <translation>Weichteile</translation>
    </message>
    <message>
        <source>the middle of the body, without its lucent and dense ends.</source>
        <translation>die Mitte des Körpers, ohne seine durchlässigen und dichten Enden.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Leitungen</translation>
    </message>
    <message>
        <source>tubes and lines behind heart and diaphragm: high contrast.</source>
        <translation>Schläuche und Leitungen hinter Herz und Zwerchfell: viel Kontrast.</translation>
    </message>
    <message>
        <source>Full field</source>
        <translation>Ganzes Feld</translation>
    </message>
    <message>
        <source>every value of the exposed field, nothing clipped.</source>
        <translation>jeder Wert des belichteten Felds, nichts abgeschnitten.</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>the middle 96 % of the exposed field, as the key 0.</source>
        <translation>die mittleren 96 % des belichteten Felds, wie die Taste 0.</translation>
    </message>
    <message>
        <source>enhanced values, √ count</source>
        <translation>verbesserte Werte, √ Anzahl</translation>
    </message>
    <message>
        <source>stored values, √ count</source>
        <translation>gespeicherte Werte, √ Anzahl</translation>
    </message>
    <message>
        <source>modality values, √ count</source>
        <translation>Modalitätswerte, √ Anzahl</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>{share} of field</source>
        <translation>{share} des Felds</translation>
    </message>
    <message>
        <source>above {most} of 1.00</source>
        <translation>über {most} von 1.00</translation>
    </message>
    <message>
        <source>{distance} of 1.0000</source>
        <translation>{distance} von 1.0000</translation>
    </message>
    <message>
        <source>{distance} of 1.00</source>
        <translation>{distance} von 1.00</translation>
    </message>
    <message>
        <source>1 film</source>
        <translation>1 Aufnahme</translation>
    </message>
    <message>
        <source>{number} films</source>
        <translation>{number} Aufnahmen</translation>
    </message>
    <message>
        <source>no steps</source>
        <translation>keine Schritte</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>{number} steps</source>
        <translation>{number} Schritte</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>synthetisch</translation>
    </message>
    <message>
        <source>enhanced</source>
        <translation>verbessert</translation>
    </message>
    <message>
        <source>mapped</source>
        <translation>abgebildet</translation>
    </message>
    <message>
        <source>Not a point mapping: the grey value here also depends on its neighbours.</source>
        <translation>Keine Punktabbildung: der Grauwert hier hängt auch von seinen Nachbarn ab.</translation>
    </message>
    <message>
        <source>One curve for the whole film. Point at a pixel to read it.</source>
        <translation>Eine Kurve für die ganze Aufnahme. Auf ein Pixel zeigen, um es abzulesen.</translation>
    </message>
    <message>
        <source>Every pixel has a curve of its own. Point at one to read it.</source>
        <translation>Jedes Pixel hat eine eigene Kurve. Auf eines zeigen, um es abzulesen.</translation>
    </message>
    <message>
        <source>One curve holds for the whole film.</source>
        <translation>Eine Kurve gilt für die ganze Aufnahme.</translation>
    </message>
    <message>
        <source>Earlier steps have changed the value before the mapping.</source>
        <translation>Frühere Schritte haben den Wert vor der Abbildung geändert.</translation>
    </message>
    <message>
        <source>Further steps follow, so this is not the last word on the pixel.</source>
        <translation>Weitere Schritte folgen, dies ist also nicht das letzte Wort über das Pixel.</translation>
    </message>
    <message>
        <source>Stored value {stored} is shown at {grey} grey</source>
        <translation>Der gespeicherte Wert {stored} wird mit {grey} Grau gezeigt</translation>
    </message>
    <message>
        <source>Stored value {stored} leaves the mapping at {grey} grey</source>
        <translation>Der gespeicherte Wert {stored} verlässt die Abbildung mit {grey} Grau</translation>
    </message>
    <message>
        <source>{value}, as over the full range.</source>
        <translation>{value}, wie über den vollen Bereich.</translation>
    </message>
    <message>
        <source>{value}: brightened by {change} against the full range.</source>
        <translation>{value}: um {change} heller als über den vollen Bereich.</translation>
    </message>
    <message>
        <source>{value}: darkened by {change} against the full range.</source>
        <translation>{value}: um {change} dunkler als über den vollen Bereich.</translation>
    </message>
    <message>
        <source>Local contrast is lost here: other values look the same</source>
        <translation>Der lokale Kontrast geht hier verloren: andere Werte sehen gleich aus</translation>
    </message>
    <message>
        <source>Local contrast is {times} times that of the full range</source>
        <translation>Der lokale Kontrast ist das {times}-Fache dessen über den vollen Bereich</translation>
    </message>
    <message>
        <source>within {reach}</source>
        <translation>innerhalb von {reach}</translation>
    </message>
    <message>
        <source>within about {reach} (spacing assumed)</source>
        <translation>innerhalb von etwa {reach} (Pixelabstand angenommen)</translation>
    </message>
    <message>
        <source>{where} the map a runs from {low} to {high}, so neighbours are treated alike</source>
        <translation>{where} läuft die Karte a von {low} bis {high}, Nachbarn werden also gleich behandelt</translation>
    </message>
    <message>
        <source>{where} the map a runs from {low} to {high}, so neighbours are treated differently</source>
        <translation>{where} läuft die Karte a von {low} bis {high}, Nachbarn werden also verschieden behandelt</translation>
    </message>
</context>
<context>
    <name>WorkLine</name>
    <message>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
</context>
<context>
    <name>_FilmPicture</name>
    <message>
        <source>{word}: synthetic, not for diagnosis</source>
        <translation>{word}: synthetisch, nicht zur Diagnose</translation>
    </message>
</context>
<context>
    <name>_Header</name>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>{title}, section</source>
        <translation>{title}, Abschnitt</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
</context>
</TS>
