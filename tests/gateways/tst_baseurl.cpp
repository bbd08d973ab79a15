// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/baseurl.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What people type and paste as a base URL.
class TestBaseUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void fits_data();
    void fits();
};

void TestBaseUrl::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::newRow("nothing") << u"  "_s << QString();
    QTest::newRow("https") << u"https://h/v1"_s << u"https://h/v1"_s;
    QTest::newRow("blanks around it") << u" \t\u00a0https://h/v1\r\n"_s << u"https://h/v1"_s;
    QTest::newRow("a query") << u"https://h/v1?a=1"_s << u"https://h/v1?a=1"_s;
    QTest::newRow("an @ in the path") << u"https://h/@me/v1"_s << u"https://h/@me/v1"_s;
    QTest::newRow("an address") << u"http://[::1]:8080"_s << u"http://[::1]:8080"_s;
}

void TestBaseUrl::reads()
{
    QFETCH(const QString, text);
    QFETCH(const QString, url);
    const auto read = readBaseUrl(text);
    QVERIFY2(read, qPrintable(read.error_or(QString())));
    QCOMPARE(read->toString(), url);
}

void TestBaseUrl::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const QString &text, const QString &words) {
        QTest::newRow(qPrintable(text)) << text << words;
    };
    row(u"api.example.com/v1"_s, u"Write https://api.example.com/v1."_s);
    row(u"api.example.com:8443"_s, u"Write https://api.example.com:8443."_s);
    row(u"localhost:11434/v1"_s, u"Write http://localhost:11434/v1."_s);
    row(u"127.0.0.1:8080"_s, u"Write http://127.0.0.1:8080."_s);
    row(u"//h/v1"_s, u"is not a base URL"_s);
    row(u"ftp://h/v1"_s, u"does not begin with https:// or http://"_s);
    row(u"file:///etc/passwd"_s, u"does not begin with https:// or http://"_s);
    row(u"https:///v1"_s, u"is not a URL"_s);
    row(u"https://h:99999/v1"_s, u"is not a URL"_s);
    row(u"http://::1/v1"_s, u"is not a URL"_s);
    row(u"user:secret@h/v1"_s, u"must not hold a name or a password"_s);
    row(u"https://h/a b"_s, u"contains a space"_s);
    row(u"https://user:secret@h/v1"_s, u"must not hold a name or a password"_s);
    row(u"https://sk-secret@h"_s, u"must not hold a name or a password"_s);
}

void TestBaseUrl::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, words);
    const auto read = readBaseUrl(text);
    QVERIFY(!read);
    QVERIFY2(read.error().contains(words), qPrintable(read.error()));
    QVERIFY(!read.error().contains(u"secret"_s));
}

void TestBaseUrl::fits_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("url");
    const auto row = [](const QString &base, const QString &path, const QString &url) {
        QTest::newRow(qPrintable(base + u" + "_s + path)) << base << path << url;
    };
    const QString chat = u"/v1/chat/completions"_s;
    const QString messages = u"/v1/messages"_s;
    const QString floop = u"/api/v1/ai/chat"_s;
    // other versions
    row(u"https://h/api/coding/paas/v4"_s, chat, u"https://h/api/coding/paas/v4/chat/completions"_s);
    row(u"https://h/api/coding/paas/v4/"_s, u"/v1/models"_s, u"https://h/api/coding/paas/v4/models"_s);
    row(u"https://h/v1beta/openai/"_s, chat, u"https://h/v1beta/openai/chat/completions"_s);
    row(u"https://h/v1beta/openai"_s, u"/v1/models"_s, u"https://h/v1beta/openai/models"_s);
    row(u"https://h/v2"_s, messages, u"https://h/v2/messages"_s);
    row(u"https://h/v2alpha1"_s, chat, u"https://h/v2alpha1/chat/completions"_s);
    row(u"https://h/openai"_s, chat, u"https://h/openai/v1/chat/completions"_s);
    row(u"https://h/openai/v1"_s, chat, u"https://h/openai/v1/chat/completions"_s);
    row(u"https://h/client/v4/accounts/1/ai"_s, chat,
        u"https://h/client/v4/accounts/1/ai/v1/chat/completions"_s);
    row(u"https://h/vision"_s, chat, u"https://h/vision/v1/chat/completions"_s);
    // an endpoint pasted whole
    row(u"https://h/v1/chat/completions"_s, chat, u"https://h/v1/chat/completions"_s);
    row(u"https://h/v1/chat/completions/"_s, chat, u"https://h/v1/chat/completions"_s);
    row(u"https://h/api/chat/completions"_s, chat, u"https://h/api/chat/completions"_s);
    row(u"https://h/paas/v4/chat/completions"_s, chat, u"https://h/paas/v4/chat/completions"_s);
    row(u"https://h/v1/chat/completions"_s, u"/v1/models"_s, u"https://h/v1/models"_s);
    row(u"https://h/paas/v4/chat/completions"_s, u"/v1/models"_s, u"https://h/paas/v4/models"_s);
    // another format's
    row(u"https://h/v1/chat/completions"_s, messages, u"https://h/v1/messages"_s);
    row(u"https://h/v1/messages"_s, chat, u"https://h/v1/chat/completions"_s);
    row(u"https://h/anthropic/v1/messages"_s, chat, u"https://h/anthropic/v1/chat/completions"_s);
    row(u"https://h/v1/models"_s, chat, u"https://h/v1/chat/completions"_s);
    row(u"https://h/v1/responses"_s, chat, u"https://h/v1/chat/completions"_s);
    row(u"https://h/v1/completions"_s, chat, u"https://h/v1/chat/completions"_s);
    row(u"https://h/api/v1/ai/chat"_s, messages, u"https://h/v1/messages"_s);
    row(u"https://h/api/v1/ai/chat"_s, u"/api/v1/ai/generate"_s, u"https://h/api/v1/ai/generate"_s);
    row(u"https://h/v1/chat/completions"_s, floop, u"https://h/api/v1/ai/chat"_s);
    row(u"http://h:11434/api/chat"_s, chat, u"http://h:11434/v1/chat/completions"_s);
    // a version in the middle of the path
    row(u"https://h/v1"_s, floop, u"https://h/api/v1/ai/chat"_s);
    row(u"https://h/api"_s, floop, u"https://h/api/v1/ai/chat"_s);
    row(u"https://h/api/v1"_s, floop, u"https://h/api/v1/ai/chat"_s);
    row(u"https://h/proxy/v1"_s, floop, u"https://h/proxy/api/v1/ai/chat"_s);
    // queries
    row(u"https://h"_s, u"/v1/chat?api-version=2"_s, u"https://h/v1/chat?api-version=2"_s);
    row(u"https://h/v1?a=%20b"_s, u"/v1/chat?c=d%26"_s, u"https://h/v1/chat?a=%20b&c=d%26"_s);
    row(u"https://h/v1/chat/completions?api-version=2"_s, chat,
        u"https://h/v1/chat/completions?api-version=2"_s);
    row(u"https://h/x/"_s, u"/"_s, u"https://h/x"_s);
    row(u"https://h/x"_s, QString(), QString());
}

void TestBaseUrl::fits()
{
    QFETCH(const QString, base);
    QFETCH(const QString, path);
    QFETCH(const QString, url);
    QCOMPARE(urlBelow(QUrl(base), path).toString(QUrl::FullyEncoded), url);
}

QTEST_GUILESS_MAIN(TestBaseUrl)
#include "tst_baseurl.moc"
