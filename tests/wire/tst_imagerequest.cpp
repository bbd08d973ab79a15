// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/imagemodel.h"
#include "wire/endpoints/imagerequest.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestImageRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RA_34_C_09_C_12_sendsWhatIsSet_data();
    void RA_34_C_09_C_12_sendsWhatIsSet();
    void C_10_responseFormatOnlyWhereItIsTaken_data();
    void C_10_responseFormatOnlyWhereItIsTaken();
    void C_12_asksForAStream();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
    void hints_data();
    void hints();
    void C_08_sizes_data();
    void C_08_sizes();
};

void TestImageRequest::RA_34_C_09_C_12_sendsWhatIsSet_data()
{
    QTest::addColumn<ImageRequest>("request");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a prompt alone") << ImageRequest{.prompt = u"a \"cat\""_s}
                                    << R"({"prompt":"a \"cat\""})"_ba;
    QTest::newRow("all")
        << ImageRequest{.model = u"gpt-image-1"_s,
               .prompt = u"a cat"_s,
               .n = 2,
               .size = u"1024x1024"_s,
               .quality = u"low"_s,
               .style = u"vivid"_s,
               .background = u"transparent"_s,
               .moderation = u"low"_s,
               .outputFormat = u"webp"_s,
               .outputCompression = 80,
               .stream = true,
               .partialImages = 3}
        << R"({"model":"gpt-image-1","prompt":"a cat","n":2,"size":"1024x1024","quality":"low",)"
           R"("style":"vivid","background":"transparent","moderation":"low","output_format":"webp",)"
           R"("output_compression":80,"stream":true,"partial_images":3})"_ba;
    QTest::newRow("partial pictures only with a stream")
        << ImageRequest{.prompt = u"a"_s, .stream = false, .partialImages = 3}
        << R"({"prompt":"a","stream":false})"_ba;
}

void TestImageRequest::RA_34_C_09_C_12_sendsWhatIsSet()
{
    QFETCH(const ImageRequest, request);
    QFETCH(const QByteArray, body);
    QCOMPARE(endpointRequest(request).body, body);
}

void TestImageRequest::C_10_responseFormatOnlyWhereItIsTaken_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("DALL-E 2") << u"dall-e-2"_s << true;
    QTest::newRow("DALL-E 3") << u"dall-e-3"_s << true;
    QTest::newRow("GPT image 1") << u"gpt-image-1"_s << false;
    QTest::newRow("GPT image 1 mini") << u"gpt-image-1-mini"_s << false;
    QTest::newRow("GPT image 2") << u"gpt-image-2"_s << false;
    QTest::newRow("ChatGPT image") << u"chatgpt-image-latest"_s << false;
    QTest::newRow("of a provider") << u"openai/gpt-image-1"_s << false;
    QTest::newRow("another's") << u"flux-schnell"_s << true;
    QTest::newRow("none") << QString() << true;
}

void TestImageRequest::C_10_responseFormatOnlyWhereItIsTaken()
{
    QFETCH(const QString, model);
    QFETCH(const bool, isTaken);
    const ImageRequest request{.model = model, .prompt = u"a"_s, .responseFormat = u"b64_json"_s};
    QCOMPARE(imageModel(model).takesResponseFormat, isTaken);
    QCOMPARE(endpointRequest(request).body.contains(R"("response_format":"b64_json")"), isTaken);
    QCOMPARE(check(request).hints.isEmpty(), isTaken);
}

void TestImageRequest::C_12_asksForAStream()
{
    const EndpointRequest streamed = endpointRequest(ImageRequest{.prompt = u"a"_s, .stream = true});
    QVERIFY(streamed.streams);
    QCOMPARE(streamed.accept, "text/event-stream, application/json"_ba);
    const EndpointRequest plain = endpointRequest(ImageRequest{.prompt = u"a"_s});
    QVERIFY(!plain.streams);
    QCOMPARE(plain.accept, "application/json"_ba);
}

void TestImageRequest::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<ImageRequest>("request");
    QTest::addColumn<QString>("problem");
    const QString a = u"a"_s;
    QTest::newRow("no prompt") << ImageRequest{.prompt = u" \n"_s} << u"There is no prompt."_s;
    QTest::newRow("C-07 n = 0") << ImageRequest{.prompt = a, .n = 0} << u"Ask for at least 1 picture."_s;
    QTest::newRow("C-12 partial pictures") << ImageRequest{.prompt = a, .partialImages = 4}
                                           << u"Between 0 and 3 partial pictures can be asked for."_s;
    QTest::newRow("C-09 compression") << ImageRequest{.prompt = a, .outputCompression = 101}
                                      << u"The compression is a percentage, from 0 to 100."_s;
    QTest::newRow("fine") << ImageRequest{.prompt = a, .n = 1000, .outputCompression = 0, .partialImages = 0}
                          << QString();
}

void TestImageRequest::refusesWhatCannotBeSent()
{
    QFETCH(const ImageRequest, request);
    QFETCH(const QString, problem);
    QCOMPARE(check(request).problem, problem);
}

