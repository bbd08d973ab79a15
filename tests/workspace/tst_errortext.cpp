// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"
#include "workspace/words/errortext.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatHappened_data();
    void namesWhatHappened();
    void aWrongAddressIsToBeChecked();
    void tellsWhatToQuote();
    void saysHowLongToWait();
    void FF_52_saysHowLongAnOverloadedServerNeeds();
    void X_04_absurdTimesAreSaidAsTheyAre();
    void RO_25_limitWithoutATimeMayBeAQuota();
    void tellsABrokenConnectionFromNone();
    void anEndpointHasNoTurns();
    void onlyWhatIsShownIsKept();
    void aProxyIsNotTheGateway();
    void RF_25_namesTheHealthOnlyWhereItCanBeChecked();
};

namespace {

Gateway ruflo()
{
    return *Catalog::builtIn().find(u"ruflo");
}

} // namespace

void TestErrorText::namesWhatHappened_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("title");
    QTest::newRow("RF-22 400") << 400 << u"Ruflo did not understand the request"_s;
    QTest::newRow("RF-23 413") << 413 << u"The conversation is too long for Ruflo"_s;
    QTest::newRow("RF-24 429") << 429 << u"Rate limit of Ruflo reached"_s;
    QTest::newRow("RF-25 500") << 500 << u"Ruflo returned a server error"_s;
    QTest::newRow("404") << 404 << u"Ruflo has no such address or model"_s;
    QTest::newRow("401") << 401 << u"Ruflo requires a valid key"_s;
}

void TestErrorText::namesWhatHappened()
{
    QFETCH(const int, status);
    QFETCH(const QString, title);
    ChatError error;
    error.kind = errorKindOfStatus(status);
    error.httpStatus = status;
    QCOMPARE(describe(error, ruflo()).title, title);
}

void TestErrorText::aWrongAddressIsToBeChecked()
{
    ChatError error;
    error.kind = ChatError::Kind::BadRequest;
    error.httpStatus = 404;
    QVERIFY(describe(error, ruflo()).advice.contains(u"base URL"));
    error.httpStatus = 400;
    QCOMPARE(describe(error, ruflo()).advice, QString());
}

void TestErrorText::tellsWhatToQuote()
{
    ChatError error;
    error.kind = ChatError::Kind::BadRequest;
    error.httpStatus = 400;
    error.code = u"INVALID_MODEL"_s;
    error.requestId = u"req-7"_s;
    QCOMPARE(describe(error, ruflo()).facts, u"HTTP 400 · INVALID_MODEL · request req-7"_s);
}

void TestErrorText::saysHowLongToWait()
{
    ChatError error;
    error.kind = ChatError::Kind::RateLimited;
    error.retryAfter = std::chrono::seconds(7);
    QCOMPARE(describe(error, ruflo()).advice, u"The server asked to wait 7 s."_s);
}

void TestErrorText::FF_52_saysHowLongAnOverloadedServerNeeds()
{
    ChatError error;
    error.kind = ChatError::Kind::Server;
    error.httpStatus = 503;
    error.retryAfter = std::chrono::seconds(60);
    QCOMPARE(describe(error, ruflo()).advice, u"The server asked to wait 60 s."_s);
}

void TestErrorText::X_04_absurdTimesAreSaidAsTheyAre()
{
    ChatError error;
    error.kind = ChatError::Kind::RateLimited;
    error.retryAfter = std::chrono::seconds(999'999'999);
    QCOMPARE(describe(error, ruflo()).advice, u"The server asked to wait 31 years."_s);
}

void TestErrorText::RO_25_limitWithoutATimeMayBeAQuota()
{
    ChatError error;
    error.kind = ChatError::Kind::RateLimited;
    QVERIFY(describe(error, ruflo()).advice.contains(u"your plan's quota"));
}

void TestErrorText::tellsABrokenConnectionFromNone()
{
    ChatError error;
    error.kind = ChatError::Kind::Network;
    QCOMPARE(describe(error, ruflo(), false).title, u"Ruflo cannot be reached"_s);
    QCOMPARE(describe(error, ruflo(), true).title, u"The connection to Ruflo broke off"_s);
}

void TestErrorText::anEndpointHasNoTurns()
{
    ChatError error;
    error.kind = ChatError::Kind::TooLarge;
    const ErrorText text = describeOfEndpoint(error, ruflo(), true, false);
    QCOMPARE(text.title, u"The request is too large for Ruflo"_s);
    QCOMPARE(text.advice, u"Send less: a shorter text, fewer texts, or a smaller file."_s);
}

void TestErrorText::onlyWhatIsShownIsKept()
{
    ChatError error;
    for (const ChatError::Kind kind : {ChatError::Kind::Network, ChatError::Kind::Protocol}) {
        error.kind = kind;
        QVERIFY(!describeOfEndpoint(error, ruflo(), true, false).advice.contains(u"kept"));
        QVERIFY(describeOfEndpoint(error, ruflo(), true, true).advice.contains(u"kept"));
    }
    error.kind = ChatError::Kind::Network;
    QCOMPARE(describeOfEndpoint(error, ruflo(), true, false).title, u"The connection to Ruflo broke off"_s);
    QCOMPARE(describeOfEndpoint(error, ruflo(), false, false).title, u"Ruflo cannot be reached"_s);
}

void TestErrorText::aProxyIsNotTheGateway()
{
    ChatError error;
    error.kind = ChatError::Kind::Proxy;
    QCOMPARE(describe(error, ruflo()).title, u"No connection through the proxy"_s);
    QVERIFY(describe(error, ruflo()).advice.contains(u"proxy in Settings"));
    error.httpStatus = 407;
    QCOMPARE(describe(error, ruflo()).title, u"The proxy requires a login"_s);
}

void TestErrorText::RF_25_namesTheHealthOnlyWhereItCanBeChecked()
{
    ChatError error;
    error.kind = ChatError::Kind::Server;
    QCOMPARE(describe(error, ruflo()).advice, u"Try again in a moment, or look at the gateway's health."_s);
    const Gateway without = *Catalog::builtIn().find(u"floopfloop");
    QCOMPARE(describe(error, without).advice, u"Try again in a moment."_s);
}

QTEST_MAIN(TestErrorText)
#include "tst_errortext.moc"
