// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/compose/prompteditor.h"

#include "ui/edit/longlines.h"

#include <QClipboard>
#include <QFile>
#include <QMimeData>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextBoundaryFinder>
#include <QTextOption>
#include <QVBoxLayout>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// What an editor must do, with nothing but a string.
struct Model
{
    QString text;
    qsizetype anchor = 0;
    qsizetype position = 0;

    void replace(const QString &with)
    {
        const qsizetype begin = std::min(anchor, position);
        text.replace(begin, std::max(anchor, position) - begin, with);
        anchor = position = begin + with.size();
    }
    void move(int by, bool selects)
    {
        const bool collapses = anchor != position && !selects;
        position = collapses ? (by < 0 ? std::min(anchor, position) : std::max(anchor, position))
                             : std::clamp<qsizetype>(position + by, 0, text.size());
        anchor = selects ? anchor : position;
    }
    void remove(int by)
    {
        if (anchor == position)
            move(by, true);
        replace({});
    }
};

QString randomText(QRandomGenerator &random, int size)
{
    QString text(size, u'x');
    for (QChar &letter : text)
        letter = QChar(u'a' + random.bounded(26));
    for (int i = random.bounded(4); i > 0; --i)
        text[random.bounded(size)] = u'\n';
    return text;
}

LongLines &linesOf(const PromptEditor &editor)
{
    return *editor.document()->findChild<LongLines *>();
}

/// How much of the text is before a position of the document.
qsizetype placeOf(const PromptEditor &editor, int position)
{
    return linesOf(editor).text(0, position).size();
}

void select(PromptEditor &editor, int anchor, int position)
{
    QTextCursor cursor = editor.textCursor();
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    editor.setTextCursor(cursor);
}

QList<int> seamsOf(const PromptEditor &editor)
{
    QList<int> seams;
    for (QTextBlock block = editor.document()->begin().next(); block.isValid(); block = block.next()) {
        if (linesOf(editor).isSeam(block.position() - 1))
            seams.append(block.position() - 1);
    }
    return seams;
}

void paste(PromptEditor &editor, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    editor.paste();
}

/// Does one thing at random to both.
void act(QRandomGenerator &random, PromptEditor &editor, Model &model)
{
    const QList<int> seams = seamsOf(editor);
    const auto somewhere = [&] {
        const int position = random.bounded(3) > 0 && !seams.isEmpty()
                                 ? seams.at(random.bounded(seams.size())) + random.bounded(-2, 4)
                                 : random.bounded(editor.document()->characterCount());
        return std::clamp(position, 0, editor.document()->characterCount() - 1);
    };
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&editor, key, modifiers);
    };
    switch (random.bounded(12)) {
    case 0:
        QTest::keyClick(&editor, 'q');
        return model.replace(u"q"_s);
    case 1:
        press(Qt::Key_Backspace);
        return model.remove(-1);
    case 2:
        press(Qt::Key_Delete);
        return model.remove(1);
    case 3:
        press(Qt::Key_Left);
        return model.move(-1, false);
    case 4:
        press(Qt::Key_Right);
        return model.move(1, false);
    case 5:
        press(Qt::Key_Left, Qt::ShiftModifier);
        return model.move(-1, true);
    case 6:
        press(Qt::Key_Right, Qt::ShiftModifier);
        return model.move(1, true);
    case 7:
        press(Qt::Key_Return, Qt::ShiftModifier);
        return model.replace(u"\n"_s);
    case 8: {
        const QString text = randomText(random, 1 + random.bounded(9000));
        paste(editor, text);
        return model.replace(text);
    }
    default: {
        const int anchor = somewhere();
        const int position = random.bounded(2) ? anchor : somewhere();
        select(editor, anchor, position);
        model.anchor = placeOf(editor, anchor);
        model.position = placeOf(editor, position);
    }
    }
}

} // namespace

class TestPromptEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enterSends();
    void shiftEnterBeginsALine();
    void enterWhileComposingDoesNotSend();
    void upBringsTheLastPromptBack();
    void arrowsStepThroughTheHistory();
    void aChangedPromptIsANewOne();
    void givesBackBeforeWhatWasTypedSince();
    void growsWithTheText();
    void showsItsFirstLineWhenItGrows();
    void givesTheTextBackAsItWas_data();
    void givesTheTextBackAsItWas();
    void dividesNoLetter_data();
    void dividesNoLetter();
    void dividesWhatIsTyped();
    void doesAllAtSeamsAsElsewhere_data();
    void doesAllAtSeamsAsElsewhere();
    void knowsBlankText();
    void pasteIsAStepOfItsOwn();
    void pastesTheTextOfHtmlAlone();
    void promptAsTyped();
    void tabsAreFourBlanksWide();
    void textFromTheRightStandsThere();
};

