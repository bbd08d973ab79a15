// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/composer.h"
#include "demo/endpoints/ruapiendpoint.h"
#include "demosupport.h"

#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

/// Of one pixel.
const QByteArray Png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";
const QByteArray Pdf = "%PDF-1.7 /Type /Pages /Type /Page /Type/Page"_ba.toBase64();

QByteArray imagePart(const QByteArray &url)
{
    return R"({"type":"image_url","image_url":{"url":")" + url + R"("}})";
}

QByteArray filePart(const QByteArray &data)
{
    return R"({"type":"file","file":{"filename":"a.pdf","file_data":")" + data + R"("}})";
}

QByteArray block(const QByteArray &type, const QByteArray &sourceType, const QByteArray &mediaType,
    const QByteArray &data, const QByteArray &more = {})
{
    return R"({"type":")" + type + R"(","source":{"type":")" + sourceType + R"(","media_type":")" +
           mediaType + R"(","data":")" + data + R"("})" + more + "}";
}

QByteArray imageBlock(const QByteArray &mediaType, const QByteArray &data)
{
    return block("image", "base64", mediaType, data);
}

} // namespace

/// Pictures and files in messages, over both protocols of RuAPI.
class TestSentParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void B_41_tellsWhatCameInCompletions();
    void B_38_B_39_tellsWhatCameInMessages();
    void B_40_resultsOfToolsInBlocks();
    void theTextIsAnsweredToo();
    void onlyTheLatestMessageIsTold();
    void countsTokens();
    void refusesParts_data();
    void refusesParts();
    void refusesBlocks_data();
    void refusesBlocks();

private:
    [[nodiscard]] DemoResponse complete(const QByteArray &content) const
    {
        return answer(
            m_routes, post(u"/v1/chat/completions"_s,
                          R"({"model":"gpt-4o","messages":[{"role":"user","content":[)" + content + "]}]}",
                          {{"authorization", "Bearer sk-demo"}}));
    }
    [[nodiscard]] DemoResponse converse(const QByteArray &content) const
    {
        return conversation(R"({"role":"user","content":[)" + content + "]}");
    }
    [[nodiscard]] DemoResponse conversation(const QByteArray &messages) const
    {
        return answer(m_routes,
            post(u"/v1/messages"_s, R"({"model":"gpt-4o","max_tokens":500,"messages":[)" + messages + "]}",
                {{"x-api-key", "sk-demo"}, {"anthropic-version", "2023-06-01"}}));
    }
    [[nodiscard]] static QString said(const DemoResponse &response)
    {
        const QJsonObject answer = jsonOf(response);
        return answer[u"choices"][0][u"message"][u"content"].toString() +
               answer[u"content"][0][u"text"].toString();
    }

    const Composer m_composer{Handbook::builtIn()};
    RuApiEndpoint m_ruApi{&m_composer, atOnce()};
    const QList<Route> m_routes = m_ruApi.routes();
};

void TestSentParts::B_41_tellsWhatCameInCompletions()
{
    const QString text = said(complete(
        imagePart("data:image/png;base64," + Png) + ',' + filePart("data:application/pdf;base64," + Pdf)));
    QCOMPARE(text.section(u"\n\n*"_s, 0, 0),
        u"I received this, and cannot look into it, as I am no model:\n\n"
        "- A picture: image/png, 1 × 1 pixels, 68 bytes\n"
        "- A PDF named `a.pdf`: 2 pages, 44 bytes"_s);
}

void TestSentParts::B_38_B_39_tellsWhatCameInMessages()
{
    const QString text = said(
        converse(imageBlock("image/png", Png) + ',' + block("document", "base64", "application/pdf", Pdf) +
                 ',' + block("document", "text", "text/plain", R"(a\nb)", R"(,"title":"n.txt")")));
    QCOMPARE(text.section(u"\n\n*"_s, 0, 0),
        u"I received this, and cannot look into it, as I am no model:\n\n"
        "- A picture: image/png, 1 × 1 pixels, 68 bytes\n"
        "- A PDF: 2 pages, 44 bytes\n"
        "- A text named `n.txt`: 2 lines, 3 bytes"_s);
}

void TestSentParts::B_40_resultsOfToolsInBlocks()
{
    const QByteArray asked =
        R"({"role":"user","content":"Weather?"},{"role":"assistant","content":[{"type":"tool_use","id":"t1",)"
        R"("name":"get_weather","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1",)"
        R"("content":[{"type":"text","text":"Rain, 9 C"},)";
    const QString text = said(conversation(asked + imageBlock("image/png", Png) + "]}]}"));
    QVERIFY2(text.contains(u"Rain, 9 C"_s), qPrintable(text));
    QCOMPARE(conversation(asked + imageBlock("image/png", "?") + "]}]}").status, 400);
}

