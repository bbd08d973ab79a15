// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/playground/pages.h"
#include "ui/playground/presetsdialog.h"
#include "view/base/stylesheet.h"
#include "view/base/theme.h"
#include "windowfixture.h"
#include "workspace/presetstore.h"

#include <QCheckBox>
#include <QDir>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionFrame>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Sets of lanes that are kept by name: never with a key, never with a conversation, and nothing is lost.
class TestPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void presetComesBackTheSame();
    void badFileIsRefused_data();
    void badFileIsRefused();
    void extraJsonMayBeAnObject();
    void keyIsNeverWritten_data();
    void keyIsNeverWritten();
    void fileWithAKeyIsRefused();
    void namesMayHoldAnything();
    void longNamesFit_data();
    void longNamesFit();
    void tooLongANameIsRefused();
    void fileOfAnEarlierNameStillWorks();
    void renameDoesNotReplace();
    void failedSaveKeepsWhatWasThere();
    void everythingOfAPageComesBack();
    void pageIsSavedWithoutItsConversation();
    void promptIsSavedOnlyIfWanted();
    void promptOfAPresetReplacesNoDraft();
    void dialogSavesRenamesAndDeletes();
    void dialogSaysThatUnreadExtraJsonIsLeftOut();
    void deletedPresetComesBack();
    void replacedPresetComesBack();
    void enterInTheNameSaves();
    void enterInTheNameReplacesNothing();
    void enterInTheListOpensOnly();
    void theDownKeyLeadsToTheList();
    void enterOnWhatCannotBeOpenedReplacesNothing();
    void enterAfterDeleteReplacesNothing();
    void enterPressesTheButtonItIsOn();
    void eachMnemonicIsOneButtons();
    void doubleClickOpens();
    void nameIsEditedInFull();
    void exportedFileIsImportedElsewhere();
    void badImportLosesNothing();
    void importDoesNotReplace();
    void unknownGatewayIsNamed();

private:
    [[nodiscard]] QByteArray everythingWritten() const;
    [[nodiscard]] QString write(const QByteArray &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PresetStore> m_store;
};

namespace {

Preset preset(const QString &name)
{
    return {.name = name,
        .lanes = {
            {.choice = {.gateway = u"ruflo"_s, .model = u"ruflo-pro"_s, .mode = TargetResolver::Mode::Live},
                .parameters = {.system = u"Be brief."_s,
                    .values = {.maxTokens = 300},
                    .extra = u"{ \"zeta\": 7.0, \"alpha\": 1e2 }"_s}},
            {.choice = {.gateway = u"roraos-agent"_s, .model = {}}, .parameters = {.stream = std::nullopt}}}};
}

PresetsDialog *makeDialog(const PresetStore &store, const Preset &page = preset(u"Page"_s))
{
    auto *dialog = new PresetsDialog(store, page, Catalog::builtIn());
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    return dialog;
}

void click(const PresetsDialog &dialog, const QString &button)
{
    dialog.findChild<QPushButton *>(button)->click();
}

QString message(const PresetsDialog &dialog)
{
    return dialog.findChild<QLabel *>(u"presetMessage"_s)->text();
}

Preset otherPreset(const QString &name)
{
    return {.name = name, .lanes = {{.choice = {.gateway = u"ru-llm"_s, .model = {}}}}};
}

void showAndFocus(PresetsDialog &dialog, const QString &widget)
{
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    dialog.findChild<QWidget *>(widget)->setFocus();
}

void pressEnter(const PresetsDialog &dialog)
{
    QTest::keyClick(dialog.focusWidget(), Qt::Key_Return);
    settle();
}

void select(const PresetsDialog &dialog, const QString &name)
{
    auto *list = dialog.findChild<QListWidget *>();
    list->setCurrentItem(list->findItems(name, Qt::MatchExactly).first());
}

} // namespace

void TestPresets::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<PresetStore>(m_folder->filePath(u"presets"_s));
}

