// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/splits.h"
#include "wire/endpoints/imagereader.h"

#include <QTest>

using namespace Parlance;
using namespace Parlance::Test;
using namespace Qt::StringLiterals;

namespace {

const ImageRequest OnePicture{.prompt = u"a cat"_s};
const ImageRequest Streamed{.prompt = u"a cat"_s, .stream = true, .partialImages = 2};

/// An answer read from these pieces.
class Read
{
public:
    Read(const ImageRequest &request, const Pieces &pieces,
        const QByteArray &contentType = "application/json", int status = 200)
        : reader(request)
    {
        const RawHeaders headers{{"Content-Type", contentType}, {"X-Request-Id", "r-1"}};
        reader.begin(AnswerHead::from(status, headers, {}), headers, {Secret("sk-0123456789")});
        for (const QByteArray &piece : pieces)
            reader.feed(piece);
        reader.finish();
    }

    [[nodiscard]] QString problem() const { return reader.error() ? reader.error()->message : QString(); }
    [[nodiscard]] const ImageAnswer &answer() const { return reader.answer(); }

    ImageReader reader;
};

QByteArray sseEvent(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

QByteArray named(const QByteArray &name, const QByteArray &data)
{
    return "event: " + name + '\n' + sseEvent(data);
}

/// As OpenAI documents it.
QByteArray partial(int index, const QByteArray &bytes, const QByteArray &name = "image_generation")
{
    return named(name + ".partial_image",
        R"({"type":")" + name + R"(.partial_image","b64_json":")" + bytes.toBase64() +
            R"(","created_at":1620000000,"size":"1024x1024","quality":"high","background":"transparent",)" +
            R"("output_format":"png","partial_image_index":)" + QByteArray::number(index) + '}');
}

QByteArray completed(const QByteArray &bytes, const QByteArray &name = "image_generation")
{
    return named(name + ".completed",
        R"({"type":")" + name + R"(.completed","b64_json":")" + bytes.toBase64() +
            R"(","created_at":1620000000,"size":"1024x1024","quality":"high","background":"transparent",)" +
            R"("output_format":"png","usage":{"total_tokens":100,"input_tokens":50,"output_tokens":50,)" +
            R"("input_tokens_details":{"text_tokens":10,"image_tokens":40}}})");
}

} // namespace

class TestImageReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_11_RA_34_readsAPlainAnswer();
    void C_10_C_11_readsAddresses();
    void C_12_C_13_readsAStream_data();
    void C_12_C_13_readsAStream();
    void C_12_saysWhichPartialPicturesAreMissing();
    void C_12_readsEventsOfOtherNames();
    void aStreamOfSeveralPictures();
    void aStreamThatEndsEarlyKeepsWhatCame();
    void aStreamThatWasNotAskedFor();
    void aPlainAnswerToAStreamRequest();
    void aPlainAnswerInOneEvent();
    void errors_data();
    void errors();
    void errorsInAStreamKeepWhatCame();
    void saysWhatCannotBeRead();
    void takesOffADataUrl();
};

void TestImageReader::C_11_RA_34_readsAPlainAnswer()
{
    const QByteArray body =
        R"({"created":1589478378,"data":[{"b64_json":"UE5H","revised_prompt":"A cat, sitting"}],)"
        R"("background":"opaque","output_format":"png","quality":"low","size":"1024x1536",)"
        R"("usage":{"total_tokens":100,"input_tokens":50,"output_tokens":51,)"
        R"("input_tokens_details":{"text_tokens":10,"image_tokens":40}}})";
    for (const Pieces &pieces : splits(body)) {
        const Read read(OnePicture, pieces);
        QCOMPARE(read.problem(), QString());
        QVERIFY(read.reader.isWhole());
        const ImageAnswer &answer = read.answer();
        QCOMPARE(answer.images,
            (QList<GeneratedImage>{{.bytes = "PNG", .url = {}, .revisedPrompt = u"A cat, sitting"_s}}));
        QCOMPARE(answer.created, 1589478378);
        QCOMPARE(answer.background, u"opaque"_s);
        QCOMPARE(answer.outputFormat, u"png"_s);
        QCOMPARE(answer.quality, u"low"_s);
        QCOMPARE(answer.size, u"1024x1536"_s);
        QCOMPARE(answer.usage.inputTokens, 50);
        QCOMPARE(answer.usage.outputTokens, 51);
        QCOMPARE(answer.usage.totalTokens, 100);
        QCOMPARE(answer.textTokens, 10);
        QCOMPARE(answer.imageTokens, 40);
        QCOMPARE(answer.remarks, QStringList());
    }
}

