// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/prompteditor.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestPromptEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enterSends();
    void shiftEnterBeginsALine();
    void enterWhileComposingDoesNotSend();
    void upBringsTheLastPromptBack();
    void givesBackBeforeWhatWasTypedSince();
    void growsWithTheText();
    void showsItsFirstLineWhenItGrows();
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
    PromptEditor editor;
    layout.addWidget(&editor);
    layout.addStretch();
    window.resize(400, 300);
    window.show();
    QTest::keyClicks(&editor, u"first"_s);
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(&editor, u"second"_s);
    QVERIFY(QTest::qWaitFor([&] { return editor.height() >= editor.sizeHint().height(); }));
    QCOMPARE(editor.verticalScrollBar()->value(), 0);
}

QTEST_MAIN(TestPromptEditor)
#include "tst_prompteditor.moc"