QByteArray TestPresets::everythingWritten() const
{
    QByteArray all;
    const QDir folder(m_folder->filePath(u"presets"_s));
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

QString TestPresets::write(const QByteArray &text) const
{
    QFile file(m_folder->filePath(u"file.json"_s));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

void TestPresets::presetComesBackTheSame()
{
    QCOMPARE(readPreset(writePreset(preset(u"One"_s)).value()).value(), preset(u"One"_s));
    QVERIFY(m_store->save(preset(u"One"_s)));
    QCOMPARE(m_store->names(), QStringList(u"One"_s));
    QCOMPARE(m_store->load(u"One"_s).value(), preset(u"One"_s));
}

void TestPresets::badFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("empty") << QByteArray() << u"line 1: illegal value"_s;
    QTest::newRow("syntax") << QByteArray("{\n \"preset\": \"A\"\n \"lanes\": []}")
                            << u"line 3: unterminated object"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"expected an object, got a list"_s;
    QTest::newRow("no name") << QByteArray(R"({"lanes":[{"gateway":"ruflo"}]})") << u"preset: is missing"_s;
    QTest::newRow("no lanes") << QByteArray(R"({"preset":"A","lanes":[]})")
                              << u"lanes: the list is empty, but a preset has at least one lane"_s;
    QTest::newRow("lanes as text") << QByteArray(R"({"preset":"A","lanes":"all"})")
                                   << u"lanes: expected a list of lanes, got text"_s;
    QTest::newRow("lane without a gateway")
        << QByteArray(R"({"preset":"A","lanes":[{"gateway":"ruflo"},{"model":"m"}]})")
        << u"lanes[1].gateway: is missing"_s;
    QTest::newRow("mode") << QByteArray(R"({"preset":"A","lanes":[{"gateway":"ruflo","mode":"off"}]})")
                          << u"lanes[0].mode: \"off\" is neither demo nor live"_s;
    QTest::newRow("parameter")
        << QByteArray(R"({"preset":"A","lanes":[{"gateway":"ruflo","parameters":{"n":"two"}}]})")
        << u"lanes[0].parameters.n: expected a whole number above 0, got text"_s;
    QTest::newRow("a conversation") << QByteArray(
                                           R"({"preset":"A","lanes":[{"gateway":"ruflo","messages":[]}]})")
                                    << u"lanes[0].messages: is not a known field"_s;
}

void TestPresets::badFileIsRefused()
{
    QFETCH(const QByteArray, text);
    QTEST(readPreset(text).error_or(QString()), "error");
    const QString said = PresetStore::readFile(write(text)).error_or(QString());
    QVERIFY2(said.startsWith(u"file.json isn't a preset ("), qPrintable(said));
}

/// Files of earlier versions have an object in the place of a text.
void TestPresets::extraJsonMayBeAnObject()
{
    const auto preset =
        readPreset(R"({"preset":"Old","lanes":[{"gateway":"ruflo","parameters":{"extra":{"seed":7}}}]})");
    QVERIFY(preset);
    QCOMPARE(preset->lanes.first().parameters.extra, u"{\n    \"seed\": 7\n}"_s);
}

void TestPresets::keyIsNeverWritten_data()
{
    QTest::addColumn<LaneParameters>("parameters");
    QTest::newRow("in the system prompt") << LaneParameters{.system = u"Use sk-abcdefghijklmnop please"_s};
    QTest::newRow("in a field") << LaneParameters{.extra = u"{\"api_key\":\"abc\"}"_s};
    QTest::newRow("deeper") << LaneParameters{
        .extra = u"{\"headers\":{\"Authorization\":\"Bearer abcdefgh\"}}"_s};
    QTest::newRow("where answers stop") << LaneParameters{.values = {.stop = {u"flp_sk_abcdefghijklmn"_s}}};
}

void TestPresets::keyIsNeverWritten()
{
    QFETCH(const LaneParameters, parameters);
    Preset bad = preset(u"Bad"_s);
    bad.lanes[1].parameters = parameters;
    const auto saved = m_store->save(bad);
    QVERIFY(!saved);
    QVERIFY2(saved.error().contains(u"lanes[1].parameters."), qPrintable(saved.error()));
    QVERIFY2(!saved.error().contains(u"abc"), qPrintable(saved.error()));
    QVERIFY(m_store->names().isEmpty());
    QVERIFY(everythingWritten().isEmpty());
}

void TestPresets::fileWithAKeyIsRefused()
{
    const auto read = readPreset(
        R"({"preset":"A","lanes":[{"gateway":"ruflo","parameters":{"system":"sk-abcdefghijklmnop"}}]})");
    QVERIFY(!read);
    QVERIFY2(read.error().startsWith(u"lanes[0].parameters.system: a key"), qPrintable(read.error()));
}

void TestPresets::namesMayHoldAnything()
{
    const QStringList names{u".."_s, u"a/b"_s, u"Größe 100 %"_s, u"日本"_s, u".hidden"_s};
    for (const QString &name : names)
        QVERIFY(m_store->save(preset(name)));
    QCOMPARE(m_store->names().size(), names.size());
    for (const QString &name : names)
        QCOMPARE(m_store->load(name).value().name, name);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList()); // all are inside
}