void TestImageReader::C_10_C_11_readsAddresses()
{
    const Read read({.prompt = u"a"_s, .n = 2},
        {R"({"created":1,"data":[{"url":"https://h/a.png"},{"url":"https://h/b.png"}]})"});
    QCOMPARE(read.problem(), QString());
    QCOMPARE(read.answer().images,
        (QList<GeneratedImage>{{.url = u"https://h/a.png"_s}, {.url = u"https://h/b.png"_s}}));
}

void TestImageReader::C_12_C_13_readsAStream_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("as OpenAI") << ""_ba;
    QTest::newRow("as sglang") << "data: [DONE]\n\n"_ba;
}

void TestImageReader::C_12_C_13_readsAStream()
{
    QFETCH(const QByteArray, end);
    for (const Pieces &pieces : splits(partial(0, "p0") + partial(1, "p1") + completed("PNG") + end)) {
        const Read read(Streamed, pieces, "text/event-stream");
        QCOMPARE(read.problem(), QString());
        QVERIFY(read.reader.isWhole());
        QCOMPARE(read.answer().partials,
            (QList<PartialImage>{{.index = 0, .bytes = "p0"}, {.index = 1, .bytes = "p1"}}));
        QCOMPARE(read.answer().images, (QList<GeneratedImage>{{.bytes = "PNG"}}));
        QCOMPARE(read.answer().created, 1620000000);
        QCOMPARE(read.answer().usage.totalTokens, 100);
        QCOMPARE(read.answer().size, u"1024x1024"_s);
        QCOMPARE(read.answer().remarks, QStringList());
    }
}

void TestImageReader::C_12_saysWhichPartialPicturesAreMissing()
{
    const Read one(Streamed, {partial(1, "p1") + completed("PNG")}, "text/event-stream");
    QVERIFY(one.reader.isWhole());
    QCOMPARE(one.answer().partials, (QList<PartialImage>{{.index = 1, .bytes = "p1"}}));
    QCOMPARE(one.answer().remarks, QStringList(u"Of 2 partial pictures, the server left out: 1."_s));
    const Read none(Streamed, {completed("PNG")}, "text/event-stream");
    QVERIFY(none.reader.isWhole());
    QCOMPARE(none.answer().remarks, QStringList(u"Of 2 partial pictures, the server left out: 1, 2."_s));
}

void TestImageReader::C_12_readsEventsOfOtherNames()
{
    const Read edit(Streamed,
        {partial(0, "p", "image_edit") + partial(1, "q", "image_edit") + completed("PNG", "image_edit")},
        "text/event-stream");
    QVERIFY(edit.reader.isWhole());
    QCOMPARE(edit.answer().partials.size(), 2);
    QCOMPARE(edit.answer().images.size(), 1);
    const Read nameless(Streamed,
        {sseEvent(R"({"b64_json":"cA==","partial_image_index":0})") + sseEvent(R"({"keep":"alive"})") +
            sseEvent(R"({"b64_json":"UE5H"})")},
        "text/event-stream");
    QVERIFY(nameless.reader.isWhole());
    QCOMPARE(nameless.answer().partials, (QList<PartialImage>{{.index = 0, .bytes = "p"}}));
    QCOMPARE(nameless.answer().images, (QList<GeneratedImage>{{.bytes = "PNG"}}));
}

void TestImageReader::aStreamOfSeveralPictures()
{
    const ImageRequest two{.prompt = u"a"_s, .n = 2, .stream = true};
    const Read both(two, {completed("one") + completed("two")}, "text/event-stream");
    QVERIFY(both.reader.isWhole());
    QCOMPARE(both.answer().images.size(), 2);
    const Read one(two, {completed("one")}, "text/event-stream");
    QVERIFY(!one.reader.isWhole());
    QCOMPARE(one.answer().images.size(), 1);
}

void TestImageReader::aStreamThatEndsEarlyKeepsWhatCame()
{
    const Read read(Streamed, {partial(0, "p0")}, "text/event-stream");
    QCOMPARE(read.problem(), QString());
    QVERIFY(!read.reader.isWhole());
    QCOMPARE(read.answer().partials.size(), 1);
}

void TestImageReader::aStreamThatWasNotAskedFor()
{
    const Read read(OnePicture, {partial(0, "p0") + completed("PNG")}, "application/json");
    QVERIFY(read.reader.isWhole());
    QCOMPARE(read.answer().images, (QList<GeneratedImage>{{.bytes = "PNG"}}));
    QCOMPARE(read.answer().remarks, QStringList());
}

void TestImageReader::aPlainAnswerToAStreamRequest()
{
    const Read read(Streamed, {R"({"data":[{"b64_json":"UE5H"}]})"});
    QVERIFY(read.reader.isWhole());
    QCOMPARE(read.answer().images.size(), 1);
    QCOMPARE(read.answer().remarks, (QStringList{u"Of 2 partial pictures, the server left out: 1, 2."_s,
                                        u"The server did not stream."_s}));
}

void TestImageReader::aPlainAnswerInOneEvent()
{
    const Read read({.prompt = u"a"_s, .stream = true},
        {sseEvent(R"({"created":1,"data":[{"b64_json":"UE5H"}]})")}, "text/event-stream");
    QVERIFY(read.reader.isWhole());
    QCOMPARE(read.answer().images, (QList<GeneratedImage>{{.bytes = "PNG"}}));
}

void TestImageReader::errors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ChatError::Kind>("kind");
    QTest::addColumn<QString>("message");
    using enum ChatError::Kind;
    QTest::newRow("a refusal")
        << 400 << R"({"error":{"code":"moderation_blocked","message":"Rejected sk-0123456789"}})"_ba
        << BadRequest << u"Rejected •••••••••••••"_s;
    QTest::newRow("under a good status")
        << 200 << R"({"error":{"message":"No capacity"}})"_ba << Server << u"No capacity"_s;
    QTest::newRow("no data") << 200 << R"({"created":1})"_ba << Protocol
                             << u"The answer has no list “data” of pictures: {\"created\":1}"_s;
    QTest::newRow("empty data") << 200 << R"({"data":[]})"_ba << Protocol << u"The answer has no pictures."_s;
    QTest::newRow("nothing") << 200 << ""_ba << Protocol << u"The response is empty."_s;
    QTest::newRow("a page") << 200 << "<!doctype html><title>Welcome</title>"_ba << Protocol
                            << u"The server answered with a web page: Welcome"_s;
    QTest::newRow("cut") << 200 << R"({"data":[{"b64_json":"UE5)"_ba << Protocol
                         << u"The answer has no list “data” of pictures: {\"data\":[{\"b64_json\":\"UE5"_s;
}

