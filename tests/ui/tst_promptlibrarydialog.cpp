// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/promptlibrarydialog.h"
#include "ui/edit/longtextedit.h"
#include "ui/playground/unsaved.h"
#include "windowfixture.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// The library by keys and clicks: nothing is written that was not saved, and nothing that was is lost.
class TestPromptLibraryDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void typingFindsAndEnterInserts();
    void arrowsStepFromTheSearch();
    void foldersAreHeadings();
    void systemPromptsAreSet();
    void aReplacedSystemPromptComesBack();
    void savesWhatIsThere();
    void enterReplacesNothing();
    void replacedOnesComeBack();
    void renamedInPlaceWithItsFolder();
    void takenNamesAreRefusedInWords();
    void deletedOnesComeBack();
    void brokenOnesAreSaidAndCannotBeUsed();
    void insertsIntoThePromptOfThePage();
    void savedSystemPromptIsNotUnsaved();

private:
    void save(const QString &name, const QString &text, SavedPrompt::Kind kind = SavedPrompt::Kind::Prompt);
    [[nodiscard]] std::unique_ptr<PromptLibraryDialog> open(
        const PromptLibraryDialog::Texts &texts = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PromptLibrary> m_library;
};

namespace {

using Kind = SavedPrompt::Kind;

template <typename Part>
Part *part(const QWidget &dialog, const QString &name)
{
    return dialog.findChild<Part *>(name);
}

QString message(const QWidget &dialog)
{
    return part<QLabel>(dialog, u"libraryMessage"_s)->text();
}

QStringList shown(const QWidget &dialog)
{
    const auto *list = part<QListWidget>(dialog, u"promptList"_s);
    QStringList shown;
    for (int row = 0; row < list->count(); ++row)
        shown << list->item(row)->text();
    return shown;
}

QString current(const QWidget &dialog)
{
    return part<QListWidget>(dialog, u"promptList"_s)->currentItem()->text();
}

void press(QWidget &dialog, Qt::Key key)
{
    QTest::keyClick(dialog.focusWidget(), key);
    settle();
}

void click(const QWidget &dialog, const QString &button)
{
    QTest::mouseClick(part<QPushButton>(dialog, button), Qt::LeftButton);
    settle();
}

} // namespace

void TestPromptLibraryDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_library = std::make_unique<PromptLibrary>(m_folder->filePath(u"prompts"_s));
}

void TestPromptLibraryDialog::save(const QString &name, const QString &text, Kind kind)
{
    QVERIFY(m_library->save({.name = name, .kind = kind, .text = text}));
}

std::unique_ptr<PromptLibraryDialog> TestPromptLibraryDialog::open(
    const PromptLibraryDialog::Texts &texts) const
{
    auto dialog = std::make_unique<PromptLibraryDialog>(*m_library, texts);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->show();
    return QTest::qWaitForWindowActive(dialog.get()) ? std::move(dialog) : nullptr;
}

void TestPromptLibraryDialog::typingFindsAndEnterInserts()
{
    save(u"greeting"_s, u"Hello"_s);
    save(u"letters/summary"_s, u"Sum up {{text}}"_s);
    const auto dialog = open();
    QSignalSpy inserted(dialog.get(), &PromptLibraryDialog::insertRequested);
    QTest::keyClicks(dialog->focusWidget(), u"summ"_s);
    QCOMPARE(shown(*dialog), QStringList(u"letters/summary"_s));
    QCOMPARE(part<QLabel>(*dialog, u"libraryAbout"_s)->text(), u"Prompt · variables: text"_s);
    QCOMPARE(part<LongTextEdit>(*dialog, u"promptPreview"_s)->toPlainText(), u"Sum up {{text}}"_s);
    press(*dialog, Qt::Key_Return);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().first().toString(), u"Sum up {{text}}"_s);
    QVERIFY(!dialog->isVisible());
}

void TestPromptLibraryDialog::arrowsStepFromTheSearch()
{
    save(u"a"_s, u"1"_s);
    save(u"b"_s, u"2"_s);
    save(u"f/c"_s, u"3"_s);
    const auto dialog = open();
    QCOMPARE(current(*dialog), u"a"_s);
    press(*dialog, Qt::Key_Down);
    QCOMPARE(current(*dialog), u"b"_s);
    press(*dialog, Qt::Key_Down);
    QCOMPARE(current(*dialog), u"    c"_s); // past the heading
    press(*dialog, Qt::Key_Up);
    QCOMPARE(current(*dialog), u"b"_s);
    QVERIFY(part<QLineEdit>(*dialog, u"searchPrompts"_s)->hasFocus());
}