void TestPromptEditor::enterSends()
{
    PromptEditor editor;
    QSignalSpy sent(&editor, &PromptEditor::sendRequested);
    QTest::keyClicks(&editor, u"hello"_s);
    QTest::keyClick(&editor, Qt::Key_Return);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(editor.takePrompt(), u"hello"_s);
    QVERIFY(editor.toPlainText().isEmpty());
}

void TestPromptEditor::shiftEnterBeginsALine()
{
    PromptEditor editor;
    QSignalSpy sent(&editor, &PromptEditor::sendRequested);
    QTest::keyClicks(&editor, u"a"_s);
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(&editor, u"b"_s);
    QCOMPARE(sent.count(), 0);
    QCOMPARE(editor.toPlainText(), u"a\nb"_s);
}

void TestPromptEditor::enterWhileComposingDoesNotSend()
{
    PromptEditor editor;
    QSignalSpy sent(&editor, &PromptEditor::sendRequested);
    QInputMethodEvent composing(u"にほ"_s, {});
    QCoreApplication::sendEvent(&editor, &composing);
    QTest::keyClick(&editor, Qt::Key_Return);
    QCOMPARE(sent.count(), 0);

    QInputMethodEvent committing;
    committing.setCommitString(u"日本"_s);
    QCoreApplication::sendEvent(&editor, &committing);
    QTest::keyClick(&editor, Qt::Key_Return);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(editor.toPlainText(), u"日本"_s);
}

void TestPromptEditor::upBringsTheLastPromptBack()
{
    PromptEditor editor;
    editor.setPlainText(u"first"_s);
    QCOMPARE(editor.takePrompt(), u"first"_s);
    QTest::keyClick(&editor, Qt::Key_Up);
    QCOMPARE(editor.toPlainText(), u"first"_s);
}

void TestPromptEditor::arrowsStepThroughTheHistory()
{
    PromptEditor editor;
    for (const QString &prompt : {u"one"_s, u"two\nlines"_s, u"three"_s}) {
        editor.setPlainText(prompt);
        (void)editor.takePrompt();
    }
    editor.setPlainText(u"typed"_s);
    editor.moveCursor(QTextCursor::End);
    QTest::keyClick(&editor, Qt::Key_Up); // within the text the arrow is the editor's
    QCOMPARE(editor.toPlainText(), u"typed"_s);
    editor.moveCursor(QTextCursor::Start);
    QTest::keyClick(&editor, Qt::Key_Up);
    QCOMPARE(editor.toPlainText(), u"three"_s);
    QTest::keyClick(&editor, Qt::Key_Up);
    QCOMPARE(editor.toPlainText(), u"two\nlines"_s);
    QTest::keyClick(&editor, Qt::Key_Up); // to its first line
    QCOMPARE(editor.toPlainText(), u"two\nlines"_s);
    QTest::keyClick(&editor, Qt::Key_Up);
    QCOMPARE(editor.toPlainText(), u"one"_s);
    QTest::keyClick(&editor, Qt::Key_Up); // the oldest
    QCOMPARE(editor.toPlainText(), u"one"_s);
    for (const QString &prompt : {u"two\nlines"_s, u"three"_s, u"typed"_s, u"typed"_s}) {
        QTest::keyClick(&editor, Qt::Key_Down);
        QCOMPARE(editor.toPlainText(), prompt);
    }
}

void TestPromptEditor::aChangedPromptIsANewOne()
{
    PromptEditor editor;
    for (const QString &prompt : {u"one"_s, u"two"_s}) {
        editor.setPlainText(prompt);
        (void)editor.takePrompt();
    }
    QTest::keyClick(&editor, Qt::Key_Up);
    QTest::keyClicks(&editor, u"!"_s);
    QCOMPARE(editor.toPlainText(), u"two!"_s);
    QTest::keyClick(&editor, Qt::Key_Up);
    QTest::keyClick(&editor, Qt::Key_Down);
    QCOMPARE(editor.toPlainText(), u"two!"_s);
    editor.moveCursor(QTextCursor::Start);
    QTest::keyClick(&editor, Qt::Key_Up);
    QCOMPARE(editor.toPlainText(), u"two"_s);
    QTest::keyClick(&editor, Qt::Key_Down);
    QCOMPARE(editor.toPlainText(), u"two!"_s);
}

void TestPromptEditor::givesBackBeforeWhatWasTypedSince()
{
    PromptEditor editor;
    editor.giveBack(u"lost"_s);
    QCOMPARE(editor.toPlainText(), u"lost"_s);
    editor.giveBack(u"lost"_s); // several lanes give the same prompt back
    QCOMPARE(editor.toPlainText(), u"lost"_s);
    editor.setPlainText(u"new"_s);
    editor.giveBack(u"lost"_s);
    QCOMPARE(editor.toPlainText(), u"lost\nnew"_s);
}

