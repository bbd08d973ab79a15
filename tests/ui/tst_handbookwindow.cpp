// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/handbookwindow.h"
#include "ui/shortcutlist.h"
#include "view/conversation/conversationview.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QTreeWidget>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QList<HandbookPassage> passages()
{
    return {{.chapter = u"Keys"_s, .heading = u"Keys"_s, .body = u"Where keys live."_s},
        {.chapter = u"Keys"_s, .heading = u"Rotation"_s, .body = u"A key may be rotated."_s},
        {.chapter = u"Costs"_s, .heading = u"Costs"_s, .body = u"Prices and **keys**."_s},
        {.chapter = u"Costs"_s, .heading = u"Where prices live"_s, .body = u"In Settings."_s}};
}

} // namespace

class TestHandbookWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_handbook.reset(); }

    void listsTheChapters();
    void showsTheChosenChapter();
    void findsPassages_data();
    void findsPassages();
    void goesThroughTheListWhileTyping();
    void offersNothingForAnswers();
    void opensOnceFromTheWindow();
    void findsShortcuts();

private:
    [[nodiscard]] QStringList entries() const;
    [[nodiscard]] QString shown() const;

    std::unique_ptr<HandbookWindow> m_handbook;
    QLineEdit *m_search = nullptr;
    QListWidget *m_list = nullptr;
};

void TestHandbookWindow::init()
{
    m_handbook = std::make_unique<HandbookWindow>(passages());
    m_search = m_handbook->findChild<QLineEdit *>(u"handbookSearch"_s);
    m_list = m_handbook->findChild<QListWidget *>(u"handbookList"_s);
    m_handbook->show();
    QVERIFY(QTest::qWaitForWindowActive(m_handbook.get()));
}

QStringList TestHandbookWindow::entries() const
{
    QStringList texts;
    for (int row = 0; row < m_list->count(); ++row)
        texts << m_list->item(row)->text();
    return texts;
}

QString TestHandbookWindow::shown() const
{
    return m_handbook->findChild<ConversationView *>()->toPlainText();
}

void TestHandbookWindow::listsTheChapters()
{
    QCOMPARE(entries(), QStringList({u"Keys"_s, u"Costs"_s}));
    QVERIFY(m_search->hasFocus());
    QCOMPARE(shown(), u"Keys\nWhere keys live.\nRotation\nA key may be rotated."_s);
}

void TestHandbookWindow::showsTheChosenChapter()
{
    m_list->setCurrentRow(1);
    QCOMPARE(shown(), u"Costs\nPrices and keys.\nWhere prices live\nIn Settings."_s);
}

void TestHandbookWindow::findsPassages_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("in a text") << u"settings"_s << QStringList{u"Costs › Where prices live"_s};
    QTest::newRow("headings first") << u"where live"_s
                                    << QStringList{u"Costs › Where prices live"_s, u"Keys"_s};
    QTest::newRow("the chapter's name counts") << u"costs keys"_s << QStringList{u"Costs"_s};
    QTest::newRow("nothing") << u"weather"_s << QStringList();
    QTest::newRow("blanks") << u"  "_s << QStringList{u"Keys"_s, u"Costs"_s};
}

void TestHandbookWindow::findsPassages()
{
    QFETCH(QString, words);
    QFETCH(QStringList, found);
    QTest::keyClicks(m_search, words);
    QCOMPARE(entries(), found);
    QVERIFY(!shown().isEmpty());
}

void TestHandbookWindow::goesThroughTheListWhileTyping()
{
    QTest::keyClick(m_search, Qt::Key_Down);
    QCOMPARE(m_list->currentRow(), 1);
    QVERIFY(m_search->hasFocus());
    QTest::keyClick(m_search, Qt::Key_Return);
    QVERIFY(m_handbook->findChild<ConversationView *>()->hasFocus());
}

void TestHandbookWindow::offersNothingForAnswers()
{
    auto *view = m_handbook->findChild<ConversationView *>();
    view->setFocus();
    for (const QString &name : {u"copyAnswer"_s, u"editAnswer"_s, u"branchAnswer"_s, u"inspectAnswer"_s}) {
        const auto *button = view->findChild<QAbstractButton *>(name);
        QVERIFY2(button && !button->isVisible(), qPrintable(name));
    }
}

void TestHandbookWindow::opensOnceFromTheWindow()
{
    const WindowFixture fixture(1000);
    int reads = 0;
    fixture.window().setHandbook([&reads] {
        ++reads;
        return passages();
    });
    for (int i = 0; i < 2; ++i)
        fixture.menuAction(u"&Handbook"_s)->trigger();
    QCOMPARE(fixture.window().findChildren<HandbookWindow *>().size(), 1);
    QCOMPARE(reads, 1);
}

void TestHandbookWindow::findsShortcuts()
{
    const WindowFixture fixture(1000);
    fixture.menuAction(u"&Keyboard shortcuts"_s)->trigger();
    const auto *list = fixture.window().findChild<ShortcutList *>();
    QVERIFY(list);
    const auto *tree = list->findChild<QTreeWidget *>();
    QTest::keyClicks(list->findChild<QLineEdit *>(u"shortcutSearch"_s), u"handbook"_s);
    QStringList found;
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *group = tree->topLevelItem(i);
        for (int row = 0; row < group->childCount(); ++row) {
            if (!group->isHidden() && !group->child(row)->isHidden())
                found << group->text(0) + u'/' + group->child(row)->text(0) + u'/' +
                             group->child(row)->text(1);
        }
    }
    QCOMPARE(found, QStringList{u"Help/Handbook/F1"_s});
}

QTEST_MAIN(TestHandbookWindow)
#include "tst_handbookwindow.moc"
