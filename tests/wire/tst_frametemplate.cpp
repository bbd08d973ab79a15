// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/chatcompletions.h"
#include "wire/dialects/frametemplate.h"
#include "wire/ssereader.h"

#include "support/filepair.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Reads each frame with a decoder that has seen the ones before, which may be quick, and with one that has
/// never seen its like, because a frame of another kind comes before each.
class TwoDecoders
{
public:
    [[nodiscard]] QList<Delta> quick(const QByteArray &frame) { return decode(*m_quick, frame); }

    [[nodiscard]] QList<Delta> slow(const QByteArray &frame)
    {
        (void)decode(*m_slow, R"({"choices":[{"index":127,"delta":{"content":"other"}}]})");
        return decode(*m_slow, frame);
    }

private:
    static QList<Delta> decode(StreamDecoder &decoder, const QByteArray &data)
    {
        return decoder.decode({.type = "message", .data = data, .id = {}, .retry = std::nullopt});
    }

    std::unique_ptr<StreamDecoder> m_quick = ChatCompletions().streamDecoder();
    std::unique_ptr<StreamDecoder> m_slow = ChatCompletions().streamDecoder();
};

QByteArray frameOf(const QByteArray &literal)
{
    return R"({"id":"1","model":"m","choices":[{"index":0,"delta":{"content":")" + literal +
           R"("},"finish_reason":null}]})";
}

/// The same frame for every text, as a JSON reader would read it.
QList<Delta> echo(QByteArrayView frame)
{
    Delta delta;
    delta.text = frame.contains("probe") ? u"probe"_s : u"x"_s;
    return {delta};
}

/// Pieces of JSON that a hostile or broken server may put between quotes, or around them.
QByteArray randomLiteral(QRandomGenerator &random)
{
    static const QByteArrayList pieces{"a", " word", "\\n", "\\\"", "\\\\", "\\", "\"", "\\u00e9",
        "\\ud83d\\ude00", "\\ud83d", "\\u", "\\x", "\\/", "\xc3\xa9", "\xe4\xbd\xa0", "\xf0\x9f\x98\x80",
        "\xff", "\xc3", "\xef\xbb\xbf", "\xef\xbf\xbf", "\x01", "\n", "\t", "\"},\"x\":{\"content\":\"",
        "\",\"refusal\":\"no", "{", "}", "[DONE]", "content\":\"", QByteArray(1, '\0'), "\x7f",
        "\\b\\f\\r\\t"};
    QByteArray literal;
    for (int i = random.bounded(6); i >= 0; --i)
        literal += pieces.at(random.bounded(static_cast<int>(pieces.size())));
    return literal;
}

} // namespace

/// Frames that are read quickly give what the JSON reader gives.
class TestFrameTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondFrameOfAKindIsRead();
    void nothingIsReadBeforeSomethingIsLearnt();
    void otherFramesAreLeft_data();
    void otherFramesAreLeft();
    void givesUpWhereEveryFrameDiffers();
    void fixturesReadTheSame();
    void anyTextReadsTheSame();
    void anyDamageReadsTheSame();
};

void TestFrameTemplate::secondFrameOfAKindIsRead()
{
    FrameTemplate learnt;
    learnt.learn(frameOf("first"), echo);
    const std::optional<Delta> delta = learnt.decode(frameOf(R"(a \"b\"\n\\ é)"));
    QVERIFY(delta);
    QCOMPARE(delta->text, u"a \"b\"\n\\ é"_s);
}

void TestFrameTemplate::nothingIsReadBeforeSomethingIsLearnt()
{
    FrameTemplate learnt;
    QVERIFY(!learnt.decode(frameOf("first")));
    learnt.learn(frameOf("first"), [](QByteArrayView) { return QList<Delta>(); });
    QVERIFY(!learnt.decode(frameOf("second")));
}

void TestFrameTemplate::otherFramesAreLeft_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("no text") << frameOf("");
    QTest::newRow("a quote inside") << frameOf(R"(a","b":"c)");
    QTest::newRow("an escape by number") << frameOf(R"(\u00e9)");
    QTest::newRow("broken UTF-8") << frameOf("\xff");
    QTest::newRow("a control character") << frameOf("\x01");
    QTest::newRow("an escape cut off") << frameOf("a\\");
    QTest::newRow("another choice") << frameOf("a").replace("\"index\":0", "\"index\":1");
    QTest::newRow("another model") << frameOf("a").replace("\"m\"", "\"n\"");
    QTest::newRow("a finish reason") << frameOf("a").replace("null", "\"stop\"");
    QTest::newRow("cut off") << frameOf("a").chopped(1);
}

void TestFrameTemplate::otherFramesAreLeft()
{
    QFETCH(const QByteArray, frame);
    FrameTemplate learnt;
    learnt.learn(frameOf("first"), echo);
    QVERIFY(!learnt.decode(frame));
}

void TestFrameTemplate::givesUpWhereEveryFrameDiffers()
{
    FrameTemplate learnt;
    int asked = 0;
    for (int i = 0; i < 100; ++i) {
        learnt.learn(
            frameOf("a").replace("\"1\"", '"' + QByteArray::number(i) + '"'), [&asked](QByteArrayView frame) {
                ++asked;
                return echo(frame);
            });
    }
    QVERIFY(asked < 20);
}

void TestFrameTemplate::fixturesReadTheSame()
{
    for (const Test::FilePair &pair : Test::filePairs(u"wire/chat-completions"_s, u".sse"_s)) {
        TwoDecoders decoders;
        SseReader reader;
        for (const SseEvent &event : reader.feed(Test::readFile(pair.input))) {
            for (int again = 0; again < 3; ++again) {
                if (!event.data.contains("tool_calls") || again == 0)
                    QCOMPARE(decoders.quick(event.data), decoders.slow(event.data));
            }
        }
    }
}

void TestFrameTemplate::anyTextReadsTheSame()
{
    QRandomGenerator random(7319);
    TwoDecoders decoders;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray frame = frameOf(i % 3 == 0 ? QByteArray("plain") : randomLiteral(random));
        QCOMPARE(decoders.quick(frame), decoders.slow(frame));
    }
}

void TestFrameTemplate::anyDamageReadsTheSame()
{
    QRandomGenerator random(1937);
    TwoDecoders decoders;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray frame = frameOf("some text");
        if (i % 2 == 0)
            frame[random.bounded(static_cast<int>(frame.size()))] =
                static_cast<char>(random.bounded(32, 127));
        QCOMPARE(decoders.quick(frame), decoders.slow(frame));
    }
}

QTEST_GUILESS_MAIN(TestFrameTemplate)
#include "tst_frametemplate.moc"