void TestPromptEditor::growsWithTheText()
{
    PromptEditor editor;
    editor.resize(400, 100);
    editor.show();
    const int oneLine = editor.sizeHint().height();
    editor.setPlainText(u"a\nb\nc"_s);
    const int threeLines = editor.sizeHint().height();
    QVERIFY(threeLines > oneLine);
    editor.setPlainText(QString(100, u'\n'));
    QVERIFY(editor.sizeHint().height() > threeLines);
    QVERIFY(editor.sizeHint().height() < 20 * oneLine);
}

void TestPromptEditor::showsItsFirstLineWhenItGrows()
{
    QWidget window;
    QVBoxLayout layout(&window);
    layout.setSizeConstraint(QLayout::SetNoConstraint);
    PromptEditor editor;
    layout.addWidget(&editor);
    layout.addStretch();
    window.resize(400, 300);
    window.show();
    for (const QString &line : {u"first"_s, u"second"_s, u"third"_s, u"fourth"_s, u"日本語"_s, u"last"_s}) {
        editor.textCursor().insertText(line);
        QVERIFY(eventually([&] { return editor.height() >= editor.sizeHint().height(); }));
        QCOMPARE(editor.verticalScrollBar()->value(), 0);
        QVERIFY2(editor.viewport()->rect().contains(editor.cursorRect()), qPrintable(line));
        QTest::keyClick(&editor, Qt::Key_Return, Qt::ShiftModifier);
    }
}

void TestPromptEditor::givesTheTextBackAsItWas_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("base64") << u"QUJDRA"_s.repeated(10'000);
    QTest::newRow("minified") << u"{\"a\":[1,2.5,null],\"b\":\"c\"},"_s.repeated(2000);
    QTest::newRow("blanks") << u"some words, and more "_s.repeated(2000);
    QTest::newRow("cjk") << u"日本語の文章。"_s.repeated(3000);
    QTest::newRow("emoji") << u"x"_s + u"👩‍👩‍👧‍👦"_s.repeated(400);
    QTest::newRow("marks") << u"e\u0301\u0323"_s.repeated(5000);
    QTest::newRow("special blanks") << u"a\u00A0b\u2028c\u2009d\t"_s.repeated(2000);
    QTest::newRow("short and long lines")
        << (u"one\n\ntwo\n"_s + u"abc"_s.repeated(5000) + u"\nthree\n"_s).repeated(3);
}

void TestPromptEditor::givesTheTextBackAsItWas()
{
    QFETCH(QString, text);
    PromptEditor editor;
    const QClipboard &clipboard = *QGuiApplication::clipboard();
    paste(editor, text);
    QVERIFY(!seamsOf(editor).isEmpty());
    QCOMPARE(editor.toPlainText(), text);
    QCOMPARE(editor.utf8Size(), text.toUtf8().size());
    QTest::keyClick(&editor, 'Z');
    QCOMPARE(editor.toPlainText(), text + u'Z');

    editor.selectAll();
    editor.copy();
    QCOMPARE(clipboard.text(), text + u'Z');
    QVERIFY(!clipboard.mimeData()->hasHtml());
    editor.cut();
    QCOMPARE(editor.toPlainText(), QString());
    editor.undo();
    QCOMPARE(editor.toPlainText(), text + u'Z');
    editor.redo();
    QCOMPARE(editor.toPlainText(), QString());

    editor.setPlainText(text);
    QVERIFY(!editor.document()->isUndoAvailable());
    QCOMPARE(editor.takePrompt(), text);
    QVERIFY(editor.document()->isEmpty());
    editor.giveBack(text);
    QCOMPARE(editor.toPlainText(), text);
}

void TestPromptEditor::dividesNoLetter_data()
{
    QTest::addColumn<QString>("letter");
    QTest::newRow("surrogate pair") << u"😀"_s;
    QTest::newRow("marks") << u"e\u0301\u0323"_s;
    QTest::newRow("family") << u"👩‍👩‍👧‍👦"_s;
    QTest::newRow("flag") << u"🇩🇪"_s;
    QTest::newRow("marks after a space") << u" \u0301"_s;
    QTest::newRow("200 marks") << u'a' + QString(200, u'\u0301');
}

