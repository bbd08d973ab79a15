// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/letters.h"
#include "demo/media/picture.h"

#include "mediatest.h"

#include <QBuffer>
#include <QImageReader>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString Path = u"/v1/images/generations"_s;

QByteArray fileIn(const QJsonValue &object)
{
    return QByteArray::fromBase64(object[u"b64_json"].toString().toLatin1());
}

QByteArray formatOf(QByteArray file)
{
    QBuffer buffer(&file);
    buffer.open(QIODevice::ReadOnly);
    return QImageReader::imageFormat(&buffer);
}

} // namespace

class ImagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RA_34_C_11_answers();
    void sameForTheSamePrompt();
    void promptCanBeRead();
    void everyPrintableLetterIsItsOwn();
    void textIsWrapped_data();
    void textIsWrapped();
    void C_08_C_09_formats_data();
    void C_08_C_09_formats();
    void C_07_several();
    void C_06_C_09_refuses_data();
    void C_06_C_09_refuses();
    void C_10_url();
    void C_10_urlLives60Minutes();
    void oldestPicturesGoFirst();
    void C_12_C_13_stream_data();
    void C_12_C_13_stream();
    void partialsBecomeFiner();
    void faults();

private:
    [[nodiscard]] DemoResponse ask(const QByteArray &fields, const QByteArray &fault = {})
    {
        return m_gateway.ask(
            Path, R"({"model":"demo-image","prompt":"a red fox","size":"128x64",)" + fields + "}", fault);
    }

    MediaTest m_gateway;
};

void ImagesTest::RA_34_C_11_answers()
{
    const QJsonObject answer = jsonOf(m_gateway.ask(Path, R"({"model":"demo-image","prompt":"a red fox"})"));
    QCOMPARE(answer[u"created"].toInt(), 1710000000);
    QCOMPARE(answer[u"size"].toString(), u"512x512"_s);
    QCOMPARE(answer[u"output_format"].toString(), u"png"_s);
    QCOMPARE(answer[u"quality"].toString(), u"auto"_s);
    QCOMPARE(answer[u"background"].toString(), u"opaque"_s);
    QCOMPARE(answer[u"usage"][u"input_tokens"].toInt(), 3);
    QCOMPARE(answer[u"usage"][u"input_tokens_details"][u"text_tokens"].toInt(), 3);
    QCOMPARE(answer[u"usage"][u"total_tokens"].toInt(), 3 + answer[u"usage"][u"output_tokens"].toInt());
    QCOMPARE(answer[u"data"].toArray().size(), 1);
    QCOMPARE(
        answer[u"data"][0][u"revised_prompt"].toString(), u"Shapes, and these words in letters: a red fox"_s);
    const QImage picture = QImage::fromData(fileIn(answer[u"data"][0]));
    QCOMPARE(picture.size(), QSize(512, 512));
}

void ImagesTest::sameForTheSamePrompt()
{
    const QImage picture = drawn({.prompt = u"a red fox"_s, .size = {128, 128}});
    QCOMPARE(drawn({.prompt = u"a red fox"_s, .size = {128, 128}}), picture);
    QVERIFY(drawn({.prompt = u"a red box"_s, .size = {128, 128}}) != picture);
    QVERIFY(drawn({.prompt = u"a red fox"_s, .size = {128, 128}, .number = 1}) != picture);
    QVERIFY(drawn({.prompt = u"a red fox"_s, .size = {128, 128}, .dark = true}) != picture);
}

/// The white squares of the letters are where they stand in the middle of the picture.
void ImagesTest::promptCanBeRead()
{
    const QImage picture = drawn({.prompt = u"fox"_s, .size = {512, 512}});
    constexpr int Scale = 8;
    const QPoint start(256 - 3 * Letters::Width * Scale / 2, 256 - Letters::Height * Scale / 2);
    QImage letters(picture.size(), QImage::Format_ARGB32);
    letters.fill(0);
    Letters::draw(letters, start, {u"fox"_s}, Scale, qRgb(255, 255, 255));
    int squares = 0;
    for (int y = 0; y < letters.height(); y += Scale / 2) {
        for (int x = 0; x < letters.width(); x += Scale / 2) {
            if (letters.pixel(x, y) != qRgb(255, 255, 255))
                continue;
            ++squares;
            QCOMPARE(picture.pixel(x, y), qRgb(255, 255, 255));
        }
    }
    QVERIFY(squares > 100);
}

void ImagesTest::everyPrintableLetterIsItsOwn()
{
    QSet<QByteArray> seen;
    for (char16_t letter = u' '; letter <= u'~'; ++letter) {
        QImage picture(8, 9, QImage::Format_ARGB32);
        picture.fill(0);
        Letters::draw(picture, {0, 0}, {QString(QChar(letter))}, 1, qRgb(255, 255, 255));
        seen.insert(QByteArray(reinterpret_cast<const char *>(picture.constBits()), picture.sizeInBytes()));
    }
    QCOMPARE(seen.size(), 95);
}