void TestPresets::longNamesFit_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("Cyrillic") << QString(40, u'я');
    QTest::newRow("Chinese") << QString(60, u'日');
    QTest::newRow("with spaces") << u"Сравнение моделей "_s.repeated(3).trimmed();
    QTest::newRow("signs") << QString(60, u'%');
    QTest::newRow("mixed") << u"日/%.."_s.repeated(12);
    QTest::newRow("pairs") << u"🦊"_s.repeated(30);
}

void TestPresets::longNamesFit()
{
    QFETCH(const QString, name);
    const auto saved = m_store->save(preset(name));
    QVERIFY2(saved, qPrintable(saved.error_or(QString())));
    QCOMPARE(m_store->names(), QStringList(name));
    QCOMPARE(m_store->load(name).value(), preset(name));
    QVERIFY(m_store->rename(name, u"Short"_s));
    QCOMPARE(m_store->names(), QStringList(u"Short"_s));
}

void TestPresets::tooLongANameIsRefused()
{
    QVERIFY(!m_store->save(preset(QString(70, u'日'))));
    QVERIFY(m_store->names().isEmpty());
}

void TestPresets::fileOfAnEarlierNameStillWorks()
{
    QVERIFY(m_store->save(preset(u"Мой"_s)));
    QVERIFY(QFile::exists(m_folder->filePath(u"presets/%D0%9C%D0%BE%D0%B9.json"_s)));
}

void TestPresets::renameDoesNotReplace()
{
    QVERIFY(m_store->save(preset(u"One"_s)));
    QVERIFY(m_store->save(preset(u"Two"_s)));
    QVERIFY(!m_store->rename(u"One"_s, u"Two"_s));
    QVERIFY(m_store->rename(u"One"_s, u"Three"_s));
    QCOMPARE(m_store->names(), (QStringList{u"Three"_s, u"Two"_s}));
}

void TestPresets::failedSaveKeepsWhatWasThere()
{
    QVERIFY(m_store->save(preset(u"One"_s)));
    Preset bad = preset(u"One"_s);
    bad.lanes[0].parameters.system = u"sk-abcdefghijklmnop"_s;
    QVERIFY(!m_store->save(bad));
    QCOMPARE(m_store->load(u"One"_s).value(), preset(u"One"_s));
}

void TestPresets::pageIsSavedWithoutItsConversation()
{
    const WindowFixture fixture(50);
    fixture.window().restoreLanes();
    fixture.page().parameters()->set({.system = u"Be brief."_s});
    QVERIFY(fixture.askAndWait(u"xylophonequartz"_s));
    QVERIFY(m_store->save(fixture.window().lanePages()->presetOf(&fixture.page())));
    QVERIFY(everythingWritten().contains("Be brief."));
    QVERIFY(!everythingWritten().contains("xylophonequartz"));
    QVERIFY(!everythingWritten().contains(fixture.reply().first().text().left(20).toUtf8()));

    fixture.window().lanePages()->open(m_store->load(u"Playground"_s).value());
    QCOMPARE(fixture.window().pages()->all().size(), 2);
    QCOMPARE(fixture.lane().parameters().system, u"Be brief."_s);
}