void TestImageReader::errors()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const ChatError::Kind, kind);
    QFETCH(const QString, message);
    const Read read(OnePicture, {body}, "application/json", status);
    QCOMPARE(read.problem(), message);
    QCOMPARE(read.reader.error()->kind, kind);
    QVERIFY(!read.reader.isWhole());
}

void TestImageReader::errorsInAStreamKeepWhatCame()
{
    for (const QByteArray &error : {sseEvent(R"({"error":{"message":"Out of memory"}})"),
             named("error", R"({"type":"error","message":"Out of memory"})")}) {
        const Read read(Streamed, {partial(0, "p0") + error}, "text/event-stream");
        QCOMPARE(read.problem(), u"Out of memory"_s);
        QCOMPARE(read.answer().partials.size(), 1);
    }
}

void TestImageReader::saysWhatCannotBeRead()
{
    const Read read({.prompt = u"a"_s, .n = 3},
        {R"({"data":[{"b64_json":"no base64!"},{"revised_prompt":"x"},{"b64_json":"UE5H"}]})"});
    QCOMPARE(read.problem(), QString());
    QCOMPARE(read.answer().images, (QList<GeneratedImage>{{.bytes = "PNG"}}));
    QCOMPARE(read.answer().remarks,
        (QStringList{u"data[0] cannot be read: b64_json is not base64."_s,
            u"data[1] has neither b64_json nor a url."_s, u"Only 1 of 3 pictures came."_s}));
}

void TestImageReader::takesOffADataUrl()
{
    const Read read(OnePicture, {R"({"data":[{"b64_json":"data:image/png;base64,UE5H"}]})"});
    QCOMPARE(read.answer().images, (QList<GeneratedImage>{{.bytes = "PNG"}}));
}

QTEST_GUILESS_MAIN(TestImageReader)
#include "tst_imagereader.moc"