void ImagesTest::textIsWrapped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("short") << u"a cat"_s << QStringList{u"a cat"_s};
    QTest::newRow("at blanks") << u"two small  cats"_s << QStringList{u"two small"_s, u"cats"_s};
    QTest::newRow("a long word") << u"abcdefghijklmnop"_s << QStringList{u"abcdefghij"_s, u"klmnop"_s};
    QTest::newRow("too long") << u"one two three four five six"_s
                              << QStringList{u"one two"_s, u"three f..."_s};
    QTest::newRow("nothing") << QString() << QStringList();
}

void ImagesTest::textIsWrapped()
{
    QFETCH(QString, text);
    QTEST(Letters::wrapped(text, 10, 2), "lines");
}

void ImagesTest::C_08_C_09_formats_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("format");
    for (const QString &format : pictureFormats()) {
        QTest::addRow("%s", qPrintable(format))
            << R"("output_format":")" + format.toLatin1() + R"(","output_compression":50)"
            << format.toLatin1();
    }
    QTest::newRow("transparent") << R"("background":"transparent","quality":"high","style":"natural")"_ba
                                 << "png"_ba;
}

void ImagesTest::C_08_C_09_formats()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, format);
    const QJsonObject answer = jsonOf(ask(fields));
    const QByteArray file = fileIn(answer[u"data"][0]);
    QCOMPARE(formatOf(file), format);
    QCOMPARE(answer[u"output_format"].toString().toLatin1(), format);
    const QImage picture = QImage::fromData(file);
    QCOMPARE(picture.size(), QSize(128, 64));
    if (fields.contains("transparent"))
        QVERIFY(picture.hasAlphaChannel());
}

void ImagesTest::C_07_several()
{
    const QJsonArray data = jsonOf(ask(R"("n":10)"))[u"data"].toArray();
    QSet<QByteArray> files;
    for (const QJsonValue one : data)
        files.insert(fileIn(one));
    QCOMPARE(files.size(), 10);
}

void ImagesTest::C_06_C_09_refuses_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    const auto row = [](const QByteArray &fields, const QString &field, const QString &says) {
        QTest::newRow(fields.left(60)) << fields << field << says;
    };
    const QString size = u"`size` must be auto or WIDTHxHEIGHT, each from 64 to 1024"_s;
    row(R"("size":"1024x1025")", u"size"_s, size);
    row(R"("size":"63x64")", u"size"_s, size);
    row(R"("size":"99999999x64")", u"size"_s, size);
    row(R"("size":"large")", u"size"_s, size);
    row(R"("n":0)", u"n"_s, u"`n` must be a whole number from 1 to 10"_s);
    row(R"("n":11)", u"n"_s, u"`n` must be a whole number from 1 to 10"_s);
    row(R"("n":2,"stream":true)", u"n"_s, u"`n` must be 1 in a stream"_s);
    row(R"("prompt":" ")", u"prompt"_s, u"`prompt` must not be empty"_s);
    row("\"prompt\":\"" + QByteArray(32'001, 'a') + '"', u"prompt"_s,
        u"`prompt` has 32001 characters, and the most are 32000"_s);
    row(R"("partial_images":4)", u"partial_images"_s,
        u"`partial_images` must be a whole number from 0 to 3"_s);
    row(R"("output_format":"svg")", u"output_format"_s,
        u"`output_format` must be one of "_s + pictureFormats().join(u", "_s));
    row(R"("response_format":"bytes")", u"response_format"_s,
        u"`response_format` must be one of b64_json, url"_s);
    row(R"("output_compression":101)", u"output_compression"_s,
        u"`output_compression` must be a whole number from 0 to 100"_s);
    row(R"("background":"transparent","output_format":"jpeg")", u"background"_s,
        u"`background` cannot be transparent in a jpeg"_s);
}

void ImagesTest::C_06_C_09_refuses()
{
    QFETCH(QByteArray, fields);
    QByteArray body = R"({"model":"demo-image",)" + fields;
    if (!fields.contains("prompt"))
        body += R"(,"prompt":"a")";
    const DemoResponse said = m_gateway.ask(Path, body + '}');
    QCOMPARE(said.status, 400);
    QTEST(fieldOf(said), "field");
    QTEST(messageOf(said), "says");
}

void ImagesTest::C_10_url()
{
    const QJsonObject answer = jsonOf(ask(R"("response_format":"url")"));
    QVERIFY(answer[u"data"][0][u"b64_json"].isUndefined());
    const QUrl url(answer[u"data"][0][u"url"].toString());
    QCOMPARE(url.authority(), u"127.0.0.1:1"_s);
    const DemoResponse picture = m_gateway.get(url.path());
    QCOMPARE(picture.status, 200);
    QCOMPARE(typeOf(picture), "image/png"_ba);
    QCOMPARE(QImage::fromData(bytesOf(picture)).size(), QSize(128, 64));
    QCOMPARE(m_gateway.get(u"/v1/images/files/0123456789abcdef.png"_s).status, 404);
}