/// The prompt, its variables, tools and a schema, by way of the file.
void TestPresets::everythingOfAPageComesBack()
{
    Preset page = preset(u"All"_s);
    page.prompt = u"To {{city}}\n"_s;
    page.lanes[0].name = u"A"_s;
    LaneParameters &parameters = page.lanes[0].parameters;
    parameters.variables = {
        {.name = u"city"_s, .value = u"Oslo\nor Rome"_s}, {.name = u"none"_s, .value = {}}};
    parameters.tools = {.list = {{.name = u"get_{{city}}"_s,
                            .description = u"d"_s,
                            .schema = u"{ \"type\": \"object\" }"_s,
                            .strict = true,
                            .result = u"21"_s}},
        .choice = u"auto"_s,
        .answersItself = true,
        .mostRounds = 3};
    parameters.format = {.kind = AnswerFormat::Kind::JsonSchema,
        .name = u"place"_s,
        .strict = true,
        .schema = "{ \"type\": \"object\" }"};
    QVERIFY(m_store->save(page));
    QCOMPARE(PresetStore(m_folder->filePath(u"presets"_s)).load(u"All"_s).value(), page);
}

void TestPresets::promptIsSavedOnlyIfWanted()
{
    Preset page = preset(u"Page"_s);
    page.prompt = u"xylophonequartz"_s;
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store, page));
    click(*dialog, u"savePreset"_s);
    QVERIFY(!everythingWritten().contains("xylophonequartz"));
    dialog->findChild<QCheckBox *>(u"withPrompt"_s)->click();
    click(*dialog, u"savePreset"_s);
    QCOMPARE(m_store->load(u"Page"_s).value(), page);
    const std::unique_ptr<PresetsDialog> without(makeDialog(*m_store));
    QVERIFY(without->findChild<QCheckBox *>(u"withPrompt"_s)->isHidden());
}

void TestPresets::promptOfAPresetReplacesNoDraft()
{
    const WindowFixture fixture(50);
    fixture.window().restoreLanes();
    Preset page = preset(u"Page"_s);
    page.prompt = u"To {{city}}"_s;
    fixture.window().lanePages()->open(page);
    QCOMPARE(fixture.typed(), u"To {{city}}"_s);
    const QPointer<LanePage> first = &fixture.page();
    fixture.window().lanePages()->open(page);
    QCOMPARE(fixture.window().pages()->all().size(), 2);
    QVERIFY(&fixture.page() != first);
    QVERIFY(fixture.page().unsaved().draft);
    const PresetStore store(PresetStore::userFolder());
    QVERIFY(store.save(page));
    QVERIFY(!fixture.page().unsaved().draft);
    QVERIFY(store.remove(u"Page"_s));
}

void TestPresets::dialogSavesRenamesAndDeletes()
{
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    dialog->findChild<QLineEdit *>(u"presetName"_s)->setText(u" My  lanes "_s);
    click(*dialog, u"savePreset"_s);
    QCOMPARE(m_store->load(u"My lanes"_s).value().lanes, preset({}).lanes);
    QCOMPARE(message(*dialog), u"Saved as “My lanes”."_s);
    dialog->findChild<QListWidget *>()->currentItem()->setText(u"Others"_s);
    settle();
    QCOMPARE(dialog->findChild<QListWidget *>()->currentItem()->data(Qt::UserRole), u"Others"_s);
    QCOMPARE(m_store->names(), QStringList(u"Others"_s));
    click(*dialog, u"deletePreset"_s);
    QVERIFY(m_store->names().isEmpty());
}

void TestPresets::dialogSaysThatUnreadExtraJsonIsLeftOut()
{
    Preset page = preset(u"Page"_s);
    page.lanes[1].parameters.extra = u"{\"penalty\":"_s;
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store, page));
    click(*dialog, u"savePreset"_s);
    QVERIFY(message(*dialog).contains(u"without the extra JSON"));
    QVERIFY(!everythingWritten().contains("penalty"));
}

