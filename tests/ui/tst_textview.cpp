// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/inspect/textview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// The text of the inspector: letters, selection, menu, tool tip.
class TestTextView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryLetter();
    void selectsCopiesAndPoints();
    void linesAreBrokenInSlices();
    void menuAndToolTipKnowTheLetter();
};

/// The last letter of a line is beside the right edge, and the next one begins the next line.
void TestTextView::showsEveryLetter()
{
    TextView view;
    view.resize(400, 200);
    view.show();
    view.setText(u"\t\"model\":\t\"m\",\t\"messages\":\t\"What is it?\" "_s.repeated(5));
    QSignalSpy pointed(&view, &TextView::pointed);
    const int line = view.fontMetrics().lineSpacing();
    const auto letterAt = [&](int x, int y) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(x, y));
        return pointed.last().first().toLongLong();
    };
    const qlonglong last = letterAt(view.viewport()->width() - 1, 8 + line / 2);
    const qlonglong next = letterAt(9, 8 + line * 3 / 2);
    QVERIFY(last > 30);
    QCOMPARE_LE(next - last, 1);
}

void TestTextView::selectsCopiesAndPoints()
{
    TextView view;
    view.resize(600, 300);
    view.show();
    const QString text = QString(u"0123456789 "_s).repeated(100'000) + u"end"_s;
    view.setText(text);
    view.select({.begin = text.size() - 3, .length = 3});
    view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"end"_s);
    QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selection(), (TextRange{.begin = 0, .length = 1}));
    QSignalSpy pointed(&view, &TextView::pointed);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(9, 12));
    QCOMPARE(pointed.size(), 1);
    QCOMPARE(pointed.first().first().toLongLong(), 0);
}

/// A long text has the same lines as one that grows; its end is reached before all of them are broken.
void TestTextView::linesAreBrokenInSlices()
{
    const QString text = QString(u"a line of some words, \t and a break\n"_s).repeated(60'000) + u"end"_s;
    TextView whole;
    TextView growing;
    for (TextView *view : {&whole, &growing}) {
        view->resize(600, 300);
        view->show();
    }
    whole.setText(text);
    const int first = whole.verticalScrollBar()->maximum();
    QVERIFY(eventually([&] { return whole.verticalScrollBar()->maximum() > 3 * first; }));
    for (qsizetype length = 1; length < text.size(); length = length * 2 + 7)
        growing.setText(text.first(length));
    growing.setText(text);
    growing.select({.begin = text.size() - 3, .length = 3});
    QCOMPARE(growing.verticalScrollBar()->value(), growing.verticalScrollBar()->maximum());
    const auto lines = [](const TextView &view) {
        return view.verticalScrollBar()->maximum() + view.verticalScrollBar()->pageStep();
    };
    QCOMPARE(lines(growing), 60'001);
    QVERIFY(eventually([&] { return lines(whole) == 60'001; }));
}

void TestTextView::menuAndToolTipKnowTheLetter()
{
    TextView view;
    view.resize(600, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setText(u"first\nsecond"_s);
    const QPoint inSecond(13, 14 + view.fontMetrics().lineSpacing());
    view.setToolTipOf([](qsizetype position) { return u"letter %1"_s.arg(position); });
    QHelpEvent help(QEvent::ToolTip, inSecond, view.viewport()->mapToGlobal(inSecond));
    QApplication::sendEvent(view.viewport(), &help);
    QVERIFY(QToolTip::text().contains(u"letter 6"_s));
    QSignalSpy opens(&view, &TextView::menuOpens);
    QContextMenuEvent event(QContextMenuEvent::Mouse, inSecond, view.viewport()->mapToGlobal(inSecond));
    QApplication::sendEvent(view.viewport(), &event);
    QCOMPARE(opens.size(), 1);
    QCOMPARE(opens.first().at(1).toLongLong(), 6);
    view.findChild<QMenu *>()->close();
}

QTEST_MAIN(TestTextView)
#include "tst_textview.moc"