void ImagesTest::C_10_urlLives60Minutes()
{
    const auto now = std::make_shared<std::chrono::steady_clock::time_point>();
    DemoSettings settings = atOnce();
    settings.clock = [now] {
        return *now;
    };
    MediaTest gateway(settings);
    const QJsonObject answer = jsonOf(
        gateway.ask(Path, R"({"model":"demo-image","prompt":"a","size":"64x64","response_format":"url"})"));
    const QString path = QUrl(answer[u"data"][0][u"url"].toString()).path();
    *now += 59min;
    QCOMPARE(gateway.get(path).status, 200);
    *now += 1min;
    QCOMPARE(gateway.get(path).status, 404);
}

void ImagesTest::oldestPicturesGoFirst()
{
    PictureStore store(std::chrono::steady_clock::now);
    QStringList names;
    for (int i = 0; i < 5; ++i)
        names += store.add(u"png"_s, QByteArray(20 << 20, char(i)));
    QVERIFY(!store.find(names.at(0)) && !store.find(names.at(1)));
    QCOMPARE(store.find(names.at(2))->bytes, QByteArray(20 << 20, char(2)));
    QVERIFY(store.find(names.at(4)));
}

void ImagesTest::C_12_C_13_stream_data()
{
    QTest::addColumn<int>("partials");
    for (int partials = 0; partials <= 3; ++partials)
        QTest::addRow("%d", partials) << partials;
}

void ImagesTest::C_12_C_13_stream()
{
    QFETCH(int, partials);
    const QByteArray count = QByteArray::number(partials);
    const DemoResponse said = ask(R"("stream":true,"response_format":"url","partial_images":)" + count);
    QVERIFY(said.streamed);
    const QList<QJsonObject> events = eventsOf(said);
    QCOMPARE(events.size(), partials + 1);
    for (int i = 0; i < partials; ++i) {
        QCOMPARE(events.at(i)[u"type"].toString(), u"image_generation.partial_image"_s);
        QCOMPARE(events.at(i)[u"partial_image_index"].toInt(), i);
        QCOMPARE(QImage::fromData(fileIn(events.at(i))).size(), QSize(128, 64));
        QCOMPARE(events.at(i)[u"output_format"].toString(), u"png"_s);
    }
    QCOMPARE(events.constLast()[u"type"].toString(), u"image_generation.completed"_s);
    QVERIFY(events.constLast()[u"usage"][u"total_tokens"].toInt() > 0);
    QCOMPARE(fileIn(events.constLast()), fileIn(jsonOf(ask(R"("n":1)"))[u"data"][0]));
    QVERIFY(bytesOf(said).contains("event: image_generation.completed\ndata: {"));
    QVERIFY(!bytesOf(said).contains("[DONE]"));
    QVERIFY(bytesOf(ask(R"("stream":true)", "done")).endsWith("data: [DONE]\n\n"));
}

void ImagesTest::partialsBecomeFiner()
{
    const QList<QJsonObject> events = eventsOf(ask(R"("stream":true,"partial_images":3)"));
    const QImage whole = QImage::fromData(fileIn(events.constLast()));
    int before = 0;
    for (const QJsonObject &event : events) {
        const QImage picture = QImage::fromData(fileIn(event));
        int same = 0;
        for (int y = 0; y < whole.height(); ++y) {
            for (int x = 0; x < whole.width(); ++x)
                same += picture.pixel(x, y) == whole.pixel(x, y) ? 1 : 0;
        }
        QVERIFY2(same > before, qPrintable(u"%1 of %2"_s.arg(same).arg(before)));
        before = same;
    }
    QCOMPARE(before, 128 * 64);
}

void ImagesTest::faults()
{
    const QByteArray whole = fileIn(jsonOf(ask(R"("n":1)"))[u"data"][0]);
    QCOMPARE(fileIn(jsonOf(ask(R"("n":1)", "cut-picture"))[u"data"][0]), whole.first(whole.size() / 2));
    const QJsonObject other = jsonOf(ask(R"("output_format":"png")", "other-picture"));
    QCOMPARE(other[u"output_format"].toString(), u"png"_s);
    QCOMPARE(formatOf(fileIn(other[u"data"][0])), "jpeg"_ba);
    QCOMPARE(eventsOf(ask(R"("stream":true,"partial_images":3)", "no-partials")).size(), 1);
    QVERIFY(!ask(R"("stream":true)", "plain").streamed);
    QCOMPARE(ask(R"("n":1)", "503").status, 503);
}

QTEST_GUILESS_MAIN(ImagesTest)
#include "tst_imagesendpoint.moc"