void TestPromptEditor::dividesNoLetter()
{
    QFETCH(QString, letter);
    for (int offset = 0; offset < 3; ++offset) {
        const QString begin(offset, u'x');
        PromptEditor editor;
        paste(editor, begin + letter.repeated(5'000 / letter.size()));
        QVERIFY(!seamsOf(editor).isEmpty());
        for (const int seam : seamsOf(editor))
            QCOMPARE((placeOf(editor, seam) - offset) % letter.size(), 0);
    }
}

void TestPromptEditor::dividesWhatIsTyped()
{
    PromptEditor editor;
    const QString text(LongLines::longestBlock - 3, u'x');
    paste(editor, text);
    QVERIFY(seamsOf(editor).isEmpty());
    const QString typed = u"0123456789"_s;
    QTest::keyClicks(&editor, typed);
    QVERIFY(!seamsOf(editor).isEmpty());
    QCOMPARE(editor.toPlainText(), text + typed);
    while (editor.document()->isUndoAvailable())
        editor.undo();
    QCOMPARE(editor.toPlainText(), QString());
    while (editor.document()->isRedoAvailable())
        editor.redo();
    QCOMPARE(editor.toPlainText(), text + typed);
}

void TestPromptEditor::doesAllAtSeamsAsElsewhere_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestPromptEditor::doesAllAtSeamsAsElsewhere()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const QString initial = randomText(random, 20'000);
    PromptEditor editor;
    editor.setPlainText(initial);
    Model model{.text = initial};
    for (int i = 0; i < 120; ++i) {
        act(random, editor, model);
        QCOMPARE(editor.toPlainText(), model.text);
        QCOMPARE(placeOf(editor, editor.textCursor().position()), model.position);
        QCOMPARE(placeOf(editor, editor.textCursor().anchor()), model.anchor);
        for (QTextBlock block = editor.document()->begin(); block.isValid(); block = block.next())
            QVERIFY(block.length() <= LongLines::longestBlock);
    }
    while (editor.document()->isUndoAvailable())
        editor.undo();
    QCOMPARE(editor.toPlainText(), initial);
    while (editor.document()->isRedoAvailable())
        editor.redo();
    QCOMPARE(editor.toPlainText(), model.text);
}

void TestPromptEditor::knowsBlankText()
{
    PromptEditor editor;
    QVERIFY(editor.isBlank());
    editor.setPlainText(u" \n\t\n"_s);
    QVERIFY(editor.isBlank());
    editor.setPlainText(u" \n x"_s);
    QVERIFY(!editor.isBlank());
}

void TestPromptEditor::pasteIsAStepOfItsOwn()
{
    PromptEditor editor;
    QTest::keyClicks(&editor, u"one "_s);
    paste(editor, u"two\nlines"_s);
    QTest::keyClicks(&editor, u"!"_s);
    QCOMPARE(editor.toPlainText(), u"one two\nlines!"_s);
    editor.undo();
    QCOMPARE(editor.toPlainText(), u"one two\nlines"_s);
    editor.undo();
    QCOMPARE(editor.toPlainText(), u"one "_s);
    editor.redo();
    QCOMPARE(editor.toPlainText(), u"one two\nlines"_s);
}

void TestPromptEditor::pastesTheTextOfHtmlAlone()
{
    PromptEditor editor;
    auto data = std::make_unique<QMimeData>();
    data->setHtml(u"<p>Some <b>bold</b> words<img src=\"https://images.example/a.png\"></p>"_s);
    QGuiApplication::clipboard()->setMimeData(data.release());
    QVERIFY(editor.canPaste());
    editor.paste();
    QVERIFY(editor.toPlainText().startsWith(u"Some bold words"));
}

void TestPromptEditor::promptAsTyped()
{
    QFile file(QStringLiteral(PARLANCE_TEST_DATA "/view/prompt-as-typed.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    PromptEditor editor;
    paste(editor, text);
    QCOMPARE(editor.takePrompt(), text);
}

void TestPromptEditor::tabsAreFourBlanksWide()
{
    PromptEditor editor;
    const auto widthOf = [&editor](const QString &text) {
        editor.setPlainText(text);
        editor.moveCursor(QTextCursor::End);
        return editor.cursorRect().left();
    };
    QCOMPARE(widthOf(u"\tx"_s), widthOf(u"    x"_s));
    QFont large = editor.font();
    large.setPixelSize(40);
    editor.setFont(large);
    QCOMPARE(widthOf(u"\tx"_s), widthOf(u"    x"_s));
}

void TestPromptEditor::textFromTheRightStandsThere()
{
    PromptEditor editor;
    paste(editor, u"מה זה API?"_s);
    QVERIFY(editor.document()->defaultTextOption().alignment() & Qt::AlignRight);
    editor.setPlainText(u"What is שלום?"_s);
    QVERIFY(editor.document()->defaultTextOption().alignment() & Qt::AlignLeft);
}

QTEST_MAIN(TestPromptEditor)
#include "tst_prompteditor.moc"
