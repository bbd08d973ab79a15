// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "view/conversation/conversationview.h"
#include "windowfixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTest>
#include <QToolTip>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// X-08: a key that is copied in the window.
class TestCopyGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSelectionWithAKeyIsMaskedAndSaidSo();
    void aSelectionThatIsDraggedIsMasked();
    void aKeyThatAServerEchoesIsNowhereInTheWindow();
    void otherTextIsCopiedAsItIs();

private:
    std::unique_ptr<WindowFixture> m_fixture;
};

namespace {

const QString Key = u"sk-live-0123456789abcdef"_s;

QString copied()
{
    return QGuiApplication::clipboard()->text();
}

/// What the pointer would take along.
template <class Widget>
QString dragged(Widget &widget)
{
    struct Open : Widget
    {
        using Widget::createMimeDataFromSelection;
    };
    widget.selectAll();
    return std::unique_ptr<QMimeData>((widget.*(&Open::createMimeDataFromSelection))())->text();
}

} // namespace

void TestCopyGuard::init()
{
    m_fixture = std::make_unique<WindowFixture>(50);
    m_fixture->window().restoreLanes();
    KeyStore *keys = m_fixture->resolver().keys();
    keys->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    keys->setKey(u"ruapi"_s, Secret(Key.toLatin1()));
}

void TestCopyGuard::aSelectionWithAKeyIsMaskedAndSaidSo()
{
    QVERIFY(m_fixture->askAndWait(u"What is "_s + Key + u"?"_s));
    auto *view = m_fixture->lane().findChild<ConversationView *>();
    view->selectAll();
    view->copy();
    QVERIFY(copied().contains(u"What is "_s));
    QVERIFY2(!copied().contains(Key), qPrintable(copied()));
    QVERIFY(copied().contains(u"•"));
    QCOMPARE(QToolTip::text(), u"A key in the copied text was masked."_s);
}

void TestCopyGuard::aSelectionThatIsDraggedIsMasked()
{
    QVERIFY(m_fixture->askAndWait(u"What is "_s + Key + u"?"_s));
    const QString answer = dragged(*m_fixture->lane().view());
    QVERIFY2(answer.contains(u"What is •") && !answer.contains(Key), qPrintable(answer));
    m_fixture->type(u"And "_s + Key + u"?"_s);
    const QString prompt = dragged(*m_fixture->page().promptBar()->editor());
    QVERIFY2(prompt.startsWith(u"And •") && !prompt.contains(Key), qPrintable(prompt));
    QCOMPARE(m_fixture->typed(), u"And "_s + Key + u"?"_s);
}

void TestCopyGuard::aKeyThatAServerEchoesIsNowhereInTheWindow()
{
    FakeServer server;
    TargetResolver &resolver = m_fixture->resolver();
    resolver.setBaseUrl(u"ruapi"_s, server.url(QString()));
    resolver.allowKey(*resolver.catalog().find(u"ruapi"_s));
    m_fixture->lane().choose({.gateway = u"ruapi"_s, .model = u"m"_s, .mode = TargetResolver::Mode::Live});
    m_fixture->ask(u"Hello"_s);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->header("authorization").endsWith(Key.toLatin1()));
    connection->sendWhole(
        401, "application/json", R"({"error":{"message":"Wrong key )" + Key.toLatin1() + "\"}}");
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY2(m_fixture->shown().contains(u"Wrong key •"), qPrintable(m_fixture->shown()));
    QVERIFY(!m_fixture->shown().contains(Key));
}

void TestCopyGuard::otherTextIsCopiedAsItIs()
{
    QGuiApplication::clipboard()->setText(u"a • sk-live-\n0123456789abcdef"_s);
    QCOMPARE(copied(), u"a • sk-live-\n0123456789abcdef"_s);
}

QTEST_MAIN(TestCopyGuard)
#include "tst_copyguard.moc"