void TestSentParts::theTextIsAnsweredToo()
{
    const QString text = said(complete(
        imagePart("data:image/png;base64," + Png) + R"(,{"type":"text","text":"How do I compare tiers?"})"));
    QVERIFY(text.startsWith(u"I received this"_s));
    QVERIFY2(text.contains(u"ompar"_s), qPrintable(text));
}

void TestSentParts::onlyTheLatestMessageIsTold()
{
    const QString text = said(conversation(R"({"role":"user","content":[)" + imageBlock("image/png", Png) +
                                           R"(]},{"role":"assistant","content":"A dot."},)"
                                           R"({"role":"user","content":"Say hello in 5 words."})"));
    QVERIFY(!text.contains(u"picture: "_s));
}

void TestSentParts::countsTokens()
{
    const auto input = [this](const QByteArray &content) {
        return jsonOf(converse(content))[u"usage"][u"input_tokens"].toInt();
    };
    QCOMPARE(input(imageBlock("image/png", Png)), 85);
    QCOMPARE(input(block("document", "base64", "application/pdf", Pdf)), 3000);
    QVERIFY(input(block("document", "text", "text/plain", "one two three")) >= 3);
}

void TestSentParts::refusesParts_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const QString url = u"`messages[0].content[0].image_url.url` "_s;
    QTest::newRow("an address") << imagePart("https://example.org/a.png")
                                << url + u"must be a data URL in base64: this gateway fetches nothing"_s;
    QTest::newRow("base64") << imagePart("data:image/png;base64,iVBO?") << url + u"has invalid base64"_s;
    QTest::newRow("cut base64") << imagePart("data:image/png;base64,iVBOR") << url + u"has invalid base64"_s;
    QTest::newRow("no picture")
        << imagePart("data:image/png;base64,iVBO")
        << u"You uploaded an unsupported image. Please make sure your image has of one the "
           "following formats: ['png', 'jpeg', 'gif', 'webp']."_s;
    QTest::newRow("detail")
        << R"({"type":"image_url","image_url":{"detail":"all","url":"data:image/png;base64,)" + Png + "\"}}"
        << u"`messages[0].content[0].image_url.detail` must be auto, low or high"_s;
    QTest::newRow("no PDF") << filePart("data:application/pdf;base64," + Png)
                            << u"`messages[0].content[0].file.file_data` must be a PDF: application/pdf"_s;
    QTest::newRow("a file that is kept")
        << R"({"type":"file","file":{"file_id":"file-1"}})"_ba
        << u"`messages[0].content[0].file.file_id` is unknown: this gateway keeps "
           "no files"_s;
}

void TestSentParts::refusesParts()
{
    QFETCH(const QByteArray, content);
    const DemoResponse response = complete(content);
    QCOMPARE(response.status, 400);
    QTEST(jsonOf(response)[u"error"][u"message"].toString(), "message");
}

void TestSentParts::refusesBlocks_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const QString source = u"`messages[0].content[0].source."_s;
    QTest::newRow("an address")
        << R"({"type":"image","source":{"type":"url","url":"https://example.org/a.png"}})"_ba
        << source + u"type` must be base64: this gateway fetches nothing and keeps no files"_s;
    QTest::newRow("base64") << imageBlock("image/png", "iVBO?") << source + u"data` has invalid base64"_s;
    QTest::newRow("an unknown type")
        << imageBlock("image/tiff", Png)
        << source + u"media_type` must be image/jpeg, image/png, image/gif or image/webp"_s;
    QTest::newRow("another type") << imageBlock("image/jpeg", Png)
                                  << source + u"media_type` is image/jpeg, but the data is image/png"_s;
    const QByteArray large = QByteArray((5 << 20) + 2, 'a').toBase64();
    QTest::newRow("too large") << imageBlock("image/png", large)
                               << source + u"data` exceeds 5 MB maximum: 5242882 bytes > 5242880 bytes"_s;
    QTest::newRow("no PDF") << block("document", "base64", "application/pdf", Png)
                            << source + u"data` is no PDF"_s;
    QTest::newRow("a text of another type")
        << block("document", "text", "text/html", "a") << source + u"media_type` must be text/plain"_s;
}

void TestSentParts::refusesBlocks()
{
    QFETCH(const QByteArray, content);
    const DemoResponse response = converse(content);
    QCOMPARE(response.status, 400);
    QTEST(jsonOf(response)[u"error"][u"message"].toString(), "message");
}

QTEST_GUILESS_MAIN(TestSentParts)
#include "tst_sentparts.moc"