void TestPresets::deletedPresetComesBack()
{
    QVERIFY(m_store->save(preset(u"One"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    select(*dialog, u"One"_s);
    click(*dialog, u"deletePreset"_s);
    click(*dialog, u"undoPreset"_s);
    QCOMPARE(m_store->load(u"One"_s).value(), preset(u"One"_s));
}

void TestPresets::replacedPresetComesBack()
{
    QVERIFY(m_store->save(otherPreset(u"Page"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    click(*dialog, u"savePreset"_s);
    QCOMPARE(message(*dialog), u"Replaced “Page”."_s);
    QCOMPARE(m_store->load(u"Page"_s).value(), preset(u"Page"_s));
    click(*dialog, u"savePreset"_s); // once more is one too many, but costs nothing
    QVERIFY(!dialog->findChild<QPushButton *>(u"undoPreset"_s)->isHidden());
    click(*dialog, u"undoPreset"_s);
    QCOMPARE(m_store->load(u"Page"_s).value(), otherPreset(u"Page"_s));
}

void TestPresets::enterInTheNameSaves()
{
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    showAndFocus(*dialog, u"presetName"_s);
    pressEnter(*dialog);
    QCOMPARE(m_store->names(), QStringList(u"Page"_s));
    QCOMPARE(message(*dialog), u"Saved as “Page”."_s);
    QVERIFY(dialog->isVisible());
}

void TestPresets::enterInTheNameReplacesNothing()
{
    QVERIFY(m_store->save(otherPreset(u"Page"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    showAndFocus(*dialog, u"presetName"_s);
    pressEnter(*dialog);
    QCOMPARE(m_store->load(u"Page"_s).value(), otherPreset(u"Page"_s));
    QCOMPARE(message(*dialog), u"“Page” exists. Choose another name, or press Replace."_s);
    QCOMPARE(dialog->focusWidget()->objectName(), u"presetName"_s);
    dialog->findChild<QLineEdit *>(u"presetName"_s)->setText(u"Page 2"_s);
    pressEnter(*dialog);
    QCOMPARE(m_store->load(u"Page 2"_s).value(), preset(u"Page 2"_s));
}

void TestPresets::enterInTheListOpensOnly()
{
    QVERIFY(m_store->save(otherPreset(u"Page"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    QSignalSpy chosen(dialog.get(), &PresetsDialog::chosen);
    showAndFocus(*dialog, u"presetList"_s);
    pressEnter(*dialog);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<Preset>(), otherPreset(u"Page"_s));
    QCOMPARE(m_store->load(u"Page"_s).value(), otherPreset(u"Page"_s));
}

void TestPresets::theDownKeyLeadsToTheList()
{
    QVERIFY(m_store->save(otherPreset(u"Page"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    QSignalSpy chosen(dialog.get(), &PresetsDialog::chosen);
    showAndFocus(*dialog, u"presetName"_s);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Down);
    QCOMPARE(dialog->focusWidget()->objectName(), u"presetList"_s);
    pressEnter(*dialog);
    QCOMPARE(chosen.size(), 1);
}

void TestPresets::enterOnWhatCannotBeOpenedReplacesNothing()
{
    Preset unknown = otherPreset(u"Page"_s);
    unknown.lanes[0].choice.gateway = u"mine"_s;
    QVERIFY(m_store->save(unknown));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    showAndFocus(*dialog, u"presetList"_s);
    pressEnter(*dialog);
    QVERIFY2(message(*dialog).contains(u"“mine”"), qPrintable(message(*dialog)));
    QCOMPARE(m_store->load(u"Page"_s).value(), unknown);
}

void TestPresets::enterAfterDeleteReplacesNothing()
{
    QVERIFY(m_store->save(otherPreset(u"Page"_s)));
    QVERIFY(m_store->save(otherPreset(u"Other"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    select(*dialog, u"Other"_s);
    showAndFocus(*dialog, u"deletePreset"_s);
    pressEnter(*dialog);
    QCOMPARE(m_store->names(), QStringList(u"Page"_s));
    pressEnter(*dialog); // the focus is on Undo
    pressEnter(*dialog); // and then in the list
    QCOMPARE(m_store->load(u"Page"_s).value(), otherPreset(u"Page"_s));
    QCOMPARE(m_store->load(u"Other"_s).value(), otherPreset(u"Other"_s));
}

void TestPresets::enterPressesTheButtonItIsOn()
{
    QVERIFY(m_store->save(otherPreset(u"Page"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    QSignalSpy chosen(dialog.get(), &PresetsDialog::chosen);
    select(*dialog, u"Page"_s);
    showAndFocus(*dialog, u"openPreset"_s);
    pressEnter(*dialog);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(m_store->load(u"Page"_s).value(), otherPreset(u"Page"_s));
}

void TestPresets::eachMnemonicIsOneButtons()
{
    QVERIFY(m_store->save(otherPreset(u"Page"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    QList<QKeySequence> keys;
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        keys << QKeySequence::mnemonic(label->buddy() ? label->text() : QString());
    for (const QPushButton *button : dialog->findChildren<QPushButton *>())
        keys << QKeySequence::mnemonic(button->text());
    keys << QKeySequence::mnemonic(u"&Save"_s); // what Replace is called otherwise
    keys.removeAll(QKeySequence());
    QCOMPARE(keys.size(), 9);
    const QSet<QKeySequence> different(keys.begin(), keys.end());
    QCOMPARE(different.size(), keys.size());
}

void TestPresets::doubleClickOpens()
{
    QVERIFY(m_store->save(otherPreset(u"Other"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    QSignalSpy chosen(dialog.get(), &PresetsDialog::chosen);
    showAndFocus(*dialog, u"presetList"_s);
    auto *list = dialog->findChild<QListWidget *>();
    const QPoint place = list->visualItemRect(list->item(0)).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(chosen.size(), 0);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(list->viewport()->findChild<QLineEdit *>(), nullptr);
}

void TestPresets::nameIsEditedInFull()
{
    QVERIFY(m_store->save(otherPreset(u"Other"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    dialog->setStyleSheet(styleSheet(Theme::current()));
    showAndFocus(*dialog, u"presetList"_s);
    auto *list = dialog->findChild<QListWidget *>();
    QTest::keyClick(list, Qt::Key_F2);
    auto *editor = list->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QStyleOptionFrame frame;
    frame.initFrom(editor);
    const QRect inside = editor->style()->subElementRect(QStyle::SE_LineEditContents, &frame, editor);
    QCOMPARE_GE(inside.height(), editor->fontMetrics().height());
    QTest::keyClicks(editor, u"Mine"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    settle();
    QCOMPARE(m_store->names(), QStringList(u"Mine"_s)); // and Enter opened nothing
    QVERIFY(dialog->isVisible());
}

void TestPresets::exportedFileIsImportedElsewhere()
{
    QVERIFY(m_store->save(preset(u"One"_s)));
    const QString path = m_folder->filePath(u"exported.json"_s);
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    select(*dialog, u"One"_s);
    dialog->exportFile(path);
    const PresetStore other(m_folder->filePath(u"other"_s));
    const std::unique_ptr<PresetsDialog> otherDialog(makeDialog(other));
    otherDialog->importFile(path);
    QCOMPARE(other.load(u"One"_s).value(), preset(u"One"_s));
    QSignalSpy chosen(otherDialog.get(), &PresetsDialog::chosen);
    click(*otherDialog, u"openPreset"_s);
    QCOMPARE(chosen.first().first().value<Preset>(), preset(u"One"_s));
}

void TestPresets::badImportLosesNothing()
{
    QVERIFY(m_store->save(preset(u"One"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    dialog->importFile(write("{"));
    QVERIFY2(message(*dialog).startsWith(u"file.json isn't a preset (line 1:"), qPrintable(message(*dialog)));
    dialog->importFile(m_folder->filePath(u"nowhere.json"_s));
    QVERIFY2(message(*dialog).startsWith(u"nowhere.json cannot be read"), qPrintable(message(*dialog)));
    QCOMPARE(m_store->names(), QStringList(u"One"_s));
}

void TestPresets::importDoesNotReplace()
{
    QVERIFY(m_store->save(preset(u"One"_s)));
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    dialog->importFile(write(R"({"preset":"One","lanes":[{"gateway":"ru-llm"}]})"));
    QCOMPARE(m_store->names(), (QStringList{u"One"_s, u"One (2)"_s}));
    QCOMPARE(m_store->load(u"One"_s).value(), preset(u"One"_s));
}

void TestPresets::unknownGatewayIsNamed()
{
    const std::unique_ptr<PresetsDialog> dialog(makeDialog(*m_store));
    dialog->importFile(write(R"({"preset":"One","lanes":[{"gateway":"mine"}]})"));
    QSignalSpy chosen(dialog.get(), &PresetsDialog::chosen);
    click(*dialog, u"openPreset"_s);
    QVERIFY(chosen.isEmpty());
    QVERIFY2(message(*dialog).contains(u"“mine”"), qPrintable(message(*dialog)));
}

QTEST_MAIN(TestPresets)
#include "tst_presets.moc"
