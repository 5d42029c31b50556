"""The language of the window: English in the source, others from ``resources/i18n``."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from engine import resource_path

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Languages of the window by their ISO 639-1 code, each in its own words."""

ENGINE = "Engine"
"""Context of what the engine calls its steps, recipes and numbers; it knows no Qt."""

_SPOKEN = "negatoscopeLanguage"
"""Property of the application: the language it speaks."""


def install(app: QCoreApplication, language: str) -> str:
    """Let the application speak a language, before any of its widgets is made.

    Args:
        app: The application.
        language: "en", "de", or "" for that of the system.

    Returns:
        The language now spoken: English where there is no other.
    """
    code = language or QLocale.system().name()[:2]
    if code not in LANGUAGES:
        code = "en"
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if code != "en":
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for folder, name in (
            (qt, f"qtbase_{code}"),
            (str(resource_path("i18n")), f"negatoscope_{code}"),
        ):
            made = QTranslator(app)
            if made.load(name, folder):
                app.installTranslator(made)
    app.setProperty(_SPOKEN, code)
    return code


def said(words: str) -> str:
    """Return what the engine says - a title, a recipe, a sentence - in the language set.

    Args:
        words: In English; a sentence with values in it is known by its pattern. What is not known
            comes back as it is.
    """
    found = QCoreApplication.translate(ENGINE, words) if words else ""
    app = QCoreApplication.instance()
    if found != words or not words or app is None or app.property(_SPOKEN) in (None, "en"):
        return found
    from viewer.engine_sentences import taken_apart  # English, the usual one, does without

    known = taken_apart(words)
    if known is None:
        return words
    sentence, values = known
    values = {name: said(value) for name, value in values.items()}
    return QCoreApplication.translate(ENGINE, sentence).format(**values)


def QT_TRANSLATE_NOOP(context: str, words: str) -> str:  # noqa: ARG001, N802 - lupdate's name
    """Return ``words``: marks a text that is kept in English and translated where it is shown."""
    return words