void TestPromptLibraryDialog::foldersAreHeadings()
{
    save(u"work/b"_s, u"1"_s);
    save(u"work/a"_s, u"2"_s);
    save(u"z"_s, u"3"_s);
    save(u"work/letters/c"_s, u"4"_s);
    const auto dialog = open();
    QCOMPARE(shown(*dialog),
        QStringList({u"z"_s, u"work"_s, u"    a"_s, u"    b"_s, u"work/letters"_s, u"    c"_s}));
    QTest::keyClicks(dialog->focusWidget(), u"work"_s);
    QCOMPARE(shown(*dialog), QStringList({u"work/a"_s, u"work/b"_s, u"work/letters/c"_s}));
}

void TestPromptLibraryDialog::systemPromptsAreSet()
{
    save(u"brief"_s, u"Be brief."_s, Kind::System);
    const auto dialog = open();
    QSignalSpy inserted(dialog.get(), &PromptLibraryDialog::insertRequested);
    QSignalSpy set(dialog.get(), &PromptLibraryDialog::systemRequested);
    press(*dialog, Qt::Key_Return);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(set.size(), 1);
    QVERIFY(!dialog->isVisible());
}

void TestPromptLibraryDialog::aReplacedSystemPromptComesBack()
{
    save(u"brief"_s, u"Be brief."_s, Kind::System);
    const auto dialog = open({.system = u"Be long."_s});
    QSignalSpy set(dialog.get(), &PromptLibraryDialog::systemRequested);
    press(*dialog, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QCOMPARE(message(*dialog), u"“brief” has replaced the system prompt."_s);
    click(*dialog, u"undoLibrary"_s);
    QCOMPARE(set.size(), 2);
    QCOMPARE(set.last().first().toString(), u"Be long."_s);
    QVERIFY(part<QPushButton>(*dialog, u"undoLibrary"_s)->isHidden());
}

void TestPromptLibraryDialog::savesWhatIsThere()
{
    const auto dialog = open({.prompt = u"Hello {{name}}"_s, .system = u"Be brief."_s});
    QVERIFY(!m_library->has(u"a"_s));
    auto *name = part<QLineEdit>(*dialog, u"promptName"_s);
    name->setFocus();
    QTest::keyClicks(name, u" work / a "_s);
    press(*dialog, Qt::Key_Return);
    QCOMPARE(message(*dialog), u"Saved as “work/a”."_s);
    part<QComboBox>(*dialog, u"promptToSave"_s)->setCurrentText(u"System prompt"_s);
    name->setText(u"b"_s);
    click(*dialog, u"savePrompt"_s);
    QCOMPARE(m_library->prompts(),
        QList<SavedPrompt>({{.name = u"b"_s, .kind = Kind::System, .text = u"Be brief."_s},
            {.name = u"work/a"_s, .text = u"Hello {{name}}"_s}}));
    QVERIFY(!part<QLineEdit>(*open(), u"promptName"_s)->isEnabled());
}

void TestPromptLibraryDialog::enterReplacesNothing()
{
    save(u"a"_s, u"old"_s);
    const auto dialog = open({.prompt = u"new"_s});
    auto *name = part<QLineEdit>(*dialog, u"promptName"_s);
    name->setFocus();
    name->setText(u"a"_s);
    press(*dialog, Qt::Key_Return);
    QCOMPARE(message(*dialog), u"There is a prompt “a” already: choose another name."_s);
    QCOMPARE(m_library->prompts().first().text, u"old"_s);
    QCOMPARE(part<QPushButton>(*dialog, u"savePrompt"_s)->text(), u"Rep&lace"_s);
}

void TestPromptLibraryDialog::replacedOnesComeBack()
{
    save(u"a"_s, u"old"_s);
    const auto dialog = open({.prompt = u"new"_s});
    part<QLineEdit>(*dialog, u"promptName"_s)->setText(u"a"_s);
    click(*dialog, u"savePrompt"_s);
    QCOMPARE(m_library->prompts().first().text, u"new"_s);
    click(*dialog, u"undoLibrary"_s);
    QCOMPARE(m_library->prompts().first().text, u"old"_s);
}

void TestPromptLibraryDialog::renamedInPlaceWithItsFolder()
{
    save(u"work/a"_s, u"1"_s);
    const auto dialog = open();
    click(*dialog, u"renamePrompt"_s);
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor && editor->text() == u"work/a"_s);
    editor->setText(u"home / b"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(eventually([&] { return shown(*dialog) == QStringList({u"home"_s, u"    b"_s}); }));
    QCOMPARE(message(*dialog), u"Renamed “work/a” to “home/b”."_s);
    QVERIFY(dialog->isVisible());
}

void TestPromptLibraryDialog::takenNamesAreRefusedInWords()
{
    save(u"a"_s, u"1"_s);
    save(u"b"_s, u"2"_s);
    const auto dialog = open();
    click(*dialog, u"renamePrompt"_s);
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor);
    editor->setText(u"b"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    settle();
    QCOMPARE(message(*dialog), u"There is a prompt “b” already: choose another name."_s);
    QCOMPARE(shown(*dialog), QStringList({u"a"_s, u"b"_s}));
}

void TestPromptLibraryDialog::deletedOnesComeBack()
{
    save(u"a"_s, u"1"_s);
    const auto dialog = open();
    click(*dialog, u"deletePrompt"_s);
    QVERIFY(!m_library->has(u"a"_s));
    QCOMPARE(message(*dialog), u"Deleted “a”."_s);
    press(*dialog, Qt::Key_Space); // Undo has the focus
    QCOMPARE(shown(*dialog), QStringList(u"a"_s));
    QCOMPARE(m_library->prompts().first().text, u"1"_s);
}

void TestPromptLibraryDialog::brokenOnesAreSaidAndCannotBeUsed()
{
    QDir().mkpath(m_library->folder());
    QFile file(m_library->folder() + u"/bad.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
    file.close();
    const auto dialog = open();
    QCOMPARE(shown(*dialog), QStringList(u"⚠ bad"_s));
    const QString about = part<QLabel>(*dialog, u"libraryAbout"_s)->text();
    QVERIFY2(about.startsWith(u"bad.json isn't a saved prompt (line 1: "), qPrintable(about));
    QSignalSpy inserted(dialog.get(), &PromptLibraryDialog::insertRequested);
    press(*dialog, Qt::Key_Return);
    QVERIFY(inserted.isEmpty() && dialog->isVisible());
    click(*dialog, u"deletePrompt"_s);
    click(*dialog, u"undoLibrary"_s);
    QCOMPARE(m_library->file(u"bad"_s).value(), QByteArray("{"));
}

void TestPromptLibraryDialog::insertsIntoThePromptOfThePage()
{
    const WindowFixture fixture(50);
    fixture.window().restoreLanes();
    const PromptLibrary library;
    QVERIFY(library.replace({.name = u"greeting"_s, .text = u"Hello {{name}}\nand"_s}));
    fixture.type(u"Before "_s);
    fixture.page().promptBar()->editor()->moveCursor(QTextCursor::End);
    QTest::mouseClick(
        fixture.page().promptBar()->findChild<QPushButton *>(u"promptLibraryButton"_s), Qt::LeftButton);
    auto *dialog = fixture.window().findChild<PromptLibraryDialog *>();
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(part<QLineEdit>(*dialog, u"searchPrompts"_s), Qt::Key_Return);
    QCOMPARE(fixture.typed(), u"Before Hello {{name}}\nand"_s);
    fixture.page().promptBar()->editor()->undo();
    QCOMPARE(fixture.typed(), u"Before "_s);
    QVERIFY(library.remove(u"greeting"_s));
}

void TestPromptLibraryDialog::savedSystemPromptIsNotUnsaved()
{
    const WindowFixture fixture(50);
    fixture.window().restoreLanes();
    fixture.page().parameters()->set({.system = u"Be brief."_s});
    QVERIFY(unsavedOf(fixture.lane()).system);
    const PromptLibrary library;
    QVERIFY(library.replace({.name = u"brief"_s, .kind = Kind::System, .text = u"Be brief."_s}));
    QVERIFY(!unsavedOf(fixture.lane()).system);
    QVERIFY(library.remove(u"brief"_s));
}

QTEST_MAIN(TestPromptLibraryDialog)
#include "tst_promptlibrarydialog.moc"