void TestImageRequest::hints_data()
{
    QTest::addColumn<ImageRequest>("request");
    QTest::addColumn<QStringList>("hints");
    const QString a = u"a"_s;
    const auto row = [](const char *name, const ImageRequest &request, const QStringList &hints) {
        QTest::newRow(name) << request << hints;
    };
    row("nothing is known",
        {.model = u"flux"_s,
            .prompt = QString(50'000, u'a'),
            .n = 100,
            .size = u"17x19"_s,
            .quality = u"q"_s,
            .style = u"s"_s,
            .stream = true},
        {});
    row("C-06 DALL-E 2", {.model = u"dall-e-2"_s, .prompt = QString(1001, u'a')},
        {u"dall-e-2 takes a prompt of 1,000 characters; this one has 1,001."_s});
    row("C-06 characters, not units", {.model = u"dall-e-2"_s, .prompt = u"😀"_s.repeated(1000)}, {});
    row("C-06 DALL-E 3", {.model = u"dall-e-3"_s, .prompt = QString(4001, u'a')},
        {u"dall-e-3 takes a prompt of 4,000 characters; this one has 4,001."_s});
    row("C-06 GPT image", {.model = u"gpt-image-1"_s, .prompt = QString(32'001, u'a')},
        {u"gpt-image takes a prompt of 32,000 characters; this one has 32,001."_s});
    row("C-07 DALL-E 3", {.model = u"dall-e-3"_s, .prompt = a, .n = 2},
        {u"dall-e-3 makes at most 1 picture at once."_s});
    row("C-07 n", {.model = u"gpt-image-1"_s, .prompt = a, .n = 11},
        {u"gpt-image makes at most 10 pictures at once."_s});
    row("C-08 a size", {.model = u"dall-e-2"_s, .prompt = a, .size = u"1792x1024"_s},
        {u"dall-e-2 takes these sizes: 256x256, 512x512, 1024x1024."_s});
    row("C-09 a quality", {.model = u"dall-e-3"_s, .prompt = a, .quality = u"high"_s},
        {u"dall-e-3 takes these values as quality: standard, hd."_s});
    row("C-09 a style", {.model = u"gpt-image-1"_s, .prompt = a, .style = u"vivid"_s},
        {u"gpt-image does not take style."_s});
    row("C-09 of GPT image",
        {.model = u"dall-e-3"_s,
            .prompt = a,
            .background = u"opaque"_s,
            .outputFormat = u"png"_s,
            .stream = true},
        {u"dall-e-3 does not take background."_s, u"dall-e-3 does not take output_format."_s,
            u"dall-e-3 does not take stream."_s});
    row("C-12 without a stream", {.model = u"gpt-image-1"_s, .prompt = a, .partialImages = 2},
        {u"Partial pictures come only in a stream, so partial_images is not sent."_s});
    row("C-10", {.model = u"gpt-image-1"_s, .prompt = a, .responseFormat = u"url"_s},
        {u"gpt-image does not take response_format, so it is not sent; it always sends base64."_s});
}

void TestImageRequest::hints()
{
    QFETCH(const ImageRequest, request);
    QFETCH(const QStringList, hints);
    QCOMPARE(check(request), (RequestCheck{.problem = {}, .hints = hints}));
}

void TestImageRequest::C_08_sizes_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("size");
    QTest::addColumn<bool>("isFine");
    const auto row = [](const QString &model, const QString &size, bool isFine) {
        QTest::addRow("%s %s", qPrintable(model), qPrintable(size)) << model << size << isFine;
    };
    row(u"gpt-image-2"_s, u"auto"_s, true);
    row(u"gpt-image-2"_s, u"3840x2160"_s, true);
    row(u"gpt-image-2"_s, u"2160x3840"_s, true);
    row(u"gpt-image-2"_s, u"768x256"_s, true);
    row(u"gpt-image-2"_s, u"784x256"_s, false); // wider than 3:1
    row(u"gpt-image-2"_s, u"1000x1000"_s, false);
    row(u"gpt-image-2"_s, u"3856x2160"_s, false);
    row(u"gpt-image-2"_s, u"2176x2176"_s, false);
    row(u"gpt-image-1"_s, u"1536x1024"_s, true);
    row(u"gpt-image-1"_s, u"3840x2160"_s, false);
    row(u"dall-e-3"_s, u"auto"_s, false);
    row(u"flux"_s, u"17x19"_s, true);
    row(u"flux"_s, u"large"_s, false);
    row(u"flux"_s, u"1024 x 1024"_s, false);
    row(u"flux"_s, u"0x0"_s, false);
}

void TestImageRequest::C_08_sizes()
{
    QFETCH(const QString, model);
    QFETCH(const QString, size);
    QFETCH(const bool, isFine);
    QCOMPARE(sizeProblem(imageModel(model), size).isEmpty(), isFine);
}

QTEST_GUILESS_MAIN(TestImageRequest)
#include "tst_imagerequest.moc"
