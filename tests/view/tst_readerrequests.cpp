// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/linkkind.h"
#include "view/conversation/readerrequests.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class ReaderRequestsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownLinksAskForTheirMessage();
    void aPromptIsItsLinksText();
    void otherLinksAreOpenedAskedOrRefused_data();
    void otherLinksAreOpenedAskedOrRefused();
};

void ReaderRequestsTest::ownLinksAskForTheirMessage()
{
    ReaderRequests requests;
    const QSignalSpy retry(&requests, &ReaderRequests::retryRequested);
    const QSignalSpy version(&requests, &ReaderRequests::versionRequested);
    requests.follow(retryLink.toString(), 7);
    QCOMPARE(retry, QList<QVariantList>({{7}}));
    requests.follow(olderLink.toString(), 7);
    requests.follow(newerLink.toString(), 8);
    QCOMPARE(version, QList<QVariantList>({{7, -1}, {8, 1}}));
    QCOMPARE(retry.size(), 1);
}

/// Nothing but what the reader sees is asked.
void ReaderRequestsTest::aPromptIsItsLinksText()
{
    ReaderRequests requests;
    const QSignalSpy prompt(&requests, &ReaderRequests::promptRequested);
    const QSignalSpy questioned(&requests, &ReaderRequests::linkQuestioned);
    requests.follow(promptLink.toString(), 7, u"What a tier is"_s);
    QCOMPARE(prompt, QList<QVariantList>({{u"What a tier is"_s}}));
    requests.follow(u"ask:something%20else"_s, 7, u"What a tier is"_s);
    QCOMPARE(prompt.size(), 1);
    QCOMPARE(questioned.size(), 1);
}

void ReaderRequestsTest::otherLinksAreOpenedAskedOrRefused_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("opened");
    QTest::addColumn<int>("questioned");
    QTest::addColumn<int>("refused");
    QTest::newRow("web") << u"https://example.org"_s << 1 << 0 << 0;
    QTest::newRow("mail") << u"mailto:a@example.org"_s << 1 << 0 << 0;
    QTest::newRow("editor") << u"vscode://file/etc/passwd"_s << 0 << 1 << 0;
    QTest::newRow("script") << u"javascript:alert(1)"_s << 0 << 0 << 1;
    QTest::newRow("retry, but trimmed") << u"retry"_s << 0 << 0 << 1;
}

void ReaderRequestsTest::otherLinksAreOpenedAskedOrRefused()
{
    QFETCH(const QString, target);
    ReaderRequests requests;
    const QSignalSpy opened(&requests, &ReaderRequests::linkActivated);
    const QSignalSpy questioned(&requests, &ReaderRequests::linkQuestioned);
    const QSignalSpy refused(&requests, &ReaderRequests::linkRefused);
    const QSignalSpy retry(&requests, &ReaderRequests::retryRequested);
    requests.follow(target, 1);
    QTEST(static_cast<int>(opened.size()), "opened");
    QTEST(static_cast<int>(questioned.size()), "questioned");
    QTEST(static_cast<int>(refused.size()), "refused");
    QVERIFY(retry.isEmpty());
}

QTEST_GUILESS_MAIN(ReaderRequestsTest)
#include "tst_readerrequests.moc"
